"""JSON Lines -> 切り抜き: every good line one clip, every bad one a K1005 with its number; the others go on."""

from __future__ import annotations

from dataclasses import replace

from keii.ingest.decode import mend
from keii.ingest.jsonl.wire import BadLineError, Document, document_of
from keii.ingest.scrap.clips import Given, whole_clip
from keii.records.clip import Clip
from keii.records.problem import Problem


def jsonl_clips(text: str, name: str, given: Given) -> tuple[tuple[Clip, ...], tuple[Problem, ...]]:
    """Return the clips of a JSON Lines text and the rejected lines. `given` is what the user said for all of them.

    A document without an id is called by the file's name and its line: "clips.jsonl:3".
    """
    clips, rejected = [], []
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            document = document_of(line)
        except BadLineError as error:
            rejected.append(Problem(code="K1005", args=(f"{name}:{number}", str(error), *error.parts)))
            continue
        clips.append(_clip(document, f"{name}:{number}", given))
    return tuple(clips), tuple(rejected)


def _clip(document: Document, place: str, given: Given) -> Clip:
    text, mended = mend(document.text)
    known = replace(
        given,
        published=given.published or document.published,
        published_by=given.published_by or ("input" if document.published else None),
        outlet=given.outlet or document.outlet,
        outlet_by=given.outlet_by or ("input" if document.outlet else None),
        title=_clean(document.title),
        url=_clean(document.url),
        problems=(*given.problems, *mended),
    )
    return whole_clip(text, _clean(document.id) or place, known)


def _clean(text: str | None) -> str | None:
    return mend(text)[0].replace("\n", " ").strip() or None if text else None
