"""Conflicts of a story -> what a page sets side by side. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keii.link.accounts.around import around
from keii.records.claim import Stance
from keii.records.conflict import Account, Conflict
from keii.records.facts import Listed
from keii.records.odds import Course, Odds, Told
from keii.records.point import Point
from keii.records.span import Span
from keii.text.view import view_of

_DENIES = 1.5  # weight of its signs from which a statement denies, as in keii.link.conflicts.denial
_FIGURES = frozenset({"quantity", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What is known of the clips that accounts stand in, by the clips' ids."""

    clips: Mapping[str, Listed]
    texts: Mapping[str, str]
    points: Mapping[str, Sequence[Point]]
    stances: Mapping[tuple[str, Span], Stance]  #: of the claims, by clip and content


def odds_of(story: int, label: str, conflicts: Iterable[tuple[int, Conflict]], backing: Backing) -> tuple[Odds, ...]:
    """Return the conflicts (place in the story's list, conflict) of one story; those on figures that share an account
    are one."""
    homes = _homes(backing)
    return tuple(_odds(story, label, group, backing, homes) for group in _groups(conflicts))


def heads(conflicts: Sequence[Conflict]) -> tuple[int, ...]:
    """Return, of each conflict of a story's list, the place of that which stands for all those that `odds_of` makes
    one with it: the one with the latest account, of several the first. There are as many `Odds` as heads."""
    found: dict[int, int] = {}
    for group in _groups(enumerate(conflicts)):
        head, _ = max(group, key=lambda pair: (_last_day(pair[1]), -pair[0]))
        found |= {n: head for n, _ in group}
    return tuple(found[n] for n in range(len(conflicts)))


def _groups(conflicts: Iterable[tuple[int, Conflict]]) -> list[list[tuple[int, Conflict]]]:
    groups: list[list[tuple[int, Conflict]]] = []
    places: list[set[tuple[str, Span]]] = []
    for n, conflict in conflicts:
        mine = {(account.clip, account.span) for account in conflict.accounts}
        shared = [at for at, theirs in enumerate(places) if mine & theirs] if conflict.kind in _FIGURES else []
        if not shared:
            groups.append([(n, conflict)])
            places.append(mine if conflict.kind in _FIGURES else set())
            continue
        first, *others = shared
        groups[first].append((n, conflict))
        places[first] |= mine
        for at in reversed(others):
            groups[first] += groups.pop(at)
            places[first] |= places.pop(at)
    return groups


def _last_day(conflict: Conflict) -> str:
    """Return the day of a conflict's latest account as keii.store.story_pages.LAST tells it; "": not told."""
    said = conflict.accounts[-1].said or ""
    return said[:10] if said[:1].isdigit() else ""


def _odds(
    story: int, label: str, group: list[tuple[int, Conflict]], backing: Backing, homes: Mapping[str, str]
) -> Odds:
    group = sorted(group, key=lambda pair: pair[0])
    accounts = _once(account for _, conflict in group for account in conflict.accounts)
    kinds = tuple(dict.fromkeys(conflict.kind for _, conflict in group))
    between = _between(group[0][1]) if kinds == ("blame",) else None
    told = tuple(_told(account, backing) for account in accounts)
    courses: tuple[Course, ...] = ()
    if kinds[0] in _FIGURES:
        told = _differing(told)
        courses = _courses(told)
    else:
        told = _sided(told, _side_of(kinds[0], between, homes, backing))
    about = max((conflict.about for _, conflict in group), key=len)
    reasons = tuple(dict.fromkeys(reason for _, conflict in group for reason in conflict.reasons))
    return Odds(
        story=story, label=label, n=group[0][0], kinds=kinds, about=about, told=told, courses=courses, between=between,
        reasons=reasons,
    )  # fmt: skip


def _once(accounts: Iterable[Account]) -> list[Account]:
    """Return accounts in order of time, each place once: with whose it is, where one conflict says and one does not."""
    found: dict[tuple[str, Span], Account] = {}
    for account in accounts:
        place = account.clip, account.span
        if place not in found or found[place].source is None:
            found[place] = account
    return sorted(found.values(), key=lambda account: (account.said or "9999", account.clip, account.span))


