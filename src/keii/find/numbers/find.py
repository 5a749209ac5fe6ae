"""Numbers (数): all numbers as written, whatever they count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from keii.find.numbers.shapes import DIGITS, LARGE, LONGEST, RANGE, RUN, SHAPE, SMALL, last_scale, worth
from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span

_LIKELY_COUNTER = ("名詞-数詞", "接尾辞-名詞的", "名詞-普通名詞-助数詞可能")
_MINUS = "▲△−-"
_DATED = ("年", "月", "日", "時")
_NOT_THIRD = ("者", "国")
"""第三者, 第三国: an ordinal that counts nothing."""


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
    if start and digits:
        before = text[start - 1]
        if before in _MINUS and not (
            before in "−-" and (text[end : end + 1] in _DATED or (start > 1 and _joins(text[start - 2])))
        ):
            return Number(span=Span(start - 1, end), low=-high, high=-low, digits=True, rule="minus")
        if before == "ス" and text.startswith("マイナス", max(0, start - 4)):
            return Number(span=Span(start - 4, end), low=-high, high=-low, digits=True, rule="minus")
    return Number(span=Span(start, end), low=low, high=high, digits=digits, rule=rule)


def _joins(char: str) -> bool:
    """Say whether a hyphen after this character joins (AB-12, 10-15, 日-韓) and is no minus (気温は-5度)."""
    return (char.isalnum() and not "ぁ" <= char <= "ん") or char in ")%」』"


def _counts(parse: Parse, start: int, end: int) -> bool:
    """Say whether 漢数字 count something: 三人, 二千, 二〇三〇年; not 一方, 三菱, 千葉, 第三者."""
    at = bisect_left(parse.starts, start)
    if at >= len(parse.starts) or parse.starts[at] != start:
        return False
    text = parse.text
    if text[start] == "零" and text.startswith("時", end):
        return True
    if parse.tags[at] != "名詞-数詞":
        return parse.surfaces[at] == "二人"
    if start and text[start - 1] == "第" and text.startswith(_NOT_THIRD, end):
        return False
    if text.startswith(("、", "分の"), end) or text.endswith("分の", 0, start):
        return text.startswith("分の", end) or text.endswith("分の", 0, start) or _pairs(text, end)
    following = bisect_left(parse.starts, end)
    if following < len(parse.starts) and parse.starts[following] == end:
        return parse.tags[following].startswith(_LIKELY_COUNTER) or (end - start > 1 and parse.text[start] != "数")
    return end - start > 1


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
                yield joined
                at += 2
                continue
        yield this
        at += 1


def _pair(text: str, one: Number, two: Number) -> Number | None:
    gap = text[one.span.end : two.span.start]
    if gap == "分の" and one.low > 0:
        return _spanning(one, two, two.low / one.low, two.high / one.low, "fraction")
    if two.rule == "minus" and not gap and text[two.span.start] in "−-":
        two = Number(
            span=Span(two.span.start + 1, two.span.end), low=-two.high, high=-two.low, digits=True, rule="figures"
        )
        gap = "-"
    if RANGE.fullmatch(gap) and _stand_alone(text, one, two):
        low = _lifted(text, one, two)
        return _spanning(one, two, low, two.high, "range") if low < two.high else None
    if gap in ("、", ",") and _neighbours(one, two):
        return _spanning(one, two, one.low, two.high, "neighbours")
    return None


def _neighbours(one: Number, two: Number) -> bool:
    return one.low == one.high and two.low == two.high and two.low == one.low + 1 and 0 < one.low < 9


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
