"""keii add: clippings into the dossier."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from keii.cli.options import (
    DateOption,
    DossierOption,
    EncodingOption,
    JsonOption,
    OutletOption,
    WholeOption,
    open_desk,
    order_of,
)
from keii.cli.output import bar, complain, print_json, tell
from keii.cli.reach import AllowOption, RobotsOption, reach_of
from keii.errors import InputError
from keii.records.facts import Receipt
from keii.records.reach import is_address
from keii.wording.language import N_, hint_text, problem_text, t

SOME_REJECTED = 3
InputsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", show_default=False, help=N_("Files, folders or addresses; - reads what is piped in.")
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help=N_(
            "What a table or JSON Lines calls a field, as text=原稿. Fields: text, title, published, outlet, url, id. "
            "May be given again."
        ),
    ),
]


def add(
    paths: InputsArgument,
    date: DateOption = None,
    outlet: OutletOption = None,
    encoding: EncodingOption = None,
    whole: WholeOption = False,
    column: ColumnOption = None,
    allow: AllowOption = None,
    ignore_robots: RobotsOption = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Take inputs one after another, say what became of each, and exit by how it went."""
    order = replace(order_of(date, outlet, encoding, whole=whole), columns=columns_said(column or ()))
    addresses = [path for path in paths if is_address(path)]
    inputs = [item for path in paths if not is_address(path) for item in inputs_in(path)]
    if not inputs and not addresses:
        raise InputError(
            "there is nothing to take in {0}",
            ", ".join(paths),
            hint="of a folder, files that end in .txt, .md, .jsonl, .html, .warc, .zip … are taken",
        )
    sums = Sums()
    with open_desk(dossier, create=True) as desk, bar(sum(map(_size, inputs)), N_("Reading")) as moved:
        fetched = desk.add_addresses(addresses, order=order, reach=reach_of(allow, ignore_robots))
        for receipt in chain(desk.add_all(inputs, order=order, moved=moved) if inputs else (), fetched):
            sums.add(receipt)
            report(receipt, json=json)
    tell(sums.text())
    if sums.rejected:
        raise typer.Exit(SOME_REJECTED if sums.taken + sums.seen + sums.changed else InputError.exit_code)


def columns_said(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what --column says: field and name each. Raises `InputError` for what is no such word."""
    from keii.ingest.csv.columns import FIELDS  # the engine is loaded by the commands that need it

    found: dict[str, str] = {}
    for word in words:
        field, _, name = word.partition("=")
        if field.strip() not in FIELDS or not name.strip():
            raise InputError(
                "{0} names no column",
                word,
                hint="write FIELD=NAME; the fields are text, title, published, outlet, url, id",
            )
        found[field.strip()] = name.strip()
    return tuple(found.items())


@dataclass(slots=True)
class Sums:
    """What became of all inputs together."""

    taken: int = 0
    seen: int = 0
    changed: int = 0
    rejected: int = 0

    def add(self, receipt: Receipt) -> None:
        """Count an input."""
        self.taken, self.seen = self.taken + receipt.taken, self.seen + receipt.seen
        self.changed, self.rejected = self.changed + receipt.changed, self.rejected + len(receipt.rejected)

    def text(self) -> str:
        """Return the sums in the reader's language."""
        parts = [t("clips taken: {0}", self.taken), t("already there: {0}", self.seen)]
        if self.changed:
            parts.append(t("date or outlet filled in: {0}", self.changed))
        if self.rejected:
            parts.append(t("rejected: {0}", self.rejected))
        return " · ".join(parts)


def report(receipt: Receipt, *, json: bool) -> None:
    """Say what became of one input: as JSON what was taken, in words what was not."""
    from keii.publish.rows import receipt_row  # the engine is loaded by the commands that need it
    from keii.records.codec import message

    if json:
        print_json(receipt_row(receipt, map(message, receipt.rejected)))
        sys.stdout.flush()  # what has a line is stored, whatever happens next
    for problem in receipt.rejected:
        complain(problem_text(problem), hint_text(problem))


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
    from keii.ingest.rooms import ENDINGS  # as above

    for file in sorted(folder.rglob("*")):
        if file.name.lower().endswith(ENDINGS) and file.is_file():
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
