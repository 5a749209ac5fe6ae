"""keii add: clippings into the dossier."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import typer

from keii.cli.language import N_, hint_text, problem_text, t
from keii.cli.options import (
    DateOption,
    DossierOption,
    EncodingOption,
    JsonOption,
    OutletOption,
    PathsArgument,
    WholeOption,
    open_desk,
    order_of,
)
from keii.cli.output import bar, complain, print_json, tell
from keii.errors import InputError

_TAKEN_FROM_FOLDERS = (".txt", ".md", ".jsonl")
SOME_REJECTED = 3


def add(
    paths: PathsArgument,
    date: DateOption = None,
    outlet: OutletOption = None,
    encoding: EncodingOption = None,
    whole: WholeOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Take inputs one after another, say what became of each, and exit by how it went."""
    from keii.publish.rows import receipt_row  # the engine is loaded by the commands that need it
    from keii.records.codec import message

    order = order_of(date, outlet, encoding, whole=whole)
    inputs = [item for path in paths for item in inputs_in(path)]
    if not inputs:
        raise InputError(
            "there is nothing to take in {0}", ", ".join(paths), hint="folders are searched for .txt, .md and .jsonl"
        )
    taken = seen = changed = rejected = 0
    with open_desk(dossier, create=True) as desk, bar(sum(map(_size, inputs)), N_("Reading")) as moved:
        for receipt in desk.add_all(inputs, order=order, moved=moved):
            taken, seen = taken + receipt.taken, seen + receipt.seen
            changed, rejected = changed + receipt.changed, rejected + len(receipt.rejected)
            if json:
                print_json(receipt_row(receipt, map(message, receipt.rejected)))
                sys.stdout.flush()  # what has a line is stored, whatever happens next
            for problem in receipt.rejected:
                complain(problem_text(problem), hint_text(problem))
    _sum_up(taken, seen, changed, rejected)
    if rejected:
        raise typer.Exit(SOME_REJECTED if taken + seen + changed else InputError.exit_code)


def inputs_in(path: str) -> Iterator[tuple[str, Path | BinaryIO]]:
    """Return the inputs a word on the command line means: the pipe, a file, or a folder's files in order of name."""
    if path == "-":
        from keii.taking import kept  # the engine is loaded by the commands that need it

        yield "-", kept(sys.stdin.buffer)
        return
    folder = Path(path)
    if not folder.is_dir():
        yield path, folder
        return
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in _TAKEN_FROM_FOLDERS and file.is_file():
            yield str(file), file


def _size(named: tuple[str, Path | BinaryIO]) -> int:
    """Return how many bytes an input has, as far as can be told."""
    item = named[1]
    if isinstance(item, Path):
        with suppress(OSError):
            return item.stat().st_size
        return 0
    size = item.seek(0, os.SEEK_END)
    item.seek(0)
    return size


def _sum_up(taken: int, seen: int, changed: int, rejected: int) -> None:
    parts = [t("clips taken: {0}", taken), t("already there: {0}", seen)]
    if changed:
        parts.append(t("date or outlet filled in: {0}", changed))
    if rejected:
        parts.append(t("rejected: {0}", rejected))
    tell(" · ".join(parts))
