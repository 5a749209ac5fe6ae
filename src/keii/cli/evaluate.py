"""keii evaluate: the engine against gold documents."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keii.cli.language import N_
from keii.cli.options import one_of
from keii.cli.output import progress
from keii.errors import FormatError, NotFound

if TYPE_CHECKING:
    from keii.publish.score import Miss, Tally
    from keii.records.reading import Reading


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help=N_("A folder of gold documents, one JSON file each."))
    ],
    misses: Annotated[
        str | None,
        typer.Option(
            "--misses",
            metavar="KIND",
            help=N_("Print what is missed (-) and wrongly said (+) of this kind of the table."),
        ),
    ] = None,
    prefix: Annotated[
        str, typer.Option("--prefix", metavar="WORD", help=N_("Only documents whose id begins so."))
    ] = "",
    json: Annotated[bool, typer.Option("--json", help=N_("Print the figures as one JSON object."))] = False,
) -> None:
    """Read every document, score it, and print the table."""
    from keii.publish.score import KINDS, figures, score, total  # loaded by those who need it

    if misses is not None:
        one_of(misses, KINDS)
    documents = documents_in(gold, prefix)
    scores = []
    for document in progress(documents, len(documents), N_("Reading")):
        scored = score(document, readings_of(document))
        scores.append(scored)
        for miss in scored.misses.get(misses or "", ()):
            sys.stdout.write(_miss_line(miss))
    tallies = total(scores)
    if json:
        sys.stdout.write(json_module.dumps(figures(tallies), indent=1) + "\n")
    else:
        sys.stdout.write(_table(tallies))


def documents_in(folder: Path, prefix: str) -> list[Mapping[str, Any]]:
    """Return the gold documents of a folder in order of file name. Raises `NotFound` where there is none."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            document = json_module.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise FormatError("{0} is not JSON", path) from error
        if "text" in document and document["id"].startswith(prefix):
            found.append(document)
    if not found:
        raise NotFound("there are no gold documents in {0}", folder)
    return found


def readings_of(document: Mapping[str, Any]) -> Iterator[Reading]:
    """Read a gold document: cut as a page where its gold says clips, else whole."""
    from datetime import date

    from keii.ingest.take import clip_from_text, take  # loaded by those who need it
    from keii.reading import read

    published = date.fromisoformat(document["published"]) if document.get("published") else None
    if "clips" in document:
        clips = take(document["text"].encode(), name=document["id"], published=published).clips
    else:
        clips = (
            clip_from_text(
                document["text"], published=published, outlet=document.get("outlet"), source_id=document["id"]
            ),
        )
    return map(read, clips)


def _miss_line(miss: Miss) -> str:
    fields = json_module.dumps(dict(miss.item.fields), ensure_ascii=False)
    return f"{miss.sign} {miss.document}: {miss.item.text} {fields}\n"


def _table(tallies: Mapping[str, Tally]) -> str:
    lines = [f"{'':14}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'said':>7}\n"]
    lines += [
        f"{kind:14}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.gold:7}{tally.said:7}\n"
        for kind, tally in tallies.items()
    ]
    return "".join(lines)
