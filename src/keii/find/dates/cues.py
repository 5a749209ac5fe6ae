"""Cues (手掛かり): the rows of cues.tsv, compiled by role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class CueRow:
    """手掛かり: a row of cues.tsv."""

    role: str
    pattern: str
    example: str
    near_miss: str
    source: str


@cache
def cue_rows() -> tuple[CueRow, ...]:
    """Return the rows of cues.tsv."""
    return load("keii.find.dates", "cues.tsv", CueRow)


@cache
def alternatives(role: str) -> str:
    """Return the patterns of a role as alternatives of one regular expression, longest first."""
    patterns = sorted((row.pattern for row in cue_rows() if row.role == role), key=len, reverse=True)
    return "|".join(patterns)


@cache
def pattern(role: str) -> re.Pattern[str]:
    """Return a role's patterns as one."""
    return re.compile(alternatives(role))


@cache
def words(role: str) -> tuple[str, ...]:
    """Return a role's patterns as plain words, for `str.endswith`."""
    return tuple(row.pattern for row in cue_rows() if row.role == role)
