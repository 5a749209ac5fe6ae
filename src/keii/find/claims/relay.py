"""Who relays a claim, and whose it is where its own clause does not say."""

from __future__ import annotations

from keii.find.claims.bonds import Bond
from keii.find.claims.carry import carried, suspect_before
from keii.find.claims.draft import Draft, Memory, Place, proper, span_of
from keii.find.claims.lists import lists
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line, end_of, line_of, start_of
from keii.find.claims.sources import Topic, topics
from keii.records.span import Span

_VOICES = frozenset({"n-koe", "n-kenen", "n-youbou", "n-shogen", "n-hou", "n-mikata"})
"""Cue nouns that without a source beside them are nobody's in particular: との声もある."""


def relayed(place: Place, k: int, draft: Draft, earlier: list[Draft], memory: Memory, *, nested: bool) -> Draft | None:
    """Fill in who relays the claim, and whose it is, in the draft itself; None where it can be nobody's."""
    bond = place.bonds[k]
    relay = next((r.span for r in reversed(place.reports) if r.stop <= bond.end and r.span), None)
    teller = _teller(place, k)
    if teller is not None:
        draft.via = (draft.source,) if draft.source else ()
        draft.rule, draft.source = "hanashi", span_of(place.line, teller)
        return draft
    if draft.source is not None:
        if relay and relay != draft.source:
            draft.via = (relay,)
        return draft
    prior = next((d for d in reversed(earlier) if not d.aside and d.content.start < draft.content.start), None)
    if prior is not None and prior.source is not None:
        draft.source, draft.carried, draft.via = prior.source, prior.carried, prior.via
        return draft
    if nested:
        return None
    return _carried(place.line, bond, draft, relay, memory)


def _carried(line: Line, bond: Bond, draft: Draft, relay: Span | None, memory: Memory) -> Draft | None:
    """Give the draft the relay or an earlier mention as its source."""
    also = line.surf[bond.end : bond.end + 2] == ["と", "も"] and draft.manner == "direct"
    if relay is not None and not (also and memory.last):
        draft.source = relay
        return draft
    if bond.frame == "との" and bond.cue.id in _VOICES:
        return None
    source = _writer(line, bond) or _arrested(line, bond) or _of_body(line, bond, memory)
    source = source or carried(line.scene, line.number, memory.last)
    bold = _compound_topic(line, bond) if source is None or draft.manner == "direct" else None
    if bold is not None:
        return _after(line, draft, bold)
    if source is None:
        return draft if draft.manner == "direct" and bond.frame == "と" else None
    draft.source, draft.carried, draft.via = source, True, (relay,) if relay is not None else ()
    return draft


def _of_body(line: Line, bond: Bond, memory: Memory) -> Span | None:
    """Return the body whose としている goes on behind what a passer-by says: (男性は「…」と話す。)直すとしている."""
    body, last = memory.body, memory.last
    if bond.cue.id != "toshite" or body is None or last is None or body.sentence == last.sentence:
        return None
    return body.source if line.number - body.sentence <= _BODY and last.sentence >= line.number - 2 else None


_BODY = 4
"""How many sentences back such a body may have spoken."""


def _after(line: Line, draft: Draft, topic: Topic) -> Draft:
    """Give the draft a topic of the sentence as its source, the content after it."""
    start = end_of(line, topic.particle)
    draft.source = span_of(line, topic.noun)
    if start <= draft.content.start:
        return draft
    head = topic.particle + 1
    if head in line.quotes and end_of(line, head + 1) == draft.content.end:
        content = proper(line.scene, end_of(line, head), start_of(line, head + 1))
        draft.manner = "direct"
    else:
        content = proper(line.scene, start, draft.content.end)
    draft.content = content or draft.content
    return draft


def _arrested(line: Line, bond: Bond) -> Span | None:
    """Return the suspect of a sentence before whose words the cue gives: 供述している, 容疑を認めている."""
    charged = bond.frame == "を" and line.surf[bond.end - 1] in lists().offences
    told = bond.cue.id == "kyoujutsu" or (bond.frame == "と" and not lists().offences.isdisjoint(line.surf[bond.end :]))
    return suspect_before(line.scene, line.number) if charged or told else None


def _writer(line: Line, bond: Bond) -> Span | None:
    """Return the last 当社, 私 … before a humble cue without a subject (と考えております): the text's own writer."""
    if not any(line.lemma[p] in _HUMBLE for p in range(bond.words, bond.stop)):
        return None
    parse, words = line.scene.parse, lists().writers
    for i in range(line.at[bond.words], max(-1, line.at[bond.words] - _WRITER_REACH), -1):
        if parse.surfaces[i] in words:
            return Span(parse.starts[i], parse.ends[i])
    own = any(line.lemma[p] in _OWN for p in range(bond.words, bond.stop))
    return _heading_body(line) if own else None


def _heading_body(line: Line) -> Span | None:
    """Return the first body that a notice without a 当社 speaks of with は or では: 組合では、…."""
    for number in range(line.number + 1):
        if number + _NOTICE < line.number:
            continue
        one = line_of(line.scene, number)
        for topic in topics(one, 0, one.size):
            if topic.form in ("は", "では") and topic.noun.klass in ("group", "whole") and topic.noun.start == 0:
                return span_of(one, topic.noun)
    return None


_NOTICE = 12
"""How many sentences back a notice's own body is looked for."""


_HUMBLE = frozenset({"おる", "いたす", "致す", "願う"})
_OWN = frozenset({"おる", "いたす", "致す"})
_WRITER_REACH = 400
"""How many morphemes back the writer's word for himself may stand: a notice is about this long."""


def _teller(place: Place, k: int) -> Noun | None:
    """Return X of 「同紙は X の話として、…と報じた」: the words are X's and the subject relays them."""
    line, bond = place.line, place.bonds[k]
    if k == 0 or bond.cue.kind != "report":
        return None
    story = next((b for b in place.bonds[:k] if b.frame == "話として"), None)
    if story is None or any(r.stop >= story.end for r in place.reports):
        return None
    return noun_before(line, story.end)


def _compound_topic(line: Line, bond: Bond) -> Topic | None:
    """Return the topic the sentence begins with where it is a compound no table knows (a company's name), else None."""
    found = [t for t in topics(line, 0, bond.end) if t.form == "は"]
    if not found:
        return None
    noun = found[0].noun
    plain = all(line.tag[p].startswith("名詞-普通名詞-一般") for p in range(noun.start, noun.core + 1))
    return found[0] if plain and noun.core > noun.start and noun.start <= 2 else None
