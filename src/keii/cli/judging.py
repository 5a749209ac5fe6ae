"""A judgement at the terminal: what it would change is shown, and done when the person says yes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.columns import clip_to, terminal_width, wrap
from keii.cli.language import N_, t
from keii.cli.ledger import clip_line
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import print_json, say, tell
from keii.errors import InputError, NotFound
from keii.records.judgement import About, Effect, Judgement

if TYPE_CHECKING:
    from keii.desk import Desk

_SHOWN = 12  # moves told one by one

YesOption = Annotated[bool, typer.Option("--yes", help=N_("Do it without asking."))]
DryOption = Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would change."))]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help=N_("The reason, kept in the ledger."))]


def judge(desk: Desk, work: Callable[[bool], Effect], *, yes: bool, dry: bool, json: bool) -> None:
    """Show what a judgement would change, ask where a person is there to answer, then enter it.

    `work` takes whether to keep what it does. Without --yes nothing is changed unless a person says so: where nobody
    can be asked `InputError`, where the answer is no exit code 1.
    """
    from keii.publish.rows import effect_row  # the engine is loaded by the commands that need it

    effect = work(False)
    if not json or not (yes or dry):
        draw_effect(desk, effect, tell if json else typer.echo)
    sure = yes or (not dry and _asked())
    if sure and not dry:
        effect = work(True)
    if json:
        print_json(effect_row(effect) | {"done": sure and not dry})
    if dry:
        say("nothing was changed: this only shows what would be")
    elif sure:
        _say_entered(effect.judgement)
    else:
        say("nothing was changed")
        raise typer.Exit(NotFound.exit_code)


def judgements(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print the ledger, one line an entry."""
    from keii.publish.rows import judgement_row  # as above

    with open_desk(dossier) as desk:
        ledger = desk.judgements()
    if not ledger and not json:
        say("no judgement has been entered")
    for entry in ledger:
        if json:
            print_json(judgement_row(entry))
        else:
            typer.echo(wrap(line_of(entry), terminal_width()))


def line_of(entry: Judgement) -> str:
    """Return an entry of the ledger as a line."""
    letter = entry.about[0]
    left, right = f"{letter}{entry.left}", f"{letter}{entry.right}"
    if entry.verdict == "same":
        told = t("{0} is {1}", right, left)
    elif entry.verdict == "different":
        told = t("{0} is split off {1} ({2} parts)", right, left, len(entry.part))
    elif entry.verdict == "name":
        told = t("{0} is called {1}", left, entry.name or "")
    else:
        told = t("{0}: not decided", left)
    undone = "  " + t("undone {0}", entry.undone_at[:10]) if entry.undone_at else ""
    return f"{entry.number:>4}  {entry.at[:10]}  {told}{'  ' + entry.why if entry.why else ''}{undone}"


def draw_effect(desk: Desk, effect: Effect, put: Callable[[str], None]) -> None:
    """Say what a judgement changes, a line at a time to `put`."""
    letter = effect.judgement.about[0]
    for number, before, after in effect.renamed:
        told = (f"{letter}{number}", before, after)
        if not after:
            put(t("{0} is no more: {1}", *told[:2]))
        elif before:
            put(t("{0}: {1} becomes {2}", *told))
        else:
            put(t("{0} is made: {1}", told[0], after))
    shown = [(desk.clip(move.item[0]), move) for move in effect.moves[:_SHOWN]]
    for listed, move in sorted(shown, key=lambda pair: pair[0].number):
        way = f"{letter}{move.before} → {letter}{move.after}"
        line = "  ".join((way, *move.item[1:], clip_line(listed, terminal_width())))
        put(clip_to(line, terminal_width()))
    if len(effect.moves) > _SHOWN:
        put(t("… and {0} more", len(effect.moves) - _SHOWN))
    if effect.conflicts_before != effect.conflicts_after:
        put(t("conflicts: {0} → {1}", effect.conflicts_before, effect.conflicts_after))
    if not effect.moves and not effect.renamed:
        put(t("nothing changes"))


def undo_of(about: About) -> Callable[..., None]:
    """Return the command that undoes a judgement on entities or stories."""

    def undo(
        number: Annotated[int, typer.Argument(metavar="NUMBER", help=N_("The entry's number in keii judgements."))],
        yes: YesOption = False,
        dry: DryOption = False,
        json: JsonOption = False,
        dossier: DossierOption = None,
    ) -> None:
        with open_desk(dossier) as desk:
            if not any(entry.number == number and entry.about == about for entry in desk.judgements()):
                raise NotFound("no judgement {0} holds", number, hint="keii judgements shows the ledger")
            judge(desk, lambda keep: desk.undo(number, keep=keep), yes=yes, dry=dry, json=json)

    return undo


def _asked() -> bool:
    if not sys.stdin.isatty():
        raise InputError("there is nobody to ask", hint="--yes does it without asking, --dry-run only shows it")
    return typer.confirm(t("Enter this judgement?"), err=True)


def _say_entered(entry: Judgement) -> None:
    if entry.undone_at:
        say("judgement {0} is undone", entry.number)
    else:
        say("entered as judgement {0}; keii {1} undo {0} takes it back", entry.number, entry.about)
