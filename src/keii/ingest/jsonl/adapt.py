"""JSON Lines -> 切り抜き: every good line one clip, every bad one a K1005 with its number; the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from keii.ingest.decode import mend
from keii.ingest.garbled import restored
from keii.ingest.jsonl.wire import BadLineError, Document, document_of
from keii.ingest.scrap.clips import Given, whole_clip
from keii.ingest.survey import ESCAPED
from keii.records.clip import Clip
from keii.records.problem import Problem

LONGEST_LINE = 1 << 26
"""Code points of a line that are taken at most: such a line, and what JSON makes of it, stay below 1 GB."""


def jsonl_items(
    lines: Iterable[str], name: str, given: Given, columns: Mapping[str, str] | None = None
) -> Iterator[Clip | Problem]:
    """Yield for each line that is not blank its clip, or the reason why it has none. `given` is what the user said for
    all of them, `columns` what he calls the fields of a document: text -> 原稿.

    A document without an id is called by the file's name and its line: "clips.jsonl:3".
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield _clip(document_of(_checked(line), columns), place, given)
        except BadLineError as error:
            yield Problem(code="K1005", args=(place, str(error), *error.parts))


def _checked(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise BadLineError("longer than {0} characters", f"{LONGEST_LINE:,}")
    bad = None if line.isascii() else ESCAPED.search(line)
    if bad:
        raise BadLineError("no UTF-8 (character {0})", str(bad.start() + 1))
    return mend(line)[0]


def _clip(document: Document, place: str, given: Given) -> Clip:
    whole = restored((document.text, document.title or "", document.outlet or ""))
    words, title, outlet = whole.texts
    text, mended = mend(words)
    known = replace(
        given,
        published=given.published or document.published,
        published_by=given.published_by or ("input" if document.published else None),
        outlet=given.outlet or outlet or None,
        outlet_by=given.outlet_by or ("input" if document.outlet else None),
        title=_clean(title),
        url=_clean(document.url),
        problems=(*given.problems, *whole.problems, *mended),
    )
    return whole_clip(text, _clean(document.id) or place, known)


def _clean(text: str | None) -> str | None:
    return mend(text)[0].replace("\n", " ").strip() or None if text else None
