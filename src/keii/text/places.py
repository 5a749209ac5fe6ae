"""所在: where words stand in a text, as somebody copied them: any blanks between them for any others."""

from __future__ import annotations

import re

from keii.records.span import Span


def places(text: str, words: str, most: int = 1_000) -> tuple[Span, ...]:
    """Return where words stand, in order, none over another; a line's end counts as a blank. (): nowhere, or no word
    was given."""
    parts = words.split()
    if not parts:
        return ()
    found = re.finditer(r"\s+".join(map(re.escape, parts)), text)
    return tuple(Span(match.start(), match.end()) for match, _ in zip(found, range(most), strict=False))
