"""組み方: what stands where on a front page. Small functions with weights, all of them shown by `DayStory.reasons`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from keii.records.conflict import Account, Conflict
from keii.records.days import Contrast, DayStory, Headline
from keii.records.evidence import Evidence
from keii.records.facts import Listed, Statement
from keii.records.story import Dispute
from keii.store.days import StoryOfDay
from keii.text.view import view_of

__all__ = ["QUOTED", "Contrast", "chosen", "contrast", "order", "places", "standfirst", "voices", "weighed"]

QUOTED = 13
"""Stories that have a line under their headline; the rest of a page is headlines only."""
_WEIGHTS: Mapping[str, tuple[float, int]] = {"accounts": (2.0, 15), "outlets": (1.5, 15), "odds": (0.5, 8)}
"""Points for each, and how many count at most. By hand, over the days of the bundled corpus (2026-11): the story most
papers wrote on leads; what is at odds decides between two of a size."""
_FRESH = 1.0  # points of a story that begins on the day
_LINES = (3, 1)  # lines under the first headline, and under the others
_SHORT, _GOOD, _LONG = 10, 60, 120  # code points of a line: below and above it says too little or too much
_VOICES = 6  # claims of one sort
_CONTRASTS = 6  # conflicts of one sort
_SIDES = 3  # accounts of one conflict
_Shown = tuple[Dispute, tuple[Account, ...]]


def weighed(story: StoryOfDay) -> tuple[date, DayStory]:
    """Return a story of a day with its weight, and the day."""
    counts = {"accounts": story.accounts, "outlets": story.outlets, "odds": story.odds}
    reasons = [
        Evidence(feature=feature, weight=points * min(counts[feature], most), note=str(counts[feature]))
        for feature, (points, most) in _WEIGHTS.items()
        if counts[feature]
    ]
    if story.before is None:
        reasons.append(Evidence(feature="fresh", weight=_FRESH, note=""))
    return story.day, DayStory(
        number=story.number, label=story.label, clips=story.clips, accounts=story.accounts, outlets=story.outlets,
        odds=story.odds, before=story.before, weight=sum(r.weight for r in reasons), reasons=tuple(reasons),
    )  # fmt: skip


def order(story: DayStory) -> tuple[float, int, int]:
    """Return what stories are sorted by: the weightiest first, then that with more clips, then the older."""
    return -story.weight, -story.clips, story.number


def standfirst(said: Iterable[Statement], headlines: Sequence[Headline], *, lead: bool) -> tuple[Statement, ...]:
    """Return the lines that stand under a headline: whose they are is known, each of another source."""
    first = headlines[0].clip if headlines else 0
    fit = [s for s in said if s.source and _SHORT <= len(s.content.text) <= _LONG]
    fit.sort(key=lambda s: (-_worth(s, first), s.number, s.n))
    found: dict[str, Statement] = {}
    for statement in fit:
        found.setdefault(_whose(statement), statement)
    return tuple(found.values())[: _LINES[not lead]]


def voices(
    said: Iterable[Statement], rank: Mapping[int, int], used: Collection[tuple[int, int]]
) -> tuple[Statement, ...]:
    """Return claims worth reading, those of the weightiest stories first, of each source one; `rank` is of clips."""
    fit = [s for s in said if s.source and _SHORT <= len(s.content.text) <= _LONG and (s.number, s.n) not in used]
    fit.sort(key=lambda s: (rank.get(s.number, len(rank)), s.n))
    found: dict[str, Statement] = {}
    for statement in fit:
        found.setdefault(_whose(statement), statement)
    return tuple(found.values())[:_VOICES]


def places(said: Iterable[Statement]) -> set[tuple[int, int]]:
    """Return where claims stand."""
    return {(statement.number, statement.n) for statement in said}


def chosen(disputes: Iterable[Dispute], ids: Collection[str]) -> tuple[list[_Shown], list[_Shown]]:
    """Return the changes and the other conflicts of a day with the accounts that are shown; `ids` are its clips."""
    changed: list[_Shown] = []
    others: list[_Shown] = []
    for dispute in disputes:
        if dispute.conflict.kind != "update":
            others.append((dispute, _sides(dispute.conflict, ids)))
        elif dispute.conflict.accounts[-1].clip in ids and (turn := _turn(dispute.conflict)):
            changed.append((dispute, turn))
    return _in_turn(changed), _in_turn(others)


def contrast(dispute: Dispute, some: Sequence[Account], lines: Mapping[str, Listed]) -> Contrast:
    """Return what is shown of a conflict."""
    told = tuple((account, lines[account.clip]) for account in some if account.clip in lines)
    return Contrast(
        story=dispute.story, label=dispute.label, kind=dispute.conflict.kind, about=dispute.conflict.about,
        accounts=told, left=len(dispute.conflict.accounts) - len(told),
    )  # fmt: skip


def _worth(statement: Statement, first: int) -> float:
    length = len(statement.content.text)
    return (
        2.0 * (statement.stance == "deny")
        + 1.0 * (statement.stance == "demand")
        + 1.0 * (statement.entity is not None)
        + 1.0 * (2 * _SHORT <= length <= _GOOD)
        + 1.0 * (statement.number == first)
        + 0.5 * (statement.manner == "direct")
        - 0.5 * statement.carried
    )


def _whose(statement: Statement) -> str:
    assert statement.source is not None  # noqa: S101  # the callers saw to it
    return statement.entity or statement.source.text


def _in_turn(found: Iterable[_Shown]) -> list[_Shown]:
    """Return a few, the first of each story before the second of any; then back in the order of the stories."""
    counts: Counter[int] = Counter()
    rounds: list[tuple[int, int, _Shown]] = []
    for at, shown in enumerate(found):
        rounds.append((counts[shown[0].story], at, shown))
        counts[shown[0].story] += 1
    some = sorted(rounds, key=lambda told: told[:2])[:_CONTRASTS]
    return [shown for _, _, shown in sorted(some, key=lambda told: told[1])]


def _turn(conflict: Conflict) -> tuple[Account, ...]:
    """Return the last account, and before it the last one that says otherwise; (): they all say the same."""
    after = conflict.accounts[-1]
    before = next((a for a in reversed(conflict.accounts) if _otherwise(a, after)), None)
    return (before, after) if before else ()


def _otherwise(one: Account, other: Account) -> bool:
    return one.clip != other.clip and view_of(one.text).text != view_of(other.text).text


def _sides(conflict: Conflict, ids: Collection[str]) -> tuple[Account, ...]:
    """Return a few accounts that say different things, those of the day first, in order of time."""
    found: dict[str, Account] = {}
    for account in sorted(conflict.accounts, key=lambda account: account.clip not in ids):
        found.setdefault(view_of(account.text).text, account)
    some = list(found.values())[:_SIDES]
    return tuple(account for account in conflict.accounts if account in some)
