"""The matter of a text: what is left for comparing when credits, readings and words about the page are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from keii.link.copies.hand import at_hand
from keii.tables.load import load
from keii.text.view import view_of

LONGEST = 60
"""Code points of a sentence that may be left out whole: longer ones tell something besides."""
_ENDS = "。\n"
_SPLIT = re.compile(r"[。\n]+")
_NO_WORDS = re.compile(r"[\W_]+")
_CREDIT = re.compile(
    r"[【\[(<]\s*(?:[^】\])>\n]{0,12}?(?:共同|時事|ロイター|AP|AFP|UPI|聯合|新華社|タス通信|インタファクス|ブルームバーグ|CNN|BBC|"
    r"[ァ-ヺー]{2,8}通信|[\u4e00-\u9fff]{2,4}通信)(?:通信|通信社|時事|社|発|配信)?[^】\])>\n]{0,6})\s*[】\])>]"
)
"""A credit in brackets: 【ソウル共同】, (時事), 【ワシントンAFP時事】. The agencies that Japanese papers use."""
_READING = re.compile(r"[(][ぁ-ゖー・=\s]{2,24}[)]")
"""A reading behind a name: 灯台町(とうだいちょう)."""
_LEFT = re.compile(r"残り[:\s]?\d+文字|\(残り\d+文字\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boiler:
    """決まり文句: words of a sentence that is no part of a report."""

    words: str
    kind: str  #: wall, reuse, page
    example: str
    near_miss: str
    source: str


@cache
def boilers() -> tuple[Boiler, ...]:
    """Return the words of sentences that are no part of a report."""
    return load("keii.link.copies", "boiler.tsv", Boiler)


@at_hand(64)
def matter(text: str) -> str:
    """Return the normalised view of a text without credits, readings and sentences about the page; the view itself
    where nothing else would be left."""
    view = view_of(text).text
    plain = view
    if cuts := list(_cuts(view)):
        plain = "".join(view[a:b] for a, b in _kept(cuts, len(view)))
    for shape in (_CREDIT, _READING, _LEFT):
        plain = shape.sub("", plain)
    return plain if plain.strip(" 。、\n") else view


def opening_sentences(text: str, most: int, least: int) -> tuple[str, ...]:
    """Return the first `most` sentences or lines of `least` letters and figures or more of a text, folded."""
    found: list[str] = []
    for sentence in _SPLIT.split(text):
        if len(sentence) >= least and len(folded := _NO_WORDS.sub("", sentence.casefold())) >= least:
            found.append(folded)
            if len(found) == most:
                break
    return tuple(found)


def _cuts(view: str) -> Iterator[tuple[int, int]]:
    """Yield the places of sentences to leave out, in order; none twice."""
    end = 0
    for hit in _words().finditer(view):
        if hit.start() < end:
            continue
        start = max(view.rfind(mark, end, hit.start()) for mark in _ENDS) + 1
        start = max(start, end)
        stops = [at for mark in _ENDS if (at := view.find(mark, hit.end())) >= 0]
        stop = min(stops, default=len(view) - 1) + 1
        if stop - start <= LONGEST:
            yield start, stop
            end = stop


def _kept(cuts: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, stop in cuts:
        yield at, start
        at = stop
    yield at, length


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row.words) for row in boilers()))
