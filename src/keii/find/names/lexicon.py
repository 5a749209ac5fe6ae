"""One automaton over all spellings of the tables, and what each spelling means.

A unit's code is one character, so that the shapes of this room are regular expressions over codes:

    C country   c country in one character   G other place with a government   L other place
    O organisation by its own name   M organ of a state (外務省)   W organisation only in context (共同)
    P person   Q person only in context (金)   Y place only in context (石川)   t title   h honorific
    s g l head of an organisation, a place   b head of a part of an organisation (捜査1課)
    B two countries (日米)   R country after 在 対 訪 駐   F country before 元 前 現 側   Z army of a country (米軍)
    X no name (日本時間)   ; word that ends a name's run (株式会社)   | blank

Units outside the tables bear codes by part of speech; see `units`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from keii.find.names.countries import one_character_countries
from keii.find.names.entry import Entry
from keii.find.names.rows import word_set, words
from keii.tables.names import Known, known, suffixes, titles

ORGANS = frozenset({"ministry", "army", "agency", "court", "parliament", "police", "body", "office", "government"})
"""Kinds whose bare word (外務省, 国会) takes a country before it: ロシア外務省 is one name."""
_ORDER = "X;thCGLPOMsglcbBRFZYWQ|"
"""Of two meanings of one spelling the earlier here is tried first."""
_IN_CONTEXT = {"PER": "Q", "ORG": "W"}
_WORD_CODES = {"none": "X", "mark": ";", "stop": ";", "sub_head": "b", "head": "s", "organ": "M"}
_WORD_KINDS = {"head": "company", "organ": "organ"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """辞書: the automaton, and by pattern the meanings in order of strength."""

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    entries: tuple[tuple[Entry, ...], ...]
    number: dict[str, int]  #: pattern -> its index; read only
    codes: str  #: first code of each pattern


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all tables. The tables hold spellings as in the view (tests/tables/test_names.py)."""
    found: dict[str, list[Entry]] = {}
    for form, entry in _meanings():
        meanings = found.setdefault(form, [])
        if not meanings or all(m.code != entry.code or m.entity != entry.entity for m in meanings):
            meanings.append(entry)
    for meanings in found.values():
        if len(meanings) > 1:
            meanings.sort(key=_rank)
    patterns = tuple(found)
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    number = {p: i for i, p in enumerate(patterns)}
    entries = tuple(map(tuple, found.values()))
    return Lexicon(automaton, patterns, entries, number, "".join(e[0].code for e in entries))


def _rank(entry: Entry) -> int:
    return _ORDER.index(entry.code)


def _meanings() -> Iterator[tuple[str, Entry]]:
    rows = known()
    countries = frozenset(f for r in rows if r.kind == "country" for f in r.forms)
    for row in rows:
        yield from _listed(row, countries)
    yield from one_character_countries(rows)
    yield from _titles()
    yield from _heads()
    yield from _words()
    yield "\n", Entry("|", "", "", "", "", "")
    yield " ", Entry("|", "", "", "", "", "")


def _titles() -> Iterator[tuple[str, Entry]]:
    """Titles but those that begin with a name of its own (国連|大使, 欧州|委員長)."""
    holders, accused = tuple(word_set("holder")), tuple(word_set("accused"))
    for title in titles():
        if not title.title.startswith(holders):
            code = "h" if title.kind == "honorific" or title.title.endswith(accused) else "t"
            yield title.title, Entry(code, "", title.title, title.id, title.kind, "")


def _heads() -> Iterator[tuple[str, Entry]]:
    for suffix in suffixes():
        code = {"GPE": "g", "LOC": "l"}.get(suffix.type, "s")
        yield suffix.suffix, Entry(code, suffix.type, suffix.suffix, suffix.id, suffix.kind, "")


def _words() -> Iterator[tuple[str, Entry]]:
    types = {"X": "NONE", "s": "ORG", "M": "ORG"}
    for word in words():
        code = _WORD_CODES.get(word.kind)
        if code:
            kind = _WORD_KINDS.get(word.kind, word.kind)
            yield word.word, Entry(code, types.get(code, ""), word.word, word.id, kind, "")


def _listed(row: Known, countries: frozenset[str]) -> Iterator[tuple[str, Entry]]:
    """Yield the spellings of one row; spellings of one code share one entry."""
    shared: dict[str, Entry] = {}
    for form in row.forms:
        if len(form) == 1 and row.kind == "country":
            continue
        code = _code(row, form, countries)
        yield form, shared.get(code) or shared.setdefault(code, _entry(code, row))
    if row.context:
        code = _IN_CONTEXT.get(row.type, "Y")
        entry = _entry(code, row)
        for form in row.context:
            if len(form) > 1 or code == "Q":
                yield form, entry


def _entry(code: str, row: Known) -> Entry:
    return Entry(code, row.type, row.entity, row.id, row.kind, row.where)


def _code(row: Known, form: str, countries: frozenset[str]) -> str:
    if row.type != "ORG":
        return {"PER": "P", "LOC": "L"}.get(row.type, "C" if row.kind == "country" else "G")
    if row.kind not in ORGANS or form.isascii():
        return "O"
    return "O" if any(form[:n] in countries for n in range(2, len(form))) else "M"
