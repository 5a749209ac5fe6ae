"""Phrases (文節) of a morpheme array: where they begin, what they depend on, how they stand in the sentence."""

from __future__ import annotations

from keii.records.parse import Function, Phrase, Sentence
from keii.text.sentences import Line
from keii.words.tokens import Morphemes

_LEANING = ("助詞", "助動詞", "接尾辞", "補助記号-句点", "補助記号-読点", "補助記号-括弧閉", "動詞-非自立可能", "形容詞-非自立可能")


def phrases(morphemes: Morphemes, lines: tuple[Line, ...]) -> tuple[tuple[Phrase, ...], tuple[Sentence, ...]]:
    """Return the phrases and sentences of a text; see `Phrase` and `Sentence` for what they hold."""
    out: list[Phrase] = []
    sentences: list[Sentence] = []
    at, count = 0, len(morphemes.starts)
    for line in lines:
        first = at
        while at < count and morphemes.starts[at] < line.span.end:
            at += 1
        if at == first:
            continue
        first_phrase = len(out)
        bounds = [first, *(i for i in range(first + 1, at) if _begins(morphemes, i)), at]
        for a, b in zip(bounds, bounds[1:], strict=False):
            head = len(out) + 1 if b < at else -1
            function, content_end = _function(morphemes, a, b)
            out.append(Phrase(start=morphemes.starts[a], end=morphemes.ends[b - 1], first=a, last=b, head=head,
                              function=function, content_end=content_end))  # fmt: skip
        sentences.append(Sentence(start=morphemes.starts[first], end=morphemes.ends[at - 1], first=first, last=at,
                                  first_phrase=first_phrase, last_phrase=len(out), paragraph=line.paragraph))  # fmt: skip
    return tuple(out), tuple(sentences)


def _begins(m: Morphemes, i: int) -> bool:
    tag, before = m.tags[i], m.tags[i - 1]
    if before == "補助記号-括弧開" or before == "接頭辞":
        return False
    if tag.startswith(_LEANING):
        return False
    return not (tag.startswith("名詞") and before.startswith(("名詞", "接尾辞")))


_BY_PARTICLE: dict[str, Function] = {
    "は": "topic", "も": "topic", "が": "subject", "を": "object", "に": "dative", "へ": "direction", "で": "place",
    "から": "from", "まで": "until", "より": "comparative", "と": "with", "の": "genitive", "や": "parallel",
}  # fmt: skip


def _function(m: Morphemes, first: int, last: int) -> tuple[Function, int]:
    end = last
    while end > first + 1 and m.tags[end - 1].startswith(("補助記号", "助詞")):
        end -= 1
    particle = next((m.surfaces[i] for i in range(last - 1, first, -1) if m.tags[i].startswith("助詞")), "")
    if m.tags[first].startswith(("動詞", "形容詞")):
        return ("predicate", m.ends[end - 1])
    return (_BY_PARTICLE.get(particle, "bare" if not particle else "other"), m.ends[end - 1])
