"""keii list and keii problems."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from keii.cli.columns import clip_to, pad, width
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import console, print_json, say
from keii.errors import NotFound
from keii.records.facts import Listed
from keii.wording.labels import KINDS
from keii.wording.language import problem_text, t

_ID = 9  # characters of an id that are shown; they tell some 10 million clips apart
_OUTLET = 16  # columns


def list_clips(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print one line a clip."""
    from keii.publish.rows import listed_row  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        clips, stories = desk.clips(), desk.stories_of()
    if json:
        for listed in clips:
            story = stories.get(listed.number)
            print_json(listed_row(listed) | {"story": f"s{story[0]}" if story else None})
    elif clips:
        draw_list(clips, {number: story for number, (story, _) in stories.items()})
        say("clips: {0} · claims: {1}", len(clips), sum(listed.claims for listed in clips))
    else:
        raise NotFound("the dossier is empty", hint="fill it with: keii add PATH")


def problems(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print one line a problem."""
    from keii.publish.rows import trouble_row  # as above
    from keii.records.codec import message

    with open_desk(dossier) as desk:
        troubles = desk.problems()
    for trouble in troubles:
        if json:
            print_json(trouble_row(trouble, message(trouble.problem)))
        else:
            place = trouble.name if trouble.clip is None else f"{trouble.name} {trouble.clip[:_ID]}"
            typer.echo(f"{trouble.problem.code}  {place}  {problem_text(trouble.problem)}")
    if not troubles and not json:
        say("no problems")


def draw_list(clips: tuple[Listed, ...], stories: Mapping[int, int] | None = None) -> None:
    """Draw clips as a table: number, id, kind, date, outlet, size, claims, story, opening words. `stories`: the number
    of a clip -> that of its story; None: not told."""
    from rich.text import Text  # as above

    screen = console()
    left = len(str(clips[-1].number))
    size = max(len(str(listed.length)) for listed in clips)
    kind = max(width(t(KINDS[listed.kind])) for listed in clips)
    story = max((len(f"s{number}") for number in (stories or {}).values()), default=0)
    outlet = min(_OUTLET, max(width(listed.outlet or "?") for listed in clips))
    for listed in clips:
        head = Text(f"{listed.number:>{left}}  ", style="bold")
        head.append(f"{listed.id[:_ID]}  ", style="dim")
        head.append(pad(t(KINDS[listed.kind]), kind) + "  ")
        head.append(pad(str(listed.published or "?"), 10) + "  ", style="cyan")
        head.append(pad(clip_to(listed.outlet or "?", outlet), outlet) + "  ")
        head.append(
            t("{0} chars", f"{listed.length:>{size}}") + "  " + t("{0} claims", f"{listed.claims:>2}") + "  ",
            style="dim",
        )
        if stories is not None:
            name = f"s{stories[listed.number]}" if listed.number in stories else ""
            head.append(pad(name, story) + "  ", style="dim cyan")
        rest = screen.width - width(head.plain)
        head.append(clip_to(listed.title or listed.opening, max(10, rest)))
        screen.print(head, no_wrap=True, overflow="ellipsis", crop=False)
