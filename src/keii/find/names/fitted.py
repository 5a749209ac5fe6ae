"""What the fitted model sees, set against what the rules have: it fills what they left and corrects them where sure.

The model is shown the rules' names (`evidence`), so that its answer is a second opinion on them and not a vote apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from keii.find.names.candidate import COMPOUND, SHIELD, TAGGED, Candidate
from keii.find.names.heads import apposes, bare_end, leads, word_ends
from keii.find.names.people import title_after
from keii.find.names.rows import word_set
from keii.find.names.tagger import Kind, Table, Tagged, tag
from keii.find.names.units import Units, word
from keii.records.parse import Parse

LEAST, LEAST_OF_ONE = 100, 150
"""Scores from which the model fills what the rules left: of several units, of one."""
OVER_PARTS, OVER_WHOLE, ACROSS = 500, 1500, 600
"""Scores from which the model's name stands in place of the rules' names: those inside it that leave some of it
free (民和党|青葉|連), those that cover it all (肥前町|高串), those it crosses. All scores here were chosen by folds
over the own documents; 0.4 and 2.5 times each lay within 0.4 F1 on 5,340 names left out of the fit (2026-11)."""
OTHER_TYPE = 900
"""Score from which its type is taken for a span that the rules have. Whether a place has a government the rules say."""
OVER_SHIELD = 1800
"""Score from which a name stands where the rules say that there is none."""
CAPITALS = 600
"""Words in capitals (MNP) are as often things as organisations."""
DIVIDED = 500
"""Least score of both names that one name of the rules is divided into."""
SURE_OF_END = 3000
"""Score from which even 〜内 or 〜側 ends a name."""
CORRECTED = 96
"""Power of a name of the model's in place of the rules'."""
_NO_END = ("内", "前", "側", "両党", "定例会", "執行部", "・")
"""Words that may stand behind a name in one run of nouns."""
_MISSIONS = ("大使館", "領事館")
"""Bodies whose seat the rules keep apart: 平壌|ロシア大使館."""
_KIND_CODES, _NAMING = "nszXvl", "OxkJSpNAK<"
"""Codes of units that may be a word for a kind of body, and of those that may begin its name."""
_HEADS = "sglbXht;"
_BARE = frozenset("国都道府県市区町村州郡")
"""What no name of nothing but heads begins with: 市|庁舎, 県|図書館."""
_DIGITS = "一二三四五六七八九十百千万億兆数"
_BREAKS = frozenset(",()<>[]")
WITH_PARTICLE = 400
"""Score from which a name may hold what the dictionary takes for a particle or verb: か|よ, そら|の|ね."""


def fitted(
    units: Units,
    parse: Parse,
    kept: Sequence[Candidate],
    begin: dict[int, int],
    finish: dict[int, int],
    table: Table | None = None,
) -> Iterator[Candidate]:
    """Yield the model's names that stand beside or over those of the rules, `kept`, which are in order and apart."""
    starts = [one.start for one in kept]
    agreed = {(one.start, one.end, one.type) for one in kept}
    tagged = list(tag(parse, units, kept, table))
    yield from _divided(units, parse, kept, tagged)
    for one in tagged:
        if (parse.starts[one.first], parse.ends[one.last - 1], one.kind) in agreed:
            continue
        first, last = begin.get(parse.starts[one.first]), finish.get(parse.ends[one.last - 1])
        if first is None or last is None:
            continue
        first, last = _trimmed(units, one.kind, first, last)
        start, end = units.starts[first], units.ends[last]
        near = max(0, bisect_left(starts, start) - 1)
        parts = [k for k in kept[near : bisect_left(starts, end)] if k.end > start]
        if len(parts) == 1 and (parts[0].start, parts[0].end) == (start, end):
            yield from _same(one, parts[0], word(units, last + 1) if last + 1 < len(units.codes) else "")
        elif parts and (
            units.text.endswith(_MISSIONS, 0, end) or _in_title(parts, end) or _on_line(units, parts, start, end)
        ):
            continue
        elif _nameable(units, one, first, last) and one.score >= _needed(parts, first == last, start, end):
            title = title_after(units, last + 1) if one.kind == "PER" else None
            power = CORRECTED if parts and all(k.type for k in parts) else TAGGED
            yield Candidate(power, start, end, one.kind, "names.fitted", title=title)


def _divided(units: Units, parse: Parse, kept: Sequence[Candidate], tagged: Sequence[Tagged]) -> Iterator[Candidate]:
    """Yield a person and a body where the rules have both as one body before a title: 鍋島|環境庁|長官."""
    bodies = {(one.start, one.end): one for one in kept if one.type == "ORG"}
    for one, other in pairwise(tagged):
        if (one.kind, other.kind) != ("PER", "ORG") or one.last != other.first:
            continue
        start, middle, end = parse.starts[one.first], parse.ends[one.last - 1], parse.ends[other.last - 1]
        rule = bodies.get((start, end))
        if rule is None or middle != parse.starts[other.first] or min(one.score, other.score) < DIVIDED:
            continue
        at = bisect_left(units.starts, end)
        if title := title_after(units, at) if units.starts[at : at + 1] == [end] else None:
            yield rule._replace(power=COMPOUND + 1, end=middle, type="PER", rule="names.fitted", title=title)
            yield rule._replace(power=COMPOUND + 1, start=middle)


def _same(one: Tagged, rule: Candidate, after: str) -> Iterator[Candidate]:
    """Yield a name of the rules' span with another type, or in place of a shield, where the model is sure. `after` is
    the unit behind it: ワシントン|特派員 stays a place."""
    if rule.type == one.kind or {rule.type, one.kind} == {"GPE", "LOC"} or _proved(rule):
        return
    if rule.type == "GPE" and after in word_set("post_title"):
        return
    if one.score >= (OTHER_TYPE if rule.type else OVER_SHIELD):
        power = CORRECTED if rule.type else SHIELD + 1
        yield Candidate(power, rule.start, rule.end, one.kind, "names.fitted", title=rule.title)


