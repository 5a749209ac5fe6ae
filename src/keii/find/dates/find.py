"""Times (時): the calendar times of a text, resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.calendar import moved
from keii.find.dates.context import Context
from keii.find.dates.counted import counted_atoms
from keii.find.dates.numerals import Numerals
from keii.find.dates.points import Point, point_at
from keii.find.dates.resolve import Resolver
from keii.find.dates.spans import Joint, from_length, joint_after, length_until, spanning
from keii.find.dates.words import word_atoms
from keii.find.dates.years import NO_DAY, NOT_A_TIME, Open
from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span
from keii.records.time import Anchor, Time
from keii.records.when import bounds, valid

_REPEATED: Final = re.compile(
    r"(?:毎[年月週日]|例年|平年|各[年月])の?$|(?:営業|開館|開園|開場|受付|診療|利用)時間[は:]?$"
)
_BARE_PARTS: Final = frozenset(("午前", "午後", "未明", "早朝", "夕方", "深夜", "明け方", "午前中"))
_AGAIN: Final = re.compile(
    r"の?(?:(?P<month>同月)|(?P<clock>同時刻|同時間帯?|の同じ時刻)|同期間?|同時期|同じ時期|同じ期間)"
)
_KANJI_OR_KANA: Final = re.compile("[一-龠ァ-ヶー々]")
_SEASON_GOES_ON: Final = re.compile(r"に(?!は?(?:なる|なれ|なり|なっ))|から|まで|以降|ごろ|にも|には")
_WEEKDAY_GOES_ON: Final = re.compile(r"[にの、はかまも。でとだ]|$")
_CLAUSE_START: Final = re.compile(r"(?:^|[、。\n」は)])$")
_CLAUSE_GOES_ON: Final = re.compile(r"[、はにの]|から|まで")


def find(
    parse: Parse, numbers: tuple[Number, ...], published: date | None
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    """Return the times of a text in order, not overlapping, with values in the notation of `keii.records.when`.

    Problems: K1201 for what counts from a publication date that is None, K1202 for 同日 and the like with nothing
    before, K1203 for what is no calendar day (2月30日). Each of these yields no record.
    """
    numerals = Numerals(parse.text, numbers)
    atoms = sorted((*counted_atoms(numerals), *word_atoms(parse)))
    finder = _Finder(parse, _apart(atoms), published)
    finder.run()
    bad = (Problem(code=NO_DAY, span=Span(a, b), args=(parse.text[a:b],)) for a, b in numerals.bad)
    problems = sorted((*finder.problems, *bad), key=lambda p: p.span or Span(0, 0))
    return tuple(finder.found), tuple(problems)


def _apart(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms without those that overlap an earlier one."""
    out: list[Atom] = []
    for at, atom in enumerate(atoms):
        if atom.kind in ("same", "next") and (at + 1 == len(atoms) or atoms[at + 1].start != atom.end):
            continue
        if not out or atom.start >= out[-1].end:
            out.append(atom)
        elif atom.end - atom.start > out[-1].end - out[-1].start:
            out[-1] = atom
    return out


