"""keii entity: one thing under many spellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.columns import clip_to, pad, width
from keii.cli.judging import DryOption, WhyOption, YesOption, judge
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import console, print_json, say
from keii.errors import InputError, NotFound
from keii.wording.labels import TYPES
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from rich.console import Console

    from keii.desk import Desk
    from keii.records.entity import Entity

_LISTED = 8  # told of many that a name may mean

EntityArgument = Annotated[str, typer.Argument(metavar="NAME", help=N_("A name in any spelling, or as shown: e12."))]


def list_entities(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print one line an entity, most mentioned first."""
    from keii.publish.rows import entity_row  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        found = sorted(desk.entities(), key=lambda entity: (-len(entity.mentions), entity.number))
        called = desk.clip_names() if json else {}
    if not found:
        raise NotFound("nothing is named in the dossier", hint="fill it with: keii add PATH")
    if json:
        for entity in found:
            print_json(entity_row(entity, called.__getitem__))
        return
    draw_entities(console(), found)
    say("entities: {0}", len(found))


def merge_entities(
    left: Annotated[str, typer.Argument(metavar="NAME", help=N_("The one that stays: a name, or as shown: e12."))],
    right: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The one that is the same."))],
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that two are one."""
    with open_desk(dossier) as desk:
        a, b = only(desk, left), only(desk, right)
        judge(desk, lambda keep: desk.merge("entity", a, b, why=why, keep=keep), yes=yes, dry=dry, json=json)


def split_entity(
    name: EntityArgument,
    spelled: Annotated[
        list[str], typer.Option("--spelled", metavar="TEXT", help=N_("What is spelled so is another; may be repeated."))
    ] = [],  # noqa: B006  # typer takes the default from here and never changes it
    clips: Annotated[
        list[str], typer.Option("--clip", metavar="CLIP", help=N_("In this clip it is another; may be repeated."))
    ] = [],  # noqa: B006  # as above
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that some mentions of an entity mean another."""
    if not spelled and not clips:
        raise InputError("what is to be split off {0} is not said", name, hint="say it with --spelled or --clip")
    with open_desk(dossier) as desk:
        number = only(desk, name)
        part = desk.part_of(number, spelled=spelled, clips=[desk.clip(word).id for word in clips])
        judge(desk, lambda keep: desk.split("entity", number, part, why=why, keep=keep), yes=yes, dry=dry, json=json)


def rename_entity(
    name: EntityArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help=N_("What to call it."))],
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say what an entity is called."""
    with open_desk(dossier) as desk:
        number = only(desk, name)
        judge(desk, lambda keep: desk.rename("entity", number, new.strip(), keep=keep), yes=yes, dry=dry, json=json)


def draw_entities(screen: Console, entities: Sequence[Entity]) -> None:
    """Draw entities as a table: number, type, mentions, name, other spellings."""
    from rich.text import Text  # as above

    left = max(len(str(entity.number)) for entity in entities) + 1
    kind = max(width(t(TYPES[entity.type])) for entity in entities)
    count = max(len(str(len(entity.mentions))) for entity in entities) + 1
    for entity in entities:
        head = Text(f"{'e' + str(entity.number):>{left}}  ", style="bold")
        head.append(pad(t(TYPES[entity.type]), kind) + "  ", style="not bold dim")
        head.append(f"{'×' + str(len(entity.mentions)):>{count}}  ", style="not bold")
        head.append(clip_to(entity.name, screen.width - width(head.plain)))
        aliases = [text for text in dict.fromkeys(m.text for m in entity.mentions) if text != entity.name]
        rest = screen.width - width(head.plain) - 2
        if aliases and rest > 4:
            head.append("  " + clip_to("、".join(aliases), rest), style="not bold")
        screen.print(head, no_wrap=True, overflow="ellipsis", crop=False)


def only(desk: Desk, name: str) -> int:
    """Return the one entity a name means. Raises `NotFound` where it means none, or several."""
    meant = desk.meant(name)
    if not meant:
        raise NotFound("nobody and nothing is called {0}", name, hint="try a shorter form of the name")
    if len(meant) > 1:
        raise NotFound("{0} could be any of these: {1}", name, listed(meant), hint="keii who NAME tells them apart")
    return meant[0]


def listed(meant: Sequence[int]) -> str:
    """Return entities by their numbers: e1, e7; the first few of many."""
    return ", ".join(f"e{number}" for number in meant[:_LISTED]) + (" …" if len(meant) > _LISTED else "")
