"""keii export: one kind of finding for other programs."""

from __future__ import annotations

import sys
from typing import Annotated, cast

import typer

from keii.cli.options import DossierOption, one_of, open_desk
from keii.wording.language import N_


def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=N_("What to print; see the list above."),
        ),
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=N_("jsonl: JSON Lines; csv: a table for spreadsheets."))
    ] = "jsonl",
    json: Annotated[bool, typer.Option("--json", help=N_("The same as --format jsonl."))] = False,
    dossier: DossierOption = None,
) -> None:
    """Print an export."""
    from keii.publish.export import Format  # the engine is loaded by the commands that need it
    from keii.publish.rows import Kind

    wanted = cast("Kind", one_of(kind, Kind))
    shape = "jsonl" if json else cast("Format", one_of(form, Format))
    with open_desk(dossier) as desk:
        for line in desk.export(wanted, shape):
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
