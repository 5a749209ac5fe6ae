"""The claim a bound cue makes: its content, whose it is, how it is given."""

from __future__ import annotations

from dataclasses import replace

from keii.find.claims import bare
from keii.find.claims.bonds import Bond
from keii.find.claims.contents import clause_start, quote_run, quote_start
from keii.find.claims.draft import Draft, Memory, Place, proper, span_of
from keii.find.claims.figures import side_by_side
from keii.find.claims.gather import floor_of, is_nested, last_clause, owner_of
from keii.find.claims.nouns import unofficial
from keii.find.claims.refused import denies, refused
from keii.find.claims.relay import relayed
from keii.find.claims.scene import Line, end_of, speaks, start_of
from keii.find.claims.sources import Topic, addressee_of, after_link, set_apart, topics
from keii.find.claims.stance import manner, stance
from keii.find.claims.whose import Case, Whose, silent, whose
from keii.records.claim import Manner
from keii.records.span import Span

_POLLED = frozenset({"kotaeru", "kaito", "n-shuchou"})
"""Rows that in a sentence about a survey tell its outcome, not somebody's words: 「…では、『反対』と答えた人は47%」."""
_QUOTING = frozenset({"と", "との", "とする"})
_ANYBODY = frozenset({"人", "方", "者"})


def draft_of(place: Place, k: int, earlier: list[Draft], memory: Memory) -> Draft | None:
    """Return the claim of the k-th bond of a sentence, or None where it makes none."""
    bond, speaker = _beside(place.line, place.bonds[k])
    case = _case(place, k, bond, earlier, memory)
    if _idle(place, case):
        return None
    found = whose(case)
    if found.noun is None and silent(case.line, bond) and not (earlier and k and _turned(place, k - 1)):
        return None
    lower = _lower(place, k, case, found)
    content, how = _content(case, lower)
    if content is None:
        return None
    source = speaker or (span_of(place.line, found.noun) if found.noun else None)
    draft = _draft(case, content, how, source)
    draft.private = found.noun is not None and unofficial(place.line, found.noun)
    return relayed(place, k, draft, earlier, memory, nested=case.nested)


def drafts_of(place: Place, k: int, earlier: list[Draft], memory: Memory) -> list[Draft]:
    """Return the claims of the k-th bond: one as a rule, one for each source where several stand side by side."""
    draft = draft_of(place, k, earlier, memory)
    line, bond = place.line, place.bonds[k]
    if draft is None:
        return []
    if bond.frame == "との" and denies(line, bond.noun, bond.stop):
        return refused(place, k, draft, earlier)
    return side_by_side(place, k, draft)


def _beside(line: Line, bond: Bond) -> tuple[Bond, Span | None]:
    """Take a speaker named in brackets before と off the content: 「…」(報道官)と, …可能性がある(証券会社)との見方."""
    if bond.frame not in _QUOTING or bond.end - 1 not in line.aside_ends:
        return bond, None
    speaker = bare.named_in(line, bond.end - 2)
    return (replace(bond, end=bond.end - 2), Span(*speaker)) if speaker else (bond, None)


def _case(place: Place, k: int, bond: Bond, earlier: list[Draft], memory: Memory) -> Case:
    line = place.line
    head = quote_run(line, bond.end) if bond.frame in _QUOTING else None
    return Case(
        line=line,
        bond=bond,
        floor=last_clause(line, floor_of(place, k), bond.end),
        head=head,
        nested=is_nested(line, bond, place.bonds[k + 1 :]),
        earlier=tuple(earlier),
        first=memory.last is None,
        limit=head if head is not None else bond.end,
        turned=_turned(place, k),
    )


def _turned(place: Place, k: int) -> bool:
    """Say whether the k-th bond is a として whose clause is the reason for a passive: 危険だとして改善を求められた."""
    bond, line = place.bonds[k], place.line
    if bond.cue.id != "toshite":
        return False
    after = range(bond.stop, min(bond.stop + _TURN_REACH, line.size))
    blamed = "から" in line.surf[bond.stop : after.stop] and any(line.lemma[p] in ("れる", "られる") for p in after)
    return blamed or any(b.passive for b in place.bonds[k + 1 : k + 2])


