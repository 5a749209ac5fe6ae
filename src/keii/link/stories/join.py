"""Which story a clip belongs to: the nearest by words, names and days, if near enough; else a new one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from keii.link.stories.profile import Profile, cosine
from keii.records.evidence import Evidence

WINDOW = 21
"""Days a story stays open for: a clip joins one only if some clip of it is no further away."""
WORDS, MOST_WORDS, ONE_WORD = 16.0, 0.25, 0.06
"""Points for the likeness of what happened (the cosine of all words, 0 to 1, as far as common words make it); where
that ends, as forms and epidemics say the same of different towns; and what one word makes of it at most."""
NAMES, MOST_NAMES = 25.0, 0.06
"""Points for the likeness of who and where (as far as words of names make it), and where it ends: the same governor or
company is in many stories at once, so that names alone (1.5) are never enough."""
STRANGERS, STRANGE = -9.0, 0.15
"""Points that the likeness of words loses where both clips name somebody or some place and have next to nothing of that
in common: in full at a cosine of names of 0, nothing from STRANGE on."""
DAYS = -0.03
"""Points for each day between two clips beyond the second."""
ENOUGH = 2.1
"""Points that make two clips one story. The weights here follow, in fifths, a logistic regression over 7,144 pairs of
80 bundled news texts of 16 stories, 12 real ones, and the clips of tests/link/stories/corpus.toml, a quarter of them
written afterwards (2026-11): log odds 93 words + 132 names - 59 strangers - 11. Of the pairs 5 are judged wrong, none
as one story; plain cosines of words and names: 44 of 5,107. In seven orders of arrival the bundled texts
had 2.4 or more with their own story and 0.9 or less with any other."""
BRIDGED = 1.4
"""Mean points between the clips of two stories that make them one when a clip belongs to both: less than ENOUGH, as the
clip itself has spoken."""
AMONG = 1.0
"""Mean points a clip must have with the clips of a story at large: without it happenings of one kind, each a little
like the next, run into one story for months. 0.3 to 1 left the bundled stories as they are in nine orders of arrival;
in 3,000 clips of benchmarks/pile.py B-cubed F1 rose from 0.56 to 0.66 (2026-11)."""
LINK, LINK_FROM = 0.8, 1.0
"""Points for a clip that leads to the other by its address, and the points the two must have without it: a day's page
leads to pages on all its matters. With 1.0 no pair of two matters of the bundled texts is touched: they have 0.9 at
most (2026-11)."""
_NEAREST = 3  # clips of a story that speak for it
_NOTED = 6  # words and names told with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """選択: the story a clip goes to."""

    story: int | None  #: None: a new one
    score: float  #: points of the best story there is; 0 where there is none
    reasons: tuple[Evidence, ...]  #: for the story chosen; () for a new one
    bridged: tuple[int, ...]  #: other stories that this clip shows to be the same one


def likeness(one: Profile, other: Profile) -> tuple[Evidence, ...]:
    """Return the reasons for and against two clips telling of one happening; their weights sum to the score."""
    found = []
    what, who, same = _in_common(one, other)
    if what or who:
        words, names = min(what, MOST_WORDS), min(who, MOST_NAMES)
        found.append(_said("words", WORDS * words, (word for word in same if not _named(word, one, other))))
        found.append(_said("names", NAMES * names, (word for word in same if _named(word, one, other))))
        strange = max(0.0, 1 - cosine(one.names, other.names) / STRANGE) if one.names and other.names else 0.0
        found.append(_said("other names", STRANGERS * words * strange, _first(one) + _first(other)))
    apart = days_apart(one, other)
    if apart is not None and apart > 2:
        found.append(_said("days", DAYS * (apart - 2), [str(apart)]))
    return tuple(reason for reason in found if reason.weight)


def points(one: Profile, other: Profile) -> float | None:
    """Return the points of two clips telling of one happening, as `score` gives them of their reasons; None where
    nothing speaks for or against."""
    what, who = _measured(one, other)
    parts = [0.0, 0.0, 0.0, 0.0]
    if what or who:
        words = min(what, MOST_WORDS)
        parts[0], parts[1] = round(WORDS * words, 3), round(NAMES * min(who, MOST_NAMES), 3)
        if one.names and other.names:
            strange = max(0.0, 1 - cosine(one.names, other.names) / STRANGE)
            parts[2] = round(STRANGERS * words * strange, 3)
    apart = days_apart(one, other)
    if apart is not None and apart > 2:
        parts[3] = round(DAYS * (apart - 2), 3)
    return round(sum(parts), 3) if any(parts) else None


def _measured(one: Profile, other: Profile) -> tuple[float, float]:
    """Return the likeness by common words and by words of names, as `_in_common` does: it is the greatest that are
    summed first, so that the sums are the same."""
    mine, theirs, ours, others = one.words, other.words, one.names, other.names
    named: list[float] = []
    plain: list[float] = []
    for word in mine.keys() & theirs.keys():
        weight = mine[word] * theirs[word]
        if word in ours or word in others:
            named.append(weight)
        else:
            plain.append(min(ONE_WORD, weight))
    return sum(sorted(plain, reverse=True)), sum(sorted(named, reverse=True))


def _in_common(one: Profile, other: Profile) -> tuple[float, float, tuple[str, ...]]:
    """Return the likeness by common words, by words of names, and the words shared, the weightiest first."""
    both = sorted((-weight * other.words[word], word) for word, weight in one.words.items() if word in other.words)
    who = sum(-weight for weight, word in both if _named(word, one, other))
    what = sum(min(-weight, ONE_WORD) for weight, word in both if not _named(word, one, other))
    return what, who, tuple(word for _, word in both)


def _named(word: str, one: Profile, other: Profile) -> bool:
    return word in one.names or word in other.names


def _first(clip: Profile) -> list[str]:
    """Return the most telling word of a clip's names, as a list of one or none."""
    return [min(clip.names, key=lambda word: (-clip.names[word], word))] if clip.names else []


