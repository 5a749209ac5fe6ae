"""When a claim was made: the calendar time in its sentence outside all content."""

from __future__ import annotations

from bisect import bisect_left

from keii.find.claims.draft import Draft
from keii.records.time import Time


def said_of(draft: Draft, times: tuple[Time, ...]) -> str | None:
    """Return the value of the first calendar time in the claim's main clause, outside its content, or None."""
    for time in times[bisect_left(times, draft.main, key=lambda t: t.span.start) :]:
        if time.span.start >= draft.cue.end:
            break
        outside = time.span.end <= draft.content.start or time.span.start >= draft.content.end
        if outside and not time.value.startswith("P"):
            return time.value
    return None
