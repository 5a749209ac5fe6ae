"""Numbers with a unit of time -> atoms: 2025年, 9日, 午後4時の4時, 3日間, 22:15, 2025/5/9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.cues import alternatives, pattern, words
from keii.find.dates.eras import era_year
from keii.find.dates.lengths import A_DAY, excluded, read_length, read_months, read_seconds, shifted
from keii.find.dates.marked import read_both, read_listed, read_marked, read_season_year, read_two_days
from keii.find.dates.numerals import Numerals, Reader
from keii.find.dates.older import OLD_ERAS, in_brackets, is_old_year, old_era_year, read_nth, read_stay

_PARTS = re.compile("分(?:の[0-9一二三四五六七八九]|[野割類離岐厘限裂担科散身団社校室署配冊布権]|する|した|して|し、)")
_DATING = ("月", "翌", "同", "明くる")
"""5月9日, 翌9日, 同9日, 明くる9日: what stands right before a day of a month."""
_FIRST_DAY = re.compile(
    r"午[前後]|未明|早朝|夕方?(?!食)|夜|朝(?![食昼])|付|の午[前後]|(?:から|[〜～、])[一二三四五六七八九十]{1,3}日"
)
_LETTERS = frozenset("MTSHR")
_ERA_ENDS = frozenset(name[-1] for name in OLD_ERAS) | frozenset("治正和成") | _LETTERS
"""Last characters of eras and their letters: most numbers stand after none of them."""
_RANGED = re.compile("[〜～~-]")
_RANGE_ENDS = ("から", "〜", "～", "~", "-")
_YEAR_TO = re.compile(r"年(?:から|[〜～~−–-])$")
_NO_YEAR = re.compile("間(?!の|に|で)|ぶり|もの|余り|以上前|の(?:歴史|伝統|都|時)")


_TO_THE_HOUR, _TO = 15, re.compile("前(?![後半回年日夜])")
"""8時10分前 is ten to eight; 8時40分前 is before 8:40."""


@cache
def _short_year() -> re.Pattern[str]:
    """Return what follows a year said with two digits: 18年の知事選, 96年から."""
    return re.compile(
        rf"の[一-龠ァ-ヶー]{{0,6}}(?:{alternatives('year-of')})|"
        r"(?:度|[春夏秋冬]|の?(?:上半期|下半期|初め|末|夏|春|秋|冬|実績|予算|同)|"
        r"と(?=\d\d(?:\d\d)?年)|以降|以来|から|まで|に(?!1|一|わた|及|満|なる)|にも|には|時点|ごろ|頃|、|ワールドカップ|W杯|五輪)"
    )


def counted_atoms(numerals: Numerals) -> Iterator[Atom]:
    """Return the atoms that begin with a number, in order."""
    at, numbers, text = 0, numerals.numbers, numerals.text
    while at < len(numbers):
        number = numbers[at]
        read = _READERS.get(text[number.span.end : number.span.end + 1])
        found = read(numerals, at) if read is not None and number.low >= 0 else None
        if found is None:
            at += 1
            continue
        atom, at = found
        yield atom
        while at < len(numbers) and numbers[at].span.start < atom.end:
            at += 1


def _year(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    values = c.whole(at)
    if values is None or (number.rule == "scaled" and values[0] > 999):
        return read_length(c, at)
    n, m = values
    if text.endswith("紀元前", 0, start):
        return None
    era = _era_before(text, start, n)
    if era is not None:
        return _of_era(c, at, era)
    if text.startswith("年)", end) and in_brackets(text, start):
        return None
    if text.startswith("年代", end) and (n >= 10 or text[start:end] == "00"):
        return _decade(start, end + 2, n or 2000, m, at)
    if 99 < n < 1000 and is_old_year(c, at, n):
        return Atom(start, end + 1, "year", n, "old-year"), at + 1
    if _is_year(c, at, n):
        kind = "year" if n > 999 else "yy"
        if m is not None and n > 999 and m < 100:
            m = n - n % 100 + m
        return _dated(text, start, end, n, "year" if kind == "year" else "short-year", at, m, kind)
    if text.startswith("年度", end):
        return Atom(start, end + 2, "fy", n, "fiscal-year", m), at + 1
    return read_length(c, at)


class _Era(NamedTuple):
    """元号 before a number: as written, the year the number is in it, the row."""

    name: str
    year: int
    rule: str


def _era_before(text: str, start: int, n: int) -> _Era | None:
    """Return the era whose name or letter stands before a number: 令和7, R7, 元禄15."""
    if text[start - 1 : start] not in _ERA_ENDS:
        return None
    name, letter = text[max(0, start - 2) : start], text[start - 1 : start]
    year = era_year(name, n)
    if year is not None:
        return _Era(name, year, "era")
    if letter in _LETTERS and n < 65 and not text[max(0, start - 2) : start - 1].isalnum():
        year = era_year(letter, n)
        return _Era(letter, year, "era") if year is not None else None
    year = old_era_year(text, start, n)
    return _Era(name, year, "old-era") if year is not None else None


def _of_era(c: Numerals, at: int, era: _Era) -> tuple[Atom, int] | None:
    """Read 令和7年, 令和7年度, 昭和50年代 (its ten years)."""
    number, text, values = c.numbers[at], c.text, c.whole(at)
    start, end = number.span.start - len(era.name), number.span.end
    m = values[1] if values else None
    if not text.startswith("年代", end):
        return _dated(text, start, end, era.year, era.rule, at, era_year(era.name, m) if m else None)
    if number.low % 10 or number.low == 0:
        return None
    last = era.year + 9 if m is None else era_year(era.name, m + 9)
    return Atom(start, end + 2, "year", era.year, era.rule, last), at + 1


def _dated(
    text: str, start: int, end: int, n: int, rule: str, at: int, m: int | None, kind: str = "year"
) -> tuple[Atom, int]:
    if text.startswith("年度", end):
        return Atom(start, end + 2, "fy", n, "fiscal-year", m), at + 1
    return Atom(start, end + 1, kind, n, rule, m), at + 1


def _decade(start: int, end: int, n: int, m: int | None, at: int) -> tuple[Atom, int] | None:
    if n % 10 or (99 < n < 1000):
        return None
    return Atom(start, end, "decade", n, "decade", m), at + 1


_UNITS = frozenset("年月日時分秒0123456789")
"""What stands before から in a span: 98年から10年."""


def _is_year(c: Numerals, at: int, n: int) -> bool:
    """Say whether N年 is a calendar year and no length: 2025年, 96年に, 08年8月; not 10年ぶり, 千年, 3年."""
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    body = text[start:end]
    if n > 999:
        shaped = len(body) >= 4 and not (body[-1] in "百千万" or "," in body)
        return shaped and n <= 2200 and not _NO_YEAR.match(text, end + 1)
    if n > 99 or len(body) < 2 or excluded(text, start, end + 1):
        return False
    if body[0] == "0":
        return True
    if number.low != number.high:
        return False
    if _YEAR_TO.search(text, max(0, start - 3), start) and not text.startswith("間", end + 1):
        return True
    if text.endswith("から", 0, start) and text[end + 1 : end + 2] in ("、", "。") and text[start - 3] not in _UNITS:
        return False  # 破綻から10年、
    if pattern("length-after").match(text, end + 1) or text.endswith(words("length-before"), 0, start):
        return False
    following = c.numbers[at + 1] if at + 1 < len(c.numbers) else None
    if (
        following is not None
        and following.span.start == end + 1
        and text[following.span.end : following.span.end + 1] == "月"
    ):
        return True
    return bool(_short_year().match(text, end + 1)) and (n <= 45 or n >= 60 or text.startswith("までに", end + 1))


def _month(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    values = c.whole(at)
    if text.startswith("月曜", end):
        return read_nth(c, at)
    if values is None:
        return None
    n, m = values
    if not 1 <= n <= 12 or (m is not None and not 1 <= m <= 12):
        if n < 100 and m is None and not text.endswith(words("no-length-before"), max(0, start - 4), start):
            c.bad.append((start, end + 1))
        return None
    if text.startswith("月場所", end):
        return None
    if text.startswith("月中間期", end) and m is None and n > 5:
        return Atom(start, end + 4, "mspan", n - 5, "half-term", n), at + 1
    if text.startswith("月期", end):
        if m is None:
            return Atom(start, end + 2, "term", n, "business-year"), at + 1
        return Atom(start, end + 2, "mspan", n, "months-term", m), at + 1
    return Atom(start, end + 1, "month", n, "month", m), at + 1


def _day(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    values = c.whole(at)
    if text.startswith("日曜", end):
        return read_nth(c, at)
    if values is None or values[0] == 0 or text.startswith("日目", end):
        return None
    n, m = values
    if m == n + 1 and n < 8 and text.startswith(("日中", "日以内", "日うち"), end):
        return None
    if not text.endswith(_DATING, 0, start):
        if _is_length(text, start, end + 1) or n > 31:
            return read_length(c, at)
        if text[start:end] == "一" and not _is_first(text, start, end + 1):
            return None
        if excluded(text, start, end + 1) or (n == 1 and A_DAY.match(text, end + 1)):
            return None
    return Atom(start, end + 1, "day", n, "day", m), at + 1


def _is_first(text: str, start: int, end: int) -> bool:
    """Say whether 一日 is the first of a month: 一日午前, 首相は一日、; not 一日かけて, きょうは一日、."""
    if _FIRST_DAY.match(text, end):
        return True
    return (
        text.startswith("、", end)
        and text.endswith("は", 0, start)
        and not text.endswith(("日は", "ょうは", "曜は"), 0, start)
    )


def _is_length(text: str, start: int, end: int) -> bool:
    """Say whether N日 is a length for what stands around it: 約10日, 10日ぶり, 10日前; not 4日から8日の間."""
    if text.endswith("より", 0, start):  # 平年より6日(早い)
        return True
    if text.endswith("から", 0, start) and text.startswith("。", end) and text[start - 3] not in _UNITS:
        return True  # 参院選から2日。
    if text.startswith("の間", end) and (text.endswith(_RANGE_ENDS, 0, start) or _RANGED.search(text[start : end - 1])):
        return False
    after = pattern("length-after").match(text, end)
    return bool(after or shifted(text, end) or text.endswith(words("length-before"), 0, start))


def _hour(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    if text.startswith("時間", end):
        return read_length(c, at)
    values = c.whole(at)
    if values is None or values[1] is not None or text.startswith(("時代", "時期", "時限"), end) or values[0] > 30:
        return None
    minute, stop, following = 0, end + 1, at + 1
    if text.startswith("半", stop) and not text.startswith("半ば", stop):
        minute, stop = 30, stop + 1
    elif following < len(c.numbers) and c.numbers[following].span.start == stop:
        two = c.numbers[following].span.end
        if text.startswith("分", two) and not _PARTS.match(text, two) and c.numbers[following].high < 100:
            minute, stop, following = int(c.numbers[following].low), two + 1, following + 1
            if minute <= _TO_THE_HOUR and _TO.match(text, stop):
                return Atom(start, stop + 1, "clock", values[0] * 60 - minute, "clock"), following
            stop, following = _seconds(c, stop, following)
    if minute > 59:
        c.bad.append((start, stop))
        return None
    return Atom(start, stop, "clock", values[0] * 60 + minute, "clock"), following


def _seconds(c: Numerals, stop: int, following: int) -> tuple[int, int]:
    """Take the 7秒 of 4時5分7秒 into the span; values have minutes."""
    if following < len(c.numbers) and c.numbers[following].span.start == stop:
        end = c.numbers[following].span.end
        if c.text.startswith("秒", end):
            return end + 1, following + 1
    return stop, following


def _minute(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    if text[start - 1 : start] in ("割", "度") or _PARTS.match(text, end):
        return None
    if text[start - 1 : start] == "同" and number.low == number.high < 60:
        return Atom(start, end + 1, "kmin", int(number.low), "same-hour"), at + 1
    return read_length(c, at)


def _century(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    values = c.whole(at)
    if (
        values is None
        or not text.startswith("世紀", number.span.end)
        or values[1] is not None
        or not 0 < values[0] < 40
        or text[number.span.start - 1 : number.span.start] == "前"
    ):
        return None
    end = number.span.end + 2
    if pattern("length-after").match(text, end) and values[0] < 10:
        return Atom(number.span.start, end, "len", 0, "length", length=Length(years=values[0] * 100)), at + 1
    return Atom(number.span.start, end, "century", values[0], "century"), at + 1


def _quarter(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, values = c.numbers[at], c.whole(at)
    if values is None or not c.text.startswith("四半期", number.span.end) or not 1 <= values[0] <= 4:
        return None
    start = number.span.start - (c.text[number.span.start - 1 : number.span.start] == "第")
    return Atom(start, number.span.end + 3, "quarter", values[0], "quarter"), at + 1


_READERS: Final[MappingProxyType[str, Reader]] = MappingProxyType(
    {
        "年": _year, "月": _month, "日": _day, "時": _hour, "分": _minute, "秒": read_seconds, "週": read_length,
        "世": _century, "四": _quarter, "両": read_two_days, "(": read_both, "泊": read_stay,
    }
    | dict.fromkeys("/-.:", read_marked)
    | dict.fromkeys("春夏秋冬", read_season_year)
    | dict.fromkeys("火水木金土", read_nth)
    | dict.fromkeys("、・,と〜～~", read_listed)
    | dict.fromkeys("カかヶヵケ箇個", read_months)
)  # fmt: skip
"""By the character after a number, what may read it."""
