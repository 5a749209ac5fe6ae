"""Titles as words of offices: the status they say, the people who bear them, and a person's offices over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from keii.records.office import Office, OfficeStatus, TitleSeen
from keii.tables.load import load
from keii.tables.names import Office as Term
from keii.tables.names import offices as terms
from keii.tables.names import people, titles

_STATUS: tuple[tuple[str, OfficeStatus], ...] = (
    ("次期", "next"), ("次の", "next"), ("前", "former"), ("元", "former"), ("旧", "former"), ("故", "former"),
    ("新任", "current"), ("新", "current"), ("現職", "current"), ("現", "current"),
)  # fmt: skip
"""Beginning of a title -> status; the first that fits counts. 新首相 is in office or about to be: told as current."""
_SUSPECTS = frozenset({"容疑者", "被告", "受刑者", "死刑囚", "服役囚", "被疑者", "受刑囚"})
_POLITICS = frozenset({"state", "party", "local", "diplomacy", "royal"})
_COMMON = frozenset(
    {
        "代表",
        "会長",
        "委員長",
        "理事長",
        "議長",
        "総裁",
        "局長",
        "部長",
        "課長",
        "室長",
        "所長",
        "団長",
        "幹事長",
        "理事",
        "委員",
        "顧問",
    }
)
"""Titles that people of every walk of life have."""
_ONE_HOLDER = (
    "首相",
    "大統領",
    "主席",
    "総書記",
    "元首",
    "相",
    "官房長官",
    "国務長官",
    "国防長官",
    "財務長官",
    "司法長官",
    "行政長官",
)
"""Endings of titles of which a state has one holder at a time; it has many 局長."""
_LANDS = frozenset("日米英仏独露中韓朝伊加豪印台")
"""One-character names of countries before a title: 仏大統領."""
_FAR = date.max


class _Said(NamedTuple):
    plain: str
    status: OfficeStatus
    of: str | None
    seen: TitleSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """肩書の言い換え: a title and the word that stands for it."""

    spelled: str
    plain: str
    example: str  #: a name with the title
    source: str


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the titles under other words: 総理大臣 is 首相."""
    return load("keii.link.entities", "offices.tsv", Wording)


def status_of(title: str) -> tuple[str, OfficeStatus]:
    """Return a title without its 前, 元, 新, 次期, and what that says: 前首相 -> 首相, former."""
    if title in _spelled():
        return title, "current"
    for begin, status in _STATUS:
        if title.startswith(begin) and len(title) > len(begin) + (len(begin) == 1):
            return title[len(begin) :], status
    return title, "current"


def plain(title: str) -> str:
    """Return the office a title names, in its shortest usual words: 元内閣総理大臣 -> 首相, 環境大臣 -> 環境相."""
    bare, _ = status_of(title)
    if bare[:1] in _LANDS and bare not in _kinds() and bare[1:] in _kinds():
        bare = bare[1:]
    if bare in _wordings():
        return _wordings()[bare]
    return bare[: -len("大臣")] + "相" if bare.endswith("大臣") and len(bare) > len("大臣") else bare


def walk(title: str) -> str | None:
    """Return the walk of life a title is of: politics, military, company …, suspect; None for courtesy and for titles
    that people of every walk have."""
    office = plain(title)
    if office in _SUSPECTS:
        return "suspect"
    kind = _kinds().get(office) or _kinds().get(status_of(title)[0])
    if office in _COMMON or kind in (None, "honorific"):
        return None
    return "politics" if kind in _POLITICS else kind


def of_state(title: str) -> bool:
    """Say whether a plain title is one of which a state has one holder at a time: 首相, 外相, 官房長官."""
    return _kinds().get(title) == "state" and title.endswith(_ONE_HOLDER)


def offices_of(seen: Sequence[TitleSeen]) -> tuple[Office, ...]:
    """Return a person's offices as clips tell of them, in order of their first day, those without one last; courtesy
    titles (氏, さん) and 容疑者 are no offices. An office that is called former and later current again is two."""
    said = [_Said(*_office(one), one.of, one) for one in seen if _is_office(one.title)]
    said.sort(key=lambda s: (s.seen.day or _FAR, s.seen.clip))
    groups: dict[tuple[str, str | None, OfficeStatus, int], list[_Said]] = {}
    for one, term in _terms(said):
        groups.setdefault((one.plain, _whose(one, said), one.status, term), []).append(one)
    return tuple(sorted((_told(*group, groups) for group in groups.items()), key=_order))


def held(entity: str) -> tuple[Term, ...]:
    """Return what the tables know of a person's offices, in order of time; () for a person they do not know."""
    return _held().get(entity, ())


def _office(one: TitleSeen) -> tuple[str, OfficeStatus]:
    return plain(one.title), status_of(one.title)[1]


def _is_office(title: str) -> bool:
    office = plain(title)
    return bool(title) and office not in _SUSPECTS and _kinds().get(office, "office") != "honorific"


def _terms(said: Sequence[_Said]) -> Iterator[tuple[_Said, int]]:
    """Yield each title with the number of the term it is of: one more each time an office is current after former."""
    term: Counter[str] = Counter()
    latest: dict[str, OfficeStatus] = {}
    for one in said:
        if one.seen.day is not None:
            if latest.get(one.plain) == "former" and one.status == "current":
                term[one.plain] += 1
            latest[one.plain] = one.status
        yield one, term[one.plain]


def _whose(one: _Said, said: Sequence[_Said]) -> str | None:
    """Return whose office it is: as said, or the only country or organisation that any clip says of that office."""
    told = {other.of for other in said if other.plain == one.plain and other.of}
    return one.of or (min(told) if len(told) == 1 else None)


def _told(
    group: tuple[str, str | None, OfficeStatus, int],
    members: Sequence[_Said],
    groups: Mapping[tuple[str, str | None, OfficeStatus, int], Sequence[_Said]],
) -> Office:
    office, of, status, term = group
    days = [one.seen.day for one in members if one.seen.day]
    written = Counter(one.seen.title for one in members)
    former = [one.seen.day for one in groups.get((office, of, "former", term), ()) if one.seen.day]
    ended = [day for day in former if not days or day >= max(days)] if status == "current" else []
    return Office(
        title=max(written, key=lambda title: written[title]),
        plain=office,
        of=of,
        status=status,
        first=min(days, default=None),
        last=max(days, default=None),
        ended_by=min(ended, default=None),
        clips=tuple(dict.fromkeys(one.seen.clip for one in members)),
    )


def _order(office: Office) -> tuple[date, str, str]:
    return office.first or _FAR, office.plain, office.status


@cache
def _wordings() -> Mapping[str, str]:
    return MappingProxyType({row.spelled: row.plain for row in wordings()})


@cache
def _spelled() -> frozenset[str]:
    """Return the titles that begin like a status and are none: 前衛, 元帥, 元老."""
    return frozenset(row.title for row in titles() if row.title.startswith(("元", "前", "新", "旧", "現", "故")))


@cache
def _kinds() -> Mapping[str, str]:
    """Return plain title -> kind of its row."""
    kinds: dict[str, str] = {}
    for row in titles():
        kinds.setdefault(_wordings().get(row.title, row.title), row.kind)
    return MappingProxyType(kinds)


@cache
def _held() -> Mapping[str, tuple[Term, ...]]:
    names = {row.id: row.entity for row in people()}
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(names.get(term.person_id, term.person_id), []).append(term)
    return MappingProxyType({name: tuple(sorted(rows, key=lambda t: t.since or "")) for name, rows in found.items()})