def _proved(rule: Candidate) -> bool:
    """Say whether the text itself proves the type that a rule says: by a title, a score, a pair of spellings."""
    return rule.type is not None and (rule.title is not None or rule.power >= COMPOUND)


_LINES = ("線", "自動車道", "道路")


def _on_line(units: Units, parts: Sequence[Candidate], start: int, end: int) -> bool:
    """Say whether the rules have a line and its station, or a road and its junction, where the model has one name."""
    if len(parts) != 2 or (parts[0].start, parts[1].end) != (start, end) or parts[0].end != parts[1].start:
        return False
    return {one.type for one in parts} == {"LOC"} and units.text.endswith(_LINES, start, parts[0].end)


def _in_title(parts: Sequence[Candidate], end: int) -> bool:
    """Say whether a name would end in the title behind the rules' last name: 国枝保|元専務."""
    title = parts[-1].title
    return title is not None and title[0] < end <= title[1]


def _needed(parts: Sequence[Candidate], single: bool, start: int, end: int) -> float:
    """Return the score a name of the model needs beside the rules' names that share characters with it; none is enough
    where the text itself proves one of those."""
    if not parts:
        return LEAST_OF_ONE if single else LEAST
    if not all(k.type for k in parts):
        return OVER_SHIELD
    if any(k.power > COMPOUND + 1 for k in parts):
        return float("inf")
    if all(start <= k.start and k.end <= end for k in parts):
        return OVER_WHOLE if sum(k.end - k.start for k in parts) == end - start else OVER_PARTS
    return float("inf") if len(parts) == 1 and parts[0].start <= start and end <= parts[0].end else ACROSS


def _trimmed(units: Units, kind: Kind, first: int, last: int) -> tuple[int, int]:
    """Return the first and last unit of the name without the words before it (同国, 国営, 長男, 株式会社) and the
    honorific after it; a person's name ends before a name of another thing."""
    if kind == "PER":
        last = next((i - 1 for i in range(first + 1, last + 1) if units.codes[i] in "OMCW"), last)
        last -= last > first and (units.codes[last] == "m" or _before_title(units, last))
        first += first < last and word(units, first) in word_set("kin")
    while first < last and (units.codes[first] == ";" or leads(units, first)):
        first += 1
    if kind in ("GPE", "LOC") and first < last and units.codes[first] == "G" and word(units, first + 1)[0] in "勢産民":
        last = first
    first += kind in ("GPE", "LOC") and first < last and (_country_of(units, first) or _city_of(units, first, last))
    if kind != "PER":
        first = next((i + 1 for i in range(last - 1, first - 1, -1) if _kind_word(units, i)), first)
    while last > first and (units.codes[last] in "h;" or _beyond(units, kind, last)):
        last -= 1
    return first, bare_end(units, first, last)


def _country_of(units: Units, i: int) -> bool:
    """Say whether a unit is the country of the place in katakana right behind it: メキシコ|シラオ."""
    katakana = all("ァ" <= units.text[at] <= "ヿ" for at in (units.ends[i] - 1, units.ends[i]))
    return units.codes[i] == "C" and units.codes[i + 1] in "kKpx" and katakana


_SMALL = frozenset("灘浦浜島谷沢山")


def _city_of(units: Units, first: int, last: int) -> bool:
    """Say whether a unit is the town of the quarter behind it: 津島町|北灘, but not 札幌市|時計台."""
    quarter = units.codes[last] in "pSQNJxY" or (first + 2 == last and word(units, last) in _SMALL)
    quarter = quarter and units.ends[last] - units.ends[first] <= 4
    return quarter and units.codes[first] in "Gp" and word(units, first)[-1] in "市区町村郡"


def _beyond(units: Units, kind: Kind, i: int) -> bool:
    """Say whether a unit says which part or side of a place is meant, and is no part of its name: 鷹島|沖."""
    return kind in ("GPE", "LOC") and word(units, i) in word_set("beyond")


def _before_title(units: Units, i: int) -> bool:
    """Say whether a unit belongs to the title behind it: 元|専務, 前|首相."""
    return units.codes[i] == "r" and units.codes[i + 1 : i + 2] in ("t", "h", "n")


def _kind_word(units: Units, i: int) -> bool:
    """Say whether a unit says what kind of body the name behind it is, and is no part of it: 会派|清風会."""
    return units.codes[i] in _KIND_CODES and units.codes[i + 1] in _NAMING and apposes(units, i)


def _nameable(units: Units, one: Tagged, first: int, last: int) -> bool:
    """Say whether the units may be a name at all."""
    end = units.ends[last]
    codes, text = units.codes[first : last + 1], units.text[units.starts[first] : end]
    person = one.kind == "PER"
    if "." in codes and (one.score < WITH_PARTICLE or "。" in text or "、" in text):
        return False
    if not _BREAKS.isdisjoint(codes) or ("|" in codes and (not person or "\n" in text)):
        return False
    if not text.strip(_DIGITS) or text in word_set("not_name") or word(units, last) in word_set("not_tail"):
        return False
    if word(units, first) in _BARE and not codes.strip(_HEADS):
        return False
    if person and (text.endswith(word_ends("no_person_end")) or units.text.startswith(word_ends("place_behind"), end)):
        return False
    if text.isascii() and text.isupper() and (one.score < CAPITALS or text in word_set("capitals")):
        return False
    return person or one.score >= SURE_OF_END or not text.endswith(_NO_END)