class _Finder:
    """One pass from left to right over the atoms of a text."""

    def __init__(self, parse: Parse, atoms: list[Atom], published: date | None) -> None:
        self.text = parse.text
        self.atoms = atoms
        self.context = Context(parse, published)
        self.found: list[Time] = []
        self.problems: list[Problem] = []
        self.remember = True
        self.free = 0

    def run(self) -> None:
        at = 0
        while at < len(self.atoms):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Take the expression that begins with an atom, if one does; return the index to go on from."""
        atom = self.atoms[at]
        if atom.start < self.free:
            return at + 1
        if atom.kind == "len" and atom.length is not None:
            self._say(atom.start, atom.end, atom.length.iso(), "none", atom.rule)
            return at + 1
        if atom.kind == "off" and self._explained(atom, at):
            return at + 1
        if atom.kind in ("off", "past"):
            self._open(atom.start, atom.end, lambda: self._moved(atom))
            return at + 1
        found = point_at(self.text, self.atoms, at)
        if found is None:
            return at + 1
        point, following = found
        if not self._stands(point):
            return following
        again = _AGAIN.match(self.text, point.end)
        if again and point.slots.keys() <= {"year", "day"}:
            self._open(point.start, again.end(), lambda: self._again(point, again))
            return following
        joint = joint_after(self.text, self.atoms, following, point)
        if joint is not None and self._span(point, joint):
            return joint.following
        resolver = Resolver(self.context)
        self._open(point.start, point.end, lambda: (resolver.value(point), resolver.anchor, point.rule), _dated(point))
        return following

    def _explained(self, atom: Atom, at: int) -> bool:
        """Say whether a distance only explains the day named after it (1週間前の3日); that day is taken then."""
        following = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        return (
            following is not None
            and following.kind in ("day", "month", "year", "date")
            and self.text[atom.end : following.start] == "の"
        )

    def _span(self, point: Point, joint: Joint) -> bool:
        """Say whether point and joint are one span, and take it."""
        try:
            value, anchor = self._span_value(point, joint)
        except (Open, ValueError, OverflowError):
            return False
        if value is None or not valid(value):
            return False
        end = max(joint.end, joint.point.end if joint.point else 0)
        self._say(point.start, end, value, anchor, joint.rule)
        return True

    def _span_value(self, point: Point, joint: Joint) -> tuple[str | None, Anchor]:
        resolver = Resolver(self.context)
        first = resolver.value(point)
        anchor = resolver.anchor
        if joint.length is not None:
            extend = from_length if joint.rule == "from-length" else length_until
            return extend(first, joint.length), anchor
        days = bounds(first)
        if joint.point is None or days is None:
            return None, anchor
        minute = first if "T" in first else None
        second = Resolver(self.context, base=days[1], base_minute=minute).value(joint.point)
        return spanning(first, second), anchor

    def _stands(self, point: Point) -> bool:
        """Say whether a point is a time of its own: not 毎年8月, not a bare 夜 or 末."""
        text, slots = self.text, point.slots
        if _REPEATED.search(text, max(0, point.start - 6), point.start):
            return False
        only = next(iter(slots)) if len(slots) == 1 else ""
        before = text[max(0, point.start - 1) : point.start]
        if only and slots[only].kind in ("mday", "myear", "mmonth", "mweek") and _KANJI_OR_KANA.match(before):
            return False
        if only == "sub" and slots["sub"].kind == "season":
            return bool(not _KANJI_OR_KANA.match(before) and before != "・" and _SEASON_GOES_ON.match(text, point.end))
        if only == "xpart":
            return False
        if only == "wday" and (
            before in ("〜", "～", "~", "・", "-", "第") or not _WEEKDAY_GOES_ON.match(text, point.end)
        ):
            return False
        if only == "part":
            word = text[point.start : slots["part"].end]
            return bool(
                point.shift
                or (word in _BARE_PARTS and _CLAUSE_START.search(before) and _CLAUSE_GOES_ON.match(text, point.end))
            )
        return not (only == "clock" and slots["clock"].kind == "kmin" and not point.shift)

    def _again(self, point: Point, again: re.Match[str]) -> tuple[str, Anchor, str]:
        """Return the value of 前年同期, 前年同月, 前日同時刻: the last of its kind, a year or a day away."""
        years = "year" in point.slots
        atom = point.slots["year" if years else "day"]
        grain = "T" if again["clock"] else "-" if again["month"] else "/"
        mention = self.context.last_alike(grain) if atom.kind in ("myear", "ryear", "mday", "rday") else None
        if mention is None or years == bool(again["clock"]):
            raise Open(NOT_A_TIME)
        length = Length(years=-atom.n) if years else Length(days=-atom.n)
        return "/".join(_earlier(part, length) for part in mention.value.split("/")), "mention", "again"

    def _moved(self, atom: Atom) -> tuple[str, Anchor, str]:
        """Return the value of 3年前, 2日後, 15分前, 過去5年."""
        length, sign = atom.length or Length(), atom.n
        published = self.context.published
        if length.hours or length.minutes or length.seconds:
            return self._clock_moved(atom, length, sign)
        that = self.text[max(0, atom.start - 2) : atom.start] == "その"
        mention = self.context.last_day(atom.start) if (length.days or length.weeks or that) else None
        near = mention is not None and (that or published is None or 0 <= (published - mention.first).days <= 3)
        if mention is not None and near:
            base, anchor = mention.first, "mention"
        elif published is not None:
            base, anchor = published, "published"
        else:
            raise Open("K1201")
        if atom.kind == "past":
            return _past(base if published is None else published, length), "published", atom.rule
        day = moved(base, length, sign)
        kind: Anchor = "mention" if anchor == "mention" else "published"
        if length.days or length.weeks:
            return day.isoformat(), kind, atom.rule
        return (f"{day.year:04}-{day.month:02}" if length.months else f"{day.year:04}"), kind, atom.rule

    def _clock_moved(self, atom: Atom, length: Length, sign: int) -> tuple[str, Anchor, str]:
        mention = next(
            (m for m in reversed(self.context.mentions[-3:]) if m.minute is not None and "/" not in m.value), None
        )
        if mention is None or mention.minute is None or self.context.sentence(atom.start) - mention.sentence > 1:
            raise Open(NOT_A_TIME)
        self.remember = False
        moment = datetime.fromisoformat(mention.minute) + sign * timedelta(hours=length.hours, minutes=length.minutes)
        return moment.isoformat(timespec="minutes"), "mention", atom.rule

    def _open(self, start: int, end: int, value: Callable[[], tuple[str, Anchor, str]], dated: bool = False) -> None:
        try:
            said, anchor, rule = value()
        except Open as stays:
            if stays.code != NOT_A_TIME:
                self.problems.append(Problem(code=stays.code, span=Span(start, end), args=(self.text[start:end],)))
            return
        except (ValueError, OverflowError):
            self.problems.append(Problem(code=NO_DAY, span=Span(start, end), args=(self.text[start:end],)))
            return
        if valid(said):
            self._say(start, end, said, anchor, rule, dated)
        self.remember = True

    def _say(self, start: int, end: int, value: str, anchor: Anchor, rule: str, dated: bool = False) -> None:
        self.free = end
        self.found.append(Time(span=Span(start, end), value=value, anchor=anchor, rule=rule))
        if self.remember:
            self.context.add(start, end, value, dated)


def _earlier(value: str, length: Length) -> str:
    """Return a value's place in an earlier year or day, in its own grain."""
    if "T" in value:
        return f"{moved(date.fromisoformat(value[:10]), length, -1).isoformat()}{value[10:]}"
    if length.years and len(value) < 10:
        return f"{int(value[:4]) - length.years:04}{value[4:]}"
    return moved(date.fromisoformat(value), length, -1).isoformat()


def _dated(point: Point) -> bool:
    """Say whether a point says its month."""
    return "month" in point.slots or point.kind("day") in ("date", "slash")


def _past(now: date, length: Length) -> str:
    """Return 過去N: whole years before this one (過去5年 said in 2020 is 2015/2019), else the days up to now."""
    if length.years and not any(length[1:]):
        return f"{now.year - length.years:04}/{now.year - 1:04}"
    first = moved(now, length, -1) + timedelta(days=1)
    return f"{first.isoformat()}/{now.isoformat()}"
