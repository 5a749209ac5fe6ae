"""番号: clip ids. The same words at the same place of the same source have the same id, always and everywhere."""

from __future__ import annotations

from hashlib import sha256

from keii.records.span import Span

VERSION = "k1"
"""Changes when what the digest is taken over changes."""


def clip_id(source_id: str, span: Span, text: str) -> str:
    """Return "k1" and the first 16 hex digits of SHA-256 over source id, span and text, NUL between them."""
    digest = sha256(f"{source_id}\0{span.start}\0{span.end}\0".encode("utf-8", "replace"))
    digest.update(text.encode("utf-8", "replace"))
    return VERSION + digest.hexdigest()[:16]
