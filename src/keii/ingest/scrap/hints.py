"""目印: what the markup of a page says of its lines, handed to the cutter; a plain text page has none.

A hint stands under the place where its line begins in the page's text, and names what begins there:
`heading`, `quote` (the first line of a quotation), `quoted` (its other lines), `embed` (an embedded post),
`after` (the first line after a quotation or post), `rule` (the first after a rule), `ruled heading` (a heading after
a rule), `line` (any other).

Links stand under the same places: where the line with the linked words begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from keii.records.span import Span

Hints = Mapping[int, str]
NO_HINTS: Hints = MappingProxyType({})
Links = tuple[tuple[int, str], ...]
"""Where a line begins, and an address that words of it lead to; in order."""


def links_in(links: Iterable[tuple[int, str]], span: Span, own: str | None) -> tuple[str, ...]:
    """Return the addresses of a stretch of text, each once, without the clip's own."""
    found = dict.fromkeys(address for at, address in links if span.start <= at < span.end)
    return tuple(address for address in found if address != own)
