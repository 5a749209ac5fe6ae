"""突き合わせ: the accounts of one story side by side, and what the story is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from keii.errors import DossierError
from keii.link.conflicts.find import conflicts_of
from keii.link.conflicts.rename import renamed
from keii.link.settle import names
from keii.link.stories.label import label
from keii.link.strand import profile_from_json
from keii.records.conflict import Conflict, conflict_to_json
from keii.records.point import Point, point_from_json
from keii.store.loom import Loom

LATEST = 60
"""Latest clips of a story whose points are compared and whose names are tried: a day's papers on a great matter."""


def compare(loom: Loom, stories: Iterable[int]) -> None:
    """Set the accounts of stories side by side, and label them."""
    given = names(loom.judgements("story"))
    for story in sorted(set(stories)):
        loom.compared(story)
        clips = loom.of_story(story, LATEST)
        latest = partial(loom.of_story, story, 1)
        with noting(loom, latest):
            woven = loom.woven(clips)
            own = label([(profile_from_json(clip.id, clip.profile), clip.headline) for clip in woven])
            loom.label_story(story, given.get(story, own))
        with noting(loom, latest):
            found = _conflicts(loom, clips)
            loom.put_conflicts(story, [(c.kind, c.about, conflict_to_json(c)) for c in found])


@contextmanager
def noting(loom: Loom, clips: Callable[[], Sequence[int]]) -> Iterator[None]:
    """Run a part; if it fails nothing of it stays, and these clips get a problem."""
    try:
        with loom.attempt():
            yield
    except DossierError:
        raise
    except Exception as error:  # one bad clip never stops a batch
        for clip in clips():
            loom.put_problem(clip, "K1902", told(error))


def told(error: Exception) -> str:
    """Return an error as a problem tells it."""
    return f"{type(error).__name__}: {error}"


def _conflicts(loom: Loom, clips: Sequence[int]) -> tuple[Conflict, ...]:
    points: list[Point] = []
    ids: dict[int, str] = {}
    for clip in clips:
        ids[clip], kept = loom.points(clip)
        called = loom.names_in(clip)
        points += (renamed(point_from_json(point), called) for point in kept)
    repeats = loom.repeats(clips)
    return conflicts_of(points, {ids[copy]: ids[head] for copy, head in repeats.items() if head in ids})
