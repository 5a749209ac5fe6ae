"""Quantities (数量): counts and measures that carry news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from keii.find.numbers.shapes import one_hurt, worth
from keii.find.quantities.units import (
    LesserRow,
    UnitRow,
    any_bound_before,
    bound_after,
    bound_before,
    lesser_of,
    magnitudes,
    marks,
    unit_rows,
    units_by_first,
    unless,
)
from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.quantity import Bound, Quantity
from keii.records.span import Span
from keii.records.time import Time

_ORDINAL: Final = re.compile(r"目(?!標|的|撃|安|前|指|立)|番|位(?!置)|代(?!表|金|理|替)")
_COUNTED = "[人件台回戸個本社校頭匹つ]|世帯|か所|カ所"
_BASE: Final = re.compile(rf"当たり|あたり|につき|に[1一](?:{_COUNTED})|ごと|=|＝|対")
"""10万人当たり, 4人に1人, 1バレル=: what something else is counted by."""
_OF_HOW_MANY: Final = re.compile(rf"\d(?:{_COUNTED})に$")
_HOW_OFTEN: Final = re.compile(r"[年月日週間時分秒]に$")
"""4年に1度."""
_ANGLE: Final = re.compile(r"(?:北緯|南緯|東経|西経|緯度|経度)約?$")
_NUMBERED: Final = MappingProxyType({"便": re.compile(r"[ァ-ヶーA-Z空]$"), "部": re.compile(r"東証$|名証$|第$")})
"""日本航空123便, 東証1部: numbers that name."""
_EVENT: Final = re.compile(r"走|リレー|障害|自由形|平泳ぎ|背泳ぎ|バタフライ|個人|メドレー|競走|ハードル|決勝|級")
_HALF: Final = re.compile(r"半(?![ば分島導数年日月世期額値身面径々])")
_RUNS_ON: Final = re.compile(r"[ァ-ヶー]|[玉切]")
"""キロメートル after メートル, 銭切手."""
_EACH: Final = re.compile(r"(?:約|およそ|最大|平均)?\d")
"""1人1万円: what follows a unit by which something else is counted out."""
_HANDED: Final = frozenset(
    (*"人名個本枚台株口戸軒店社校回杯皿食箱袋缶瓶束頭匹羽冊部組室", "世帯", "家族", "家庭", "チーム", "試合", "ケース")
)
_MARKS_END: Final = frozenset("¥\\$€£₩₹₽฿")
_SLIGHT: Final = frozenset(("倍", "円"))
"""人一倍, 関東一円."""
_FOREIGN: Final = re.compile(
    r"[ァ-ヶー・米豪加英]{1,14}?(?:ドル|ポンド|フラン|クローナ|クローネ|ペソ|ルピー|ディナール|リヤル|リアル|パタカ|シリング|ルーブル)(?![ァ-ヶー])"
)


def find(
    parse: Parse, numbers: tuple[Number, ...], times: tuple[Time, ...]
) -> tuple[tuple[Quantity, ...], tuple[Problem, ...]]:
    """Return the quantities of a text in order, not overlapping each other or a time.

    `low` and `high` are in base units of `unit` (5割4分 is 5.4 割, 12円50銭 is 12.5 円); both are the same but for
    ranges. 十数人 and 三十数人 are 10 and 30 `over`. Left out: ages, ordinals, scores, ratios, bases (1人当たり).
    """
    return tuple(_Finder(parse.text, _free(numbers, times)).run()), ()


def _free(numbers: tuple[Number, ...], times: tuple[Time, ...]) -> list[Number]:
    """Return the numbers that no time covers."""
    out, at = [], 0
    for number in numbers:
        while at < len(times) and times[at].span.end <= number.span.start:
            at += 1
        if at == len(times) or times[at].span.start >= number.span.end:
            out.append(number)
    return out


class _Finder:
    """Goes through the numbers of a text from left to right."""

    def __init__(self, text: str, numbers: list[Number]) -> None:
        self.text = text
        self.numbers = numbers
        self.units = units_by_first()
        self.lesser = lesser_of()
        self.bounds = bound_after()
        self.bounded = any_bound_before()

    def run(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.numbers):
            quantity, at = self._take(at)
            if quantity is not None:
                yield quantity

    def _take(self, at: int) -> tuple[Quantity | None, int]:
        number = self.numbers[at]
        found = self._unit(number)
        if found is None:
            if self.text[number.span.start - 1 : number.span.start] in _MARKS_END:
                return self._marked(number), at + 1
            return self._magnitude(number), at + 1
        row, said, end = found
        if not self._carries_news(number, row, end):
            return None, at + 1
        low, high, over = _values(self.text, number)
        if low is None or high is None:
            return None, at + 1
        following = at + 1
        if row.unit in self.lesser:
            low, high, end, following = self._lesser(following, row.unit, (low, high, end))
        start = number.span.start
        ranged = self._second(following, row, end, low)
        if ranged is not None:
            high, end, following = ranged
        bound = over or self._bound(start, end)
        return Quantity(span=Span(start, end), low=low, high=high, unit=said, bound=bound, rule=row.unit), following

    def _unit(self, number: Number) -> tuple[UnitRow, str, int] | None:
        """Return the unit after a number: its row, as written, and where it ends."""
        text, end = self.text, number.span.end
        if text.startswith(("余", "の"), end) and number.rule != "fraction":
            end += text[end] == "余" and text[end + 1 : end + 2] not in ("り", "")
        char = text[end : end + 1]
        if char == " " and text[end + 1 : end + 2] in ("%", "k", "m", "c", "°"):
            end += 1
            char = text[end]
        rows = self.units.get(char)
        if rows is not None:
            for row in rows:
                after = end + len(row.unit)
                if text.startswith(row.unit, end) and not _runs_on(text, row, after):
                    return row, row.said, after
        foreign = _FOREIGN.match(text, end)
        if foreign:
            return replace(_dollar(), said=foreign.group()), foreign.group(), foreign.end()
        return None

    def _carries_news(self, number: Number, row: UnitRow, end: int) -> bool:
        """Say whether number and unit are a quantity: not 第3回, 3回目, 1人当たり, 一つ."""
        text, start = self.text, number.span.start
        before = text[start - 1 : start]
        if before == "第" or _ORDINAL.match(text, end) or number.rule == "fraction":
            return False
        if number.low == 1 and number.high == 1 and self._idle_one(number, row, end):
            return False
        if row.unit == "重" and not number.digits:
            return False
        if number.span.end - start == 1 and text[start] == "数":
            return False
        if _BASE.match(text, end) or self._names(row, start, end):
            return False
        return not (before and before.isascii() and (before.isalpha() or before in "-/.:#")) or before == "."

    def _idle_one(self, number: Number, row: UnitRow, end: int) -> bool:
        """Say whether one counts nothing: 一つ, 1つ, 一本化, 3人に1人, 1株に対し."""
        before = self.text[max(0, number.span.start - 4) : number.span.start]
        if not number.digits and not self._counted_one(number, row, end):
            return True
        return (
            row.unit == "つ"
            or self.text.startswith(("に対し", "暮らし", "ひとり", "1人"), end)
            or (row.unit in _HANDED and _EACH.match(self.text, end) is not None)
            or _OF_HOW_MANY.search(before) is not None
            or _HOW_OFTEN.search(before) is not None
        )

    def _counted_one(self, number: Number, row: UnitRow, end: int) -> bool:
        """Say whether 一 with a unit is an amount: 一割, 一トン, 死者一人; not 一件, 一人ひとり, 人一倍, 一ミリも."""
        if row.unit == "人":
            return one_hurt(self.text, number.span.start, number.span.end)
        return (
            row.kind in ("share", "measure", "money")
            and row.unit not in _SLIGHT
            and not self.text.startswith("も", end)
        )

    def _names(self, row: UnitRow, start: int, end: int) -> bool:
        """Say whether number and unit name something: 200m走, 日本航空123便, 北緯37度."""
        if row.unit in ("m", "メートル", "キロ") and _EVENT.match(self.text, end):
            return True
        if row.unit == "度" and _ANGLE.search(self.text, max(0, start - 4), start):
            return True
        named = _NUMBERED.get(row.unit)
        return bool(named and named.search(self.text, max(0, start - 5), start))

    def _lesser(self, at: int, unit: str, said: tuple[Decimal, Decimal, int]) -> tuple[Decimal, Decimal, int, int]:
        """Add 50銭 to 12円, 2分5厘 to 3割, 半 to 5割: return low, high, end and the index of the next number."""
        low, high, end = said
        share = Decimal(1)
        while rows := self.lesser.get(unit):
            number = self.numbers[at] if at < len(self.numbers) and self.numbers[at].span.start == end else None
            row = next((row for row in rows if self._goes_on(row, number, end)), None)
            if row is None:
                break
            share /= row.parts
            if number is None:
                return low + share, high + share, end + 1, at
            low, high, end = low + number.low * share, high + number.high * share, number.span.end + len(row.lesser)
            unit, at = row.lesser, at + 1
        return low, high, end, at

    def _goes_on(self, row: LesserRow, number: Number | None, end: int) -> bool:
        """Say whether a lesser unit follows: with its number, or 半."""
        if row.lesser == "半":
            return number is None and _HALF.match(self.text, end) is not None
        if number is None or number.high >= row.parts or not self.text.startswith(row.lesser, number.span.end):
            return False
        return not _RUNS_ON.match(self.text, number.span.end + len(row.lesser))

    def _second(self, at: int, row: UnitRow, end: int, low: Decimal | None) -> tuple[Decimal, int, int] | None:
        """Return the high end of 50kmから70km, 3%〜5%."""
        if at >= len(self.numbers) or low is None:
            return None
        number = self.numbers[at]
        gap = self.text[end : number.span.start]
        if gap not in ("から", "〜", "～", "~", "-", "−", "–") or number.low <= low:
            return None
        found = self._unit(number)
        if (
            found is None
            or found[0].said != row.said
            or (self.text.startswith(("に", "へ"), found[2]) and gap == "から")
        ):
            return None
        return number.high, found[2], at + 1

    def _marked(self, number: Number) -> Quantity | None:
        """Return ¥500, US$3億: the mark belongs to the text, the unit is the money's name."""
        text, start, end = self.text, number.span.start, number.span.end
        if number.rule in ("vague", "fraction", "minus"):
            return None
        for row in marks():
            at = start - len(row.unit)
            if (
                at >= 0
                and text.startswith(row.unit, at)
                and not (at and text[at - 1].isascii() and text[at - 1].isalnum())
            ):
                if _BASE.match(text, end) or (text[end : end + 1].isascii() and text[end : end + 1].isalnum()):
                    return None
                bound = self._bound(at, end)
                return Quantity(
                    span=Span(at, end), low=number.low, high=number.high, unit=row.said, bound=bound, rule=row.unit
                )
        return None

    def _magnitude(self, number: Number) -> Quantity | None:
        text, start = self.text, number.span.start
        for row in magnitudes():
            at = start - len(row.unit)
            if (
                at >= 0
                and text.startswith(row.unit, at)
                and not (at and text[at - 1].isascii() and text[at - 1].isalnum())
            ):
                span = Span(at, number.span.end)
                if number.high < 12 and (
                    row.unit != "M" or "." in text[start : span.end] or "・" in text[start : span.end]
                ):
                    bound = self._bound(at, span.end)
                    return Quantity(span=span, low=number.low, high=number.high, unit="M", bound=bound, rule=row.unit)
        return None

    def _bound(self, start: int, end: int) -> Bound | None:
        pattern, said = self.bounds
        after = pattern.match(self.text, end)
        if after and after.lastgroup:
            return said[after.lastgroup]
        head = self.text[max(0, start - 8) : start]
        if not self.bounded.search(head):
            return None
        for before, bound in bound_before():
            if before.search(head):
                return bound
        return None


@cache
def _dollar() -> UnitRow:
    return next(row for row in unit_rows() if row.unit == "ドル")


def _runs_on(text: str, row: UnitRow, end: int) -> bool:
    """Say whether a unit goes on into a word: 5mission, 7人制."""
    following = text[end : end + 1]
    if row.unit[-1].isascii() and row.unit[-1].isalpha() and following.isalpha() and following < "\u0250":
        return True
    bar = unless().get(row.unit)
    return bar is not None and bar.match(text, end) is not None


def _values(text: str, number: Number) -> tuple[Decimal | None, Decimal | None, Bound | None]:
    """Return low, high and bound of a number: 十数 is 10 over, 百数十 100 over, 六百余 600 over; 数百 is None, open."""
    start, end = number.span.start, number.span.end
    if number.rule == "vague":
        least = worth(text[start:end])
        return (least, least, "over") if least else (None, None, None)
    over = text.startswith("余", end) and not text.startswith("余り", end)
    over = over or (number.rule != "figures" and "余" in text[start:end])
    return number.low, number.high, "over" if over else None
