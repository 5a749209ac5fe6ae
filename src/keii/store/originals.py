"""原本: bytes as they came, and what servers gave to ask for changes with. Called inside a transaction to write."""

from __future__ import annotations

import json
import zlib

import apsw

from keii.errors import NotFound
from keii.records.fetched import Validator
from keii.records.original import Original
from keii.store.keys import storable


def keep(connection: apsw.Connection, original: Original) -> int:
    """Store an original once; return its number."""
    found = connection.execute(
        "SELECT number FROM originals WHERE (sha256, name) = (?, ?)", (original.sha256, storable(original.name))
    ).get
    if found is not None:
        return int(found)
    values = (
        storable(original.name), original.sha256, len(original.body), zlib.compress(original.body), original.url,
        original.content_type, original.charset, json.dumps(original.headers), original.taken_at,
    )  # fmt: skip
    connection.execute(
        "INSERT INTO originals (name, sha256, size, data, url, content_type, charset, headers, taken_at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        values,
    )
    return connection.last_insert_rowid()


def keep_validator(connection: apsw.Connection, url: str, validator: Validator | None) -> None:
    """Keep what a server gave with the answer for `url`; None: forget what it gave before."""
    if validator is None:
        connection.execute("DELETE FROM validators WHERE url = ?", (url,))
        return
    values = (url, validator.url, validator.etag, validator.last_modified)
    connection.execute("INSERT OR REPLACE INTO validators VALUES (?,?,?,?)", values)


def validator_of(connection: apsw.Connection, url: str) -> Validator | None:
    """Return the validator kept for an address as asked for; None: there is none."""
    sql = "SELECT final_url, etag, last_modified FROM validators WHERE url = ?"
    for final, etag, modified in connection.execute(sql, (url,)):
        return Validator(url=final, etag=etag, last_modified=modified)
    return None


def original(connection: apsw.Connection, clip: int) -> Original:
    """Return what the clip of that number was made from. Raises `NotFound` where nothing was kept."""
    rows = connection.execute(
        "SELECT o.name, o.data, o.sha256, o.taken_at, o.url, o.content_type, o.charset, o.headers"
        " FROM originals o JOIN clips c ON c.original = o.number WHERE c.number = ?",
        (clip,),
    )
    for name, data, sha256, taken_at, url, content_type, charset, headers in rows:
        return Original(
            name=name, body=zlib.decompress(data), sha256=sha256, taken_at=taken_at, url=url,
            content_type=content_type, charset=charset, headers=tuple((k, v) for k, v in json.loads(headers)),
        )  # fmt: skip
    raise NotFound("no original is kept of clip {0}", clip, hint="originals are kept of web pages and HTML files only")
