"""keii conflicts: rival accounts side by side."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from keii.cli.accounts import draw_conflict
from keii.cli.options import DossierOption, JsonOption, StoryOption, one_of, open_desk
from keii.cli.output import console, heading, print_json, say
from keii.errors import NotFound
from keii.records.conflict import ConflictKind
from keii.wording.language import N_

FromOption = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DAY", help=N_("With an account given on that day or later: 2025-05-10, 2025-05 or 2025.")
    ),
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help=N_("With an account given on that day or before."))
]


def conflicts(
    story: StoryOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORD", help=N_("Only quantity, update, denial or blame."))
    ] = None,
    since: FromOption = None,
    until: ToOption = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print accounts that disagree, side by side, with whose they are and where they stand."""
    from keii.publish.rows import dispute_row  # the engine is loaded by the commands that need it

    wanted = cast("ConflictKind", one_of(kind, ConflictKind)) if kind else None
    with open_desk(dossier) as desk:
        found = [d for d in desk.conflicts(story, since=since, until=until) if wanted in (None, d.conflict.kind)]
        called = desk.clip_names() if json else {}
    if not found:
        raise NotFound("no accounts are at odds")
    if json:
        for dispute in found:
            print_json(dispute_row(dispute, called.__getitem__))
        return
    screen, last = console(), 0
    for dispute in found:
        if dispute.story != last:
            if last:
                screen.print()
            heading(screen, f"s{dispute.story}  {dispute.label}")
            last = dispute.story
        draw_conflict(screen, dispute.conflict, dispute.clips)
    say("conflicts: {0} · stories: {1}", len(found), len({dispute.story for dispute in found}))
