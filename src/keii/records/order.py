"""注文: how inputs are to be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """注文: what the user says of the inputs; it beats what they say themselves."""

    published: date | None = None  #: 発行日; None: what the inputs say
    outlet: str | None = None  #: 媒体; None: what the inputs say
    whole: bool = False  #: True: a page is one clip
    label: str | None = None  #: the encoding the inputs are said to have; checked, not trusted
    columns: tuple[tuple[str, str], ...] = ()  #: of tables: field -> its column's name, beside those known
