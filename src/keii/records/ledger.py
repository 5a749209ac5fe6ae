"""発言録: the ledger of claims, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.claim import Manner, Stance
from keii.records.facts import Statement

ClaimOrder = Literal["said", "-said", "published", "-published", "speaker", "-speaker", "outlet", "-outlet"]
"""発言の時 / 発行日 / 発言主 / 媒体; with - from the end, the latest first; what is not known stands last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsWanted:
    """Which claims to list, in which order; what is empty or None does not narrow."""

    by: str = ""  #: the source: an entity's number (e12), any of its spellings, or words of the source
    about: str = ""  #: words, all of which the content holds or names
    stance: Stance | None = None
    manner: Manner | None = None
    outlet: str = ""  #: in any width and case
    since: str = ""  #: from this day on, in the grain known: 2025-05-10, 2025-05, 2025
    until: str = ""
    order: ClaimOrder = "-said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """発言録の一頁."""

    total: int  #: claims that fit, counted up to a bound
    more: bool  #: True: there are more than `total`
    statements: tuple[Statement, ...]
    following: bool  #: whether a page follows
