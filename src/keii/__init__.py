"""Keii (経緯): a pile of Japanese news clippings becomes a dossier whose every line leads back to its words.

    >>> import keii
    >>> clip = keii.clip_from_text(text, published=date(2025, 5, 10))
    >>> reading = keii.read(clip)
    >>> with keii.Desk.open("dossier.sqlite") as desk:
    ...     desk.add("page.txt")

Names are loaded when they are first asked for, so that `import keii` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from keii.version import VERSION as __version__  # noqa: N811  # the name every package has

if TYPE_CHECKING:
    from keii.desk import Desk
    from keii.errors import (
        DossierDamaged,
        DossierError,
        DossierLocked,
        DossierReadOnly,
        DossierTooNew,
        EncodingError,
        FormatError,
        InputError,
        KeiiError,
        NotFound,
    )
    from keii.ingest.take import clip_from_text
    from keii.reading import read
    from keii.records.claim import Claim, Source
    from keii.records.clip import Clip
    from keii.records.codec import from_json, to_json
    from keii.records.event import Event
    from keii.records.evidence import Evidence
    from keii.records.facts import Card, Happening, Listed, Quoted, Receipt, Statement, Trouble
    from keii.records.name import Name
    from keii.records.order import Order
    from keii.records.problem import Problem
    from keii.records.quantity import Quantity
    from keii.records.quote import Quote
    from keii.records.reach import Reach
    from keii.records.reading import MadeBy, Reading
    from keii.records.span import Span
    from keii.records.time import Time

_WHERE = {
    "keii.desk": ("Desk",),
    "keii.errors": (
        "DossierDamaged", "DossierError", "DossierLocked", "DossierReadOnly", "DossierTooNew", "EncodingError",
        "FormatError", "InputError", "KeiiError", "NotFound",
    ),
    "keii.ingest.take": ("clip_from_text",),
    "keii.reading": ("read",),
    "keii.records.claim": ("Claim", "Source"),
    "keii.records.clip": ("Clip",),
    "keii.records.codec": ("from_json", "to_json"),
    "keii.records.event": ("Event",),
    "keii.records.evidence": ("Evidence",),
    "keii.records.facts": ("Card", "Happening", "Listed", "Quoted", "Receipt", "Statement", "Trouble"),
    "keii.records.name": ("Name",),
    "keii.records.order": ("Order",),
    "keii.records.problem": ("Problem",),
    "keii.records.quantity": ("Quantity",),
    "keii.records.quote": ("Quote",),
    "keii.records.reach": ("Reach",),
    "keii.records.reading": ("MadeBy", "Reading"),
    "keii.records.span": ("Span",),
    "keii.records.time": ("Time",),
}  # fmt: skip
_HOME = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Card", "Claim", "Clip", "Desk", "DossierDamaged", "DossierError", "DossierLocked", "DossierReadOnly",
    "DossierTooNew", "EncodingError", "Event", "Evidence", "FormatError", "Happening", "InputError", "KeiiError",
    "Listed", "MadeBy", "Name", "NotFound", "Order", "Problem", "Quantity", "Quote", "Quoted", "Reach", "Reading",
    "Receipt", "Source", "Span", "Statement", "Time", "Trouble", "__version__", "clip_from_text", "from_json",
    "read", "to_json",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from its room (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'keii' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
