"""Headlines and slogans that name whose they are: 【橋が完成し往来が再開＝中央通信】."""

from __future__ import annotations

import re
from bisect import bisect_left

from keii.find.claims.cues import cue_by_id
from keii.find.claims.demands import done
from keii.find.claims.draft import Draft
from keii.find.claims.heads import classes
from keii.find.claims.scene import Scene
from keii.find.claims.stance import stance
from keii.records.span import Span

_CREDIT = re.compile(
    r"^[ 【<]*(?P<content>[^\n=＝】]{8,80})[=＝―—](?P<source>[^\n=＝】 0-9―—]{2,24})[】>]?[ ]*$", re.MULTILINE
)
_MARKS = "=＝―—"
_CLAUSE = re.compile("[はがをにで]")


def headlines(scene: Scene) -> list[Draft]:
    """Return the claims of lines that end with ＝ and a group (a news agency, an office), or with と and who says it
    (原油の放出は見送りと経産相); the content is a clause."""
    text = scene.parse.text
    found = []
    if any(mark in text for mark in _MARKS):
        credited = (m for m in _CREDIT.finditer(text) if _CLAUSE.search(m["content"]) and "。" not in m["content"])
        found += [m for m in credited if _heads(scene, m.end("source"), _GROUPS)]
    told = (m for m in _TOLD.finditer(text) if _deed_before(scene, m.end("content")))
    found += [m for m in told if _heads(scene, m.end("source"), _SPEAKERS)]
    return [_draft(text, match) for match in found]


_TOLD = re.compile(
    r"^(?P<content>[^\n。「」『』=＝]{8,60})と(?P<source>[^\n。、「」『』 はがをにで]{2,12})$", re.MULTILINE
)
_GROUPS, _SPEAKERS = frozenset({"group"}), frozenset({"group", "person"})


def _deed_before(scene: Scene, end: int) -> bool:
    """Say whether what ends at `end` is a deed or a predicate, not a noun beside the next: 4月は見送り(と経産相)."""
    parse = scene.parse
    last = bisect_left(parse.ends, end)
    if last >= len(parse.ends) or parse.ends[last] != end:
        return False
    return parse.tags[last].startswith(_PREDICATES) or done(parse.surfaces[last], parse.tags[last])


_PREDICATES = ("動詞", "助動詞", "形容詞")


def _heads(scene: Scene, end: int, kinds: frozenset[str]) -> bool:
    """Say whether the morpheme that ends at `end` heads a noun of some kinds or an organisation's name."""
    parse = scene.parse
    last = bisect_left(parse.ends, end)
    if last >= len(parse.ends) or parse.ends[last] != end:
        return False
    name = scene.named.get(last)
    endings = ("".join(parse.surfaces[max(last - n, 0) : last + 1]) for n in range(3))
    known = any(classes().get(word) in kinds for word in endings)
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
