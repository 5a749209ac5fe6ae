"""目印: what the markup of a page says of its lines, handed to the cutter; a plain text page has none.

A hint stands under the place where its line begins in the page's text, and names what begins there:
`heading`, `quote` (the first line of a quotation), `quoted` (its other lines), `embed` (an embedded post),
`after` (the first line after a quotation or post), `rule` (the first after a rule), `line` (any other).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Hints = Mapping[int, str]
NO_HINTS: Hints = MappingProxyType({})
