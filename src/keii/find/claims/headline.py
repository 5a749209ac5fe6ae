"""Headlines and slogans that name whose they are: 【橋が完成し往来が再開＝中央通信】."""

from __future__ import annotations

import re
from bisect import bisect_left

from keii.find.claims.cues import cue_by_id
from keii.find.claims.draft import Draft
from keii.find.claims.heads import classes
from keii.find.claims.scene import Scene
from keii.find.claims.stance import stance
from keii.records.span import Span

_CREDIT = re.compile(
    r"^[ 【<]*(?P<content>[^\n=＝】]{10,80})[=＝](?P<source>[^\n=＝】 0-9]{2,24})[】>]?[ ]*$", re.MULTILINE
)
_CLAUSE = re.compile("[はがをにで]")


def headlines(scene: Scene) -> list[Draft]:
    """Return the claims of lines that end with ＝ and a group (a news agency, an office); the content is a clause."""
    text = scene.parse.text
    if "=" not in text and "＝" not in text:
        return []
    return [
        _draft(text, match)
        for match in _CREDIT.finditer(text)
        if _CLAUSE.search(match["content"]) and "。" not in match["content"] and _group(scene, match.end("source"))
    ]


def _group(scene: Scene, end: int) -> bool:
    """Say whether the morpheme that ends at `end` heads a group or an organisation's name."""
    parse = scene.parse
    last = bisect_left(parse.ends, end)
    if last >= len(parse.ends) or parse.ends[last] != end:
        return False
    name = scene.named.get(last)
    both = parse.surfaces[last - 1] + parse.surfaces[last] if last else ""
    known = "group" in (classes().get(parse.surfaces[last]), classes().get(both))
    return known or (name is not None and name.type == "ORG")


def _draft(text: str, match: re.Match[str]) -> Draft:
    content = Span(*match.span("content"))
    cue = cue_by_id()["headline"]
    return Draft(
        rule=cue.id,
        content=content,
        cue=Span(match.start("source") - 1, match.end("source")),
        source=Span(*match.span("source")),
        stance=stance(cue, "＝話者", text[content.start : content.end], direct=False),
        main=content.start,
    )
