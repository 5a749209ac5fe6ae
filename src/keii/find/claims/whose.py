"""Whose the content of a bound cue is: the noun phrase of its own clause, if there is one."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.bonds import Bond
from keii.find.claims.draft import Draft
from keii.find.claims.gather import agent, owner_of
from keii.find.claims.lists import lists
from keii.find.claims.lost import leading, trailing
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line
from keii.find.claims.sources import (
    PERSONAL,
    Topic,
    after_link,
    body,
    cleft,
    embedded,
    heading,
    leaned_on,
    of_clause,
    of_object,
    of_quote,
    topics,
)

_BOTH = frozenset({"両国", "両者", "双方", "同国", "わが国", "我が国"})
_TALKING = frozenset({"say", "feel", "promise"})
_ANSWERS = frozenset({"kotaeru", "kaito"})
_SHARES = frozenset({"割", "%", "パーセント", "割合", "半数", "過半数"})
"""Who answers a survey: 候補者の6割が「必要だ」と答えた."""
_GIVING = frozenset({"から", "では", "には"})


@dataclass(slots=True)
class Case:
    """場合: a bond with its surroundings. Positions are of `line`."""

    line: Line
    bond: Bond
    floor: int  #: where its clause begins
    head: int | None  #: where the quotation that ends its content opens; None: the content ends in no quotation
    nested: bool  #: the cue stands in another cue's content
    earlier: tuple[Draft, ...]  #: the claims before it in the sentence
    first: bool  #: no claim at all before it in the text
    limit: int  #: where the clause ends in which its topic stands: at the quotation, else at the content's end
    turned: bool = False  #: the として before a passive: 県から危ないとして(改善を求められた)


@dataclass(slots=True)
class Whose:
    """主: a source, and the topic after which the content begins."""

    noun: Noun | None = None
    topic: Topic | None = None  #: None: the source does not stand before the content


def whose(case: Case) -> Whose:
    """Return the noun phrase whose the content is; an empty `Whose` where its clause does not say."""
    line, bond = case.line, case.bond
    after = None if bond.passive else after_link(line, bond)
    if after is not None:
        return Whose(after.noun, after)
    leaned = cleft(line, bond) or (None if bond.frame == "との" or bond.passive else leaned_on(line, bond))
    if leaned is not None:
        return Whose(leaned)
    found = [t for t in topics(line, case.floor, case.limit) if _speaks(t, bond) and not _missing(line, t)]
    mute = silent(line, bond)
    asker = _asker(case, found) if case.turned else None
    if asker is not None:
        before = asker.particle < bond.end
        return Whose(asker.noun, asker if before else next((t for t in found if t.form == "は"), None))
    if mute or bond.frame == "との" or bond.cue.id == "n-mune":
        given = _given(case, found)
        if given is not None:
            return given
    return Whose() if mute else _by_topic(case, found)


def _asker(case: Case, found: list[Topic]) -> Topic | None:
    """Return who gave the reason before a passive: 県から危険だとして…求められた, …を怠ったとして県から非難された."""
    line = case.line
    after = topics(line, case.bond.stop, min(case.bond.stop + _VOICE_REACH, line.size))
    return next((t for t in (*after, *reversed(found)) if t.form == "から" and t.noun.klass in PERSONAL), None)


def silent(line: Line, bond: Bond) -> bool:
    """Say whether the subject is not whose the content is: a passive, a voice (「…」と批判が相次いだ)."""
    return bond.passive or bond.cue.id == "hihan-ga" or voiced_by(line, bond)


def voiced_by(line: Line, bond: Bond) -> bool:
    """Say whether the cue leans on a voice, whose owner stands with から or には: …と批判する声."""
    return bond.adnominal and line.surf[bond.noun] in lists().voices and bond.frame not in ("との", "とする")


def _given(case: Case, found: list[Topic]) -> Whose | None:
    """Return the source of 「X から…と言われた」「X からは…との声」「…との X の主張」, or None."""
    line, bond = case.line, case.bond
    between = topics(line, bond.end + 1, bond.words) if bond.passive else topics(line, bond.noun + 1, _voice_end(case))
    given = [t for t in (*found, *between) if t.form in _GIVING and t.noun.klass != "none"]
    holder = _holder(line, bond)
    if holder is not None:
        return Whose(holder)
    by = agent(line, bond.words, bond) if bond.passive and bond.cue.kind != "write" else None
    if by is not None and (not given or by.start > bond.end):
        asked = next((t for t in found if t.form == "は" and t.particle < by.start), None)
        return Whose(by, asked if by.start > bond.end else _marked(line, by))
    if given:
        return Whose(given[-1].noun, given[-1])
    among = None if bond.passive else _among(line, bond)
    if among is not None:
        return Whose(among)
    owner = None if bond.passive else owner_of(line, bond)
    if owner is None:
        return None
    return Whose(owner, next((t for t in found if t.form == "は" and t.noun.capable), None))


def _among(line: Line, bond: Bond) -> Noun | None:
    """Return among whom a view is held: …との見方が業者の間で広がっている."""
    for p in range(bond.noun + 1, min(bond.noun + _VOICE_REACH, line.size - 2)):
        if line.surf[p : p + 3] == ["の", "間", "で"]:
            noun = noun_before(line, p, bond.noun + 1)
            return noun if noun is not None and noun.capable else None
    return None


def _holder(line: Line, bond: Bond) -> Noun | None:
    """Return in what it is written, where that stands between と and the verb: …と、憲章に明記されている."""
    if not bond.passive or bond.cue.kind != "write" or line.surf[bond.words - 1] != "に":
        return None
    noun = noun_before(line, bond.words - 1, bond.end + 1)
    return noun if noun is not None and noun.capable else None


def _marked(line: Line, noun: Noun) -> Topic:
    """Return the noun as a topic that ends with によって or に, so that the content begins after it."""
    last = noun.end + (2 if line.surf[noun.end + 1 : noun.end + 2] in (["よっ"], ["より"]) else 0)
    return Topic(noun, last, "に")


def _voice_end(case: Case) -> int:
    """Return where the predicate of a voice ends: (…との批判が)野党から出ている."""
    line, bond = case.line, case.bond
    open_ = bond.stop <= bond.noun + 1 or line.surf[bond.stop - 1] in ("が", "も", "は") or voiced_by(line, bond)
    return min(max(bond.stop, bond.noun) + _VOICE_REACH, line.size) if open_ else bond.stop


_VOICE_REACH = 8


def _by_topic(case: Case, found: list[Topic]) -> Whose:
    line, bond = case.line, case.bond
    if case.head is not None:
        topic = of_quote([t for t in found if not embedded(line, t, case.limit)], nested=case.nested or bond.adnominal)
        topic = topic or next((t for t in reversed(found) if t.form == "では" and body(line, t.noun)), None)
        opening = heading(line, case.head) if topic is None else None
        if opening is not None:
            return Whose(opening)
    elif bond.frame == "を":
        topic = of_object(line, found, bond.end)
    else:
        topic = of_clause(line, found, bond.end, alone=case.first and not case.earlier, nested=case.nested)
    if topic is None and bond.cue.id in _ANSWERS and "ところ" not in line.surf:
        topic = next((t for t in reversed(found) if t.form == "が" and line.surf[t.noun.core] in _SHARES), None)
    if topic is None and case.floor == 0:
        topic = leading(line, case.limit)
    if topic is None:
        return Whose(trailing(line, bond) or _of_sentence(case) or _after_reason(case))
    if _inner(case, topic):
        return Whose()
    return Whose(topic.noun, topic)


def _of_sentence(case: Case) -> Noun | None:
    """Return the は of the sentence's head where an earlier clause made no claim: 報告書は、…をまとめ、…と提言した."""
    if any(not draft.passive for draft in case.earlier) or case.floor == 0 or case.nested:
        return None
    found = topics(case.line, 0, case.floor)
    able = next((t for t in found if t.form == "は" and t.noun.capable and _speaks(t, case.bond)), None)
    return able.noun if able is not None else None


