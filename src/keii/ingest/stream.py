"""流れ: what every format's room gives: the items of a file one after another, with how far into it they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from keii.errors import KeiiError, filled
from keii.ingest.scrap.clips import Given
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem

Item = Clip | Problem
Items = Iterator[tuple[Item, int]]
"""Clips and the items not taken, in order, and how many bytes of the file are used up with each."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """流れ: a file on its way in."""

    digest: str  #: sha256 of its bytes, hex
    size: int  #: in bytes
    items: Items  #: its clips and the items not taken, in order; bytes used up with each


def stream_of(file: BinaryIO, items: Items) -> Stream:
    """Return a stream of items that are made when they are asked for; the file is gone over once for its digest."""
    digest, size = measured(file)
    return Stream(digest=digest, size=size, items=items)


def measured(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 of a file's bytes (hex) and their number; the file stands at its beginning afterwards."""
    file.seek(0)
    digest, size = sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    file.seek(0)
    return digest.hexdigest(), size


def spread(items: Sequence[Item], start: int, end: int) -> Items:
    """Yield items with how many bytes are used up with each, where all of them take up those from `start` to `end`."""
    for n, item in enumerate(items, 1):
        yield item, start + (end - start) * n // len(items)


def given_of(order: Order, problems: tuple[Problem, ...] = ()) -> Given:
    """Return what the user said of the inputs as what is known of each clip."""
    return Given(
        published=order.published,
        published_by="user" if order.published else None,
        outlet=order.outlet,
        outlet_by="user" if order.outlet else None,
        problems=problems,
    )


def place_of(name: str, number: int, offset: int | None = None) -> str:
    """Return how an item of a file is called in a problem: 「blog.txt #12 @4711」, its number and its first byte."""
    return f"{name} #{number}" if offset is None else f"{name} #{number} @{offset}"


def not_taken(place: str, reason: str, *values: str) -> Problem:
    """Return the problem of an item that was not taken. `reason` is a message, its {0} filled with `values`."""
    return Problem(code="K1005", args=(place, filled(reason, values), reason, *values))


def problem_of(error: KeiiError) -> Problem:
    """Return the error that kept something from being taken as a problem."""
    return Problem(code="K1006", args=(str(error), error.message, error.hint_message, error.place, *error.values))


def because(place: str, error: KeiiError) -> Problem:
    """Return the problem of an item that was not taken because of an error."""
    return not_taken(place, error.message, *error.values)
