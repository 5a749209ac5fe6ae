"""所在: what clips lead to, what leads to them, and the pages before and after theirs in the same blog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import apsw

from keii.records.facts import Linked, Neighbours
from keii.store import clips
from keii.store.keys import address_key, path_of

_GENERAL = frozenset((
    "archive", "archives", "article", "articles", "blog", "category", "diary", "entries", "entry", "item", "items",
    "ja", "news", "p", "post", "posts", "stories", "story", "topics",
))  # fmt: skip
"""What the first part of a path is called on hosts with one blog; on others it is the name of who writes: so that
ameblo.jp/a and ameblo.jp/b are two blogs."""
_DIGITS = 6
"""Digits a page's name in an export has at least to be known by it in an address: 2013/07/12/224234, 51234567. Shorter
ones (blog-entry-12) are the names of pages of other blogs too."""
_DEEPEST = 6  # parts of a path that may be such a name
_MANY = 400  # values asked for at once


def page_key(source_id: str) -> str:
    """Return what the page of a source is known by: its address, else its name in its file."""
    return address_key(source_id) or f"name:{source_id}"


def series_of(source_id: str, intake: str) -> str:
    """Return the blog, site or file a page is one of. `intake` is what its input was called."""
    key = address_key(source_id)
    if key is None:
        return f"file:{intake}"
    host, *path = key.partition("?")[0].split("/")
    whose = path[0] if len(path) > 1 else ""
    return host if not whose or whose.lower() in _GENERAL or re.search(r"\d", whose) else f"{host}/{whose}"


def put(
    connection: apsw.Connection, number: int, *, source_id: str, kind: str, url: str | None, day: str | None
) -> None:
    """Note, inside a transaction, what a clip that was just stored and its page are called."""
    intake = connection.execute(
        "SELECT i.name FROM intakes i JOIN clips c ON c.intake = i.number WHERE c.number = ?", (number,)
    ).get
    own = address_key(url) if url and kind != "link" else None
    values = (number, page_key(source_id), own, series_of(source_id, str(intake)), day)
    connection.execute("INSERT INTO places VALUES (?,?,?,?,?)", values)


def leads_to(connection: apsw.Connection, number: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the addresses a clip leads to where clips are known by them: (address, their numbers); its own page and
    clips that are mere links left out."""
    page, series = _place(connection, number)
    found = []
    for address, key in _addresses(connection, number):
        known = _known_as(connection, key, page) or _named(connection, key, page, series)
        if known:
            found.append((address, known))
    return tuple(found)


def led_to_by(connection: apsw.Connection, number: int) -> tuple[int, ...]:
    """Return the clips that lead to a clip or its page."""
    page, series = _place(connection, number)
    own = connection.execute("SELECT own FROM places WHERE clip = ?", (number,)).get
    keys = [key for key in dict.fromkeys((page, own)) if key]
    marks = ",".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT l.clip FROM clip_links l JOIN places p ON p.clip = l.clip WHERE l.key IN ({marks}) AND p.page <> ?",
        (*keys, page),
    )
    found = {clip for (clip,) in rows}
    name = page.removeprefix("name:")
    if name != page and _tells(name):
        rows = connection.execute(
            "SELECT l.clip, l.key FROM clip_links l JOIN places p ON p.clip = l.clip"
            " WHERE l.last = ? AND p.series = ? AND p.page <> ?",
            (name.rpartition("/")[2], series, page),
        )
        found |= {clip for clip, key in rows if name == _name_in(connection, key, series)}
    return tuple(sorted(found))


def linked(connection: apsw.Connection, number: int) -> frozenset[int]:
    """Return the clips that lead to a clip, or it to them."""
    ahead = (clip for _, found in leads_to(connection, number) for clip in found)
    return frozenset((*ahead, *led_to_by(connection, number)))


