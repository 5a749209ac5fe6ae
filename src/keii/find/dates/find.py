"""Times (時): the calendar times of a text, resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.calendar import moved
from keii.find.dates.context import Context, Days, Mention
from keii.find.dates.counted import counted_atoms
from keii.find.dates.eras import era_year
from keii.find.dates.numerals import Numerals
from keii.find.dates.points import Point, point_at
from keii.find.dates.resolve import Resolver
from keii.find.dates.spans import Joint, distant, from_length, joint_after, length_until, spanning
from keii.find.dates.words import word_atoms
from keii.find.dates.years import NO_DAY, NOT_A_TIME, Open
from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span
from keii.records.time import Anchor, Time
from keii.records.when import bounds

_REPEATED: Final = re.compile(
    r"(?:毎[年月週日]|隔[年月週日]|例年|平年|各[年月])の?$|(?:営業|開館|開園|開場|受付|診療|利用)時間[は:]?$"
)
_ROUTINE: Final = re.compile(r"(?:平日|土日|祝日|連日)の?$|(?:営業|開館|開園|開場|受付|受け付け|診療|利用)は$")
"""What makes hours those of every day: 平日午前10時から; not 営業は4日から."""
_REPEATED_ENDS: Final = frozenset("年月週日の間は:")
_BARE_PARTS: Final = frozenset(("午前", "午後", "未明", "早朝", "夕方", "深夜", "明け方", "午前中"))
_AGAIN: Final = re.compile(
    r"の?(?:(?P<month>同じ?月)|(?P<weekday>同じ?曜日)|(?P<day>同じ?日)"
    r"|(?P<clock>同時刻|同時間帯?|同じ時刻)|同期間?|同時期|同じ時期|同じ期間)"
)
_GRAINS: Final = MappingProxyType({"month": "-", "weekday": "D", "day": "D", "clock": "T"})
_FITTING: Final = frozenset((("/", "year"), ("-", "year"), ("D", "year"), ("D", "week"), ("T", "day")))
_COUNTED_BACK: Final = frozenset(("myear", "ryear", "mday", "rday", "mweek", "week"))
_SAME_WEEKDAY: Final = re.compile("の同じ?曜日")
_ALIKE: Final = frozenset(("year", "day", "week"))
_EVENT_NEAR: Final = 12
"""Code points after a day within which its event is named."""
_EVENT_BEFORE: Final = re.compile(r"([一-龠]{2})前の$")
_FINER: Final = MappingProxyType(
    {
        0: ("ryear", ("month", "season", "feast", "half", "turn", "xpart")),
        1: ("rmonth", ("day", "nth", "xpart")),
        2: ("week", ("wday", "wend")),
        3: ("rday", ("part", "clock")),
    }
)
"""By the unit of a distance (see `Length`): the kind it becomes before these."""
_CLOSED: Final = re.compile(r"[はも]休|を除|[のは]?(?:休[業館診]|定休)")
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
        if atom.length is not None and not self._finer(atom, at):
            self._take_length(atom, at)
            return at + 1
        found = point_at(self.text, self.atoms, at)
        if found is None:
            return at + 1
        if found[0].start < self.free:  # the 日 of 日本時間 belonged to the expression before
            found[0].start = atom.start
        return self._take_point(*found)

    def _take_length(self, atom: Atom, at: int) -> None:
        """Take a length, a distance or 過去N, if it is a time."""
        if atom.kind == "len" and atom.length is not None:
            if self.text[atom.start - 2 : atom.start] != "前の" or not self._before_event(atom, atom.length):
                self._say(atom.start, atom.end, atom.length.iso(), "none", atom.rule, None)
        elif atom.kind == "past" or (atom.kind == "off" and not self._explained(atom, at)):
            same = _SAME_WEEKDAY.match(self.text, atom.end) if atom.length and atom.length.weeks else None
            self._open(atom.start, same.end() if same else atom.end, lambda: self._moved(atom))

    def _take_point(self, point: Point, following: int) -> int:
        """Take the expression a point begins, if it is one; return the index to go on from."""
        if self.text[point.start - 1 : point.start] in _REPEATED_ENDS and self._repeats(point):
            repeated = joint_after(self.text, self.atoms, following, point)
            return repeated.following if repeated is not None else following
        if not self._stands(point):
            return following
        if following < len(self.atoms) and self.atoms[following].kind == "wday":
            following += self._weekday_after(point, self.atoms[following])
        again = _AGAIN.match(self.text, point.end)
        if again and point.slots.keys() <= _ALIKE:
            self._open(point.start, again.end(), lambda: self._again(point, again))
            return following
        joint = joint_after(self.text, self.atoms, following, point)
        if joint is not None and self._span(point, joint):
            return joint.following
        resolver = Resolver(self.context)
        self._open(point.start, point.end, lambda: (resolver.value(point), resolver.anchor, point.rule), _dated(point))
        return following

    def _repeats(self, point: Point) -> bool:
        """Say whether what stands before a point makes it one of many: 毎年8月, 営業時間は午前9時から, 平日午前10時."""
        start = max(0, point.start - 6)
        if _REPEATED.search(self.text, start, point.start):
            return True
        return (
            "clock" in point.slots and "day" not in point.slots and bool(_ROUTINE.search(self.text, start, point.start))
        )

    def _before_event(self, atom: Atom, length: Length) -> bool:
        """Take 発症前の2週間 where the text gave the day of it (13日に発症した); say whether it did."""
        event = _EVENT_BEFORE.search(self.text, max(0, atom.start - 4), atom.start)
        if event is None or not (length.days or length.weeks or length.months):
            return False
        day = next((m.first for m in self.context.mentions[:-6:-1] if self._told(m, event)), None)
        if day is None:
            return False
        eve = (day - timedelta(days=1)).isoformat()
        self._open(event.start(), atom.end, lambda: (length_until(eve, length) or "", "mention", "length-until"))
        return True

    def _told(self, mention: Mention, event: re.Match[str]) -> bool:
        """Say whether a mention is the day of an event: 13日に発症した, for 発症前."""
        said = self.text[mention.end : min(mention.end + _EVENT_NEAR, event.start())]
        return mention.first == mention.last and event[1] in said

    def _finer(self, atom: Atom, at: int) -> bool:
        """Make 3年前 in 3年前の5月 the year of that month, 2日前 in 2日前の夜 the day of that night; say whether so."""
        following = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
        if atom.kind != "off" or following is None or atom.length is None:
            return False
        if self.text[atom.end : following.start] != "の":
            return False
        if self.text.endswith("その", 0, atom.start) or self.context.published is None:
            return False
        units = [i for i, n in enumerate(atom.length) if n]
        fits = _FINER.get(units[0]) if len(units) == 1 else None
        if fits is None or following.kind not in fits[1] or (following.kind == "xpart" and following.rule == "初"):
            return False
        kind = fits[0]
        if kind == "rday" and self._near(atom) is not None:
            kind = "mday"
        self.atoms[at] = atom._replace(kind=kind, n=atom.n * atom.length[units[0]], length=None)
        return True

    def _near(self, atom: Atom) -> date | None:
        """Return the day of the story that 3日前 counts from, where one of the last days was spoken of."""
        mention, published = self.context.last_day(atom.start), self.context.published
        near = mention is not None and (published is None or 0 <= (published - mention.first).days <= 3)
        return mention.first if mention is not None and near else None

    def _weekday_after(self, point: Point, wday: Atom) -> int:
        """Take the weekday of 10月12日、月曜日 into the point if it is that day's; return the atoms taken."""
        if "day" not in point.slots or point.weekday is not None or self.text[point.end : wday.start] != "、":
            return 0
        try:
            value = Resolver(self.context).value(point)
        except Open:
            return 0
        if len(value) != 10 or date.fromisoformat(value).weekday() != wday.n:
            return 0
        point.end, point.weekday = wday.end, wday.n
        return 1

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
        days = bounds(value) if value is not None else None
        if value is None or days is None:
            return False
        end = max(joint.end, joint.point.end if joint.point else 0)
        self._say(point.start, end, value, anchor, joint.rule, days)
        return True

    def _span_value(self, point: Point, joint: Joint) -> tuple[str | None, Anchor]:
        resolver = Resolver(self.context)
        first = resolver.value(point)
        anchor = resolver.anchor
        if joint.length is not None and joint.sign:
            return distant(first, joint.length, joint.sign), anchor
        if joint.length is not None:
            extend = from_length if joint.rule == "from-length" else length_until
            return extend(first, joint.length), anchor
        days = bounds(first)
        if joint.point is None:  # 上旬から中旬
            return first, anchor
        if days is None:
            return None, anchor
        if "/" in first and joint.point.kind("year") == "decade":  # 昭和20年代から30年代
            last = era_year(self.text[point.start : point.start + 2], joint.point.slots["year"].n + 9)
            return (f"{first[:4]}/{last:04}" if last and last > days[1].year else None), anchor
        minute = first if "T" in first else None
        clock = point.slots.get("clock")
        hour = clock.n // 60 if clock is not None else 0
        base = days[1] - timedelta(days=1) if hour >= 24 else days[1]
        second = Resolver(self.context, base=base, base_minute=minute, base_hour=hour).value(joint.point)
        return spanning(first, second), anchor

    def _stands(self, point: Point) -> bool:
        """Say whether a point is a time of its own: not a bare 夜 or 末."""
        text, slots = self.text, point.slots
        only = next(iter(slots)) if len(slots) == 1 else ""
        before = text[max(0, point.start - 1) : point.start]
        if only and slots[only].kind in ("mday", "myear", "mmonth", "mweek") and _KANJI_OR_KANA.match(before):
            return False
        if only == "sub" and slots["sub"].kind == "season":
            return bool(not _KANJI_OR_KANA.match(before) and before != "・" and _SEASON_GOES_ON.match(text, point.end))
        if only == "xpart" or (only == "day" and slots["day"].kind == "nth"):
            return False
        if only == "year" and point.rule == "同じ年":
            return False
        if point.rule == "年末年始" and _CLOSED.match(text, point.end):
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
        slot = next(iter(point.slots))
        atom = point.slots[slot]
        grain = _GRAINS.get(again.lastgroup or "", "/")
        if atom.kind not in _COUNTED_BACK or (grain, slot) not in _FITTING:
            raise Open(NOT_A_TIME)
        mention = self.context.last_alike(grain) or (self.context.last_alike("-") if grain == "/" else None)
        if mention is None:
            raise Open(NOT_A_TIME)
        length = Length(**{f"{slot}s": -atom.n})
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
        days = bounds(said)
        if days is not None:
            self._say(start, end, said, anchor, rule, days, dated)
        self.remember = True

    def _say(
        self, start: int, end: int, value: str, anchor: Anchor, rule: str, days: Days | None, dated: bool = False
    ) -> None:
        """Keep a time; `days` are the first and last it covers (`keii.records.when.bounds`), None for a length."""
        self.free = end
        self.found.append(Time(span=Span(start, end), value=value, anchor=anchor, rule=rule))
        if self.remember and days is not None:
            self.context.add(start, end, value, days, dated)


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
