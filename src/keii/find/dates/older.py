"""Less common shapes: years of old (701年), weekdays of a month by number (第2日曜日), stays (2泊3日)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.cues import pattern, words
from keii.find.dates.lengths import excluded
from keii.find.dates.numerals import Numerals

OLD_ERAS: Final = MappingProxyType(
    {
        "天正": 1573, "文禄": 1593, "慶長": 1596, "元和": 1615, "寛永": 1624, "正保": 1645, "慶安": 1648, "承応": 1652,
        "明暦": 1655, "万治": 1658, "寛文": 1661, "延宝": 1673, "天和": 1681, "貞享": 1684, "元禄": 1688, "宝永": 1704,
        "正徳": 1711, "享保": 1716, "元文": 1736, "寛保": 1741, "延享": 1744, "寛延": 1748, "宝暦": 1751, "明和": 1764,
        "安永": 1772, "天明": 1781, "寛政": 1789, "享和": 1801, "文化": 1804, "文政": 1818, "天保": 1831, "弘化": 1845,
        "嘉永": 1848, "安政": 1855, "万延": 1860, "文久": 1861, "元治": 1864, "慶応": 1865,
    }
)  # fmt: skip
"""First years of the eras from 1573 to 1868, when years followed the lunar calendar: all but their last weeks lie in
the year counted so (元禄15年 is 1702)."""
_LAST_OF_ERA: Final = 30
_IN_A_ROW: Final = ("年連続", "年間", "年ぶり")
"""文化5年連続: culture, five years in a row."""
_BRACKETED: Final = re.compile(r"[0-9〇一二三四五六七八九]{3}年\([一-龠]{2}$")
WEEKDAYS: Final = "月火水木金土日"
_BEGINS: Final = re.compile(r"(?:^|[、。「『(\n は]|西暦)$")
_IN: Final = re.compile(
    r"年(?:ごろ|頃|以降|から(?!続)|"
    r"に(?![わ渡]た?|及|[満み]た|な[るりっろ]|[1一]|[当あ]た|迎|達|相当|近|合わ|上|のぼ))"
)
_OF: Final = re.compile(r"年(?:、|の(?!歴史|伝統|時|節目|間|歳月|月日|老舗|寿命|年月|[0-9]))")
_ERA_NOTE: Final = re.compile(r"年\([一-龠]{2,4}[0-9元]")
_OLDEST_LIKELY: Final = 500
"""Below this 「N年の」 and 「N年、」 are rather lengths (125年の老舗): Japan's dated history begins about then."""


def old_era_year(text: str, start: int, n: int) -> int | None:
    """Return the year of 元禄15年, None where no era before Meiji stands before the number."""
    first = OLD_ERAS.get(text[max(0, start - 2) : start])
    if first is None or not 0 < n <= _LAST_OF_ERA or text.startswith(_IN_A_ROW, text.find("年", start)):
        return None
    return first + n - 1


def in_brackets(text: str, start: int) -> bool:
    """Say whether N年 is the year of an era older than those in brackets after another year: 710年(和銅3年)."""
    return _BRACKETED.search(text, max(0, start - 7), start) is not None


def is_old_year(c: Numerals, at: int, n: int) -> bool:
    """Say whether 100 to 999 with 年 is a year: 701年に, 645年の政変, 367年1月; not 150年の歴史, 300年に及ぶ."""
    number, text = c.numbers[at], c.text
    start, end = number.span.start, number.span.end
    if end - start != 3 or number.low != number.high or excluded(text, start, end + 1):
        return False
    following = c.numbers[at + 1] if at + 1 < len(c.numbers) else None
    if following is not None and following.span.start == end + 1 and text.startswith("月", following.span.end):
        return True
    if _ERA_NOTE.match(text, end) or text.endswith("西暦", 0, start):
        return True
    if not _BEGINS.search(text, max(0, start - 2), start) or text.endswith(words("length-before"), 0, start):
        return False
    if pattern("length-after").match(text, end + 1):
        return False
    return bool((n % 50 and _IN.match(text, end)) or (n > _OLDEST_LIKELY and n % 10 and _OF.match(text, end)))


def read_nth(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 第2日曜日: the weekday is `m`, 0 for Monday."""
    number, text, values = c.numbers[at], c.text, c.whole(at)
    start, end = number.span.start, number.span.end
    if values is None or values[1] is not None or not 1 <= values[0] <= 5 or text[start - 1 : start] != "第":
        return None
    if text[end + 1 : end + 2] != "曜":
        return None
    stop = end + 2 + text.startswith("日", end + 2)
    return Atom(start - 1, stop, "nth", values[0], "nth-weekday", WEEKDAYS.index(text[end])), at + 1


def read_stay(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 2泊3日."""
    following = c.numbers[at + 1] if at + 1 < len(c.numbers) else None
    if following is None or following.span.start != c.numbers[at].span.end + 1 or following.low != following.high:
        return None
    end = following.span.end
    if not c.text.startswith("日", end) or following.low > 366:
        return None
    length = Length(days=int(following.low))
    return Atom(c.numbers[at].span.start, end + 1, "len", 0, "length", length=length), at + 2
