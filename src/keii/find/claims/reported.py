"""Claims without a verb of saying of their own: によると, a closing という, 取材でわかった, 「警察が発表した。」."""

from __future__ import annotations

from dataclasses import replace

from keii.find.claims.bonds import Bond, complex_end
from keii.find.claims.carry import Said, reporter, topic_before
from keii.find.claims.contents import clause_start, quote_run, skip_lead
from keii.find.claims.cues import Cue, Hit, cue_by_id
from keii.find.claims.draft import Draft, Memory, Place, before, proper, remember, span_of
from keii.find.claims.gather import clause_end
from keii.find.claims.nouns import noun_before
from keii.find.claims.reports import Report, may_close, tail
from keii.find.claims.scene import Line, end_of, speaks, start_of
from keii.find.claims.sources import of_quote, topics
from keii.find.claims.spoken import voiced
from keii.find.claims.stance import stance
from keii.records.span import Span

_WHOLE = frozenset(
    {"akirakanisuru", "happyou", "kouhyou", "houjiru", "tsutaeru", "akasu", "hyoumei", "houkoku", "tsugeru", "koukoku"}
)
"""Rows whose verb, alone in a short sentence, gives the sentence before as its subject's."""
_SHORT = 18
"""Such a sentence (「国家防災庁が発表した。」) has at most this many morphemes."""


