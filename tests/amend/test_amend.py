"""Corrections laid over a reading: what is said holds, and what leaned on it follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keii.amend.apply import amend
from keii.amend.ledger import state_of
from keii.ingest.take import clip_from_text
from keii.reading import read
from keii.records import correction as say
from keii.records.clip import Clip
from keii.records.correction import Correction
from keii.records.event import Event
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span

TEXT = "佐藤健一市長は9日、佐藤花子署長と会談した。佐藤市長は「急ぐ」と述べた。"


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.fixture(scope="module")
def base() -> Reading:
    """A reading with one event by the mayor, one claim of his."""
    reading = read(clip_from_text(TEXT, published="2031-05-09", source_id="一"))
    mayor = Name(span=span("佐藤健一"), type="PER", entity="佐藤健一", title=span("市長"), rule="")
    met = Event(
        type="CONSULT", actor="佐藤健一", recipient="佐藤花子", anchor=span("会談した"), date="2031-05-09", place=None,
        claim=None, rule="",
    )  # fmt: skip
    said = replace(met, type="REQUEST", anchor=span("述べた"), claim=0, recipient=None)
    return replace(reading, names=(mayor,), claims=reading.claims[-1:], events=(met, said))


def amended(base: Reading, *corrections: Correction) -> Reading:
    numbered = [replace(correction, number=n) for n, correction in enumerate(corrections, 1)]
    return amend(base, numbered, read)


def test_a_name_keeps_its_title_and_takes_its_events_along(base: Reading) -> None:
    after = amended(base, say.name("一", span("佐藤健一"), type="PER", called="佐藤次郎"))
    assert [(name.entity, name.title, name.rule) for name in after.names] == [("佐藤次郎", span("市長"), "person")]
    assert [event.actor for event in after.events] == ["佐藤次郎", "佐藤次郎"]


def test_events_of_another_mention_stay(base: Reading) -> None:
    again = replace(base.names[0], span=Span(span("佐藤市長").start, span("佐藤市長").start + 2), title=None)
    two = replace(base, names=(*base.names, again))
    after = amended(two, say.name("一", span("佐藤健一"), type="PER", called="佐藤次郎"))
    assert [event.actor for event in after.events] == ["佐藤次郎", "佐藤健一"]


def test_no_name_leaves_the_words_of_events(base: Reading) -> None:
    after = amended(base, say.no_name("一", span("佐藤健一")))
    assert after.names == ()
    assert after.events == base.events


def test_everywhere_spares_longer_names(base: Reading) -> None:
    after = amended(base, say.name("一", Span(span("佐藤市長").start, span("佐藤市長").start + 2), type="PER",
                                   called="佐藤健一", everywhere=True))  # fmt: skip
    assert [TEXT[name.span.start : name.span.end] for name in after.names] == ["佐藤健一", "佐藤", "佐藤"]
    assert [name.entity for name in after.names] == ["佐藤健一"] * 3


def test_a_time_takes_the_day_of_its_sentence_along(base: Reading) -> None:
    after = amended(base, say.time("一", span("9日"), "2031-04-09"))
    assert [time.value for time in after.times] == ["2031-04-09"]
    assert [event.date for event in after.events] == ["2031-04-09", "2031-05-09"]


def test_a_claim_dropped_and_one_added_keep_events_with_theirs(base: Reading) -> None:
    (claim,) = base.claims
    dropped = amended(base, say.no_claim("一", claim.content, claim.cue))
    assert (dropped.claims, [event.claim for event in dropped.events]) == ((), [None, None])
    added = amended(base, say.claim("一", span("佐藤花子署長と"), span("会談した"), span("佐藤健一市長"), "deny"))
    assert [(claim.stance, claim.manner) for claim in added.claims] == [("deny", "indirect"), ("assert", "direct")]
    assert [event.claim for event in added.events] == [None, 1]


def test_a_source_takes_the_event_of_its_cue_along(base: Reading) -> None:
    (claim,) = base.claims
    after = amended(base, say.source("一", claim.content, claim.cue, span("佐藤花子署長")))
    (told,) = after.claims
    assert told.source is not None
    assert (told.source.span, told.source.carried) == (span("佐藤花子署長"), True)
    assert amended(base, say.source("一", claim.content, claim.cue, None)).claims[0].source is None


def test_what_is_not_found_is_told(base: Reading) -> None:
    after = amended(base, replace(say.stance("一", Span(0, 2), Span(3, 4), "deny"), words="佐藤"))
    assert (after.problems[-1].code, after.problems[-1].args) == ("K1401", ("1", "佐藤"))
    assert after.claims == base.claims


# the ledger


def clip(id_: str, start: int, text: str) -> Clip:
    return Clip(id=id_, source_id="頁", span=Span(start, start + len(text)), kind="article", text=text)


CLIPS = {"X": clip("X", 0, "春が来た。夏が来た。"), "A": clip("A", 0, "春が来た。"), "B": clip("B", 5, "夏が来た。")}
CUT = replace(say.cut("X", 5), number=3, replaces=("X",), makes=("A", "B"))
NAMED = replace(say.name("X", Span(5, 6), type="PER", called="夏子"), number=1)
PLACED = replace(say.outlet("X", "灯台日報"), number=2)


def test_parts_have_what_holds_for_the_whole() -> None:
    state = state_of((NAMED, PLACED, CUT), CLIPS.__getitem__)
    assert (state.shown, state.hidden) == (frozenset("AB"), frozenset("X"))
    assert [entry.kind for entry in state.held["A"]] == ["outlet"]
    assert [(entry.kind, entry.span) for entry in state.held["B"]] == [("name", Span(0, 1)), ("outlet", None)]


def test_a_cut_undone_takes_what_was_made_of_its_parts_along() -> None:
    deeper = replace(say.no_name("A", Span(0, 1)), number=4)
    undone = replace(CUT, undone_at="2031-05-10")
    state = state_of((NAMED, undone, deeper), CLIPS.__getitem__)
    assert (state.shown, state.hidden) == (frozenset("X"), frozenset("AB"))
    assert dict(state.held) == {"X": (NAMED,)}
    joined = replace(say.join("A"), number=5, replaces=("A", "B"), makes=("X",))
    whole = state_of((NAMED, CUT, deeper, joined), CLIPS.__getitem__)
    assert [(entry.number, entry.clip, entry.span) for entry in whole.held["X"]] == [
        (1, "X", Span(5, 6)), (4, "X", Span(0, 1)),
    ]  # fmt: skip
