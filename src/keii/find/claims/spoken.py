"""Quotations no row's verb governs: 「…」と頭を下げた, 「…」(30代・会社員), そう話した."""

from __future__ import annotations

from dataclasses import replace

from keii.find.claims import bare
from keii.find.claims.bonds import Bond, adnominal, complex_end
from keii.find.claims.carry import teller_before
from keii.find.claims.contents import quote_run
from keii.find.claims.cues import Hit, cue_by_id
from keii.find.claims.draft import Draft, Memory, before, overlapping, proper, remember, span_of
from keii.find.claims.nouns import Noun
from keii.find.claims.scene import Line, Scene, end_of, line_of, speaks, start_of
from keii.find.claims.sources import Topic, cleft, embedded, leaned_on, of_quote, topics
from keii.find.claims.stance import stance
from keii.records.span import Span

_NOT_GESTURES = frozenset({"の", "いう", "は", "も", "、", "する", "し", "さ", "が", "を", "に"})
_GESTURE_REACH = 12
"""A gesture's verb stands within this many morphemes of と (「…」と何度も客の一人一人に深く頭を下げた has 12)."""


def voiced(line: Line, row: str, inner: Span, cue: Span, source: Span | None) -> Draft:
    """Return the draft of a quotation by the row of this id."""
    text = line.scene.parse.text[inner.start : inner.end]
    given = stance(cue_by_id()[row], "「", text, direct=True)
    return Draft(rule=row, content=inner, cue=cue, source=source, manner="direct", stance=given, main=start_of(line, 0))


def gestures(line: Line, drafts: list[Draft], memory: Memory) -> list[Draft]:
    """「…」と頭を下げた: a quotation that speaks, と, and a verb no row names; its source stands before it."""
    out = []
    for p in line.quotes:
        draft = _gesture(line, p, drafts, memory)
        if draft is not None:
            out.append(draft)
            remember(memory, draft, line.number)
    return out


def _gesture(line: Line, p: int, drafts: list[Draft], memory: Memory) -> Draft | None:
    q = p + 2
    if line.surf[q : q + 1] != ["と"] or q + 1 >= line.size or not (speaks(line, p) or _plainly(line, p)):
        return None
    first = q + 1 + (line.surf[q + 1] == "、")
    if first >= line.size or line.surf[first] in _NOT_GESTURES or first in line.quotes:
        return None
    head = quote_run(line, q)
    content = proper(line.scene, end_of(line, head), start_of(line, q - 1)) if head is not None else None
    if head is None or content is None or overlapping(drafts, content):
        return None
    verb = _verb(line, first)
    if verb is None:
        return None
    stop, passive, _ = complex_end(line, verb + 1)
    if passive:
        return None
    words = Span(start_of(line, q + 1), end_of(line, stop - 1))
    topic = _beside(line, head, q, verb)
    if topic is not None:
        return voiced(line, "quote-verb", content, words, span_of(line, topic.noun))
    last = memory.last
    if last is None or head > 0 or last.sentence != line.number - 1 or not _closes(line, stop):
        return None
    return replace(voiced(line, "quote-verb", content, words, last.source), carried=True)


def _plainly(line: Line, p: int) -> bool:
    """Say whether a quotation of some length stands right after its topic: 横綱は「自分の相撲を取るだけ」と…."""
    first = line.at[p]
    return p > 1 and line.surf[p - 1] == "は" and line.scene.closing[first] - first > _PHRASE


_PHRASE = 4
"""A quotation right after は is somebody's words from this many morphemes on; shorter ones are terms."""


def _beside(line: Line, head: int, to: int, verb: int) -> Topic | None:
    """Return who speaks: the topic before the quotation or between と and the verb; of とあった what holds it."""
    before = [t for t in topics(line, 0, head) if not embedded(line, t, head)]
    if line.lemma[verb] == "ある":
        return next((t for t in reversed(before) if t.form == "には" and verb == to + 1), None)
    return of_quote(before, nested=False) or of_quote(topics(line, to + 1, verb), nested=False)


def _closes(line: Line, stop: int) -> bool:
    return stop >= line.size or line.tag[stop].startswith("補助記号-句点")


def _verb(line: Line, p: int) -> int | None:
    for q in range(p, min(p + _GESTURE_REACH, line.size)):
        if line.tag[q].startswith("動詞"):
            return q
        if line.tag[q].startswith("名詞-普通名詞-サ変可能") and _closes(line, q + 1):
            return q  # 「…」と出頭。
        if line.surf[q] == "。" or q in line.quotes:
            return None
    return None