def reported(place: Place, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """Return the claims of によると and of a closing という that no other cue of the sentence takes."""
    if not place.reports and not may_close(place.line):
        return []
    end, closing = tail(place.line)
    if not closing and not place.reports:
        return []
    taken = bool(drafts) and any(b.stop >= end - 1 or (closing and b.stop > end) for b in place.bonds)
    out: list[Draft] = []
    through = None
    for n, report in enumerate(place.reports):
        last = n + 1 == len(place.reports)
        if not last and _straight_on(place.line, report.stop, place.reports[n + 1].start):
            through = report.span
            continue
        if taken and last:
            memory.reporter = Said(report.span, place.line.number) if report.span else memory.reporter
        else:
            found = _report(place.line, report, end if last else place.reports[n + 1].start, memory)
            out.extend(replace(d, via=(through, *d.via)) if through else d for d in found)
    if closing and not place.reports and not taken:
        closed = _closing(place, end, memory)
        out.extend(closed)
        for draft in closed:
            remember(memory, draft, place.line.number)
    return out


def _straight_on(line: Line, stop: int, start: int) -> bool:
    """Say whether a report leads straight to the next: 甲紙によると、5日に乙社が伝えたところでは."""
    while start > stop and line.tag[start - 1].startswith(_TIMES):
        start -= 1
    return line.surf[start - 1] != "、" or start - 1 == stop


_TIMES = ("名詞-数詞", "接尾辞-名詞的-助数詞", "名詞-普通名詞-助数詞可能", "名詞-普通名詞-副詞可能", "助詞-格助詞")


def _report(line: Line, report: Report, limit: int, memory: Memory) -> list[Draft]:
    start = report.stop
    while start < limit and line.surf[start] == "、":
        start += 1
    if start >= limit:
        return []
    content = proper(line.scene, start_of(line, start), end_of(line, limit - 1))
    source, carry = report.span, False
    if source is None:
        source, carry = reporter(line.scene, line.number, memory.reporter, memory.last), True
        source = source or topic_before(line.scene, line.number, line.number - 2)
    if content is None or source is None:
        return []
    spoken = limit - 1 in line.quote_ends and any(speaks(line, p) for p in line.quotes if p >= start)
    draft = replace(
        _draft(line, report.cue, "によると", content, report.words, source),
        carried=carry,
        via=report.via,
        manner="mixed" if spoken else "indirect",
    )
    remember(memory, draft, line.number)
    return [draft]


def _draft(line: Line, cue: Cue, frame: str, content: Span, words: Span, source: Span | None) -> Draft:
    text = line.scene.parse.text[content.start : content.end]
    return Draft(
        rule=cue.id,
        content=content,
        cue=words,
        source=source,
        stance=stance(cue, frame, text, direct=False),
        main=start_of(line, 0),
    )


def _closing(place: Place, end: int, memory: Memory) -> list[Draft]:
    """Return the claim of a sentence that ends with という or ということです."""
    line, cue = place.line, cue_by_id()["toiu"]
    words = Span(start_of(line, end), end_of(line, _closing_end(line, end) - 1))
    floor = clause_end(line, place.bonds[-1].stop, end) if place.bonds else 0
    head = quote_run(line, end)
    if head is not None:
        topic = of_quote(topics(line, floor, head), nested=False)
        inner = proper(line.scene, end_of(line, head), start_of(line, end - 1))
        found = topic is not None and inner is not None
        return [voiced(line, "toiu", inner, words, span_of(line, topic.noun))] if found and topic and inner else []
    result = _resulting(line, end)
    if result is not None:
        content = proper(line.scene, start_of(line, result[0]), end_of(line, end - 1))
        return [_draft(line, cue, "という", content, words, result[1])] if content is not None else []
    source = reporter(line.scene, line.number, memory.reporter, memory.last)
    start = clause_start(line, Bond(cue, "という", end, end, line.size), floor, tight=True)
    if source is None or start >= end:
        return []
    content = proper(line.scene, start_of(line, start), end_of(line, end - 1))
    return [replace(_draft(line, cue, "という", content, words, source), carried=True)] if content is not None else []


def _closing_end(line: Line, p: int) -> int:
    """Return where という, ということです, とのことだ that begins at p ends."""
    while p < line.size and (line.surf[p] in _CLOSING or line.tag[p].startswith("助動詞")):
        p += 1
    return p


_CLOSING = frozenset({"と", "いう", "の", "こと"})


def _resulting(line: Line, end: int) -> tuple[int, Span] | None:
    """Return where the result of 「同会が調べたところ、…という」 begins, and who found it."""
    for q in range(1, end - 2):
        if line.surf[q : q + 2] == ["ところ", "、"] and line.tag[q - 1].startswith("助動詞"):
            topic = of_quote(topics(line, 0, q), nested=True)
            return (q + 2, span_of(line, topic.noun)) if topic is not None else None
    return None


def known_from(line: Line, bond: Bond, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """…ことが、関係者への取材でわかった: the clause, or the sentence before, is the informant's."""
    noun = noun_before(line, bond.end, bond.noun + 2 if bond.noun >= 0 else 0)
    if noun is None:
        return drafts
    source = span_of(line, noun)
    inner = [replace(d, via=(source, *d.via)) for d in drafts]
    content = _known_content(line, bond, inner) if bond.noun >= 0 else before(line) if noun.start <= 3 else None
    if content is not None:
        words = Span(end_of(line, bond.end - 1), end_of(line, bond.stop - 1))
        inner.append(replace(_draft(line, bond.cue, "取材", content, words, source), main=words.start))
        memory.last = memory.reporter = Said(source, line.number)
    return inner


def _known_content(line: Line, bond: Bond, inner: list[Draft]) -> Span | None:
    """Return the clause before ことが, or None where it is nothing but somebody's quotation with its cue."""
    end = end_of(line, bond.noun - 1)
    if any(d.cue.end == end and d.manner == "direct" for d in inner):
        return None
    return proper(line.scene, start_of(line, 0), end)


def found_out(line: Line, bond: Bond, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """県の調査で、…ことが分かった: the clause is the survey's; what others say in it goes through the survey."""
    noun = noun_before(line, bond.words)
    if noun is None:
        return []
    first = noun.start
    if noun.klass == "none":  # 気象研究所の研究で: the noun itself says nothing
        owner = noun_before(line, first - 1) if line.surf[first - 1 : first] == ["の"] else None
        if owner is None or not owner.capable:
            return []
        first = owner.start
    start = skip_lead(line, bond.noun, bond.end, tight=False)
    content = proper(line.scene, start_of(line, start), end_of(line, bond.end - 1)) if start < bond.end else None
    if content is None or any(d.content == content for d in drafts):
        return []
    source = Span(start_of(line, first), end_of(line, noun.end - 1))
    words = Span(start_of(line, max(bond.end, bond.words)), end_of(line, bond.stop - 1))
    draft = _draft(line, bond.cue, "取材", content, words, source)
    remember(memory, draft, line.number)
    return [draft]


def sentence_before(line: Line, loose: list[Hit], memory: Memory) -> list[Draft]:
    """…に達した。国家防災庁が発表した。: the sentence before is the content."""
    hit = loose[-1]
    if hit.cue.id not in _WHOLE or line.size > _SHORT or "を" in line.surf[: hit.start]:
        return []
    stop, passive, negative = complex_end(line, hit.end)
    topic = of_quote(topics(line, 0, hit.start), nested=False)
    content = before(line)
    if passive or negative or stop < line.size - 1 or topic is None or content is None:
        return []
    words = Span(start_of(line, hit.start), end_of(line, stop - 1))
    draft = _draft(line, cue_by_id()["zen-bun"], "前文", content, words, span_of(line, topic.noun))
    remember(memory, draft, line.number)
    return [draft]
