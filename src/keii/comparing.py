"""突き合わせ: the accounts of one story side by side, and what the story is called."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from keii.errors import DossierError
from keii.link.accounts.odds import heads
from keii.link.conflicts.find import conflicts_of
from keii.link.conflicts.rename import renamed
from keii.link.settle import names
from keii.link.stories.label import label
from keii.link.strand import profile_of_text
from keii.records.conflict import Conflict, conflict_to_json
from keii.records.point import point_from_json
from keii.store.loom import Loom

LATEST = 60
"""Latest clips of a story whose points are compared and whose names are tried: a day's papers on a great matter."""


Each = Callable[[Callable[["Case"], "Found"], Sequence["Case"]], Iterable["Found"]]
"""Does some work on each of some cases and gives what it found in the same order, maybe in other processes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """突き合わせる話題: all that setting the accounts of one story side by side needs."""

    clips: tuple[tuple[str, str, str], ...]  #: id, profile as JSON and headline of each
    points: tuple[tuple[str, Mapping[str, str]], ...]  #: of each clip but copies: points as JSON, what its names mean
    copies: Mapping[str, str]  #: id of a copy -> that of its original


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """突き合わせの結果: label and conflicts of a story, or what went wrong."""

    label: str = ""
    conflicts: tuple[tuple[str, str, Any, int], ...] = ()  #: kind, about, whole as JSON, place of its head
    wrong: tuple[str, str] = ("", "")  #: with label and conflicts; "": nothing


def compare(loom: Loom, stories: Iterable[int], each: Each = map) -> None:
    """Set the accounts of stories side by side, and label them. `each` does what is worked out of one story alone."""
    given = names(loom.judgements("story"))
    cases: dict[int, Case] = {}
    for story in sorted(set(stories)):
        loom.compared(story)
        with noting(loom, partial(loom.of_story, story, 1)):
            cases[story] = _case(loom, story)
    for story, found in zip(cases, each(find, list(cases.values())), strict=True):
        for error in filter(None, found.wrong):
            note(loom, loom.of_story(story, 1), error)
        if not found.wrong[0]:
            loom.label_story(story, given.get(story, found.label))
        if not found.wrong[1]:
            loom.put_conflicts(story, found.conflicts)


def _case(loom: Loom, story: int) -> Case:
    clips = loom.of_story(story, LATEST)
    ids = loom.ids(clips)
    copies = {copy: head for copy, head in loom.repeats(clips).items() if head in ids}
    return Case(
        clips=tuple((woven.id, woven.profile, woven.headline) for woven in loom.woven(clips)),
        points=tuple((loom.points(clip), loom.names_in(clip)) for clip in clips if clip not in copies),
        copies={ids[copy]: ids[head] for copy, head in copies.items()},
    )


def find(case: Case) -> Found:
    """Return what there is to say of one story. Never raises for what its clips hold."""
    called, wrong = "", ["", ""]
    conflicts: tuple[tuple[str, str, Any, int], ...] = ()
    try:
        called = label([(profile_of_text(id_, profile), words) for id_, profile, words in case.clips])
    except Exception as error:  # one bad clip never stops a batch
        wrong[0] = told(error)
    try:
        found = _conflicts(case)
        conflicts = tuple(
            (c.kind, c.about, conflict_to_json(c), head) for c, head in zip(found, heads(found), strict=True)
        )
    except Exception as error:  # as above
        wrong[1] = told(error)
    return Found(label=called, conflicts=conflicts, wrong=(wrong[0], wrong[1]))


def _conflicts(case: Case) -> tuple[Conflict, ...]:
    points = [renamed(point_from_json(point), called) for whole, called in case.points for point in json.loads(whole)]
    return conflicts_of(points, case.copies)


@contextmanager
def noting(loom: Loom, clips: Callable[[], Sequence[int]]) -> Iterator[None]:
    """Run a part; if it fails nothing of it stays, and these clips get a problem."""
    try:
        with loom.attempt():
            yield
    except DossierError:
        raise
    except Exception as error:  # one bad clip never stops a batch
        note(loom, clips(), told(error))


def note(loom: Loom, clips: Iterable[int], error: str) -> None:
    """Give clips a problem."""
    for clip in clips:
        loom.put_problem(clip, "K1902", error)


def told(error: Exception) -> str:
    """Return an error as a problem tells it."""
    return f"{type(error).__name__}: {error}"
