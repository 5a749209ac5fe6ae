"""Numbers of a text as they stand: what the readers of atoms work on."""

from __future__ import annotations

from collections.abc import Callable

from keii.find.dates.atoms import Atom
from keii.records.number import Number


class Numerals:
    """数: a text and its numbers. `bad` collects what has the shape of a date and is none (13月)."""

    __slots__ = ("bad", "numbers", "text")

    def __init__(self, text: str, numbers: tuple[Number, ...]) -> None:
        self.text = text
        self.numbers = numbers
        self.bad: list[tuple[int, int]] = []

    def whole(self, at: int) -> tuple[int, int | None] | None:
        """Return a number as ints, low and (for a range) high; None where it is no plain whole number."""
        number = self.numbers[at]
        if number.rule in ("fraction", "minus", "vague") or number.high > 99999:
            return None
        low, high = int(number.low), int(number.high)
        if low != number.low or high != number.high:
            return self._dotted(number)
        return (low, None if high == low else high)

    def _dotted(self, number: Number) -> tuple[int, int | None] | None:
        """Return 17・18 as two numbers."""
        one, dot, two = self.text[number.span.start : number.span.end].partition("・")
        return (
            (int(one), int(two)) if dot and one.isdecimal() and two.isdecimal() and number.low == number.high else None
        )


Reader = Callable[[Numerals, int], "tuple[Atom, int] | None"]
"""Reads the atom that begins with a number; returns it and the index of the number to go on from."""
