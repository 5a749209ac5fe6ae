"""What to call a story: words of its own clips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from keii.link.stories.profile import Profile, cosine
from keii.records.reading import Reading

LONGEST = 48
"""Code points of a label at most: three lines of a narrow newspaper headline."""
_STOPS = "、,，・)）」』】 　"
_DATELINE = re.compile(r"^(?:【[^】]{1,20}】|\[[^\]]{1,20}\]|［[^］]{1,20}］|[（(][^）)]{1,20}[）)])\s*")


def headline(reading: Reading) -> str:
    """Return the words of a clip that tell what it is about: its title, else a first line that is no sentence, else
    the beginning of its first sentence. "" for an empty text."""
    clip = reading.clip
    if clip.title and clip.title.strip():
        return cut(clip.title.strip())
    for line in map(str.strip, clip.text.split("\n")):
        bare = _DATELINE.sub("", line)
        if len(bare) >= 6:
            return cut(bare.split("。", 1)[0])
    return cut(clip.text.strip())


def cut(text: str) -> str:
    """Return the first line of a text, shortened at a comma or bracket where it is too long."""
    line = text.split("\n", 1)[0].strip()
    if len(line) <= LONGEST:
        return line
    at = max((line.rfind(stop, LONGEST // 2, LONGEST) for stop in _STOPS), default=-1)
    return (line[:at] if at > 0 else line[: LONGEST - 1]).rstrip("、,，・ 　") + "…"


def label(clips: Sequence[tuple[Profile, str]]) -> str:
    """Return the headline of the clip that is nearest to all the others of a story; of two the earlier; of as many,
    the first in order of day and id. "" where no clip has any words."""
    told = sorted(((p, words) for p, words in clips if words), key=lambda c: (c[0].day is None, c[0].day, c[0].clip))
    if len(told) < 3:
        return told[0][1] if told else ""
    near = [0.0] * len(told)
    for a, b, likeness in _pairs([profile for profile, _ in told]):
        near[a] += likeness
        near[b] += likeness
    return told[max(range(len(told)), key=lambda n: (round(near[n], 6), -n))][1]


def _pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    for a, b in combinations(range(len(profiles)), 2):
        yield a, b, cosine(profiles[a].words, profiles[b].words)
