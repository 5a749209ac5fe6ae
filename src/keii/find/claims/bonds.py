"""A cue bound to its content, and the verb complex it is part of."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.cues import Cue, Hit
from keii.find.claims.lists import lists
from keii.find.claims.nouns import noun_before
from keii.find.claims.scene import Line

PREDICATE = ("動詞", "形容詞", "助動詞", "助詞-終助詞", "接尾辞-形容詞的")
NOUN = ("名詞", "接尾辞-名詞的", "代名詞")
_AUXILIARY = ("助動詞", "動詞-非自立可能", "形容詞-非自立可能", "接尾辞-動詞的")
_JOINS = frozenset({"が", "ので", "から", "けど", "けれど", "けれども", "し", "のに"})
MAY_BREAK = _JOINS | {"、", "。"}
"""Where a clause may end; see `breaks`."""
_LINKS = frozenset({"て", "で", "ながら", "つつ", "ば"})
_LIGHT_VERBS = frozenset({"する", "できる", "いたす", "致す", "なさる", "さす", "申す"})
_TAILS = frozenset({"、", "。", ")", "」", "』", "】", "!", "?"})
_NEGATIONS = frozenset({"ない", "ぬ", "ず"})


@dataclass(slots=True)
class Bond:
    """結び: a cue bound to a content by a frame. Positions are of a `Line`."""

    cue: Cue
    frame: str
    end: int  #: the content ends before this position
    words: int  #: where the cue's own words begin
    stop: int  #: one past the cue's words and auxiliaries
    passive: bool = False
    adnominal: bool = False  #: the cue leans on a noun: 述べた声明
    noun: int = -1  #: position of the noun of an adnominal or noun frame


def complex_end(line: Line, p: int) -> tuple[int, bool, bool]:
    """Return where the auxiliaries from p on end, whether they hold a passive, whether a negation."""
    passive = negative = False
    while p < line.size:
        tag, lemma = line.tag[p], line.lemma[p]
        if tag.startswith(_AUXILIARY):
            passive = passive or lemma in ("れる", "られる")
            negative = negative or lemma in _NEGATIONS
        elif not (tag == "助詞-接続助詞" and line.surf[p] in _LINKS):
            break
        p += 1
    return p, passive, negative


def verbal(line: Line, hit: Hit) -> bool:
    """Say whether the words are a verb here: a verbal noun needs する or the end of a clause after it."""
    last = hit.end - 1
    if line.tag[last].startswith(("動詞", "形容詞", "助動詞")) or hit.end >= line.size:
        return True
    parse = line.scene.parse
    if hit.end in line.quotes or parse.starts[line.at[hit.end]] > parse.ends[line.at[last]]:
        return True
    return line.lemma[hit.end] in _LIGHT_VERBS or line.surf[hit.end] in _TAILS


def bond_of(line: Line, hit: Hit, frame: str, end: int) -> Bond | None:
    """Return the bond of a verb whose content ends before `end`; None for a verb negated or a condition."""
    stop, passive, negative = complex_end(line, hit.end)
    if negative and not hit.cue.words[0].endswith("ない"):
        return None
    if frame in ("を", "よう") and line.surf[stop : stop + 1] == ["か"]:  # 停止を求めたかどうか
        return None
    if frame == "と" and line.surf[stop - 1] == "ば":  # 知事が「反対」と言えば
        return None
    if frame == "を" and line.surf[stop : stop + 1] == ["と"] and line.tag[stop] == "助詞-接続助詞":
        return None
    leans = adnominal(line, stop)
    return Bond(hit.cue, frame, end, hit.start, stop, passive, leans, stop if leans else -1)


def adnominal(line: Line, stop: int) -> bool:
    """Say whether the verb that ends before `stop` leans on the noun there (述べた声明)."""
    if stop >= line.size or not line.tag[stop].startswith((*NOUN, "接頭辞")):
        return False
    return line.surf[stop] not in lists().formal and line.tag[stop - 1].startswith(("動詞", "助動詞"))


def breaks(line: Line, q: int) -> bool:
    """Say whether a clause ends at q: 述べ、 / したが、 / ので."""
    surf = line.surf[q]
    if surf in _JOINS:
        return line.tag[q] == "助詞-接続助詞"
    if surf != "、" or q == 0 or line.surf[q - 1] == "と":
        return False
    return line.tag[q - 1].startswith(("動詞", "助動詞", "形容詞", "助詞-接続助詞"))


def amount_before(line: Line, end: int) -> bool:
    """Say whether a number stands in the last few morphemes before `end`."""
    return any(line.tag[p].startswith("名詞-数詞") for p in range(max(0, end - 4), end))


def person_at(line: Line, p: int) -> bool:
    """Say whether the run of nouns from p on ends in a person or a group with a name of its own."""
    end = p
    while end < line.size and line.tag[end].startswith((*NOUN, "接頭辞")):
        end += 1
    noun = noun_before(line, end, p)
    known = noun is not None and noun.klass in ("person", "group")
    return known and noun is not None and line.surf[noun.core] not in ("人", "者", "方")
