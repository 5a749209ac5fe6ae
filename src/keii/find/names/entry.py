"""One meaning of a spelling."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """意味: what a spelling may stand for."""

    code: str  #: see `lexicon`
    type: str  #: PER, ORG, GPE, LOC; NONE for a shield; "" for titles and blanks
    entity: str  #: usual full name; the spelling itself for titles and heads
    id: str  #: id of the row
    kind: str  #: kind of the row
    where: str  #: country it belongs to; "" for none
