"""問題: trouble inside the line, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """問題: what could not be done with a stretch of text. 例: K1203 「2月30日」 is no calendar day."""

    code: str  #: stable; the list is `keii.errors.PROBLEMS`
    span: Span | None = None  #: where; None: the clip as a whole
    args: tuple[str, ...] = ()  #: fill the message's {0}, {1} …
