"""What the rules and tables say of each morpheme, as atoms for the names model (素性の原子).

The model does not only see words: it sees the unit a morpheme stands in (its code and the row of the tables behind it),
the name the rules have there and the one they have of the same word elsewhere in the clip, and the run of nouns around
it: which title or head stands further on in the run, the words before and after the run, and past a bracket the word
beyond it. So a name that no list holds is told by its surroundings: 玉虫|代表|は, 食堂「|まるよし|」を営む.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from keii.find.names.candidate import Candidate
from keii.find.names.entry import Entry
from keii.find.names.units import Units
from keii.records.parse import Parse
from keii.tables.names import RankedName, given_names, surnames
from keii.weights.linear import Atoms, Integers, string_id

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
    starts, ends = np.array(parse.starts, dtype=np.int64), np.array(parse.ends, dtype=np.int64)
    firsts, lasts = np.array(seen.starts, dtype=np.int64), np.array(seen.ends, dtype=np.int64)
    at = firsts.searchsorted(starts, "right") - 1
    codes = np.frombuffer(seen.codes.encode("ascii"), dtype=np.uint8).astype(np.uint32)
    kinds = np.array([_kind(e[0]) if e else 0 for e in seen.entries], dtype=np.uint32)
    out = np.empty((ROWS, len(starts)), dtype=np.uint32)
    code = codes[at]
    out[CODE] = code * 4 + 2 * (firsts[at] != starts) + (lasts[at] != ends)
    out[CODE1], out[KIND] = code, kinds[at]
    out[RULE : RULE_TYPE + 1] = _rules(starts, ends, kept)
    out[ELSEWHERE] = _first_of_word(words, out[RULE_TYPE])
    out[PERSON] = np.fromiter(map(_people().get, parse.surfaces, repeat(0)), dtype=np.uint32, count=len(starts))
    own = words.take(np.minimum(starts.searchsorted(firsts), len(starts) - 1))
    out[TITLE_AHEAD:] = _runs(codes, kinds, own)[:, at]
    return out


@lru_cache(maxsize=1 << 12)
def _kind(entry: Entry) -> int:
    return string_id(f"{entry.code}{entry.type}/{entry.kind}")


@cache
def _people() -> MappingProxyType[str, int]:
    """Return for each surname and given name how frequent it is as each: 1 to 15."""
    out = dict[str, int]()
    for step, rows in ((1, surnames()), (4, given_names())):
        for row in rows:
            out[row.name] = out.get(row.name, 0) + step * _rank(row)
    return MappingProxyType(out)


def _rank(row: RankedName) -> int:
    return 3 - (row.rank > _FREQUENT) - (row.rank > _KNOWN)


def _rules(starts: Integers, ends: Integers, kept: Sequence[Candidate]) -> Atoms:
    """Return the rows RULE and RULE_TYPE: place in the rules' name (begin, inside, end, single), whether the name is
    whole morphemes, its type, and in the first row the power of the step that gave it."""
    out = np.zeros((2, len(starts)), dtype=np.uint32)
    if not kept:
        return out
    told = np.array([(k.start, k.end, _TYPES.get(k.type or "", 5), k.power) for k in kept], dtype=np.int64).T
    first, last = np.searchsorted(ends, told[0], "right"), np.searchsorted(starts, told[1], "left")
    held = first < last
    first, last, told = first[held], last[held], told[:, held]
    if not len(first):
        return out
    sizes = last - first
    which = np.repeat(np.arange(len(first)), sizes)
    at = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[which]
    whole = (starts[first] == told[0]) & (ends[last - 1] == told[1])
    place = 2 * (at == first[which]) + (at == last[which] - 1)
    out[1, at] = told[2][which] * 8 + place * 2 + whole[which] + 1
    out[0, at] = out[1, at] + (told[3][which] * 64).astype(np.uint32)
    return out


def _first_of_word(words: NDArray[np.uint32], found: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return for each morpheme what was found first of the same word in the text, 0 where nothing was."""
    places = found.nonzero()[0]
    known, first = np.unique(words.take(places), return_index=True)
    if not len(known):
        return found
    at = np.minimum(known.searchsorted(words), len(known) - 1)
    told: NDArray[np.uint32] = found.take(places).take(first).take(at) * (known.take(at) == words)
    return told


@cache
def _letters(kind: str) -> NDArray[np.bool_]:
    out = np.zeros(128, dtype=np.bool_)
    out[[ord(code) for code in kind]] = True
    out.flags.writeable = False
    return out


def _runs(codes: NDArray[np.uint32], kinds: NDArray[np.uint32], own: NDArray[np.uint32]) -> Atoms:
    """Return for each unit the rows TITLE_AHEAD to AHEAD; `own` are the surface atoms of the units' first morphemes."""
    size, here = len(codes), np.arange(len(codes))
    stop = _letters(_STOPS)[codes]
    end, start = _next(stop, size), np.maximum.accumulate(np.where(stop, here, -1))
    out = np.zeros((AHEAD - TITLE_AHEAD + 1, size), dtype=np.uint32)
    for row, marks in enumerate((_TITLES, _HEADS)):
        ahead = np.append(_next(_letters(marks)[codes], size), size)[1:]
        found = np.flatnonzero(ahead < end)
        to = ahead[found]
        far = np.minimum(to - found, _FAR).astype(np.uint32)
        out[row, found] = (kinds[to] ^ (codes[to] << np.uint32(2)) ^ far) * _MIX
    edged = np.append(own, np.uint32(1))
    out[2], out[3] = edged[end], edged[start]
    out[4] = np.minimum(here - start, _FAR) * 4 + np.minimum(end - here, _FAR) + 1
    bracket = np.append(_letters(_BRACKETS)[codes], False)
    told = np.append(np.where(codes == ord("d"), _NUMBER, own), np.zeros(2, dtype=np.uint32))
    out[5] = told[start - 1] * bracket[start]
    out[6] = told[np.minimum(end + 1, size)] * bracket[end]
    out[:, stop] = 0
    return out


def _next(marks: NDArray[np.bool_], size: int) -> Integers:
    """Return for each place the first marked place from it on, `size` where there is none."""
    places = np.where(marks, np.arange(len(marks)), size)
    out: Integers = np.minimum.accumulate(places[::-1])[::-1]
    return out
