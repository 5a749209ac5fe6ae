"""当てる: corrections laid over a clip, and over what was read in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from keii.amend.claims import with_claim, with_source, with_stance, without_claim
from keii.amend.names import with_name
from keii.amend.times import with_time
from keii.records.clip import Clip
from keii.records.correction import Correction
from keii.records.problem import Problem
from keii.records.reading import Reading

LOST = "K1401"
"""Code of the problem that a correction no longer finds what it is about."""
_UNDATED = Problem(code="K1004")

Step = Callable[[Reading, Correction], Reading | None]


def clip_as_said(clip: Clip, corrections: Iterable[Correction]) -> Clip:
    """Return a clip with the outlet, date and headline a person gave it; of several that hold the last counts."""
    for correction in corrections:
        if correction.kind == "outlet":
            by = "user" if correction.value else None
            clip = replace(clip, outlet=correction.value, outlet_by=by)  # type: ignore[arg-type]  # one of its words
        elif correction.kind == "published":
            clip = _dated(clip, date.fromisoformat(correction.value) if correction.value else None)
        elif correction.kind == "title":
            clip = replace(clip, title=correction.value)
    return clip


def amend(base: Reading, corrections: Iterable[Correction], read: Callable[[Clip], Reading]) -> Reading:
    """Return a reading as corrected: `base` is what the engine read, the corrections those that hold, in order.

    `read` is called where the clip has another date. A correction that no longer finds what it is about changes
    nothing and leaves a K1401 in `problems`.
    """
    held = tuple(corrections)
    clip = clip_as_said(base.clip, held)
    reading = read(clip) if clip.published != base.clip.published else replace(base, clip=clip)
    for correction in held:
        step = _STEPS.get(correction.kind)
        if step:
            reading = step(reading, correction) or _lost(reading, correction)
    return reading


def _dated(clip: Clip, day: date | None) -> Clip:
    problems = tuple(problem for problem in clip.problems if problem != _UNDATED)
    if day is None:
        return replace(clip, published=None, published_by=None, problems=(*problems, _UNDATED))
    return replace(clip, published=day, published_by="user", problems=problems)


def _claim(reading: Reading, correction: Correction) -> Reading | None:
    return without_claim(reading, correction) if correction.value is None else with_claim(reading, correction)


def _lost(reading: Reading, correction: Correction) -> Reading:
    problem = Problem(code=LOST, span=correction.span, args=(str(correction.number), correction.words))
    return replace(reading, problems=(*reading.problems, problem))


_STEPS: Final = MappingProxyType[str, Step](
    {"name": with_name, "time": with_time, "source": with_source, "stance": with_stance, "claim": _claim}
)
"""Kind -> what it does to a reading; None: what it is about is not there."""
