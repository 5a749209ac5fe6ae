"""Cues (手がかり): the places where a word of the table stands and something happens."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from keii.find.events.ground import Ground, first_of, head_word, phrase_of, sentence_of, text_of
from keii.find.events.table import Word, heads, last_morphemes, light_verbs, vehicles, words
from keii.find.events.tail import Tail, tail_of
from keii.records.parse import Phrase


@dataclass(slots=True)
class Cue:
    """手がかり: one word of the table in the text, and the predicate it makes."""

    row: Word
    first: int  #: first morpheme of the word
    last: int  #: one past its last morpheme
    phrase: int  #: phrase of the word
    predicate: int  #: phrase of the verb that carries it (会談を行った -> 行った); the same phrase when none does
    use: str  #: verb (会談した), light (会談を行った), bare (と批判。), noun (会談で)
    voice: str  #: does, gets, happens, not; see light.tsv
    tail: Tail


@dataclass(slots=True)
class _Use:
    use: str
    predicate: int
    voice: str
    tail: int  #: first morpheme of the tail


@dataclass(slots=True)
class _Stand:
    phrase: int
    use: _Use
    sentence_end: int  #: one past the last morpheme of its sentence


_SUFFERED = frozenset(("ASSAULT", "ACCUSE", "COERCE", "SUPPORT", "AID", "SANCTION", "REQUEST"))
"""Types one can be given: 攻撃を受けた. 発射を受けて only means after it."""
_CARRIED = frozenset(("object", "subject", "topic", "dative", "other", "with", "quotative"))
_MAKE = frozenset(("する", "決める", "決定"))
"""Verbs of making it so: 停職とする, 白紙にする."""
_DO = frozenset(("する", "できる", "致す", "いたす", "なさる", "出来る"))
_NOUNS = ("名詞", "接尾辞", "形状詞")
_NEXT_DOOR = 3
"""Phrases so close before a word count for its condition whatever they lean on."""


def find_cues(ground: Ground, *, denied: bool = False) -> list[Cue]:
    """Return the cues of a text in order. A word within a longer one (会談 in 首脳会談) is not a cue of its own.

    `denied`: those too that the text says did not come about (会談しなかった, 会談を中止した).
    """
    parse, table, only_after = ground.parse, last_morphemes(), heads()
    text, starts = parse.text, parse.starts
    out: list[Cue] = []
    places = range(len(parse.lemmas))
    met = set(compress(places, map(table.__contains__, parse.lemmas)))
    for at in sorted(met.union(compress(places, map(table.__contains__, parse.norms)))):
        lemma, norm = parse.lemmas[at], parse.norms[at]
        needed = only_after.get(lemma) if norm == lemma else None
        if needed is not None and not text.endswith(needed, 0, starts[at]):
            continue
        cue = _cue_at(ground, at, lemma, False) or (_cue_at(ground, at, norm, False) if norm != lemma else None)
        if cue is None and denied:
            cue = _cue_at(ground, at, lemma, True) or (_cue_at(ground, at, norm, True) if norm != lemma else None)
        if cue is None:
            continue
        if out and out[-1].last > cue.first:
            out.pop()
        out.append(cue)
    return out


def _cue_at(ground: Ground, at: int, last: str, denied: bool) -> Cue | None:
    """Return the cue of the longest word that closes with a morpheme and whose condition holds."""
    start, text = ground.parse.starts[at], ground.parse.text
    for before, rows in words().get(last, ()):
        if before and not text.endswith(before, 0, start):
            continue
        first = _begin(ground, at, before) if before else at
        stand = _stand(ground, first, at + 1, denied) if first is not None else None
        if first is None or stand is None:
            continue
        phrase, use, tail = stand.phrase, stand.use, None
        for row in rows:
            if not _fits(ground, row, phrase, use):
                continue
            tail = tail or _tail(ground, stand)
            if _turned(row, use, tail) is denied:
                return Cue(
                    row=row, first=first, last=at + 1, phrase=phrase, predicate=use.predicate, use=use.use,
                    voice=use.voice, tail=tail,
                )  # fmt: skip
    return None


def _begin(ground: Ground, at: int, before: str) -> int | None:
    """Return the morpheme where `before`, which ends where morpheme `at` begins, begins; None: within a morpheme."""
    starts = ground.parse.starts
    begin = starts[at] - len(before)
    while at and starts[at] > begin:
        at -= 1
    return at if starts[at] == begin else None


def _stand(ground: Ground, first: int, last: int, denied: bool) -> _Stand | None:
    """Return how the morphemes [first, last) stand; None where they can be no cue of any row."""
    parse = ground.parse
    noun = parse.tags[last - 1].startswith(_NOUNS)
    if noun and last < len(parse.tags) and parse.tags[last].startswith(_NOUNS) and _touch(ground, last):
        return None  # 会談|場
    phrase = phrase_of(ground, last - 1)
    sentence_end = parse.sentences[sentence_of(ground, phrase)].last
    if noun:
        use = _noun_use(ground, phrase, last, sentence_end, denied)
    elif parse.phrases[phrase].first < first and parse.tags[first - 1].startswith("動詞"):
        return None  # the second half of another verb: 引き|離す
    else:
        use = _Use("verb", phrase, "does", last)
    if use is None or (use.use in ("bare", "noun") and _quoted(ground, first, last)):
        return None
    return _Stand(phrase, use, sentence_end)


def _tail(ground: Ground, stand: _Stand) -> Tail:
    """Return how the predicate of what stands so is meant."""
    use = stand.use
    stop = min(max(ground.parse.phrases[use.predicate].last, use.tail), stand.sentence_end)
    return tail_of(ground.parse, use.tail, stop, stand.sentence_end)


def _touch(ground: Ground, at: int) -> bool:
    """Say whether nothing stands between a morpheme and the one before it."""
    return ground.parse.ends[at - 1] == ground.parse.starts[at]


def _fits(ground: Ground, row: Word, phrase: int, use: _Use) -> bool:
    """Say whether a row can make a cue of what stands so."""
    if use.voice == "gets" and row.type not in _SUFFERED:
        return False
    return not row.near or _near(ground, row, phrase, use)


def _turned(row: Word, use: _Use, tail: Tail) -> bool:
    """Say whether what a row tells is said not to come about."""
    return ((row.mood == "not") != tail.negated and use.use != "noun") or use.voice == "not"


def _quoted(ground: Ground, first: int, last: int) -> bool:
    """Say whether a word stands alone in marks: 「反対」と答えた人."""
    surfaces = ground.parse.surfaces
    return first > 0 and last < len(surfaces) and surfaces[first - 1] in "「『“" and surfaces[last] in "」』”"


def _noun_use(ground: Ground, phrase: int, last: int, sentence_end: int, denied: bool) -> _Use | None:
    """Return how an event noun stands; None in a compound, and where its verb says it fails (unless `denied`)."""
    parse, p = ground.parse, ground.parse.phrases[phrase]
    if last >= sentence_end:
        return _Use("bare", phrase, "does", last)
    tag = parse.tags[last]
    if parse.lemmas[last] in _DO:
        return _Use("verb", phrase, "does", last + 1)
    if tag.startswith(("補助記号-句点", "補助記号-括弧閉")):
        return _Use("bare", phrase, "does", last)
    if not tag.startswith("助詞"):
        return None
    if last < p.last and p.head > phrase and p.function in _CARRIED:
        voice = _voice(ground, last, p)
        if voice is not None:
            return (
                None if voice == "not" and not denied else _Use("light", p.head, voice, parse.phrases[p.head].first + 1)
            )
    carrier = _vehicle(ground, last, p)
    if carrier is not None:
        return _Use("light", carrier, "does", parse.phrases[carrier].first + 1)
    return _Use("noun", phrase, "does", last)


def _vehicle(ground: Ground, last: int, p: Phrase) -> int | None:
    """Return the verb by which a noun that an event noun describes is given: 抗議の|声明を|出した; else None."""
    phrases = ground.parse.phrases
    if p.function != "genitive" or p.head <= 0 or ground.parse.surfaces[last] != "の" or last + 1 != p.last:
        return None
    held = phrases[p.head]
    if held.function != "object" or held.head <= p.head:
        return None
    text = ground.parse.text[held.start : held.content_end]
    row = light_verbs().get(head_word(ground, held.head)) if text in vehicles() else None
    return held.head if row is not None and row.voice == "does" else None


def _voice(ground: Ground, last: int, p: Phrase) -> str | None:
    """Return the voice of the verb that carries an event noun; None: the verb has a matter of its own."""
    verb, particle = head_word(ground, p.head), ground.parse.surfaces[last]
    if last + 1 < p.last and ground.parse.tags[last + 1].startswith("助詞"):
        return None  # 批准には, 会談での
    if particle == "と" and text_of(ground, p.head).startswith("して"):
        return None  # 対抗措置として
    if particle in ("と", "に") and verb in _MAKE:
        return "does"
    row = light_verbs().get(verb)
    if row is None or (verb == "する" and ground.parse.phrases[p.head - 1] is not p):
        return None  # 演習を口実にした
    turned = "を" in row.particles and "れ" in text_of(ground, p.head)  # 集会が開かれた
    fits = particle in row.particles or (particle in ("は", "も", "が") and (turned or "が" in row.particles))
    return row.voice if fits else None


def _near(ground: Ground, row: Word, phrase: int, use: _Use) -> bool:
    """Say whether one of the row's strings stands in the word's phrase, next door, or in a phrase that leans on it."""
    phrases, text = ground.parse.phrases, ground.parse.text
    end = phrases[use.predicate].end
    first = first_of(ground, phrase)
    if not _has(row.near, text[phrases[first].start : end]):
        return False
    if _has(row.near, text[phrases[phrase].start : end]):
        return True
    for at in range(phrase - 1, first - 1, -1):
        leans = phrases[at].head in (phrase, use.predicate)
        if (leans or phrase - at <= _NEXT_DOOR) and _has(row.near, _with_genitives(ground, at)):
            return True
    return False


def _with_genitives(ground: Ground, at: int) -> str:
    phrases = ground.parse.phrases
    first = at
    while first and phrases[first - 1].function == "genitive" and phrases[first - 1].head == first:
        first -= 1
    return ground.parse.text[phrases[first].start : phrases[at].end]


def _has(needles: tuple[str, ...], text: str) -> bool:
    return any(map(text.__contains__, needles))
