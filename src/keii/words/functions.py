"""How a phrase stands in its sentence (Function): by its last particles, its last word's form, and its head.

Choices where grammar leaves one: には, にも, では, でも, からは … keep their case (dative, place, from); plain は, も
are topics. と is `quotative` after a predicate, after a closed quotation that ends in one, or where the head is a
word of saying or thinking (quoting.tsv); else `with`. との after a predicate or quotation is
`quotative`, else `genitive`.
The で of では and でも may be a particle or だ: Sudachi gives now one, now the other; after a noun both are `place`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from keii.records.parse import Function
from keii.tables.load import load
from keii.words.dependency import occasions
from keii.words.tokens import Morphemes, tags_under


@dataclass(frozen=True, slots=True)
class Particles:
    """One row of functions.tsv: a sequence of particles, or a longer ending, and what it makes of its phrase."""

    id: str
    particles: str  #: surfaces joined
    kind: str  #: second part of the first particle's tag (格助詞, 接続助詞 …), "ending" for a string ending; empty: any
    after: str  #: "clause": a predicate, or a quotation that ends in one, stands before; "saying": the head is in
    #: quoting.tsv; empty: anything. Of the rows with the same particles the first that fits decides.
    function: str
    example: str  #: sentences of our own writing, between | ; the phrase meant in [ ]
    near_miss: str  #: the phrase in [ ] looks alike and has another function
    source: str


@dataclass(frozen=True, slots=True)
class Quoting:
    """One row of quoting.tsv: the lemma of a word (verb or verbal noun) that takes a quotation with と."""

    lemma: str
    example: str
    source: str


Found = tuple[Function, int, str]
"""What `functions_of` finds of a phrase: the function, one past the last code point of the content, and the id of the
row of functions.tsv ("": decided by the form of the last word). A plain tuple, for speed: a text has many."""

_INFLECTING = ("動詞", "助動詞", "形容詞")
_NOMINAL = ("名詞", "代名詞", "接尾辞-名詞的", "形状詞", "接頭辞", "接尾辞-形状詞的")
CLAUSE_ENDS = (*_INFLECTING, "助詞-終助詞", "補助記号-句点", "感動詞")
"""What a quotation ends in that is a clause."""
_BOUND = frozenset(("とも", "もの", "で", "し"))
"""What stands before the last particle of とともに, ものの, 話では, として, では, でも: other rows decide."""
_ALONE = ("が", "は", "を", "に", "へ", "の", "も", "て", "で", "から", "まで", "より")
_LONGEST_ENDING = 8
"""No ending of functions.tsv has more code points."""
_CLAUSE_NOUNS = frozenset(("ため", "為", "ところ", "うえ", "上", "一方", "ほか", "中", "なか", "際", "結果", "末"))


def functions_of(m: Morphemes, firsts: Sequence[int], heads: Sequence[int], words: Sequence[int]) -> list[Found]:
    """Return the function of every phrase of a text and the end of its content. `firsts`: the first morpheme of each,
    `heads`: the phrase it depends on, -1 at a root, `words`: its content word. Most end in one particle whose function
    nothing else decides, or in none."""
    surfaces, tags, ends = m.surfaces, m.tags, m.ends
    plain, fixed, marks, leaning = _plain().get, _fixed().get, _marks(), _leaning()
    out: list[Found] = []
    for first, last, head in zip(firsts, (*firsts[1:], len(tags)), heads, strict=True):
        at = last - 1
        tag = tags[at]
        while tag in marks and at > first:
            at -= 1
            tag = tags[at]
        if tag not in leaning or tag in marks:
            content = ends[at] if at + 1 == last else _content_end(m, first, last, at + 1)
            out.append((fixed(tag) or _unmarked(m, at + 1, last, head < 0), content, ""))
            continue
        quick = plain((surfaces[at], tag)) if at > first and tags[at - 1] not in leaning else None
        if quick and surfaces[at - 1] not in _BOUND:
            out.append((quick[0], ends[at - 1], quick[1]))
        else:
            out.append(_leaned(m, first, at + 1, last, head < 0, m.lemmas[words[head]] if head >= 0 else ""))
    return out


def _leaned(m: Morphemes, first: int, word: int, last: int, end_of_sentence: bool, head: str) -> Found:
    """Return the same for a phrase with a particle before morpheme `word`, its end but for marks.

    `head` is the lemma of the content word of the phrase it depends on, "" at a root.
    """
    part = _first_particle(m, first, word)
    content = _content_end(m, first, last, part if part > first else word)
    if part in (word, first):
        return _unmarked(m, word, last, end_of_sentence), content, ""
    ending = _ending(m, first, word, head)
    if ending:
        row, at = ending
        content = _content_end(m, first, last, at) if at > first else content
        return cast("Function", row.function), content, row.id
    function, used = _marked(m, first, part, word, end_of_sentence, head)
    return function, content, used


def _first_particle(m: Morphemes, first: int, word: int) -> int:
    """Return where the particles that end the phrase before morpheme `word` begin."""
    part, tags, particles = word, m.tags, _particles()
    while part > first and (tags[part - 1] in particles or (part < word and m.surfaces[part - 1] in "」』)")):
        part -= 1
    if first + 1 < part < word and m.surfaces[part - 1] == "で" and m.tags[part - 1] == "助動詞":
        part -= m.tags[part - 2].startswith(_NOMINAL)
    return part


def _content_end(m: Morphemes, first: int, last: int, part: int) -> int:
    """Return the end of the content before morpheme `part`; a closing bracket belongs to it if its opening one does."""
    tags, marks = m.tags, _marks()
    while part > first + 1 and tags[part - 1] in marks:
        part -= 1
    if part >= last or tags[part] != "補助記号-括弧閉":
        return m.ends[part - 1]
    before = tags[first:part]
    opened = before.count("補助記号-括弧開") - before.count("補助記号-括弧閉")
    while opened > 0 and part < last and m.tags[part] == "補助記号-括弧閉":
        part, opened = part + 1, opened - 1
    return m.ends[part - 1]


def _ending(m: Morphemes, first: int, word: int, head: str) -> tuple[Particles, int] | None:
    """Return the row whose string ends the phrase, and the morpheme where that string begins."""
    rows = _endings().get(m.surfaces[word - 2][-1] + m.surfaces[word - 1], ()) if word > first + 1 else ()
    tail = "".join(m.surfaces[max(first, word - _LONGEST_ENDING) : word]) if rows else ""
    for row in rows:
        if not tail.endswith(row.particles):
            continue
        at, left = word, len(row.particles)
        while left > 0 and at > first:
            at -= 1
            left -= len(m.surfaces[at])
        if left == 0 and _fits(row, m, first, at, head):
            return row, at
    return None


def _marked(m: Morphemes, first: int, part: int, word: int, end_of_sentence: bool, head: str) -> tuple[Function, str]:
    """Return the function of a phrase that ends in the particles [part, word), and the row that says so.

    Where the whole sequence has no row, its first particle is left out (など in などから), and so on.
    """
    for at in range(part, word):
        text = m.surfaces[at] if at + 1 == word else "".join(m.surfaces[at:word]).lstrip("」』)")
        for row in _rows_of(text, m.tags[at]):
            if _fits(row, m, first, part, head):
                ends_here = end_of_sentence and row.function in ("parallel", "bare", "other")
                return "predicate" if ends_here else cast("Function", row.function), row.id
    return ("predicate" if end_of_sentence else "other"), ""


@lru_cache(maxsize=1024)
def _rows_of(particles: str, tag: str) -> tuple[Particles, ...]:
    """Return the rows of a sequence of particles, the first of which has this tag."""
    table = _table()
    return table.get((particles, tag.partition("-")[2])) or table.get((particles, "")) or ()


def _fits(row: Particles, m: Morphemes, first: int, part: int, head: str) -> bool:
    if row.after == "clause":
        return _quotes(m, first, part)
    return row.after != "saying" or head in _quoting()


def _quotes(m: Morphemes, first: int, part: int) -> bool:
    """Say whether what stands before morpheme `part` ends a clause, with or without a closing bracket."""
    at = max(part - 1, 0)
    while at > first and m.tags[at] == "補助記号-括弧閉":
        at -= 1
    return m.tags[at] in _clause_ends()


def _unmarked(m: Morphemes, word: int, last: int, end_of_sentence: bool) -> Function:
    """Return the function of a phrase without a particle at its end."""
    tag, form, closed = m.tags[word - 1], m.forms[word - 1], word < last
    fixed = _fixed().get(tag)
    if fixed:
        return fixed
    if end_of_sentence or (closed and m.tags[last - 1] == "補助記号-句点"):
        return "predicate"
    if form:
        return _inflected(m, word, last, closed)
    if tag == "形状詞-助動詞語幹":
        return "adverbial"
    if word > 1 and m.surfaces[word - 1] in _CLAUSE_NOUNS and m.tags[word - 2].startswith(_INFLECTING):
        return "conjunctive"
    return "adverbial" if tag == "名詞-普通名詞-副詞可能" else "bare" if tag in _nominal() else "other"


def _inflected(m: Morphemes, word: int, last: int, closed: bool) -> Function:
    """Return the function of a phrase that ends in an inflected word and does not end its sentence."""
    tag, form = m.tags[word - 1], m.forms[word - 1][:3]
    if form in ("終止形", "連体形"):
        shut = closed and m.tags[word] in ("補助記号-括弧閉", "補助記号-句点", "補助記号-読点")
        return "predicate" if shut or (form == "終止形" and not _nominal_at(m, last)) else "adnominal"
    if form in ("意志推", "命令形"):
        return "predicate"
    if form == "連用形":
        if m.surfaces[word - 1] == "で" and m.lemmas[word - 2] in occasions():
            return "place"
        adverb = tag.startswith("形容詞") or (m.surfaces[word - 1] == "に" and tag == "助動詞")
        return "adverbial" if adverb and not closed else "conjunctive"
    return "conjunctive" if form == "仮定形" else "other"


def _nominal_at(m: Morphemes, at: int) -> bool:
    return at < len(m.tags) and m.tags[at] in _nominal_begun()


@cache
def _marks() -> frozenset[str]:
    return tags_under("補助記号")


@cache
def _particles() -> frozenset[str]:
    return tags_under("助詞")


@cache
def _leaning() -> frozenset[str]:
    return _marks() | _particles()


@cache
def _clause_ends() -> frozenset[str]:
    return tags_under(*CLAUSE_ENDS)


@cache
def _nominal() -> frozenset[str]:
    return tags_under(*_NOMINAL)


@cache
def _nominal_begun() -> frozenset[str]:
    return tags_under(*_NOMINAL, "補助記号-括弧開", "連体詞")


@cache
def _fixed() -> Mapping[str, Function]:
    """Return by tag the function of a phrase whose last word but for marks has that tag, where nothing else decides."""
    table: dict[str, Function] = dict.fromkeys(tags_under("補助記号", "助詞"), "other")
    table |= dict.fromkeys(tags_under("副詞"), "adverbial")
    return MappingProxyType(table | {"接続詞": "adverbial", "連体詞": "adnominal", "感動詞": "other"})


@cache
def _rows() -> tuple[Particles, ...]:
    return load("keii.words", "functions.tsv", Particles)


@cache
def _table() -> Mapping[tuple[str, str], tuple[Particles, ...]]:
    keys = dict.fromkeys((row.particles, row.kind) for row in _rows() if row.kind != "ending")
    return MappingProxyType({key: tuple(row for row in _rows() if (row.particles, row.kind) == key) for key in keys})


@cache
def _plain() -> Mapping[tuple[str, str], tuple[Function, str]]:
    """Return by surface and tag the particles whose function nothing else decides where one stands alone."""
    single = ((row.particles, f"助詞-{row.kind}", row) for row in _rows() if row.particles in _ALONE)
    return MappingProxyType({(p, tag): (cast("Function", row.function), row.id) for p, tag, row in single})


@cache
def _endings() -> Mapping[str, tuple[Particles, ...]]:
    """Return the rows of kind "ending" by their last two code points, the longest first."""
    rows = sorted((row for row in _rows() if row.kind == "ending"), key=lambda row: -len(row.particles))
    lasts = {row.particles[-2:] for row in rows}
    return MappingProxyType({last: tuple(row for row in rows if row.particles[-2:] == last) for last in lasts})


@cache
def _quoting() -> frozenset[str]:
    return frozenset(row.lemma for row in load("keii.words", "quoting.tsv", Quoting))
