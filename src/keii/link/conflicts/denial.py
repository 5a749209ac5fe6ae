"""否定: one says, another denies just that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keii.link.conflicts.accounts import accounts_of, sign, source_key
from keii.link.conflicts.overlap import rarity_of, shared_words
from keii.records.conflict import Conflict
from keii.records.evidence import Evidence
from keii.records.point import Point

DENIES = 1.5
"""A statement denies from this weight of its signs on."""
_PLAIN = 2.0  #: below, it only says that something is not so
NEEDED = 3.0
"""Points at which a statement is taken for what a denial answers (corpus/stories, 2026-11)."""
_NEXT = {0: 2.0, 1: 2.0, 2: 1.0}  #: sentences from the statement to the denial in one clip
_FIRST = 0.5  #: the denial stands first
_NAMED = 1.5  #: the denial's sentence names whose statement it answers
_SHARED_AFTER, _SHARED_TURNED = (
    2.0,
    0.5,
)  #: shared words at which a statement may stand after its denial; set against it
_HOME_NAMED = 1.0  #: or the country it belongs to
_ACCUSED = 0.5  #: what is denied is an accusation
_ANSWERS = 0.5  #: the cue itself denies


_REQUEST = re.compile(r"要請|要求|求め|指示|働きかけ|圧力|依頼|要望")
"""A denial that speaks of a request may answer one."""
_AT_MOST, _NEARLY = 3, 0.7
_LIKE, _SAME = 1.0, 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """否定とその相手: a denial and the statements it answers, best first, as places in the story's statements."""

    denial: int
    said: tuple[int, ...]
    reasons: tuple[Evidence, ...]


def denials(points: Sequence[Point]) -> list[Conflict]:
    """Return the denials with what they answer, those that answer one thing together."""
    rarity = rarity_of(points)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_clip: dict[str, list[int]] = defaultdict(list)
    for n, point in enumerate(points):
        by_clip[point.clip].append(n)
        for word, _ in point.words:
            by_word[word].append(n)
    found: list[Answer] = []
    for n, point in enumerate(points):
        if sign(point, "deny") < DENIES or sign(point, "denied") or _only_answers_back(point):
            continue
        near = {m for word, _ in point.words if rarity[word] >= 1 for m in by_word[word]} | set(by_clip[point.clip])
        answered = {m: reasons for m in sorted(near) if (reasons := _answers(point, points[m], rarity))}
        if answered:
            found.append(_answer(points, n, answered))
    return [_conflict(points, group) for group in _joined(points, found, rarity)]


def _only_answers_back(point: Point) -> bool:
    """Say whether a statement denies by its cue alone and accuses in turn: 「先に撃ったのは相手だ」と反論 is blame."""
    return bool(sign(point, "content.accuse")) and not sign(point, "content.deny") and sign(point, "deny") < 2


def _answer(points: Sequence[Point], n: int, answered: Mapping[int, tuple[Evidence, ...]]) -> Answer:
    """Return a denial with the best of what it answers, and what it answers nearly as well."""
    totals = {m: sum(e.weight for e in reasons) for m, reasons in answered.items()}
    order = sorted(answered, key=lambda m: (totals[m], _closeness(points, n, m)), reverse=True)
    kept = [m for m in order[:_AT_MOST] if totals[m] >= totals[order[0]] * _NEARLY]
    return Answer(denial=n, said=tuple(kept), reasons=answered[order[0]])


def _joined(points: Sequence[Point], found: Sequence[Answer], rarity: Mapping[str, float]) -> list[list[Answer]]:
    """Return the denials of one point together: those that answer one statement, repeat each other or answer alike."""
    out: list[list[Answer]] = []
    for answer in found:
        home = next((group for group in out if any(_alike(points, answer, other, rarity) for other in group)), None)
        if home is None:
            out.append([answer])
        else:
            home.append(answer)
    return out


def _alike(points: Sequence[Point], a: Answer, b: Answer, rarity: Mapping[str, float]) -> bool:
    if a.said[0] in b.said or b.said[0] in a.said:
        return True
    mine, other = points[a.denial], points[b.denial]
    theirs, others = points[a.said[0]], points[b.said[0]]
    if source_key(mine) == source_key(other):
        if mine.clip == other.clip and abs(mine.sentence - other.sentence) <= 1:
            return True
        if mine.clip != other.clip and (mine.home is None or _shared(mine, other, rarity) >= _LIKE):
            return True
        if source_key(theirs) == source_key(others) and _places(theirs) & _places(others):
            return True
    return _shared(theirs, others, rarity) >= _SAME


def _places(point: Point) -> set[str]:
    """Return what a statement names in and beside it, but for the country its source belongs to."""
    return {*point.sides, *point.around} - {point.home, point.source}


def _shared(a: Point, b: Point, rarity: Mapping[str, float]) -> float:
    return sum(evidence.weight for evidence in shared_words(a, b, rarity))


