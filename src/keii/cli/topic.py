"""What a help page says of one command."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type, and what it does."""

    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One command's page; the first line of its text stands in the list of commands."""

    text: str
    examples: tuple[Example, ...]
