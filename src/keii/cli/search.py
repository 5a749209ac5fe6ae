"""keii search: clips by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from keii.cli.columns import width, wrap
from keii.cli.ledger import clip_line
from keii.cli.options import DossierOption, JsonOption, SinceOption, StoryOption, UntilOption, one_of, open_desk
from keii.cli.output import console, print_json, say
from keii.errors import InputError, NotFound
from keii.records.claim import Stance
from keii.records.hit import Hit
from keii.wording.language import N_

if TYPE_CHECKING:
    from rich.console import Console


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS...", help=N_("Words that a clip holds, all of them.")),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Only clips with a claim of this source."))] = "",
    outlet: Annotated[str, typer.Option("--outlet", metavar="NAME", help=N_("Only clips of this outlet."))] = "",
    story: StoryOption = None,
    stance: Annotated[
        str | None,
        typer.Option("--stance", metavar="WORD", help=N_("Only with a claim so made: deny, demand …")),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help=N_("Clips shown at most."))] = 20,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print the clips found, best first, with the words that show why."""
    from keii.publish.rows import hit_row  # the engine is loaded by the commands that need it

    wanted = cast("Stance", one_of(stance, Stance)) if stance else None
    asked = " ".join(words or ())
    if not (asked.strip() or by or outlet or story or wanted or since or until):
        raise InputError("there is nothing to look for", hint="give words, or one of --by, --outlet, --story, --stance")
    with open_desk(dossier) as desk:
        found = desk.search(
            asked, by=by, outlet=outlet, story=story, stance=wanted, since=since, until=until, limit=limit
        )
    if not found.hits:
        raise NotFound("no clip fits", hint="try fewer or shorter words")
    if json:
        for hit in found.hits:
            print_json(hit_row(hit))
        return
    screen = console()
    for hit in found.hits:
        _draw(screen, hit)
    say("found: {0} · shown: {1}", found.total, len(found.hits))


def _draw(screen: Console, hit: Hit) -> None:
    from rich.text import Text  # as above

    story = f"  s{hit.story}" if hit.story is not None else ""
    head = Text(clip_line(hit.clip, screen.width - width(story)), style="bold")
    head.append(story, style="not bold dim")
    screen.print(head)
    plain = hit.text.replace("\n", " ")
    marked, begin = Text(plain), hit.snippet.start
    for mark in hit.marks:
        marked.stylize("bold yellow", mark.start - begin, mark.end - begin)
    at = 0
    for line in wrap(plain, screen.width - 4).split("\n"):
        at = plain.index(line, at)
        screen.print(Text("    ") + marked[at : at + len(line)])
        at += len(line)
