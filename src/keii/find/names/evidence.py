"""What the rules and tables say of each morpheme, as atoms for the names model (素性の原子).

The model does not only see words: it sees the unit a morpheme stands in (its code and the row of the tables behind it),
the name the rules have there and the one they have of the same word elsewhere in the clip, and the run of nouns around
it: which title or head stands further on in the run, the words before and after the run, and past a bracket the word
beyond it. So a name that no list holds is told by its surroundings: 玉虫|代表|は, 食堂「|まるよし|」を営む.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from keii.find.names.candidate import Candidate
from keii.find.names.entry import Entry
from keii.find.names.units import Units
from keii.records.parse import Parse
from keii.tables.names import RankedName, given_names, surnames
from keii.weights.linear import Atoms, string_id

CODE, CODE1, KIND, RULE, RULE_TYPE, ELSEWHERE, PERSON, TITLE_AHEAD, HEAD_AHEAD, AFTER, BEFORE, PLACE, BEYOND, AHEAD = (
    range(14)
)
ROWS = 14
"""Rows of `evidence`."""
_TYPES = {"PER": 1, "ORG": 2, "GPE": 3, "LOC": 4}
_FAR = 3
"""Distances are told apart up to this many units."""
_MIX = np.uint32(0x9E3779B1)
_FREQUENT, _KNOWN = 500, 2000
"""Ranks up to which a surname or given name is frequent, or well known."""
_STOPS, _TITLES, _HEADS, _BRACKETS = ".,|()<>[]oe", "th", "sglbMO", "()<>[]"
"""Codes of units that end a run of nouns, of titles, of heads, and of brackets."""
_NUMBER = np.uint32(2)
"""Stands for any number beyond a bracket: 山田花子(23)."""


def evidence(parse: Parse, seen: Units, kept: Sequence[Candidate], words: NDArray[np.uint32]) -> Atoms:
    """Return (ROWS, morphemes) atoms. `kept` are the rules' names in order, `words` the morphemes' own atoms."""
    starts, firsts = np.array(parse.starts, dtype=np.int64), np.array(seen.starts, dtype=np.int64)
    ends, lasts = np.array(parse.ends, dtype=np.int64), np.array(seen.ends, dtype=np.int64)
    at = firsts.searchsorted(starts, "right") - 1
    codes = np.frombuffer(f"{seen.codes}{_END}".encode("ascii"), dtype=np.uint8).astype(np.uint32)
    kinds = np.array([_kind(e[0]) if e else 0 for e in seen.entries], dtype=np.uint32)
    out = np.empty((ROWS, len(starts)), dtype=np.uint32)
    code = codes.take(at)
    out[CODE] = code * 4 + 2 * (firsts.take(at) != starts) + (lasts.take(at) != ends)
    out[CODE1], out[KIND] = code, kinds.take(at)
    out[RULE : RULE_TYPE + 1] = _rules(parse, kept)
    out[ELSEWHERE] = _first_of_word(words, out[RULE_TYPE])
    out[PERSON] = np.fromiter(map(_people().get, parse.surfaces, repeat(0)), dtype=np.uint32, count=len(starts))
    own = np.ones(len(codes), dtype=np.uint32)
    words.take(starts.searchsorted(firsts), mode="clip", out=own[:-1])
    out[TITLE_AHEAD:] = _runs(codes, kinds, own).take(at, axis=1)
    return out


@lru_cache(maxsize=1 << 12)
def _kind(entry: Entry) -> int:
    return string_id(f"{entry.code}{entry.type}/{entry.kind}")


@cache
def _people() -> dict[str, int]:
    """Return for each surname and given name how frequent it is as each: 1 to 15. To read only: a proxy is slower."""
    out = dict[str, int]()
    for step, rows in ((1, surnames()), (4, given_names())):
        for row in rows:
            out[row.name] = out.get(row.name, 0) + step * _rank(row)
    return out


def _rank(row: RankedName) -> int:
    return 3 - (row.rank > _FREQUENT) - (row.rank > _KNOWN)


def _rules(parse: Parse, kept: Sequence[Candidate]) -> Atoms:
    """Return the rows RULE and RULE_TYPE: place in the rules' name (begin, inside, end, single), whether the name is
    whole morphemes, its type, and in the first row the power of the step that gave it."""
    starts, ends = parse.starts, parse.ends
    places, told, powers = list[int](), list[int](), list[int]()
    for one in kept:
        first, last = bisect_right(ends, one.start), bisect_left(starts, one.end)
        if first == last:
            continue
        whole = starts[first] == one.start and ends[last - 1] == one.end
        inside = 8 * _TYPES.get(one.type or "", 5) + whole + 1
        places += range(first, last)
        told += [inside] * (last - first)
        told[first - last] += 4
        told[-1] += 2
        powers += [64 * one.power] * (last - first)
    out = np.zeros((2, len(starts)), dtype=np.uint32)
    out[:, places] = told
    out[0, places] += np.array(powers, dtype=np.uint32)
    return out


def _first_of_word(words: NDArray[np.uint32], found: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return for each morpheme what was found first of the same word in the text, 0 where nothing was."""
    places = found.nonzero()[0]
    if not len(places):
        return found
    places = places.take(words.take(places).argsort(kind="stable"))
    known = words.take(places)
    at = known.searchsorted(words)
    same = known.take(at, mode="clip") == words
    told: NDArray[np.uint32] = found.take(places).take(at, mode="clip") * same
    return told


_END = "\0"
"""Code behind the last unit: neither a word nor a mark."""


@cache
def _letters(*kinds: str) -> NDArray[np.bool_]:
    """Return for each kind a row of 128: which codes are of it."""
    out = np.array([[chr(code) in kind for code in range(128)] for kind in kinds])
    out.flags.writeable = False
    return out


def _runs(codes: NDArray[np.uint32], kinds: NDArray[np.uint32], own: NDArray[np.uint32]) -> Atoms:
    """Return for each unit the rows TITLE_AHEAD to AHEAD; `own` are the surface atoms of the units' first morphemes.

    `codes` and `own` hold one more: what stands behind the last unit.
    """
    size = len(kinds)
    here = np.arange(size + 1)
    stop, bracket, *_ = marks = _letters(_STOPS, _BRACKETS, _TITLES, _HEADS).take(codes, axis=1)
    start = np.maximum.accumulate(np.where(stop, here, -1))[:-1]
    coming = np.minimum.accumulate(np.where(marks, here, size)[:, ::-1], axis=1)[:, ::-1]
    end, ahead, here = coming[0, :-1], coming[2:, 1:], here[:-1]
    out = np.zeros((AHEAD - TITLE_AHEAD + 1, size), dtype=np.uint32)
    found = (ahead < end).nonzero()
    to = ahead[found]
    far = np.minimum(to - found[1], _FAR).astype(np.uint32)
    out[found] = (kinds.take(to) ^ (codes.take(to) << np.uint32(2)) ^ far) * _MIX
    out[2], out[3] = own.take(end), own[start]
    out[4] = np.minimum(here - start, _FAR) * 4 + np.minimum(end - here, _FAR) + 1
    told = np.where(codes == ord("d"), _NUMBER, own)
    told[-1] = 0
    out[5] = told[start - 1] * bracket[start]
    out[6] = told.take(end + 1, mode="clip") * bracket.take(end)
    out[:, stop[:-1]] = 0
    return out
