"""種類と見出し: what kind of clip some lines are, their title, and whose letterhead they bear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keii.ingest.scrap.facts import Facts
from keii.records.clip import Kind

_NOTE = re.compile(
    r"[※→・*]?(?:メモ|自分用|覚え書き|覚書|備忘|TODO|あとで読む|後で読む|感想|所感|余談|雑感|疑問点?)(?:[:、。 ]|$)"
)
_LEADING_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf]")
_MEMO_LENGTH = 80
"""Lines without a sentence's end, all of them together no longer than so many code points, are somebody's note."""


def kind_of(facts: Sequence[Facts]) -> Kind:
    """Return "post" for lines with emoji or tags as posts have them, "note" for a jotting, else "article"."""
    if not facts:
        return "note"
    if _NOTE.match(facts[0].head):
        return "note"
    if _is_post(facts):
        return "post"
    length = facts[-1].line.end - facts[0].line.start
    if length <= _MEMO_LENGTH and not any("ended" in f.shapes or "dateline" in f.shapes for f in facts):
        return "note"
    return "article"


def _is_post(facts: Sequence[Facts]) -> bool:
    emoji = sum("emoji" in f.shapes for f in facts)
    tags = any("tags" in f.shapes and "#" in f.shapes["tags"] for f in facts)
    begins = any(_LEADING_EMOJI.match(f.head) for f in facts[:2])
    return begins or (emoji + tags >= 2 and (emoji + tags) * 5 >= len(facts)) or (tags and len(facts) <= 4)


def title_of(facts: Sequence[Facts]) -> str | None:
    """Return the headline, as it stands: the first line where it is one and text follows, or a document's title."""
    if len(facts) < 2:
        return None
    for f in facts[:3]:
        if "document" in f.shapes and f.heading:
            return f.saved
    first = facts[0]
    if (
        first.heading
        and not any(s in first.shapes for s in ("date_alone", "organ", "dateline"))
        and any(f.body for f in facts[1:4])
    ):
        return first.saved
    return first.saved if "bracketed" in first.shapes and "dateline" not in first.shapes else None


def organ_of(facts: Sequence[Facts]) -> str | None:
    """Return the body whose letterhead this is: its name among the first three lines, a date or title beside it."""
    first = facts[:3]
    organs = [f.shapes["organ"] for f in first if "organ" in f.shapes and "document" not in f.shapes and not f.body]
    framed = any("date_alone" in f.shapes or "document" in f.shapes for f in first)
    return organs[0] if len(organs) == 1 and framed else None
