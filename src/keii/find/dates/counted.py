"""Numbers with a unit of time -> atoms: 2025年, 9日, 午後4時の4時, 3日間, 22:15, 2025/5/9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.cues import alternatives, pattern, words
from keii.find.dates.eras import era_year
from keii.find.dates.lengths import A_DAY, excluded, read_length, read_months, read_seconds, shifted
from keii.find.dates.marked import read_both, read_listed, read_marked, read_season_year, read_two_days
from keii.find.dates.numerals import Numerals, Reader

_PARTS = re.compile("分(?:の[0-9一二三四五六七八九]|[野割類離岐厘限裂担科散身団社校室署配冊布権]|する|した|して|し、)")
_DATING = ("月", "翌", "同", "明くる")
"""5月9日, 翌9日, 同9日, 明くる9日: what stands right before a day of a month."""
_YEAR_TO = re.compile(r"年(?:から|[〜～~−–-])$")
_NO_YEAR = re.compile("間(?!の|に|で)|ぶり|もの|余り|以上前|の(?:歴史|伝統|都|時)")


@cache
def _short_year() -> re.Pattern[str]:
    """Return what follows a year said with two digits: 18年の知事選, 96年から."""
    return re.compile(
        rf"の[一-龠ァ-ヶー]{{0,6}}(?:{alternatives('year-of')})|"
        r"(?:度|[春夏秋冬]|の?(?:上半期|下半期|初め|末|夏|春|秋|冬|実績|予算|同)|"
        r"以降|以来|から|まで|に(?!1|一|わた|及|満|なる)|にも|には|時点|ごろ|頃|、|ワールドカップ|W杯|五輪)"
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
    era = text[max(0, start - 2) : start]
    absolute = era_year(era, n)
    if absolute is not None and text.startswith("年代", end):
        return None
    if absolute is not None:
        return _dated(text, start - 2, end, absolute, "era", at, era_year(era, m) if m else None)
    letter = text[start - 1 : start]
    if letter in tuple("MTSHR") and not text[max(0, start - 2) : start - 1].isalnum() and letter:
        absolute = era_year(letter, n)
        if absolute is not None and n < 65:
            return _dated(text, start - 1, end, absolute, "era", at, None)
    if text.startswith("年代", end) and n >= 10:
        return _decade(start, end + 2, n, m, at)
    if _is_year(c, at, n):
        kind = "year" if n > 999 else "yy"
        if m is not None and n > 999 and m < 100:
            m = n - n % 100 + m
        return _dated(text, start, end, n, "year" if kind == "year" else "short-year", at, m, kind)
    if text.startswith("年度", end):
        return Atom(start, end + 2, "fy", n if n > 999 else _short(n), "fiscal-year", m), at + 1
    return read_length(c, at)


def _short(n: int) -> int:
    return 1900 + n if n >= 60 else 2000 + n


def _dated(
    text: str, start: int, end: int, n: int, rule: str, at: int, m: int | None, kind: str = "year"
) -> tuple[Atom, int]:
    if text.startswith("年度", end):
        return Atom(start, end + 2, "fy", n if n > 999 else _short(n), "fiscal-year", m), at + 1
    return Atom(start, end + 1, kind, n, rule, m), at + 1


def _decade(start: int, end: int, n: int, m: int | None, at: int) -> tuple[Atom, int] | None:
    if n % 10 or (99 < n < 1000):
        return None
    return Atom(start, end, "decade", n, "decade", m), at + 1


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
    if pattern("length-after").match(text, end + 1) or text.endswith(words("length-before"), 0, start):
        return False
    following = c.numbers[at + 1] if at + 1 < len(c.numbers) else None
    if (
        following is not None
        and following.span.start == end + 1
        and text[following.span.end : following.span.end + 1] == "月"
    ):
        return True
    return bool(_short_year().match(text, end + 1)) and (n <= 45 or n >= 60)


def _month(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    values = c.whole(at)
    if values is None or text.startswith("月曜", end):
        return None
    n, m = values
    if not 1 <= n <= 12 or (m is not None and not 1 <= m <= 12):
        if n < 100 and m is None and not text.endswith(words("no-length-before"), max(0, start - 4), start):
            c.bad.append((start, end + 1))
        return None
    if text.startswith("月場所", end):
        return None
    if text.startswith("月期", end):
        if m is None:
            return Atom(start, end + 2, "term", n, "business-year"), at + 1
        return Atom(start, end + 2, "mspan", n, "months-term", m), at + 1
    return Atom(start, end + 1, "month", n, "month", m), at + 1


def _day(c: Numerals, at: int) -> tuple[Atom, int] | None:
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    values = c.whole(at)
    if values is None or values[0] == 0 or text.startswith(("日曜", "日目"), end):
        return None
    n, m = values
    if number.rule == "neighbours" and text.startswith(("日中", "日以内", "日うち"), end):
        return None
    if not text.endswith(_DATING, 0, start):
        if _is_length(text, start, end + 1) or n > 31:
            return read_length(c, at)
        if excluded(text, start, end + 1) or text[start:end] == "一" or (n == 1 and A_DAY.match(text, end + 1)):
            return None
    return Atom(start, end + 1, "day", n, "day", m), at + 1


def _is_length(text: str, start: int, end: int) -> bool:
    """Say whether N日 is a length for what stands around it: 約10日, 10日ぶり, 10日前."""
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
        "世": _century, "四": _quarter, "両": read_two_days, "(": read_both,
    }
    | dict.fromkeys("/-.:", read_marked)
    | dict.fromkeys("春夏秋冬", read_season_year)
    | dict.fromkeys("、・,と〜～~", read_listed)
    | dict.fromkeys("カかヶヵケ箇個", read_months)
)  # fmt: skip
"""By the character after a number, what may read it."""
