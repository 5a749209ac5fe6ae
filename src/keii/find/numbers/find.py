"""Numbers (数): all numbers as written, whatever they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from keii.find.numbers.shapes import DIGITS, LARGE, LONGEST, RANGE, RUN, SHAPE, SMALL, last_scale, one_hurt, worth
from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span

_LIKELY_COUNTER = ("名詞-数詞", "接尾辞-名詞的", "名詞-普通名詞-助数詞可能")
_MINUS = "▲△−-"
_SIGNS = frozenset("▲△−-ス下")
_BELOW = ("マイナス", "氷点下", "零下")
_UNITS_OF_TIME = ("年度", "年代", "月期", "カ年", "か年")
"""Sudachi has these as plain nouns: 平成七年度."""
_DATED = ("年", "月", "日", "時")
_NOT_THIRD = ("者", "国")
"""第三者, 第三国: an ordinal that counts nothing."""
_FIRM: Final = re.compile(r"[人円名件社戸棟台個隻票冊枚%]|カ所|か所|カ国|か国|世帯|ドル|トン|メートル|ポイント")
"""Counters that hardly stand after 漢数字 of a name: 千三百人, 四十万円; not 四万十町, 九十九里."""
_NOT_COUNTED: Final = ("十色", "並", "一首", "力", "前", "三脚", "針")
"""十人十色, 十人並み, 百人一首, 百人力, 一人前, 二人三脚, 千人針."""
_STEPS: Final = frozenset(Decimal(10) ** n for n in range(13))
_SCALED: Final = frozenset((*SMALL, *LARGE))
_DIGITS_ALONE: Final = frozenset(DIGITS)
_LISTED: Final = re.compile(r"、[〇一二三四五六七八九十]{1,3}(?:の?両日|[日月年])")
"""十四、十五の両日: days in a list."""
_GROUPED: Final = re.compile(r"、[〇一二三四五六七八九]{3}(?![〇一二三四五六七八九十百千・点])")
"""The second part of 一、二三五人: a comma between thousands."""


def find(parse: Parse) -> tuple[tuple[Number, ...], tuple[Problem, ...]]:
    """Return the numbers of a text in order, not overlapping, and a K1204 for each that is too long to compute.

    Decimals are exact except fractions (3分の2), which have 28 digits. 漢数字 are numbers only where they count:
    Sudachi tags them 名詞-数詞 and a counter, a scale or another digit follows.
    """
    problems: list[Problem] = []
    singles = list(_singles(parse, problems))
    return tuple(_joined(parse.text, singles)), tuple(problems)


def _singles(parse: Parse, problems: list[Problem]) -> Iterator[Number]:
    text = parse.text
    for run in RUN.finditer(text):
        start, end = run.span()
        body = run.group()
        if body.isdecimal() and len(body) <= LONGEST:
            value = Decimal(body)
            yield _signed(text, start, end, value, value, "figures")
        else:
            yield from _in_run(parse, start, end, problems)


def _in_run(parse: Parse, start: int, end: int, problems: list[Problem]) -> Iterator[Number]:
    text = parse.text
    while start < end and (shape := SHAPE.search(text, start, end)):
        at, start = shape.span()
        body = shape.group()
        figures = shape["figures"] is not None
        if not figures and not _counts(parse, at, start):
            continue
        vague = "数" in body
        top = body.rstrip("".join(SMALL) + "".join(LARGE))
        low = worth(body, 1 if body.endswith("数") and body != "数" else 2)
        high = worth(body, 9) if vague else low
        if low is None or high is None:
            problems.append(Problem(code="K1204", span=Span(at, start), args=(body[:20] + "…",)))
            continue
        rule = "vague" if vague else "kanji" if not figures else "figures" if top == body and _plain(body) else "scaled"
        yield _signed(text, at, start, low, high, rule)


def _plain(body: str) -> bool:
    return not any(char in body for char in "十百千万億兆京")


def _signed(text: str, start: int, end: int, low: Decimal, high: Decimal, rule: str) -> Number:
    digits = text[start] in "0123456789"
    sign = _sign(text, start, end, digits) if start and text[start - 1] in _SIGNS else 0
    if sign:
        return Number(span=Span(start - sign, end), low=-high, high=-low, digits=digits, rule="minus")
    return Number(span=Span(start, end), low=low, high=high, digits=digits, rule=rule)


def _sign(text: str, start: int, end: int, digits: bool) -> int:
    """Return the length of the minus before a number, 0 for none: ▲3.2%, 気温は-5度, マイナス五度."""
    before = text[start - 1]
    if before in "ス下":
        word = next((w for w in _BELOW if text.endswith(w, 0, start)), "")
        return len(word) if word == "マイナス" or text.startswith(("度", "°C"), end) else 0
    if before not in _MINUS or text[end : end + 1] in _DATED:
        return 0
    if before in "▲△":
        return 1
    return int(digits and not (start > 1 and _joins(text[start - 2])))


def _joins(char: str) -> bool:
    """Say whether a hyphen after this character joins (AB-12, 10-15, 日-韓) and is no minus (気温は-5度, 前年比-5%)."""
    return (char.isalnum() and char != "比" and not "ぁ" <= char <= "ん") or char in ")%」』"


def _counts(parse: Parse, start: int, end: int) -> bool:
    """Say whether 漢数字 count something: 三人, 二千, 二〇三〇年; not 一方, 三菱, 千葉, 第三者."""
    at = bisect_left(parse.starts, start)
    if at >= len(parse.starts) or parse.starts[at] != start:
        return False
    text = parse.text
    if text[start] == "零" and text.startswith("時", end):
        return True
    if parse.tags[at] != "名詞-数詞":
        return _counts_all_the_same(text, start, end, parse.surfaces[at])
    if start and text[start - 1] == "第" and text.startswith(_NOT_THIRD, end):
        return False
    if text.startswith(("、", "分の"), end) or text.endswith("分の", 0, start):
        return _joined_on(text, start, end)
    if text.startswith(_UNITS_OF_TIME, end) or (text[end + 1 : end + 2] == "曜" and text[start - 1] == "第"):
        return True
    if text.startswith("余", end) and _FIRM.match(text, end + 1):
        return True
    following = bisect_left(parse.starts, end)
    if following < len(parse.starts) and parse.starts[following] == end:
        return parse.tags[following].startswith(_LIKELY_COUNTER) or (end - start > 1 and parse.text[start] != "数")
    return end - start > 1


def _joined_on(text: str, start: int, end: int) -> bool:
    """Say whether 漢数字 beside a comma or 分の are part of a fraction, neighbours, a grouped number or listed days."""
    return (
        text.startswith("分の", end)
        or text.endswith("分の", 0, start)
        or _pairs(text, end)
        or _GROUPED.match(text, end) is not None
        or _LISTED.match(text, end) is not None
    )


def _counts_all_the_same(text: str, start: int, end: int, word: str) -> bool:
    """Say whether 漢数字 that Sudachi takes for (part of) a word count: 十人, 千三百人, 四十万人; not 四万十町, nor
    一人 but for `one_hurt`."""
    body = text[start:end]
    if text.startswith("人", end) and word == body + "人":
        return one_hurt(text, start, end) if body == "一" else not text.startswith(_NOT_COUNTED, end + 1)
    scaled = len(body) > 1 and body[0] != "数" and not _DIGITS_ALONE.issuperset(body)
    return scaled and _FIRM.match(text, end) is not None and not text.startswith("名山", end)


def _pairs(text: str, comma: int) -> bool:
    """Say whether the 漢数字 before and after a comma are neighbours: 二、三人."""
    return text[comma - 1] in DIGITS and DIGITS.get(text[comma + 1 : comma + 2]) == DIGITS[text[comma - 1]] + 1


def _joined(text: str, singles: list[Number]) -> Iterator[Number]:
    """Join ends of ranges, neighbours and fractions."""
    at = 0
    while at < len(singles):
        this = singles[at]
        if at + 1 < len(singles) and singles[at + 1].span.start - this.span.end <= 2:
            joined = _pair(text, this, singles[at + 1])
            if joined is not None:
                singles[at + 1] = joined
                at += 1
                if joined.rule != "grouped":
                    yield joined
                    at += 1
                continue
        yield this
        at += 1


def _pair(text: str, one: Number, two: Number) -> Number | None:
    gap = text[one.span.end : two.span.start]
    if gap == "分の" and one.low:
        return _spanning(one, two, two.low / one.low, two.high / one.low, "fraction")
    if two.rule == "minus" and not gap and text[two.span.start] in "−-":
        two = Number(
            span=Span(two.span.start + 1, two.span.end), low=-two.high, high=-two.low, digits=True, rule="figures"
        )
        gap = "-"
    if RANGE.fullmatch(gap) and _stand_alone(text, one, two):
        low = _lifted(text, one, two)
        return _spanning(one, two, low, two.high, "range") if low < two.high else None
    if gap == "、" and not one.digits and _GROUPED.match(text, one.span.end) and _plain_kanji(text, one):
        low = one.low * 1000 + two.low
        return _spanning(one, two, low, low, "grouped")
    between = _neighbours(text, one, two) if gap in ("、", ",") else None
    return _spanning(one, two, *between, "neighbours") if between else None


def _plain_kanji(text: str, number: Number) -> bool:
    """Say whether a number is up to three 漢数字 without scales, or such groups already joined."""
    return number.rule == "grouped" or (
        number.span.end - number.span.start <= 3 and _DIGITS_ALONE.issuperset(text[number.span.start : number.span.end])
    )


def _neighbours(text: str, one: Number, two: Number) -> tuple[Decimal, Decimal] | None:
    """Return what two neighbours lie between, None where they are none.

    例: 2、3 is 2-3, 十五、六 15-16, 百二、三十 120-130, 二、三百 200-300, 5、60 50-60, 二十四、五万 240000-250000.
    """
    if one.low != one.high or two.low != two.high or one.low <= 0 or one.low > 999:
        return None
    digit = one.low % 10
    rest, scale = one.low - digit, two.low / (digit + 1)
    if not 0 < digit < 9 or scale not in _STEPS or not (text[one.span.end - 1] in DIGITS or one.digits):
        return None
    scaled = text[two.span.end - 1] in _SCALED
    if scale >= 10**4 and scaled:
        return one.low * scale, (one.low + 1) * scale
    if rest % (scale * 10) == 0 and (scale == 1 or scaled or (not rest and scale <= 100)):
        return rest + digit * scale, rest + two.low
    return None


def _spanning(one: Number, two: Number, low: Decimal, high: Decimal, rule: str) -> Number:
    return Number(span=Span(one.span.start, two.span.end), low=low, high=high, digits=one.digits, rule=rule)


def _stand_alone(text: str, one: Number, two: Number) -> bool:
    """Say whether nothing else is chained to the pair: not 03-1234-5678, not 2025-05-09, not A-10-12."""
    before = text[one.span.start - 1] if one.span.start else " "
    after = text[two.span.end : two.span.end + 2]
    return (
        before not in "-−/.:"
        and not (before.isascii() and before.isalpha())
        and not (after[:1] in ("-", "−") and after[1:].isdigit())
    )


def _lifted(text: str, one: Number, two: Number) -> Decimal:
    """Return the low end, raised to the scale of the high one where only that has a scale: 2〜3万 is 20000-30000."""
    scale = last_scale(text[two.span.start : two.span.end])
    if scale > 1 and last_scale(text[one.span.start : one.span.end]) == 1 and one.low < two.high / scale:
        return one.low * scale
    return one.low
