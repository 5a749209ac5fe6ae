"""The lexicons of claims both ways: every row is hit by its example, no row by its near miss."""

from __future__ import annotations

import pytest

from keii.find.claims.cues import Cue, cue_rows
from keii.find.claims.find import find
from keii.find.claims.frames import FRAMES
from keii.find.claims.heads import Head, head_rows
from keii.find.claims.lists import ListRow, list_rows, lists
from keii.find.names.find import find as find_names
from keii.find.quotes.find import find as find_quotes
from keii.records.claim import Claim
from keii.text.view import view_of
from keii.words.parse import parse

KINDS = {
    "say", "feel", "reveal", "announce", "report", "write", "claim", "explain", "testify", "admit", "propose", "think",
    "criticise", "warn", "deny", "demand", "ask", "estimate", "promise", "plan",
}  # fmt: skip
BARE = {
    "前文", "こう", "いわく", "」と", "話者（", "話者「", "話者＝", "「」", "＝話者", "という", "とする",
    "「…」と話者", "「…」話者",
}  # fmt: skip
WITHOUT = {"measure", "no-object", "no-source", "charges"}
"""Lists that hold a claim back: their examples hold none."""


def claims(text: str) -> tuple[Claim, ...]:
    parsed, _ = parse(view_of(text.replace("\\n", "\n")).text)
    return find(parsed, find_names(parsed)[0], find_quotes(parsed)[0], ())[0]


@pytest.mark.parametrize("row", cue_rows(), ids=lambda row: row.id)
def test_every_cue_hits_its_example_and_not_its_near_miss(row: Cue) -> None:
    assert row.id in {claim.rule for claim in claims(row.example)}
    assert row.id not in {claim.rule for claim in claims(row.near_miss)}


@pytest.mark.parametrize("row", head_rows(), ids=lambda row: row.id)
def test_every_class_of_heads_can_speak(row: Head) -> None:
    sources = [claim.source for claim in claims(row.example)]
    assert sources
    assert all(source is not None and not source.carried for source in sources)


@pytest.mark.parametrize("row", list_rows(), ids=lambda row: row.id)
def test_every_list_does_what_it_is_for(row: ListRow) -> None:
    assert bool(claims(row.example)) == (row.id not in WITHOUT)
    assert any(word in row.example or word[:-1] in row.example for word in row.words)


def test_rows_use_known_frames_kinds_and_stances() -> None:
    for row in cue_rows():
        assert set(row.frames) <= set(FRAMES) | BARE, row.id
        assert row.kind in KINDS, row.id
        assert row.stance in {"assert", "deny", "conjecture", "demand"}, row.id


def test_ids_are_unique_and_the_lists_are_whole() -> None:
    ids = [row.id for row in cue_rows()]
    assert len(ids) == len(set(ids))
    assert len(list_rows()) == len(lists().__dataclass_fields__)