def _after_reason(case: Case) -> Noun | None:
    """Return who acts for the reason as which a として gives the content: 違法だとして、住民が訴えた."""
    line, stop = case.line, case.bond.stop
    if case.bond.cue.id != "toshite" or case.earlier or case.nested or line.surf[stop : stop + 1] != ["、"]:
        return None
    found = topics(line, stop + 1, min(stop + _ACTS, line.size))
    able = next((t for t in found if t.form in ("は", "が")), None)
    return able.noun if able is not None and able.noun.klass in PERSONAL else None


_ACTS = 16
"""How many morphemes after として、 who acts may end."""


def _inner(case: Case, topic: Topic) -> bool:
    """Say whether a は after another claim belongs to the content: (首相は…と述べ、)両国は友だと強調した."""
    line, core = case.line, topic.noun.core
    name = line.scene.named.get(line.at[core])
    weak = line.surf[core] in _BOTH or (name is not None and name.type == "GPE")
    comma = line.surf[topic.particle + 1] == "、"
    return case.head is None and weak and not comma and any(not draft.aside for draft in case.earlier)


def _speaks(topic: Topic, bond: Bond) -> bool:
    """Say whether the noun can do what the cue says: a paper claims and shows, it does not talk."""
    return topic.noun.klass != "paper" or bond.cue.kind not in _TALKING or bond.frame in ("とする", "との")


def _missing(line: Line, topic: Topic) -> bool:
    """Say whether a paper is only said to be or not to be there: けが人の報告はない(としている)."""
    return topic.noun.klass == "paper" and line.lemma[topic.particle + 1 : topic.particle + 2] in (["ない"], ["ある"])
