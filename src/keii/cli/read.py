"""keii read: what is found, without a dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from keii.cli.add import SOME_REJECTED, inputs_in
from keii.cli.options import (
    DateOption,
    EncodingOption,
    JsonOption,
    OutletOption,
    PathsArgument,
    TextOrJson,
    WholeOption,
    one_of,
    order_of,
)
from keii.cli.output import complain, console, print_json
from keii.errors import InputError, KeiiError
from keii.records.problem import Problem
from keii.wording.language import N_, error_text, problem_text


def read(
    paths: PathsArgument,
    date: DateOption = None,
    outlet: OutletOption = None,
    encoding: EncodingOption = None,
    whole: WholeOption = False,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=N_("text to read, or jsonl: one JSON object a clip."))
    ] = "text",
    json: JsonOption = False,
) -> None:
    """Cut, read and print each input's clips as they come."""
    from keii.cli.show import draw  # the engine is loaded by the commands that need it
    from keii.reading import read as read_clip
    from keii.records.codec import to_json
    from keii.taking import opened, stream_of

    as_json = json or one_of(form, TextOrJson) == "jsonl"
    order = order_of(date, outlet, encoding, whole=whole)
    clips = rejected = 0
    for shown, item in [item for path in paths for item in inputs_in(path)]:
        try:
            with opened(item) as file:
                for found, _ in stream_of(file, item.name if isinstance(item, Path) else shown, order).items:
                    if isinstance(found, Problem):
                        rejected += 1
                        complain(problem_text(found), "")
                        continue
                    clips += 1
                    if as_json:
                        print_json(to_json(read_clip(found)))
                    else:
                        draw(console(), read_clip(found), number=clips, cuts=False)
        except KeiiError as error:
            rejected += 1
            complain(*error_text(error))
        sys.stdout.flush()
    if rejected:
        raise typer.Exit(SOME_REJECTED if clips else InputError.exit_code)
