"""Why Keii and a case of Recognizers-Text disagree, told by rule. Each class is a row with a predicate; the first that
holds is the class. No case is named anywhere.

Verdicts: `convention`, both know what is meant and write it differently or leave it out on purpose; `not news`, a form
that belongs to an assistant or a calculator; `unsupported`, a form that news could use and Keii does not know; `error`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal
from unicodedata import normalize

from cases import Case, Meaning, Wanted

Verdict = Literal["convention", "not news", "unsupported", "error"]
VERDICTS: tuple[Verdict, ...] = ("convention", "not news", "unsupported", "error")


@dataclass(frozen=True, slots=True)
class Found:
    """What Keii has in the place of something wanted, in order."""

    spans: tuple[tuple[int, int], ...]
    meanings: tuple[Meaning, ...] = ()  #: of times
    values: tuple[Decimal, ...] = ()  #: of numbers, both ends of ranges


@dataclass(frozen=True, slots=True)
class Pair:
    """Something wanted, its case, and what Keii has there."""

    case: Case
    wanted: Wanted
    found: Found

    @property
    def words(self) -> str:
        """Return the words wanted, as the case has them."""
        return self.case.text[self.wanted.start : self.wanted.end]


@dataclass(frozen=True, slots=True)
class Reason:
    """A class of disagreement."""

    name: str
    verdict: Verdict
    words: str
    holds: Callable[[Pair], bool]


def reason(pair: Pair, rows: Sequence[Reason]) -> Reason:
    """Return the first class that holds; the last row holds always."""
    return next(row for row in rows if row.holds(pair))


def says(pattern: str) -> Callable[[Pair], bool]:
    """Return a predicate: the wanted words hold a pattern."""
    compiled = re.compile(pattern)
    return lambda p: bool(compiled.search(p.words))


def timed(pattern: str) -> Callable[[Pair], bool]:
    """Return a predicate: the set's TIMEX holds a pattern."""
    compiled = re.compile(pattern)
    return lambda p: any(compiled.search(timex) for timex in p.wanted.timexes)


def end_inside(p: Pair) -> bool:
    """「4日から22日」: the same, but the last day (month, year) belongs to our span and not to theirs."""
    return any(
        ours.kind == theirs.kind == "days" and ours.first == theirs.first and _last_unit(ours, theirs)
        for ours in p.found.meanings
        for theirs in p.wanted.meanings
    )


def _last_unit(ours: Meaning, theirs: Meaning) -> bool:
    """Say whether their end is the first day of our last day, month or year."""
    if not ours.last or not theirs.last or not theirs.last > (theirs.first or ""):
        return False
    gap = (date.fromisoformat(ours.last) - date.fromisoformat(theirs.last)).days
    starts_year, starts_month = theirs.last.endswith("-01-01"), theirs.last.endswith("-01")
    return gap == 1 or (starts_month and 28 <= gap <= 31) or (starts_year and 365 <= gap <= 366)


def wider(p: Pair) -> bool:
    """Ours is a whole month, season or year that holds theirs: partial knowledge keeps its grain."""
    return any(
        ours.kind == "days" and theirs.kind == "days" and _whole(ours) and _holds(ours, theirs)
        for ours in p.found.meanings
        for theirs in p.wanted.meanings
    )


def day_of(p: Pair) -> bool:
    """Ours is the day in which theirs is a part, or nothing."""
    return not p.found.spans or any(
        ours.kind == "days" and (theirs.kind == "time" or _holds(ours, theirs))
        for ours in p.found.meanings
        for theirs in p.wanted.meanings
    )


def _whole(ours: Meaning) -> bool:
    return (ours.first or "").endswith("-01") and (ours.last or "").endswith("-01")


def _holds(ours: Meaning, theirs: Meaning) -> bool:
    if not (ours.first and ours.last and theirs.first and theirs.last):
        return False
    return ours.first <= theirs.first[:10] and theirs.last[:10] <= ours.last


def open_end(p: Pair) -> bool:
    """「5日以降」: theirs has one end, ours is the point it names."""
    if p.wanted.modifier not in ("since", "until", "before", "after", "after-mid", "after-end", "before-start"):
        return False
    ends = [end for m in p.wanted.meanings for end in (m.first, m.last) if end]
    return any(
        (ours.first or "")[:10] <= end[:10] <= (ours.last or "")[:10] for ours in p.found.meanings for end in ends
    )


def a_length(p: Pair) -> bool:
    """「今後2日間」: ours is the length, theirs is counted from the moment of asking."""
    lengths = any(ours.kind == "length" for ours in p.found.meanings)
    return len(p.found.spans) == 1 and lengths and not any(m.kind == "length" for m in p.wanted.meanings)


def half(p: Pair) -> bool:
    """「3年半」: lengths within one hundredth of each other."""
    pairs = [(a.first, b.first) for a in p.found.meanings for b in p.wanted.meanings if a.kind == b.kind == "length"]
    return any(a and b and abs(float(a) - float(b)) <= float(b) / 50 for a, b in pairs)