def _answers(denial: Point, said: Point, rarity: Mapping[str, float]) -> tuple[Evidence, ...]:
    """Return why a denial answers a statement; () where it does not."""
    if said is denial or not _may_answer(denial, said):
        return ()
    words = shared_words(denial, said, rarity)
    out = [*words, *_named(denial, said)]
    shared = sum(e.weight for e in out)
    if denial.clip != said.clip and shared < NEEDED - _ANSWERS:
        return ()
    if sign(denial, "deny") < _PLAIN and not sign(denial, "cue.deny") and shared < 1:
        return ()
    if denial.clip == said.clip:
        if denial.sentence < said.sentence and not _may_follow(denial, said, sum(e.weight for e in words)):
            return ()
        out += _near(denial, said)
    if sign(denial, "cue.deny"):
        out.append(Evidence(feature="cue", weight=_ANSWERS, note=""))
    if sign(denial, "deny") > _PLAIN:
        out.append(Evidence(feature="plain_denial", weight=_ANSWERS, note=""))
    return tuple(out) if sum(e.weight for e in out) >= NEEDED else ()


def _named(denial: Point, said: Point) -> list[Evidence]:
    """Return what it counts that a denial names whose statement it answers, or the country that one belongs to."""
    named = {*denial.around, *denial.sides}
    if said.source in named:
        return [Evidence(feature="named", weight=_NAMED, note=said.source or "")]
    if said.home in named:
        return [Evidence(feature="home_named", weight=_HOME_NAMED, note=said.home or "")]
    return []


def _may_follow(denial: Point, said: Point, shared: float) -> bool:
    """Say whether a statement that stands after a denial in one clip may be what it answers."""
    return shared >= (_SHARED_TURNED if _turns(denial, said) else _SHARED_AFTER)


def _turns(denial: Point, said: Point) -> bool:
    """Say whether the statement stands in the next sentence, set against the denial: …と否認。一方、役員は認めた."""
    against = sign(said, "before.contrast") or sign(said, "before.turn")
    return said.sentence - denial.sentence == 1 and bool(against)


def _near(denial: Point, said: Point) -> list[Evidence]:
    """Return what it counts that a denial stands near a statement in one clip, and that it points back."""
    out = []
    gap = denial.sentence - said.sentence - (1 if sign(denial, "previous.points") else 0)
    near = _NEXT.get(gap, 0.0 if gap != -1 else _NEXT[0] if _turns(denial, said) else _FIRST)
    if near:
        out.append(Evidence(feature="near", weight=near, note=str(gap)))
    if near and sign(said, "accuse"):
        out.append(Evidence(feature="accused", weight=_ACCUSED, note=""))
    if sign(denial, "points"):
        out.append(Evidence(feature="points_back", weight=sign(denial, "points"), note=""))
    return out


def _may_answer(denial: Point, said: Point) -> bool:
    if (said.day or "") > (denial.day or "9") or (sign(said, "demand") and not _REQUEST.search(denial.text)):
        return False
    if _denies_too(denial, said):
        return False
    own = source_key(denial) == source_key(said) or said.source == denial.source
    return not own or bool(said.via)


def _denies_too(denial: Point, said: Point) -> bool:
    """Say whether a statement denies as well, so that it is no claim to be denied; a mere 反論 may be."""
    weight = sign(said, "deny")
    if sign(said, "denied") or (weight < _PLAIN <= sign(denial, "deny") and not sign(said, "content.deny")):
        return False
    return weight >= (1 if sign(denial, "deny") < _PLAIN else DENIES)


def _closeness(points: Sequence[Point], n: int, m: int) -> tuple[bool, int]:
    """Return what decides between equals: the same clip, then the fewest statements between."""
    return points[n].clip == points[m].clip, -abs(n - m)


def _beside(points: Sequence[Point], at: int) -> list[int]:
    """Return what the same source says in the sentences next to a statement."""
    own = points[at]
    return [
        n
        for n in range(max(0, at - 3), min(len(points), at + 4))
        if points[n].clip == own.clip
        and points[n].source == own.source
        and abs(points[n].sentence - own.sentence) <= 1
        and not sign(points[n], "demand")
    ]


def _conflict(points: Sequence[Point], group: Sequence[Answer]) -> Conflict:
    places = {m for answer in group for m in (answer.denial, *answer.said)}
    places |= {n for answer in group for n in _beside(points, answer.said[0])}
    accounts = [points[n] for n in sorted(places)]
    reasons = group[0].reasons
    words = [e.note for e in sorted(reasons, key=lambda e: -e.weight) if e.feature == "word"]
    return Conflict(
        kind="denial",
        about="・".join(words[:3]) or accounts[0].text[:20],
        accounts=accounts_of(accounts),
        reasons=reasons,
    )
