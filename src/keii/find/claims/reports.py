"""Sources named by によると, では and the like, and the という that closes a reported sentence."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.bonds import Bond
from keii.find.claims.cues import Cue
from keii.find.claims.lists import lists
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line, end_of, start_of
from keii.find.claims.sources import PERSONAL, topics
from keii.records.span import Span

_CARRYING = frozenset({"それ", "これ"})


@dataclass(slots=True)
class Report:
    """伝聞: a によると with its source. Positions are of a `Line`."""

    cue: Cue
    start: int
    stop: int
    span: Span | None  #: None: carried (それによると, 発表によると)
    words: Span
    via: tuple[Span, ...] = ()


def report_of(line: Line, bond: Bond) -> Report | None:
    """Return the report a bond of によると or では makes, or None where it names no source."""
    words = Span(start_of(line, bond.words), end_of(line, bond.stop - 1))
    noun = noun_before(line, bond.end)
    if noun is None:
        return None
    last = line.surf[noun.core]
    if last == "ところ":
        return _of_telling(line, bond, noun.start, words)
    if last in _CARRYING:
        return Report(bond.cue, noun.start, bond.stop, None, words)
    if last in lists().no_source and noun.klass not in PERSONAL:
        return None
    if bond.frame == "では" and (line.surf[noun.end - 1] != line.surf[noun.core] or not _heads(line, noun.start)):
        return None
    if last in lists().reports:
        return _of_saying(line, bond, noun, words)
    if bond.frame == "では" and noun.end - noun.start < 2 and not _leant_on(line, noun.start):
        return None
    return Report(bond.cue, noun.start, bond.stop, _span(line, _joined(line, noun)), words)


def _leant_on(line: Line, p: int) -> bool:
    """Say whether a clause leans on the noun at p: 財務省が公表した(統計では)."""
    return p > 0 and line.tag[p - 1].startswith(("動詞", "助動詞"))


def _of_telling(line: Line, bond: Bond, limit: int, words: Span) -> Report | None:
    """Return the report of 「同紙が伝えたところによると」: 同紙; of 「同紙が住民の話として…」: 住民, through 同紙."""
    subject = _subject(line, limit)
    if subject is None:
        return None
    for q in range(limit - 1, subject.end, -1):
        if (
            line.surf[q : q + 3] == ["と", "し", "て"]
            and line.surf[q - 1] in lists().reports
            and line.surf[q - 2] == "の"
        ):
            teller = noun_before(line, q - 2, subject.end)
            if teller is not None:
                return Report(bond.cue, subject.start, bond.stop, _span(line, teller), words, (_span(line, subject),))
    return Report(bond.cue, subject.start, bond.stop, _span(line, subject), words)


def _of_saying(line: Line, bond: Bond, noun: Noun, words: Span) -> Report | None:
    """Return the report of 「X の発表によると」: X; a bare 「発表によると」 is carried."""
    p = noun.core
    while p > 0 and line.surf[p - 1] != "の" and line.tag[p - 1].startswith(("名詞", "接尾辞")):
        p -= 1
    if p > 0 and line.surf[p - 1] == "の":
        q = p - 1
        if line.surf[q - 1] in ("へ", "と", "から"):
            q -= 1
        owner = noun_before(line, q)
        while (
            owner is not None
            and (not owner.capable or line.surf[owner.core] in ("日", "月", "年", "付"))
            and line.surf[owner.start - 1 : owner.start] == ["の"]
        ):
            owner = noun_before(line, owner.start - 1)
        if owner is not None and (owner.capable or bond.frame == "によると"):
            return Report(bond.cue, owner.start, bond.stop, _span(line, _joined(line, owner)), words)
    opener = _opener(line, noun)
    if opener is not None:
        return Report(bond.cue, opener.start, bond.stop, _span(line, opener), words)
    if p < noun.core:
        return Report(bond.cue, p, bond.stop, Span(start_of(line, p), end_of(line, noun.core)), words)
    return Report(bond.cue, noun.start, bond.stop, None, words) if bond.frame == "によると" else None


def _opener(line: Line, noun: Noun) -> Noun | None:
    """Return who opens the sentence before a long way to 報道によると: 各社の19日から20日にかけての報道によると."""
    first = next((q for q in range(1, noun.start) if line.surf[q] == "の"), None)
    owner = noun_before(line, first) if first is not None else None
    return owner if owner is not None and owner.start == 0 and owner.klass in PERSONAL else None


def _subject(line: Line, limit: int) -> Noun | None:
    able = [t for t in topics(line, 0, limit) if t.noun.capable and t.form in ("は", "が")]
    return able[-1].noun if able else None


def _heads(line: Line, p: int) -> bool:
    """Say whether only adverbs, conjunctions and の-phrases stand before p in its clause."""
    return not any(
        line.surf[q] in ("は", "も") and line.tag[q] == "助詞-係助詞" and line.surf[q - 1] != "で" for q in range(1, p)
    )


def _joined(line: Line, noun: Noun) -> Noun:
    """Return the noun phrase with those it is listed with: 北海道新聞、朝日新聞; 読売と日経."""
    while noun.start >= 2 and line.surf[noun.start - 1] in ("、", "と", "や"):
        before = noun_before(line, noun.start - 1)
        if before is None or before.klass not in ("name", "group", "unknown"):
            break
        noun = Noun(before.start, noun.end, noun.klass, noun.core)
    return noun


def _span(line: Line, noun: Noun) -> Span:
    end = noun.end
    while end - 1 > noun.core and line.surf[end - 1] in ("など", "等"):
        end -= 1
    return Span(start_of(line, noun.start), end_of(line, end - 1))


def may_close(line: Line) -> bool:
    """Say whether the sentence has a word that という, ということです and the like cannot do without."""
    text, start, end = line.scene.parse.text, line.sentence.start, line.sentence.end
    return text.find("いう", start, end) >= 0 or text.find("こと", start, end) >= 0


def tail(line: Line) -> tuple[int, bool]:
    """Return where the sentence's content ends and whether という, ということです, とのこと … closes it, or its first
    half: 「…ということですが、」."""
    for p in range(2, line.size - 3) if "こと" in line.surf else ():
        told = line.surf[p] == "こと" and line.surf[p - 2] == "と" and line.surf[p - 1] in ("の", "いう")
        if told and line.surf[p + 1] in ("です", "だ") and line.surf[p + 2 : p + 4] == ["が", "、"]:
            return p - 2, True
    return _tail(line)


def _tail(line: Line) -> tuple[int, bool]:
    end = line.size
    while end and line.tag[end - 1].startswith(("補助記号-句点", "補助記号-読点")):
        end -= 1
    p = end
    while p and line.tag[p - 1].startswith(("助動詞", "助詞-終助詞")):
        p -= 1
    if p and line.surf[p - 1] == "こと":
        p -= 1
        if p >= 2 and line.surf[p - 2] == "と" and line.surf[p - 1] in ("の", "いう"):
            return p - 2, True
        return end, False
    if p == end and p >= 2 and line.surf[p - 1] == "いう" and line.surf[p - 2] == "と":
        return p - 2, True
    return _before_held(line, end), False


def _before_held(line: Line, end: int) -> int:
    """Return where the content ends that とされる, とされています closes: (起訴状によると、)…を受け取ったとされる."""
    for p in range(max(end - 6, 2), end - 1):
        if line.surf[p] == "と" and line.lemma[p + 1 : p + 3] == ["する", "れる"]:
            return p
    return end
