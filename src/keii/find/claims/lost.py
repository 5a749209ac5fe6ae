"""Sources that lost their particle: プーチン大統領 9日に「…」と述べた; 「…」と批判 中国外務省."""

from __future__ import annotations

from keii.find.claims.bonds import Bond
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line
from keii.find.claims.sources import PERSONAL, Topic

_LONGEST = 12
"""A name that opens a sentence without a particle has at most this many morphemes."""


def leading(line: Line, limit: int) -> Topic | None:
    """Return the person or group that opens the sentence, a blank and no particle after it, before `limit`; of a
    headline also with a comma."""
    starts, ends = line.scene.parse.starts, line.scene.parse.ends
    title = not line.tag[-1].startswith("補助記号-句点")
    for p in range(min(_LONGEST, limit - 1, line.size - 1)):
        if title and line.surf[p + 1] == "、":  # 首相、増税を否定
            noun = noun_before(line, p + 1)
            fits = noun is not None and noun.start == 0 and noun.klass in PERSONAL
            return Topic(noun, p + 1, "は") if fits and noun is not None else None
        if ends[line.at[p]] < starts[line.at[p + 1]]:
            noun = noun_before(line, p + 1)
            fits = noun is not None and noun.start == 0 and noun.klass in PERSONAL
            return Topic(noun, p, "は") if fits and noun is not None else None
        if line.tag[p].startswith(("助詞", "助動詞", "動詞")) and not (title and line.surf[p] == "の"):
            return None
    return None


def trailing(line: Line, bond: Bond) -> Noun | None:
    """Return the person or group that ends a headline, a blank between it and the cue: 「…」と批判 中国外務省."""
    starts, ends = line.scene.parse.starts, line.scene.parse.ends
    stop, end = bond.stop, line.size
    if stop >= end or ends[line.at[stop - 1]] >= starts[line.at[stop]]:
        return None
    noun = noun_before(line, end, stop)
    return noun if noun is not None and noun.start == stop and noun.klass in PERSONAL else None