def within_ours(p: Pair) -> bool:
    """No value is given, and theirs is a part of ours."""
    return p.wanted.span_only and any(a <= p.wanted.start and p.wanted.end <= b for a, b in p.found.spans)


def no_such_day(p: Pair) -> bool:
    """「今月31日」 in a month of 30 days."""
    return says("今月の?(31|三十一)日")(p) and p.case.reference.month in (2, 4, 6, 9, 11)


def same_another_year(p: Pair) -> bool:
    """The same days of a month, or the same minutes of a day, in another year than theirs."""
    return len(p.found.meanings) == 1 and any(
        ours.first and theirs.first and ours.first != theirs.first and _yearless(ours) == _yearless(theirs)
        for ours in p.found.meanings
        for theirs in p.wanted.meanings
    )


def _yearless(meaning: Meaning) -> tuple[str, str, str]:
    return meaning.kind, (meaning.first or "")[5:], (meaning.last or "")[5:]


def bounds_read(p: Pair) -> bool:
    """All ends of the range are numbers of ours."""
    ends = re.findall(r"-?[\d.]+", p.wanted.number[0]) if p.wanted.number else []
    return all(any(same(value, Decimal(end)) for value in p.found.values) for end in ends)


def number_read(p: Pair) -> bool:
    """The number is ours, but no quantity."""
    value = value_of(p.wanted)
    return value is not None and any(same(ours, value) for ours in p.found.values)


def sign_lost(p: Pair) -> bool:
    """Ours is theirs without the minus."""
    value = value_of(p.wanted)
    return value is not None and value < 0 and any(same(ours, -value) for ours in p.found.values)


def their_slip(p: Pair) -> bool:
    """The words are figures, or a fraction in figures, and their value is another than the words say."""
    words, value = normalize("NFKC", p.wanted.text).replace(",", ""), value_of(p.wanted)
    fraction = re.fullmatch(r"(\d+)(兆|億|万)?分の(\d+)(兆|億|万)?(\d*)", words)
    if value is None or not (fraction or re.fullmatch(r"\d+", words)):
        return False
    if not fraction:
        return Decimal(words) != value
    below, size, above, more, rest = fraction.groups()
    exact = (Decimal(above) * _SIZES[more] + Decimal(rest or 0)) / (Decimal(below) * _SIZES[size])
    return not same(exact, value) and any(same(exact, ours) for ours in p.found.values)


_SIZES: dict[str | None, int] = {None: 1, "万": 10**4, "億": 10**8, "兆": 10**12}


def value_of(wanted: Wanted) -> Decimal | None:
    """Return the number a case wants; None where it wants none."""
    try:
        return Decimal(wanted.number[0].rstrip("%")) if wanted.number else None
    except InvalidOperation:
        return None


def same(ours: Decimal, theirs: Decimal) -> bool:
    """Say whether two numbers are the same to 12 digits: the set writes fractions with 15."""
    return abs(ours - theirs) <= abs(theirs) * Decimal("1e-12")


def in_two(p: Pair) -> bool:
    """Ours are several."""
    return len(p.found.spans) > 1


def nothing(p: Pair) -> bool:
    """We have nothing there."""
    return not p.found.spans


def not_theirs(p: Pair) -> bool:
    """The set's reference implementation does not do the case."""
    return p.case.unsupported


def always(_: Pair) -> bool:
    """Hold for what is left."""
    return True


_CLOCK = r"\d{1,2}:\d\d|[0-9０-９一二三四五六七八九十]+時"
_PART = says("朝|夜|晩|夕|昼|午前|午後|未明|深夜|日中|終わり")


def part_of_day(p: Pair) -> bool:
    if re.search(_CLOCK, p.words):
        return False
    return (p.wanted.span_only or day_of(p)) and _PART(p)


def no_hour(p: Pair) -> bool:
    clock = p.wanted.type in ("datetime", "datetimerange", "time", "duration")
    return clock and not p.found.spans and says("[分秒間].{0,3}(前|後|以内|で|先)|(前|後|以内|で)$")(p)


def points(p: Pair) -> bool:
    words = "^(その|この|あの|同じ|同|翌|当|次の|前の|私の|先の|一日の|年間|月間|週間|週の|月の|年の|最後の|別の)"
    return not p.found.spans and says(words)(p)


def guessed(p: Pair) -> bool:
    """「11時から4時」: no 午前 or 午後 is written, and an end of theirs is ours 12 hours on."""
    if says("午前|午後")(p):
        return False
    pairs = [(a, b) for a in p.found.meanings for b in p.wanted.meanings if a.kind == "clock"]
    return any(_on_dial(a.first) == _on_dial(b.first) and _on_dial(a.last) == _on_dial(b.last) for a, b in pairs)


def _on_dial(end: str | None) -> tuple[int, str]:
    """Return where the hands of a clock stand at the end of a span."""
    clock = (end or "")[-5:]
    return (int(clock[:2]) % 12, clock[3:]) if ":" in clock else (-1, clock)
