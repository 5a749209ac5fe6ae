"""keii evaluate: the engine against gold documents."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keii.cli.options import one_of
from keii.cli.output import progress, say
from keii.errors import FormatError, NotFound
from keii.wording.language import N_

if TYPE_CHECKING:
    from keii.publish.score import Miss, Score, Tally
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
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="FILE",
            help=N_("Print what is gained and lost since the evaluation kept in FILE; exit 1 where a figure fell."),
        ),
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help=N_("Keep this evaluation in FILE for --against."))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("Print the figures as one JSON object."))] = False,
) -> None:
    """Read every document, score it, and print the table."""
    from keii.publish.score import KINDS, figures, score, total  # loaded by those who need it

    if misses is not None:
        one_of(misses, KINDS)
    baseline = _baseline(against) if against else None
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
    if save:
        _save(save, scores)
    if baseline is not None:
        _compare(baseline, scores, {document["id"]: document["text"] for document in documents})


def _baseline(path: Path) -> Mapping[str, Any]:
    try:
        found: dict[str, Any] = json_module.loads(path.read_text(encoding="utf-8"))
        figures_of, misses_of = found["figures"], found["misses"]
    except OSError as error:
        raise NotFound("{0}: there is no such file", path, hint="keep one with --save {0}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError("{0} is no evaluation kept with --save", path) from error
    return {"figures": figures_of, "misses": misses_of}


def _save(path: Path, scores: list[Score]) -> None:
    from keii.publish.gains import snapshot  # loaded by those who need it

    path.write_text(json_module.dumps(snapshot(scores), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _compare(baseline: Mapping[str, Any], scores: list[Score], texts: Mapping[str, str]) -> None:
    """Print gains and losses by kind, and leave with exit code 1 where a figure fell."""
    from keii.publish.gains import differences, steps_back  # loaded by those who need it

    for change in differences(baseline, scores, texts):
        sys.stdout.write(f"{change.kind}\t{change.change}\t{change.document}\t{change.item}\n")
        if change.sentence:
            sys.stdout.write(f"\t{change.sentence}\n")
    fell = steps_back(baseline, scores)
    for kind, (before, now) in fell.items():
        say("{0}: F1 fell from {1} to {2}", kind, f"{before:.4f}", f"{now:.4f}")
    if fell:
        raise typer.Exit(1)


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