def _said(feature: str, weight: float, words: Iterable[str]) -> Evidence:
    return Evidence(feature=feature, weight=round(weight, 3), note=" ".join(islice(words, _NOTED)))


def days_apart(one: Profile, other: Profile) -> int | None:
    """Return the days between two clips; None where one has no date."""
    if one.day is None or other.day is None:
        return None
    return abs((one.day - other.day).days)


def score(reasons: Sequence[Evidence]) -> float:
    """Return the points of some reasons."""
    return round(sum(reason.weight for reason in reasons), 3)


def choose(
    clip: Profile,
    stories: Mapping[int, Sequence[Profile]],
    others: Callable[[int], Sequence[Profile]] | None = None,
    linked: Collection[str] = (),
) -> Choice:
    """Return the story a clip belongs to, of those that may fit (id -> clips it is near to). `others` gives more clips
    of a story, to see that the clip is not only like its edge; None: there are no more. `linked` are the ids of clips
    that lead to it, or it to them."""
    others = others or stories.__getitem__
    told = {story: _of_story(clip, members, linked) for story, members in stories.items()}
    ranked = sorted(((-found, story) for story, (found, _) in told.items()))
    near = [story for found, story in ranked if -found >= ENOUGH]
    whole = {story: others(story) for story in near}
    good = [story for story in near if _mean([clip], whole[story]) >= AMONG]
    if not good:
        return Choice(story=None, score=-ranked[0][0] if ranked else 0.0, reasons=(), bridged=())
    bridged = tuple(s for s in good[1:] if _mean(whole[good[0]], whole[s]) >= BRIDGED)
    found, nearest = told[good[0]]
    reasons = likeness(clip, nearest) if nearest else ()
    if nearest and (more := _led(score(reasons), nearest, linked)):
        reasons = (*reasons, Evidence(feature="link", weight=more, note=""))
    return Choice(story=good[0], score=found, reasons=reasons, bridged=bridged)


def _led(found: float, member: Profile, linked: Collection[str]) -> float:
    """Return the points for a link between a clip and one of `found` points with it."""
    return LINK if found >= LINK_FROM and member.clip in linked else 0.0


def _of_story(clip: Profile, members: Sequence[Profile], linked: Collection[str]) -> tuple[float, Profile | None]:
    """Return the mean points of the nearest clips of a story, the nearest counted twice, and the nearest."""
    told = ((points(clip, m), m) for m in members if _open(clip, m))
    near = [(found + _led(found, m, linked), m) for found, m in told if found is not None]
    if not near:
        return -1.0, None
    near.sort(key=lambda told: -told[0])
    best = near[:_NEAREST]
    return round((best[0][0] + sum(found for found, _ in best)) / (len(best) + 1), 3), best[0][1]


def _open(clip: Profile, member: Profile) -> bool:
    apart = days_apart(clip, member)
    return apart is None or apart <= WINDOW


def _mean(some: Sequence[Profile], others: Sequence[Profile]) -> float:
    """Return the mean points between two lots of clips, each with each but with itself; those too far apart in time
    have none."""
    pairs = [(a, b) for a in some for b in others if a is not b]
    told = [(points(a, b) or 0.0) if _open(a, b) else 0.0 for a, b in pairs]
    return sum(told) / len(told) if told else 0.0
