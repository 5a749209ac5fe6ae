"""record -> JSON -> record gives the same record, for every reading."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from keii.errors import PROBLEMS
from keii.records.claim import Claim, Source
from keii.records.clip import Clip
from keii.records.codec import from_json, to_json
from keii.records.event import Event
from keii.records.evidence import Evidence
from keii.records.name import Name
from keii.records.problem import Problem
from keii.records.quantity import Quantity
from keii.records.quote import Quote
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.records.time import Time

LENGTH = 20
words = st.text(alphabet="漢字かなカナ、。「」abc0０\n\u3099👨\u200d", max_size=8)
maybe_words = st.none() | words
spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda ends: Span(min(ends), max(ends)))
maybe_spans = st.none() | spans
rules = st.sampled_from(["", "row-1", "hand"])
amounts = st.one_of(
    st.integers(-(10**30), 10**30).map(Decimal),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False),  # 13 digits: a float's shortest form
)  # keeps 15
texts = st.text(alphabet="漢字かなカナ、。「」abc\n👨", min_size=LENGTH, max_size=LENGTH)


def many(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=3).map(tuple)


problems = st.sampled_from(sorted(PROBLEMS)).flatmap(
    lambda code: st.builds(Problem, code=st.just(code), span=maybe_spans, args=st.tuples(words, words))
)
given_by = st.sampled_from(["user", "input", "dateline", "credit", "byline", "host", "text", "style", "inferred"])
clips = st.builds(
    Clip,
    id=words,
    source_id=words,
    span=spans,
    kind=st.sampled_from(["article", "post", "note", "link"]),
    text=texts,
    outlet=maybe_words,
    outlet_by=st.none() | given_by,
    title=maybe_words,
    url=maybe_words,
    published=st.none() | st.dates(min_value=date(1000, 1, 1)),
    published_by=st.none() | given_by,
    register=st.sampled_from([None, "polite", "plain"]),
    links=st.lists(words, max_size=2).map(tuple),
    cut=many(st.builds(Evidence, feature=words, weight=st.floats(-9, 9), note=words)),
    problems=many(problems),
)
names = st.builds(
    Name, span=spans, type=st.sampled_from(["PER", "ORG", "GPE", "LOC"]), entity=words, title=maybe_spans, rule=rules
)
times = st.builds(
    Time, span=spans, value=words, anchor=st.sampled_from(["written", "published", "mention", "none"]), rule=rules
)
quantities = st.builds(
    Quantity,
    span=spans,
    low=amounts,
    high=amounts,
    unit=words,
    bound=st.sampled_from([None, "about", "min", "max", "over", "under"]),
    rule=rules,
)
quotes = st.builds(
    Quote,
    span=spans,
    inner=spans,
    kind=st.sampled_from(["speech", "term", "work"]),
    depth=st.integers(0, 8),
    closed=st.booleans(),
)
claims = st.builds(
    Claim,
    source=st.none() | st.builds(Source, span=spans, carried=st.booleans()),
    via=many(spans),
    content=spans,
    cue=spans,
    addressee=maybe_spans,
    manner=st.sampled_from(["direct", "indirect", "mixed"]),
    stance=st.sampled_from(["assert", "deny", "conjecture", "demand"]),
    said=maybe_words,
    rule=rules,
)
events = st.builds(
    Event,
    type=st.sampled_from(["AGREE", "CONSULT", "ASSAULT"]),
    actor=maybe_words,
    recipient=maybe_words,
    anchor=spans,
    date=maybe_words,
    place=maybe_words,
    claim=st.none() | st.integers(0, 9),
    rule=rules,
)
readings = st.builds(
    Reading,
    clip=clips,
    sentences=many(spans),
    names=many(names),
    times=many(times),
    quantities=many(quantities),
    quotes=many(quotes),
    claims=many(claims),
    events=many(events),
    problems=many(problems),
    made_by=st.builds(MadeBy, keii=words, tables=words, dictionary=words),
)


@given(readings)
def test_a_reading_survives_json(reading: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(reading), ensure_ascii=False))) == reading


def test_the_shape_of_the_contract() -> None:
    text = "ロシア国防省は9日、停戦違反が5026回あったと発表した。"
    clip = Clip(
        id="k1", source_id="頁.txt", span=Span(0, len(text)), kind="article", text=text, published=date(2031, 5, 10)
    )
    reading = Reading(
        clip=clip,
        sentences=(Span(0, len(text)),),
        names=(Name(span=Span(0, 6), type="ORG", entity="ロシア国防省", title=None, rule="r"),),
        times=(),
        quantities=(
            Quantity(span=Span(15, 20), low=Decimal(5026), high=Decimal(5026), unit="回", bound=None, rule="r"),
            Quantity(span=Span(15, 20), low=Decimal("0.5"), high=Decimal(2), unit="%", bound="about", rule="r"),
        ),
        quotes=(),
        claims=(
            Claim(
                source=Source(span=Span(0, 6), carried=True), via=(Span(0, 3),), content=Span(10, 23), cue=Span(24, 27),
                addressee=None, manner="indirect", stance="assert", said="2031-05-09", rule="r",
            ),
        ),
        events=(),
        problems=(Problem(code="K1203", span=Span(7, 9), args=("9日",)),),
        made_by=MadeBy(keii="0.1.0", tables="sha256:0", dictionary="d"),
    )  # fmt: skip
    said = to_json(reading)
    assert said["clip"]["published"] == "2031-05-10"
    assert said["names"] == [
        {"span": [0, 6], "text": "ロシア国防省", "type": "ORG", "entity": "ロシア国防省", "title": None, "rule": "r"}
    ]
    assert [amount["value"] for amount in said["quantities"]] == [5026, [0.5, 2]]
    (claim,) = said["claims"]
    assert claim["source"] == {"span": [0, 6], "text": "ロシア国防省", "carried": True}
    assert claim["via"] == [{"span": [0, 3], "text": "ロシア"}]
    assert claim["content"]["text"] == "停戦違反が5026回あった"
    assert claim["cue"]["text"] == "発表し"
    assert said["problems"][0]["message"] == "9日 is no calendar day"
