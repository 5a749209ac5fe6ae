"""Atoms -> points: the longest run of atoms that together are one calendar time, coarse to fine."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom
from keii.find.dates.cues import alternatives
from keii.find.dates.eras import era_names
from keii.find.dates.older import OLD_ERAS

_YEARS = ("year", "yy", "ryear", "myear")
_FISCAL = ("fy", "rfy", "mfy")
_DAYS = ("day", "rday", "mday", "date", "slash", "feast", "wmon", "nth")
_WEEKS = ("week", "mweek", "wend")
_MONTHS = ("month", "rmonth", "mmonth", "newyear")

SLOT: Final = MappingProxyType(
    dict.fromkeys((*_YEARS, *_FISCAL, "decade", "century", "rcentury"), "year")
    | dict.fromkeys(("half", "quarter", "mspan", "term", "season", "rseason", "mseason", "turn", "threedays"), "sub")
    | dict.fromkeys(_MONTHS, "month")
    | dict.fromkeys(_WEEKS, "week")
    | dict.fromkeys(_DAYS, "day")
    | {"wday": "wday", "xpart": "xpart", "part": "part", "clock": "clock", "kmin": "clock"}
)
"""Which slot of a point an atom fills; kinds not here (len, off, next, same …) fill none."""

_FOLLOWS: Final = MappingProxyType(
    {
        "year": frozenset(("sub", "month", "xpart", "feast")),
        "sub": frozenset(("xpart",)),
        "month": frozenset(("day", "xpart")),
        "week": frozenset(("day", "wday", "xpart", "wend")),
        "day": frozenset(("wday", "part", "clock")),
        "wday": frozenset(("part", "clock", "day")),
        "xpart": frozenset(("day",)),
        "part": frozenset(("clock", "part")),
        "clock": frozenset[str](),
    }
)
_TELLING = frozenset(("business-year", "months-term", "half-term", "quarter", "nth-weekday"))
"""Shapes that say more about an expression than the year before them."""
_NO_MONTH = frozenset((*_FISCAL, "decade", "century", "rcentury"))
_NTH_GAPS: Final = MappingProxyType(
    {f"{no}{word}": n for no in ("", "の") for word, n in (("最終", -1), ("最後の", -1), ("最初の", 1))}
)
"""What stands between a month and its first or last weekday: 5月最終日曜."""
_TURNS: Final = re.compile(
    r"(?:(?P<next>(?:この)?次の|今度の|来たる|きたる)|(?P<last>この前の|(?<![一-龠ァ-ヶー])前の|(?<![一-龠])先の|さきの))$"
)
_TO_CLOCK: Final = frozenset((" - ", " – ", " — ", " | ", " / ", "T"))
"""Between a day and a clock time in a line that dates an article: 2025年5月10日 - 6:37."""
_ASIDE = r"\((?:(?:UTC|GMT|JST|KST|EST|EDT)[^()]{0,24}|(?:現地|日本)(?:時間)?(?:、?以下同)?|以下同|同)\)"
_WEEKDAY: Final = re.compile(r"\s?\(([月火水木金土日])(?:曜日?)?(?:[・、/]?(?:祝日?|休日?))?\)")
_AFTER: Final = re.compile(
    rf"\s?(?:{_ASIDE})?\s?(?:ごろ|頃|ころ(?=[、にのはま])|すぎ|過ぎ|前後|前(?=[、にのはまがで。)]|から)|中(?=[にのは、。でもと)]|$)|の?両日|いっぱい)"
)
_LONGEST_GAP = 30


@cache
def _zone() -> str:
    return rf"(?:{alternatives('zone')})(?:夏|標準)?(?:時間|時)"


@cache
def _zone_before() -> re.Pattern[str]:
    return re.compile(rf"{_zone()}(?:{_ASIDE})?の?$")


@cache
def _gap() -> re.Pattern[str]:
    """Return what may stand between two atoms of one point."""
    year = rf"\s?{_era_note().pattern}"
    return re.compile(rf"[の ]|(?:の?{_zone()})?(?:{_ASIDE})?の?|{year}|\((?:現地時間|日本時間)\)")


@cache
def _era_note() -> re.Pattern[str]:
    return re.compile(rf"\((?:(?:{era_names()}|{'|'.join(OLD_ERAS)})(?:\d+|元)|\d{{4}})年度?\)")


@dataclass(slots=True)
class Point:
    """時点: atoms by slot, with the span they cover. `weekday` 0 is Monday."""

    start: int
    end: int
    rule: str
    slots: dict[str, Atom] = field(default_factory=dict)
    weekday: int | None = None
    shift: str = ""  #: "next" or "same": 翌, 同 before the number
    turn: int = 0  #: 1 or -1: 次の, 前の before a weekday

    def kind(self, slot: str) -> str:
        """Return the kind of the atom in a slot, "" where it is empty."""
        atom = self.slots.get(slot)
        return atom.kind if atom is not None else ""


def point_at(text: str, atoms: list[Atom], at: int) -> tuple[Point, int] | None:
    """Return the point that begins with atom `at`, and the index of the first atom after it; None for none."""
    first = atoms[at]
    shift = ""
    if first.kind in ("next", "same"):
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        if (
            following is None
            or following.start != first.end
            or following.kind not in ("day", "clock", "kmin", "month", "part")
        ):
            return None
        shift, at = first.kind, at + 1
    if atoms[at].kind not in SLOT or atoms[at].kind == "xpart":
        return None
    point = Point(first.start, atoms[at].end, _rule(first, atoms[at]), shift=shift)
    at = _fill(text, atoms, at, point)
    _finish(text, point)
    return point, at


def _rule(first: Atom, atom: Atom) -> str:
    """Return the row an expression is known by: that of its first atom, 同 and 翌 included."""
    return atom.rule if atom.kind == "kmin" or first is atom else first.rule


def _fill(text: str, atoms: list[Atom], at: int, point: Point) -> int:
    last = ""
    while at < len(atoms):
        atom = atoms[at]
        if last and (atom.start < point.end or _again(text, point, last, atom)):  # the 金曜日 of 9日(金曜日)
            at += 1
            continue
        slot = SLOT.get(atom.kind)
        if slot == "sub" and _part_of_term(text, point, atom):
            point.slots["inner"], point.end = atom, atom.end
            return at + 1
        if slot is None or (slot in point.slots and slot not in ("day", "part")):
            break
        nth = _NTH_GAPS.get(text[point.end : atom.start]) if slot == "wday" and last == "month" else None
        if nth is not None:
            atom, slot = atom._replace(kind="nth", n=nth, m=atom.n), "day"
        elif last and not _may_follow(text, point, last, atom, slot):
            break
        if not _put(text, point, slot, atom):
            break
        last, at = slot, at + 1
    return at


def _again(text: str, point: Point, last: str, atom: Atom) -> bool:
    """Say whether an atom gives the year just said once more: 1985年(昭和60年)3月."""
    if last != "year" or atom.kind != "year":
        return False
    note = _era_note().match(text, point.end)
    return note is not None and atom.start < note.end()


def _put(text: str, point: Point, slot: str, atom: Atom) -> bool:
    """Put an atom into its slot of a point; say whether there was room (a second day only after きょう, 同日)."""
    if slot == "day" and "day" in point.slots:
        if point.slots["day"].kind not in ("rday", "mday"):
            return False
        point.slots["named"] = point.slots["day"]
    point.slots[slot] = atom
    point.end = atom.end
    if atom.rule in _TELLING:
        point.rule = atom.rule
    if slot == "day":
        _take_weekday(text, point)
    return True


def _part_of_term(text: str, point: Point, atom: Atom) -> bool:
    """Say whether a quarter or half is one of the business year before it: 26年3月期第1四半期."""
    return (
        point.kind("sub") == "term"
        and atom.kind in ("quarter", "half")
        and text[point.end : atom.start] in ("", "の", " ", "・")
    )


def _linked(point: Point, last: str, atom: Atom, gap: str) -> bool:
    """Say whether a gap joins what is otherwise apart: 去年のきょう, 去年の今月, 2025年5月10日 - 6:37."""
    if last == "year":
        return gap == "の" and atom.n == 0 and atom.kind in ("rday", "rmonth") and point.kind("year") == "ryear"
    return last in ("day", "wday") and gap in _TO_CLOCK and atom.kind in ("clock", "part")


def _may_follow(text: str, point: Point, last: str, atom: Atom, slot: str) -> bool:
    gap = text[point.end : atom.start] if atom.start - point.end <= _LONGEST_GAP else "×"
    if last == "day" and slot == "day":
        return gap in ("", "の") and point.kind("day") in ("rday", "mday") and atom.kind in ("day", "slash")
    if gap and _linked(point, last, atom, gap):
        return True
    if slot not in _FOLLOWS[last] and atom.kind not in _FOLLOWS[last]:
        return False
    if slot == "month" and atom.kind not in ("month", "newyear"):
        return False
    if last == "year" and point.kind("year") in _NO_MONTH and slot not in ("sub", "xpart"):
        return False
    if last == "week" and atom.kind == "wend":
        return gap == ""
    if gap == "":
        return slot != "xpart" or last in ("year", "month", "week", "sub")
    if gap == "、":
        return last == "day" and slot == "clock" and atom.kind == "clock" and atom.part != "noon"
    return bool(_gap().fullmatch(gap))


def _take_weekday(text: str, point: Point) -> None:
    found = _WEEKDAY.match(text, point.end)
    if found:
        point.weekday = "月火水木金土日".index(found[1])
        point.end = found.end()


def _finish(text: str, point: Point) -> None:
    """Take ごろ, すぎ, 中, 両日 after the point and 日本時間 before it into its span."""
    wday = point.slots.get("wday")
    if wday is not None and "day" in point.slots:
        point.weekday = wday.n
    if wday is not None and not point.slots.keys() & {"day", "week"}:
        turn = _TURNS.search(text, max(0, point.start - 6), point.start)
        if turn:
            point.turn, point.start = (1 if turn["next"] else -1), turn.start()
    note = _era_note().match(text, point.end) if point.kind("year") and len(point.slots) == 1 else None
    if note:
        point.end = note.end()
    after = _AFTER.match(text, point.end)
    if after and ("前" not in after.group()[-1:] or "clock" in point.slots):
        point.end = after.end()
    if text[point.start - 1 : point.start] in ("間", "の", "時", ")"):
        zone = _zone_before().search(text, max(0, point.start - 24), point.start)
        if zone:
            point.start = zone.start()
