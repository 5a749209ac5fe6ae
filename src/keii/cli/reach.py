"""Options of the commands that fetch: how far they may go."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from keii.records.reach import Reach
from keii.wording.language import N_

AllowOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST",
        help=N_("A host, address or network of your own that may be asked though it is private. May be repeated."),
    ),
]
RobotsOption = Annotated[
    list[str] | None,
    typer.Option("--ignore-robots", metavar="HOST", help=N_("A host whose robots.txt you override. May be repeated.")),
]


def reach_of(allow: list[str] | None, ignore_robots: list[str] | None) -> Reach:
    """Return what the options say; KEII_CONTACT is the address that servers are given."""
    return Reach(
        allowed=tuple(allow or ()),
        ignore_robots=tuple(ignore_robots or ()),
        contact=os.environ.get("KEII_CONTACT", ""),
    )
