"""棚: problems, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.facts import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """支障の一頁."""

    refused: int  #: items that were not taken, all of them
    found: int  #: problems of clips, all of them
    page: tuple[tuple[Trouble, int | None], ...]  #: with the clip's number; None: the item was not taken
