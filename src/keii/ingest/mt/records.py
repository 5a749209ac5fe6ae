"""記録: the bytes of a Movable Type export cut into its entries, one after another, in bounded memory.

Entries end with a line of eight hyphens, their sections with a line of five; bodies hold such lines too. So a line of
eight ends an entry only where another begins after it (lines of KEY: VALUE up to a line of five hyphens) or nothing
does; and a line of five ends a section only where the name of a section, or the end of the entry, follows.
Format: sixapart.jp/movabletype/manual/import_format, and exports of the services (2026-11).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST = 1 << 24
"""Bytes of an entry that are taken at most."""
_HEADER = 80
"""Lines of an entry's header at most: a header has a line a category and a tag."""
_END = b"--------"
_CUT = b"-----"
_FIELD = re.compile(rb"(?P<key>[A-Z][A-Z0-9 _]{1,40}):(?:[ \t](?P<value>.*)|)")
_KNOWN = frozenset(
    (b"AUTHOR", b"TITLE", b"BASENAME", b"STATUS", b"DATE", b"ALLOW COMMENTS", b"CONVERT BREAKS", b"PRIMARY CATEGORY")
)
_NEEDED = frozenset((b"TITLE", b"AUTHOR", b"DATE", b"BASENAME"))
_SECTION = re.compile(rb"(?:BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING|TRACKBACK|REPLY):[ \t]*")

Line = tuple[bytes, int, int]  #: without its end; its first byte; the byte after its end


@dataclass(slots=True)
class Record:
    """記録: one entry's bytes: the header's fields, and its sections."""

    number: int  #: 1 for the first of the file
    start: int  #: its first byte
    end: int = 0  #: the byte after it
    size: int = 0  #: bytes kept
    too_long: bool = False
    fields: list[tuple[bytes, bytes]] = field(default_factory=list)
    sections: dict[bytes, list[bytes]] = field(default_factory=dict)  #: the first of each name, its lines


def is_header(lines: Iterable[bytes]) -> bool:
    """Say whether these lines begin an entry: KEY: VALUE lines, some of them Movable Type's, then five hyphens and the
    name of a section."""
    keys: set[bytes] = set()
    ended = False
    for line in lines:
        bare = line.rstrip()
        if ended:
            return bool(_SECTION.fullmatch(bare)) or bare == _END
        found = _FIELD.fullmatch(bare)
        if bare == _CUT:
            ended = True
            if len(keys & _KNOWN) < 2 or not keys & _NEEDED:
                return False
        elif found:
            keys.add(found["key"])
        elif bare:
            return False
    return ended


def records(lines: Iterator[Line]) -> Iterator[Record]:
    """Yield the entries of a file's lines in order. What stands before the first is left out if it is blank, else it
    is an entry without fields."""
    ahead = _Ahead(lines)
    number = 0
    while (first := ahead.first()) is not None:
        number += 1
        record = Record(number, first[1])
        _header(ahead, record)
        _sections(ahead, record)
        yield record


class _Ahead:
    """先読み: lines, with a look at those to come."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._held: deque[Line] = deque()

    def first(self) -> Line | None:
        """Return the next line that is not blank without taking it; None at the end."""
        while (line := self.peek(0)) is not None:
            if line[0].strip() and line[0].rstrip() != _END:
                return line
            self._held.popleft()
        return None

    def peek(self, n: int) -> Line | None:
        while len(self._held) <= n:
            line = next(self._lines, None)
            if line is None:
                return None
            self._held.append(line)
        return self._held[n]

    def take(self) -> Line:
        return self._held.popleft()

    def ends(self) -> bool:
        """Say whether only blank lines come, and few."""
        for n in range(_HEADER):
            line = self.peek(n)
            if line is None or line[0].strip():
                return line is None
        return False

    def begins(self, at: int) -> bool:
        """Say whether an entry begins at the first line that is not blank from `at` on, or nothing comes any more."""
        found: list[bytes] = []
        for n in range(at, at + _HEADER):
            line = self.peek(n)
            if line is None:
                return not found or is_header(found)
            if found or line[0].strip():
                found.append(line[0])
                if len(found) > 1 and found[-2].rstrip() == _CUT:
                    break
                if not _FIELD.fullmatch(line[0].rstrip()) and line[0].strip() and line[0].rstrip() != _CUT:
                    break
        return is_header(found)


def _header(ahead: _Ahead, record: Record) -> None:
    while (line := ahead.peek(0)) is not None:
        bare = line[0].rstrip()
        found = _FIELD.fullmatch(bare)
        if not found and bare and bare != _CUT:
            return
        ahead.take()
        record.end = line[2]
        if bare == _CUT:
            return
        if found and len(record.fields) < 4 * _HEADER:
            record.fields.append((found["key"], (found["value"] or b"").strip()))


def _sections(ahead: _Ahead, record: Record) -> None:
    """Take the sections up to the end of the entry."""
    kept: list[bytes] | None = None
    fresh = True  # right after five hyphens: a section's name may stand here
    while (line := ahead.peek(0)) is not None:
        bare = line[0].rstrip()
        if bare == _END and ahead.begins(1):
            record.end = ahead.take()[2]
            return
        ahead.take()
        record.end = line[2]
        if fresh and _SECTION.fullmatch(bare):
            name = bare.rstrip(b": \t")
            kept = record.sections.setdefault(name, []) if name not in record.sections else None
            fresh = False
            continue
        fresh = bare == _CUT and _ends_section(ahead)
        if fresh:
            kept = None
        elif kept is not None:
            _keep(record, kept, line[0])


def _ends_section(ahead: _Ahead) -> bool:
    following = ahead.peek(0)
    if following is None:
        return True
    bare = following[0].rstrip()
    return bool(_SECTION.fullmatch(bare)) or (not bare and ahead.ends()) or (bare == _END and ahead.begins(1))


def _keep(record: Record, kept: list[bytes], line: bytes) -> None:
    record.size += len(line) + 1
    if record.size > LONGEST:
        record.too_long = True
        kept.clear()
    else:
        kept.append(line)
