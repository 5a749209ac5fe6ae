"""Options that several commands share, and what their words mean."""

from __future__ import annotations

import os
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_args

import typer

from keii.errors import InputError
from keii.records.order import Order
from keii.wording.language import N_

if TYPE_CHECKING:  # the desk brings the engine along, which --help and --version do not need
    from keii.desk import Desk

Choice = TypeVar("Choice", bound=str)

DossierOption = Annotated[
    str | None,
    typer.Option(
        "--dossier", metavar="FILE", help=N_("The dossier to use. Else KEII_DOSSIER, else the one in your data folder.")
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("Print JSON Lines: one object a line."))]
SinceOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", help=N_("Published on that day or later: 2025-05-10, 2025-05 or 2025.")),
]
UntilOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("Published on that day or before."))]
StoryOption = Annotated[str | None, typer.Option("--story", metavar="STORY", help=N_("Only in this story, as s12."))]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", show_default=False, help=N_("Files or folders; - reads what is piped in.")),
]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DAY", help=N_("The day the input was published, as 2025-05-10."))
]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help=N_("Who published the input."))]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help=N_("The encoding the input is said to have; it is checked, not trusted.")
    ),
]
WholeOption = Annotated[
    bool, typer.Option("--whole", help=N_("Keep each page in one piece instead of cutting it into clips."))
]

ROOT_DOSSIER: ContextVar[str | None] = ContextVar("root_dossier", default=None)
"""The --dossier given before the command's name."""


def open_desk(dossier: str | None, *, create: bool = False) -> Desk:
    """Open the dossier of --dossier, else KEII_DOSSIER, else the one in the user's data folder."""
    from keii.desk import Desk  # the engine is loaded only by commands that need it

    return Desk.open(dossier_path(dossier), create=create, patience=_patience())


def dossier_path(dossier: str | None) -> Path:
    """Return where the dossier is."""
    said = dossier or ROOT_DOSSIER.get() or os.environ.get("KEII_DOSSIER")
    if said:
        return Path(said).expanduser()
    from platformdirs import user_data_dir  # as above

    return Path(user_data_dir("keii")) / "dossier.sqlite"


def order_of(day: str | None, outlet: str | None, encoding: str | None, *, whole: bool) -> Order:
    """Return how to take inputs in, as the options say."""
    return Order(published=day_of(day), outlet=outlet, whole=whole, label=encoding)


def day_of(text: str | None) -> date | None:
    """Return the day of --date. Raises `InputError` for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("{0} is not a day", text, hint="write it as 2025-05-10") from error


def one_of(text: str, choices: object) -> str:
    """Return a word if it is one of a Literal's, or of a tuple. Raises `InputError` with the list."""
    words = choices if isinstance(choices, tuple) else get_args(choices)
    if text not in words:
        raise InputError("{0} is not one of: {1}", text, ", ".join(words))
    return text


def _patience() -> float:
    """Return how long to wait for another process, in seconds: KEII_WAIT, else 30."""
    said = os.environ.get("KEII_WAIT", "30")
    try:
        return max(0.0, float(said))
    except ValueError as error:
        raise InputError("KEII_WAIT is {0}, not a number of seconds", said) from error


TextOrJson = Literal["text", "jsonl"]
