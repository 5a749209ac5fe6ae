"""A judgement at the terminal: what it would change is shown, and done when the person says yes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from keii.cli.amended import correction_line, draw_amended
from keii.cli.columns import clip_to, terminal_width, wrap
from keii.cli.ledger import clip_line
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import print_json, say, tell
from keii.errors import InputError, NotFound
from keii.records.correction import Amended, Correction
from keii.records.judgement import About, Effect, Judgement
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from keii.desk import Desk

_SHOWN = 12  # moves told one by one

YesOption = Annotated[bool, typer.Option("--yes", help=N_("Do it without asking."))]
DryOption = Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would change."))]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help=N_("The reason, kept in the ledger."))]


def correct(desk: Desk, correction: Correction, *, why: str, yes: bool, dry: bool, json: bool) -> None:
    """Show what a correction would change, ask where a person is there to answer, then enter it, as `judge` does."""
    judge(desk, lambda keep: desk.correct(correction, why=why, keep=keep), yes=yes, dry=dry, json=json)


def judge(desk: Desk, work: Callable[[bool], Effect | Amended], *, yes: bool, dry: bool, json: bool) -> None:
    """Show what a judgement or correction would change, ask where a person is there to answer, then enter it.

    `work` takes whether to keep what it does. Without --yes nothing is changed unless a person says so: where nobody
    can be asked `InputError`, where the answer is no exit code 1.
    """
    from keii.publish.ledger_rows import amended_row, effect_row  # the engine is loaded by the commands that need it

    effect = work(False)
    if not json or not (yes or dry):
        _draw(desk, effect, tell if json else typer.echo)
    sure = yes or (not dry and _asked())
    if sure and not dry:
        effect = work(True)
    if json:
        row = amended_row(effect) if isinstance(effect, Amended) else effect_row(effect)
        print_json(row | {"done": sure and not dry})
    if dry:
        say("nothing was changed: this only shows what would be")
    elif sure:
        _say_entered(effect.correction if isinstance(effect, Amended) else effect.judgement)
    else:
        say("nothing was changed")
        raise typer.Exit(NotFound.exit_code)


def _draw(desk: Desk, effect: Effect | Amended, put: Callable[[str], None]) -> None:
    if isinstance(effect, Amended):
        draw_amended(desk, effect, put)
    else:
        draw_effect(desk, effect, put)


def judgements(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print the ledger, one line an entry."""
    from keii.publish.ledger_rows import correction_row, judgement_row  # as above

    with open_desk(dossier) as desk:
        ledger = desk.ledger()
        if not ledger and not json:
            say("no judgement has been entered")
        for entry in ledger:
            if json:
                print_json(correction_row(entry) if isinstance(entry, Correction) else judgement_row(entry))
            else:
                told = correction_line(entry) if isinstance(entry, Correction) else judgement_line(entry)
                typer.echo(wrap(_line(entry, told), terminal_width()))


def _line(entry: Judgement | Correction, told: str) -> str:
    """Return an entry of the ledger as a line."""
    undone = "  " + t("undone {0}", entry.undone_at[:10]) if entry.undone_at else ""
    return f"{entry.number:>4}  {entry.at[:10]}  {told}{'  ' + entry.why if entry.why else ''}{undone}"


def judgement_line(entry: Judgement) -> str:
    """Return a judgement as a line of the ledger, without number and day."""
    letter = entry.about[0]
    left, right = f"{letter}{entry.left}", f"{letter}{entry.right}"
    if entry.verdict == "same":
        return t("{0} is {1}", right, left)
    if entry.verdict == "different":
        return t("{0} is split off {1} ({2} parts)", right, left, len(entry.part))
    if entry.verdict == "name":
        return t("{0} is called {1}", left, entry.name or "")
    return t("{0}: not decided", left)


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


def undo_of(about: About | Literal["clip"] | None) -> Callable[..., None]:
    """Return the command that undoes a judgement on entities or stories, a correction of clips, or, with None, any."""

    def undo(
        number: Annotated[int, typer.Argument(metavar="NUMBER", help=N_("The entry's number in keii judgements."))],
        yes: YesOption = False,
        dry: DryOption = False,
        json: JsonOption = False,
        dossier: DossierOption = None,
    ) -> None:
        with open_desk(dossier) as desk:
            if not any(entry.number == number and about in (None, _about(entry)) for entry in desk.ledger()):
                raise NotFound("no judgement {0} holds", number, hint="keii judgements shows the ledger")
            judge(desk, lambda keep: desk.undo(number, keep=keep), yes=yes, dry=dry, json=json)

    return undo


def _asked() -> bool:
    if not sys.stdin.isatty():
        raise InputError("there is nobody to ask", hint="--yes does it without asking, --dry-run only shows it")
    return typer.confirm(t("Enter this judgement?"), err=True)


def _about(entry: Judgement | Correction) -> str:
    return "clip" if isinstance(entry, Correction) else entry.about


def _say_entered(entry: Judgement | Correction) -> None:
    if entry.undone_at:
        say("judgement {0} is undone", entry.number)
    elif isinstance(entry, Correction):
        say("entered as correction {0}; keii clip undo {0} takes it back", entry.number)
    else:
        say("entered as judgement {0}; keii {1} undo {0} takes it back", entry.number, entry.about)
