"""Carried sources: whose a content is when its own sentence does not say."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.nouns import noun_before
from keii.find.claims.scene import Line, Scene, end_of, line_of, start_of
from keii.find.claims.sources import set_apart, topics
from keii.records.span import Span

_FAR = 3
"""A source carries over at most this many sentences (92 % of those in our corpus stand within two, 2026-11)."""
_FARTHER = 4
"""という carries over at most this many sentences, within a paragraph `_PARAGRAPH`."""
_PARAGRAPH = 8


@dataclass(slots=True)
class Said:
    """前の主: the source of an earlier claim and the sentence it stood in."""

    source: Span
    sentence: int


def carried(scene: Scene, number: int, last: Said | None) -> Span | None:
    """Return the span of the earlier mention whose the words of sentence `number` are, or None: of the last claim's
    source and the last sentence's own topic the later one."""
    if last is not None and number - last.sentence > _FAR:
        last = None
    near = topic_before(scene, number, last.sentence + 1 if last is not None else number - 2)
    fresh = near is not None and near.start >= scene.parse.sentences[number - 1].start
    if last is None or (fresh and last.sentence < number - 1):
        return near or (last.source if last is not None else None)
    return last.source if last is not None else None


_SUSPECTS = frozenset({"容疑者", "被告", "被告人", "男", "女", "少年", "少女", "元被告", "容疑"})
_SUSPECT_FAR = 2
"""A suspect is named at most this many sentences before his words to the police (our corpus, 2026-11)."""


def suspect_before(scene: Scene, number: int) -> Span | None:
    """Return the suspect last arrested or named before sentence `number`: (…の男を逮捕した。)「…」と供述している."""
    surfaces = scene.parse.surfaces
    for n in range(number - 1, max(number - 1 - _SUSPECT_FAR, -1), -1):
        sentence = scene.parse.sentences[n]
        if _SUSPECTS.isdisjoint(surfaces[sentence.first : sentence.last]):
            continue
        line = line_of(scene, n)
        for p in range(line.size - 1, 0, -1):
            if line.surf[p] in ("を", "は", "が") and line.tag[p].startswith("助詞"):
                noun = noun_before(line, p)
                if noun is not None and noun.klass == "person" and _is_suspect(line, noun.core):
                    return Span(start_of(line, noun.start), end_of(line, noun.end - 1))
    return None


def _is_suspect(line: Line, core: int) -> bool:
    return line.surf[core] in _SUSPECTS or line.surf[core - 1 : core + 1] == ["容疑", "者"]


def reporter(scene: Scene, number: int, report: Said | None, last: Said | None) -> Span | None:
    """Return whose a closing という is: the last reporter of this paragraph, else the last source, or None."""
    sentences = scene.parse.sentences
    near = report is not None and number - report.sentence <= _PARAGRAPH
    if near and report is not None and sentences[report.sentence].paragraph == sentences[number].paragraph:
        return report.source
    return last.source if last is not None and number - last.sentence <= _FARTHER else None


def teller_before(line: Line) -> Said | None:
    """Return the person of whom the sentence before tells, in the same paragraph: whose a quotation after it is.

    例: 近くの女性(81)は不安を口にする。「先生も年だけど、私らも年です」 -> 女性(81).
    """
    number = line.number - 1
    sentences = line.scene.parse.sentences
    if number < 0 or sentences[number].paragraph != line.sentence.paragraph:
        return None
    before = line_of(line.scene, number)
    able = [t for t in topics(before, 0, before.size) if t.form == "は" and t.noun.klass == "person"]
    cleft = noun_before(before, _last_noun(before)) if not able else None
    noun = able[0].noun if able else cleft
    if noun is None or noun.klass != "person":
        return None
    return Said(Span(start_of(before, noun.start), end_of(before, noun.end - 1)), number)


def _last_noun(line: Line) -> int:
    """Return where the noun ends that the sentence says somebody is: 取り押さえたのは店長だった。"""
    end = line.size
    while end and line.tag[end - 1].startswith(("助動詞", "補助記号-句点")):
        end -= 1
    return end if line.surf.count("の") and "は" in line.surf[:end] else 0


def topic_before(scene: Scene, number: int, first: int) -> Span | None:
    """Return the last topic that can speak in the sentences from `first` to `number` (not included)."""
    for n in range(number - 1, max(first, 0) - 1, -1):
        line = line_of(scene, n)
        found = [t for t in topics(line, 0, line.size) if t.noun.klass in ("person", "group", "name")]
        able = [t for t in found if t.form == "は"] or [
            t for t in found if t.noun.start == 0 and set_apart(line, t, people=True)
        ]
        if able:
            noun = able[0].noun
            return Span(start_of(line, noun.start), end_of(line, noun.end - 1))
    return None