_TURN_REACH = 8
"""How many morphemes after として the passive stands: …として野党の議員から強く非難された."""


def _idle(place: Place, case: Case) -> bool:
    """Say whether the bond makes no claim of its own."""
    bond = case.bond
    if bond.frame in ("話として", "取材", "調査で") or (case.nested and bond.frame == "を"):
        return True
    if bond.cue.id in _POLLED and any(r.cue.id == "dewa" for r in place.reports):
        return True
    return bond.adnominal and case.line.surf[bond.noun] in _ANYBODY


def _lower(place: Place, k: int, case: Case, found: Whose) -> int:
    """Return the position before which the content does not begin."""
    topic = found.topic
    if case.nested and topic is not None and topic.particle > case.bond.end:
        topic = _teller(case) or topic
    lower = topic.particle + 1 if topic is not None and topic.particle < case.limit else case.floor
    for other in place.bonds[:k]:
        if other.frame == "話として" and lower < other.stop <= case.bond.end:
            lower = other.stop
    return lower


def _teller(case: Case) -> Topic | None:
    """Return who passes the content on, at the sentence's head: 同紙が9日、(爆発があったと外相が述べたと報じた)."""
    first = next((t for t in topics(case.line, case.floor, case.limit) if t.form in ("は", "が")), None)
    if first is None or not first.noun.capable or first.noun.start > case.floor:
        return None
    return first if set_apart(case.line, first) else None


def _draft(case: Case, content: Span, how: Manner, source: Span | None) -> Draft:
    line, bond = case.line, case.bond
    text = line.scene.parse.text[content.start : content.end]
    return Draft(
        rule=bond.cue.id,
        content=content,
        cue=Span(start_of(line, bond.words), end_of(line, bond.stop - 1)),
        source=source,
        manner=how,
        passive=bond.passive,
        aside=bond.adnominal or bond.passive or _nominal(line, bond.stop) or _others(line, bond),
        stance=stance(bond.cue, bond.frame, text, direct=how == "direct"),
        addressee=addressee_of(line, case.floor, bond, content, source),
        main=start_of(line, case.floor) if case.floor < line.size else content.start,
    )


def _others(line: Line, bond: Bond) -> bool:
    """Say whether the words are another's, of whom the sentence only speaks: …との米紙の報道を(一蹴した)."""
    return bond.frame == "との" and owner_of(line, bond) is not None


def _nominal(line: Line, stop: int) -> bool:
    """Say whether the cue is made a noun: 想定しているのは, 述べたことが."""
    following = line.surf[stop : stop + 2]
    return len(following) == 2 and following[0] in ("の", "こと") and following[1] in ("は", "が", "も")


def _content(case: Case, lower: int) -> tuple[Span | None, Manner]:
    line, bond, head = case.line, case.bond, case.head
    tight = 0 < lower < line.size and line.surf[lower] == "、"
    if head is not None:
        start = quote_start(line, bond, head, lower, tight=tight)
        if start < head:
            return proper(line.scene, start_of(line, start), end_of(line, bond.end - 1)), "mixed"
        return _within(line, head, bond.end), "direct"
    free = (lower == case.floor and after_link(line, bond) is not None) or bond.cue.id == "n-kangae"
    start = clause_start(line, bond, lower, tight=tight, free=free)
    if start >= bond.end:
        return None, "indirect"
    if start in line.quotes and start + 2 == bond.end:
        return _within(line, start, bond.end), "direct"
    speech = any(start <= p < bond.end and speaks(line, p, long=False) for p in line.quotes)
    how = manner(starts_quoted=False, ends_quoted=bond.end - 1 in line.quote_ends and speech, holds_speech=speech)
    return proper(line.scene, start_of(line, start), end_of(line, bond.end - 1)), how


def _within(line: Line, head: int, end: int) -> Span | None:
    """Return what stands between the first opening and the last closing mark of a run of quotations."""
    return proper(line.scene, end_of(line, head), start_of(line, end - 1))