def beside(connection: apsw.Connection, number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the clips of the page before and of the page after a clip's in its blog, site or file, by day and then by
    arrival; () where there is none, or the clip has no date."""
    row = connection.execute("SELECT page, series, day FROM places WHERE clip = ?", (number,)).fetchone()
    if row is None or row[2] is None:
        return (), ()
    return _next(connection, number, row, "<", "DESC"), _next(connection, number, row, ">", "ASC")


def neighbours(connection: apsw.Connection, number: int) -> Neighbours:
    """Return what a clip leads to, what leads to it, and what stands beside it, as lines of the list."""
    ahead, behind = leads_to(connection, number), led_to_by(connection, number)
    before, after = beside(connection, number)
    wanted = {clip for _, found in ahead for clip in found} | {*behind, *before, *after}
    lines = {line.number: line for line in clips.listed_numbers(connection, sorted(wanted))}
    return Neighbours(
        links_to=tuple(Linked(address=to, clips=tuple(lines[clip] for clip in found)) for to, found in ahead),
        linked_from=tuple(lines[clip] for clip in behind),
        before=tuple(lines[clip] for clip in before),
        after=tuple(lines[clip] for clip in after),
    )


def _next(connection: apsw.Connection, number: int, row: tuple[str, str, str], than: str, way: str) -> tuple[int, ...]:
    page, series, day = row
    sql = (
        f"SELECT p.page FROM places p JOIN clips c ON c.number = p.clip WHERE p.series = ?"
        f" AND (p.day, p.clip) {than} (?, ?) AND p.page <> ? AND c.kind <> 'link'"
        f" ORDER BY p.day {way}, p.clip {way} LIMIT 1"
    )
    other = connection.execute(sql, (series, day, number, page)).get
    return _clips(connection, "page = ? AND series = ?", (other, series)) if other is not None else ()


def _place(connection: apsw.Connection, number: int) -> tuple[str, str]:
    row = connection.execute("SELECT page, series FROM places WHERE clip = ?", (number,)).fetchone()
    return (str(row[0]), str(row[1])) if row else ("", "")


def _addresses(connection: apsw.Connection, number: int) -> Iterator[tuple[str, str]]:
    """Yield what a clip leads to, and the keys of these addresses."""
    rows = connection.execute("SELECT address, key FROM clip_links WHERE clip = ? ORDER BY n", (number,)).fetchall()
    yield from ((str(address), str(key)) for address, key in rows)


def _known_as(connection: apsw.Connection, key: str, page: str) -> tuple[int, ...]:
    """Return the clips of that address and those of the page of that address; those of `page` left out."""
    return _clips(connection, "(own = ?1 OR page = ?1) AND page <> ?2", (key, page))


def _named(connection: apsw.Connection, key: str, page: str, series: str) -> tuple[int, ...]:
    """Return the clips of the page of the same export whose name an address ends in."""
    name = _name_in(connection, key, series) if series.startswith("file:") else None
    if name is None or f"name:{name}" == page:
        return ()
    return _clips(connection, "page = ? AND series = ?", (f"name:{name}", series))


def _name_in(connection: apsw.Connection, key: str, series: str) -> str | None:
    """Return the longest end of an address that is a page's name in an export; None for none."""
    path = path_of(key)
    ends = ("/".join(path[n:]) for n in range(max(0, len(path) - _DEEPEST), len(path)))
    for end in ends:
        if _tells(end):
            sql = "SELECT 1 FROM places WHERE page = ? AND series = ? LIMIT 1"
            if connection.execute(sql, (f"name:{end}", series)).get is not None:
                return end
    return None


def _tells(name: str) -> bool:
    return sum(c.isdigit() for c in name) >= _DIGITS


def _clips(connection: apsw.Connection, where: str, values: Sequence[str]) -> tuple[int, ...]:
    rows: Iterable[tuple[int]] = connection.execute(
        f"SELECT p.clip FROM places p JOIN clips c ON c.number = p.clip WHERE {where} AND c.kind <> 'link'"
        f" ORDER BY p.clip LIMIT {_MANY}",
        tuple(values),
    )
    return tuple(clip for (clip,) in rows)