def _told(account: Account, backing: Backing) -> Told:
    before, after = around(backing.texts.get(account.clip, ""), account.span)
    point = _point(account, backing)
    figure = None
    if point is not None and point.kind != "statement":
        figure = point.value or f"{point.low}~{point.high}{point.unit}"
    return Told(
        account=account, clip=backing.clips[account.clip], before=before, after=after, figure=figure,
        stance=backing.stances.get((account.clip, account.span)), side=2, differs=False,
    )  # fmt: skip


def _point(account: Account, backing: Backing) -> Point | None:
    return next((p for p in backing.points.get(account.clip, ()) if p.span == account.span), None)


def _figure(told: Told) -> str:
    return told.figure or view_of(told.account.text).text.replace(",", "")


def _differing(told: Sequence[Told]) -> tuple[Told, ...]:
    """Mark the figures that are not what most sources give; of as many the one first given."""
    givers = Counter(figure for _, figure in dict.fromkeys((_whose(one), _figure(one)) for one in told))
    usual = max(givers, key=lambda figure: givers[figure]) if givers else ""
    return tuple(replace(one, figure=_figure(one), differs=_figure(one) != usual) for one in told)


def _whose(told: Told) -> tuple[str | None, str | None]:
    source = told.account.source
    return (source, None) if source is not None else (None, told.clip.outlet)


def _courses(told: Sequence[Told]) -> tuple[Course, ...]:
    """Return what each source gives, in order of time; the outlets' own words are one course, theirs together."""
    by_source: dict[str | None, list[Told]] = {}
    for one in told:
        by_source.setdefault(one.account.source, []).append(one)
    courses = []
    for source, some in by_source.items():
        outlets = {one.clip.outlet for one in some}
        own = next(iter(outlets)) if source is None and len(outlets) == 1 else None
        courses.append(Course(source=source, outlet=own, steps=_steps(some)))
    return tuple(courses)


def _steps(told: Sequence[Told]) -> tuple[tuple[Told, ...], ...]:
    steps: list[list[Told]] = []
    for one in told:
        if steps and steps[-1][-1].figure == one.figure:
            steps[-1].append(one)
        else:
            steps.append([one])
    return tuple(map(tuple, steps))


def _homes(backing: Backing) -> dict[str, str]:
    """Return the country each source of the clips belongs to."""
    return {
        point.source: point.home
        for points in backing.points.values()
        for point in points
        if point.source and point.home
    }  # fmt: skip


def _between(conflict: Conflict) -> tuple[str, str] | None:
    note = next((reason.note for reason in conflict.reasons if reason.feature == "mutual"), "")
    left, arrow, right = note.partition("⇔")
    return (left, right) if arrow and left and right else None


def _side_of(
    kind: str, between: tuple[str, str] | None, homes: Mapping[str, str], backing: Backing
) -> Callable[[Told], int]:
    if kind == "blame" and between:
        return lambda told: _blaming(told, between, homes)
    return lambda told: 1 if _denies(told, backing) else 0


def _blaming(told: Told, between: tuple[str, str], homes: Mapping[str, str]) -> int:
    """Return which of the two an account speaks for: by whose it is, else by whom its words name."""
    source = told.account.source or ""
    for side, name in enumerate(between):
        if homes.get(source) == name or source == name or source.startswith(name):
            return side
    named = [name in told.account.text for name in between]
    return 2 if named[0] == named[1] else int(named[0])


def _denies(told: Told, backing: Backing) -> bool:
    point = _point(told.account, backing)
    weights = [sign.partition(":")[2] for sign in point.signs if sign.startswith("deny:")] if point else []
    return told.stance == "deny" or any(float(weight) >= _DENIES for weight in weights)


def _sided(told: Sequence[Told], side: Callable[[Told], int]) -> tuple[Told, ...]:
    """Give every account its side; where all stand on one, the first source faces the others."""
    placed = tuple(replace(one, side=side(one)) for one in told)
    if {0, 1} <= {one.side for one in placed}:
        return placed
    first = told[0].account.source
    return tuple(replace(one, side=int(one.account.source != first)) for one in told)