def quotations(line: Line, loose: list[Hit], drafts: list[Draft], memory: Memory) -> list[Draft]:
    """Return the claims of quotations that stand beside their speaker, or whose speaker the next sentence names."""
    parse, closing, out = line.scene.parse, line.scene.closing, []
    for p in line.quotes:
        inner = proper(line.scene, end_of(line, p), parse.starts[closing[line.at[p]]])
        voice = bare.voice(line, p) if inner is not None and not overlapping(drafts, inner) else None
        if inner is not None and voice is not None:
            out.append(voiced(line, voice.row, inner, Span(*voice.cue), Span(*voice.source)))
    whole = bare.alone(line) if not out and not drafts else None
    if whole is not None:
        memory.quotation = (line.number, *whole)
        said = memory.last
        if said is None or said.sentence != line.number - 1:
            said = teller_before(line)
        if said is not None:
            memory.alone.append((line.number, *whole, said))
        out.extend(_awaited(line, whole, memory))
    elif loose and not out:
        out.extend(_pointing(line, loose, memory, alone=not drafts))
    for draft in out:
        remember(memory, draft, line.number)
    return out


def _awaited(line: Line, whole: tuple[int, int], memory: Memory) -> list[Draft]:
    """A sentence that is only a quotation: the one a こう話した right before it waits for."""
    parse, pending = line.scene.parse, memory.forward
    memory.forward = None
    if pending is None or pending[0] != line.number - 1 or parse.ends[whole[0]] >= parse.starts[whole[1]]:
        return []
    return [replace(pending[1], content=Span(parse.ends[whole[0]], parse.starts[whole[1]]))]


def _pointing(line: Line, loose: list[Hit], memory: Memory, *, alone: bool) -> list[Draft]:
    """「…」。男性はそう話した。 / 男性はこう話した。「…」"""
    parse, last = line.scene.parse, memory.quotation
    follows = last is not None and last[0] == line.number - 1
    near = alone and follows and parse.sentences[line.number - 1].paragraph == line.sentence.paragraph
    for hit in reversed(loose):
        if hit.cue.frames[0] not in ("と", "「") or not (near or bare.points(line, hit.start)):
            continue
        topic = bare.speaker(line, hit.start)
        pointed = Bond(hit.cue, "と", hit.start, hit.start, complex_end(line, hit.end)[0])
        noun = topic.noun if topic else cleft(line, pointed) or _pointed_at(line, pointed)
        if noun is None:
            continue
        here = bare.opening(line) if bare.points(line, hit.start) else None
        cue = Span(start_of(line, hit.start), end_of(line, complex_end(line, hit.end)[0] - 1))
        source = span_of(line, noun)
        if here is not None:
            return [voiced(line, "kou-v", Span(parse.ends[here[0]], parse.starts[here[1]]), cue, source)]
        if last is not None and follows and parse.ends[last[1]] < parse.starts[last[2]]:
            return [voiced(line, "kou-v", Span(parse.ends[last[1]], parse.starts[last[2]]), cue, source)]
        said = before(line) if bare.points(line, hit.start) and not _quoted_next(line) else None
        if said is not None:
            lost = parse.text[said.end - 1] == "」" and "「" not in parse.text[said.start : said.end]
            said = Span(said.start, said.end - lost)
            return [replace(voiced(line, "kou-v", said, cue, source), manner="direct" if lost else "indirect")]
        memory.forward = (line.number, voiced(line, "kou-v", cue, cue, source))
    return []


def _quoted_next(line: Line) -> bool:
    """Say whether the next sentence opens with a quotation, which こう then points to."""
    parse = line.scene.parse
    after = parse.sentences[line.number + 1 : line.number + 2]
    return bool(after) and parse.text[after[0].start] in "「『"


def _pointed_at(line: Line, bond: Bond) -> Noun | None:
    """Return whom the clause leans on: 「…」。そう誓った少女は…."""
    leans = adnominal(line, bond.stop)
    return leaned_on(line, replace(bond, adnominal=True, noun=bond.stop)) if leans else None


def left_alone(scene: Scene, memory: Memory, drafts: list[Draft]) -> list[Draft]:
    """Return the claims of paragraphs that are only a quotation and that no sentence around gives to anybody else."""
    parse, out = scene.parse, []
    for number, first, last, said in memory.alone:
        inner = proper(scene, parse.ends[first], parse.starts[last])
        if inner is None or inner.end - inner.start < _SPEECH or overlapping(drafts, inner):
            continue
        mark = Span(parse.starts[first], parse.starts[first] + 1)
        out.append(replace(voiced(line_of(scene, number), "quote-alone", inner, mark, said.source), carried=True))
    return out


_SPEECH = 10
"""A paragraph that is only a quotation is somebody's words from this many code points on; shorter ones are headings."""
