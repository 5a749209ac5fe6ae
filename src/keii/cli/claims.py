"""keii claims: who says what."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from keii.cli.options import DossierOption, JsonOption, one_of, open_desk
from keii.cli.output import console, print_json, say
from keii.errors import NotFound
from keii.records.claim import Stance
from keii.wording.language import N_


def claims(
    by: Annotated[
        str,
        typer.Option("--by", metavar="NAME", help=N_("Whose: a name in any of its spellings, or words of the source.")),
    ] = "",
    about: Annotated[
        str, typer.Option("--about", metavar="WORDS", help=N_("What on: words that the content holds, all of them."))
    ] = "",
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DAY", help=N_("Said (or published) on that day or later: 2025-05-10, 2025-05 or 2025.")
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("Said (or published) on that day or before."))
    ] = None,
    stance: Annotated[
        str | None, typer.Option("--stance", metavar="WORD", help=N_("How: assert, deny, conjecture or demand."))
    ] = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print the claims that fit, in order of time."""
    from keii.cli.ledger import draw_statements  # the engine is loaded by the commands that need it
    from keii.publish.rows import statement_row

    wanted = cast("Stance", one_of(stance, Stance)) if stance else None
    with open_desk(dossier) as desk:
        found = desk.claims(by=by, about=about, since=since, until=until, stance=wanted)
    if not found:
        raise NotFound("no claim fits", hint="keii list shows the clips, keii who NAME whom a name means")
    if json:
        for statement in found:
            print_json(statement_row(statement))
        return
    draw_statements(console(), found, left="")
    say("claims: {0} · ↑: the source stands in an earlier sentence · (date): day of publication", len(found))
