"""手元: what was worked out of the last texts, so that a text compared with several is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")

SHORT, LONG_KEPT = 4_000, 4
"""Code points of a text that counts as short, some eight articles, and how many longer ones are kept at hand: one may
have 500,000."""


def at_hand(kept: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """Make a function of a text remember what it gave for the last `kept` short texts, and a few long ones."""

    def remember(work: Callable[[str], Made]) -> Callable[[str], Made]:
        short, long = lru_cache(kept)(work), lru_cache(LONG_KEPT)(work)

        @wraps(work)
        def remembered(text: str) -> Made:
            return short(text) if len(text) <= SHORT else long(text)

        return remembered

    return remember
