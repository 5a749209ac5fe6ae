"""What two spellings of names of organisations or places have in common."""

from __future__ import annotations

from typing import Literal

from keii.link.entities.shapes import Shape
from keii.link.entities.short import placeless, replaced, shortened, tailless
from keii.link.entities.spelling import one_apart

Common = Literal[
    "same name", "common name", "short form", "short common name", "credit form", "without its tail",
    "without its place", "spelling",
]  # fmt: skip
_CREDITED = ("通信", "通信社", "新聞", "新聞社")
"""Tails that credits leave out of the names of agencies and papers: 【列島】."""


def in_common(one: Shape, other: Shape, type_: str) -> Common | None:
    """Return what two names of organisations or places have in common; None for nothing."""
    if one.key == other.key:
        return "common name" if one.bare else "same name"
    short, long = (one, other) if (len(one.key), one.name) < (len(other.key), other.name) else (other, one)
    if short.key[0] == long.key[0]:
        if rest := shortened(short.name, long.name):
            return "short form" if len(rest) > 1 else "short common name"
        if tailless(short.name, long.name, type_):
            credit = type_ == "ORG" and long.key[len(short.key) :] in _CREDITED
            return "credit form" if credit else "without its tail"
        if one.foreign and other.foreign and one_apart(one.key, other.key):
            return "spelling"
    if type_ == "ORG" and short.key[-1] == long.key[-1]:
        if shortened(short.name, long.name):
            return "short common name"
        if placeless(short.name, long.name) or replaced(short.name, long.name):
            return "without its place"
    return None
