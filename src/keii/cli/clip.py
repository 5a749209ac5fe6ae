"""keii clip: what is known of a clip, and what was read in it, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from keii.cli.entity import only
from keii.cli.judging import DryOption, WhyOption, YesOption, correct
from keii.cli.ledger import draw_statements
from keii.cli.options import DossierOption, JsonOption, day_of, one_of, open_desk
from keii.cli.output import console, print_json, say
from keii.errors import InputError, NotFound
from keii.records import correction as corrections
from keii.records.claim import Stance
from keii.records.name import NameType
from keii.records.span import Span, overlaps
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from keii.desk import Desk
    from keii.records.claim import Claim
    from keii.records.reading import Reading

ClipArgument = Annotated[
    str, typer.Argument(metavar="CLIP", help=N_("A clip's number, its id or the beginning of it, or its source."))
]
WordsArgument = Annotated[str, typer.Argument(metavar="WORDS", help=N_("The words, as they stand in the clip."))]
ClaimArgument = Annotated[int, typer.Argument(metavar="CLAIM", help=N_("The claim's number in keii clip claims CLIP."))]
NthOption = Annotated[
    int | None, typer.Option("--nth", metavar="N", help=N_("Where the words stand more than once: which of them."))
]


def outlet(
    clip: ClipArgument,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=N_("Who published it."))] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help=N_("Nobody knows who published it."))] = False,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say who published a clip."""
    _one_of_two(name is not None, unknown, "NAME", "--unknown")
    with open_desk(dossier) as desk:
        correct(desk, corrections.outlet(clip, name), why=why, yes=yes, dry=dry, json=json)


def published(
    clip: ClipArgument,
    day: Annotated[
        str | None, typer.Argument(metavar="[DAY]", help=N_("The day it was published, as 2025-05-10."))
    ] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help=N_("Nobody knows when it was published."))] = False,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say when a clip was published."""
    _one_of_two(day is not None, unknown, "DAY", "--unknown")
    with open_desk(dossier) as desk:
        correct(desk, corrections.published(clip, day_of(day)), why=why, yes=yes, dry=dry, json=json)


def title(
    clip: ClipArgument,
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help=N_("Its headline."))] = None,
    none: Annotated[bool, typer.Option("--none", help=N_("It has no headline."))] = False,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say what a clip's headline is."""
    _one_of_two(words is not None, none, "WORDS", "--none")
    with open_desk(dossier) as desk:
        correct(desk, corrections.title(clip, words), why=why, yes=yes, dry=dry, json=json)


def name(
    clip: ClipArgument,
    words: WordsArgument,
    means: Annotated[
        str | None,
        typer.Option("--is", metavar="NAME", help=N_("Whom or what they name: a full name, or as shown: e12.")),
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help=N_("PER, ORG, GPE or LOC; else as it was read."))
    ] = None,
    no_name: Annotated[bool, typer.Option("--no-name", help=N_("They are no name."))] = False,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help=N_("Wherever these words stand in the clip."))
    ] = False,
    nth: NthOption = None,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say whom or what words of a clip name."""
    _one_of_two(means is not None, no_name, "--is", "--no-name")
    with open_desk(dossier) as desk:
        reading = desk.reading(clip)
        span = _place(reading, clip, words, nth or (1 if everywhere else None))
        if means is None:
            said = corrections.no_name(clip, span, everywhere=everywhere)
        else:
            entity = only(desk, means) if desk.meant(means) else None
            kind = _type(desk, reading, span, entity, type_)
            called = means if entity is None else ""
            said = corrections.name(clip, span, type=kind, called=called, entity=entity, everywhere=everywhere)
        correct(desk, said, why=why, yes=yes, dry=dry, json=json)


def time(
    clip: ClipArgument,
    words: WordsArgument,
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help=N_("The time they mean: 2025-05-10, 2025-05, 2025, 2025-05-10T16:00 …")),
    ] = None,
    no_time: Annotated[bool, typer.Option("--no-time", help=N_("They mean no time."))] = False,
    nth: NthOption = None,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say which time words of a clip mean."""
    _one_of_two(value is not None, no_time, "VALUE", "--no-time")
    with open_desk(dossier) as desk:
        span = _place(desk.reading(clip), clip, words, nth)
        correct(desk, corrections.time(clip, span, value), why=why, yes=yes, dry=dry, json=json)


def list_claims(clip: ClipArgument, json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print a clip's claims with the numbers by which they are named."""
    from keii.publish.rows import statement_row  # the engine is loaded by the commands that need it
    from keii.records.statements import statements_of

    with open_desk(dossier) as desk:
        listed = desk.clip(clip)
        found = statements_of(desk.reading(clip), listed.number)
    if not found:
        raise NotFound(
            "no claim was read in clip {0}", listed.number, hint="keii clip add-claim CLIP says that there is one"
        )
    for statement in found:
        if json:
            print_json(statement_row(statement))
        else:
            typer.echo(t("claim {0}", statement.n + 1))
            draw_statements(console(), (statement,), where=False)
    say("claims: {0}", len(found))


def speaker(
    clip: ClipArgument,
    claim: ClaimArgument,
    words: Annotated[
        str | None, typer.Argument(metavar="[WORDS]", help=N_("Whose words they are, as it stands in the clip."))
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help=N_("The text leaves open whose words they are."))] = False,
    nth: NthOption = None,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say whose words a claim is."""
    _one_of_two(words is not None, open_, "WORDS", "--open")
    with open_desk(dossier) as desk:
        reading = desk.reading(clip)
        meant = _claim(reading, clip, claim)
        whose = None if words is None else _place(reading, clip, words, nth, near=meant.cue)
        said = corrections.source(clip, meant.content, meant.cue, whose)
        correct(desk, said, why=why, yes=yes, dry=dry, json=json)


def stance(
    clip: ClipArgument,
    claim: ClaimArgument,
    how: Annotated[str, typer.Argument(metavar="STANCE", help=N_("How: assert, deny, conjecture or demand."))],
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say how a claim is meant."""
    wanted = cast("Stance", one_of(how, Stance))
    with open_desk(dossier) as desk:
        meant = _claim(desk.reading(clip), clip, claim)
        said = corrections.stance(clip, meant.content, meant.cue, wanted)
        correct(desk, said, why=why, yes=yes, dry=dry, json=json)


def drop_claim(
    clip: ClipArgument,
    claim: ClaimArgument,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that what was read as a claim is none."""
    with open_desk(dossier) as desk:
        meant = _claim(desk.reading(clip), clip, claim)
        said = corrections.no_claim(clip, meant.content, meant.cue)
        correct(desk, said, why=why, yes=yes, dry=dry, json=json)


def add_claim(
    clip: ClipArgument,
    words: Annotated[str, typer.Argument(metavar="CONTENT", help=N_("What is claimed, as it stands in the clip."))],
    cue: Annotated[str, typer.Option("--cue", metavar="WORDS", help=N_("The words that give it: 述べた, によると."))],
    by: Annotated[
        str | None, typer.Option("--by", metavar="WORDS", help=N_("Whose words they are; else it stays open."))
    ] = None,
    how: Annotated[
        str, typer.Option("--stance", metavar="WORD", help=N_("How: assert, deny, conjecture or demand."))
    ] = "assert",
    nth: NthOption = None,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that there is a claim that was not read."""
    wanted = cast("Stance", one_of(how, Stance))
    with open_desk(dossier) as desk:
        reading = desk.reading(clip)
        content = _place(reading, clip, words, nth)
        gives = _place(reading, clip, cue, None, near=content)
        whose = None if by is None else _place(reading, clip, by, None, near=content)
        said = corrections.claim(clip, content, gives, whose, wanted)
        correct(desk, said, why=why, yes=yes, dry=dry, json=json)


def cut(
    clip: ClipArgument,
    at: Annotated[str, typer.Option("--at", metavar="WORDS", help=N_("The words with which the second clip begins."))],
    nth: NthOption = None,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that a clip is two."""
    with open_desk(dossier) as desk:
        start = _place(desk.reading(clip), clip, at, nth).start
        correct(desk, corrections.cut(clip, start), why=why, yes=yes, dry=dry, json=json)


def join(
    clip: ClipArgument,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that a clip and the next one of its page are one."""
    with open_desk(dossier) as desk:
        correct(desk, corrections.join(clip), why=why, yes=yes, dry=dry, json=json)


def _one_of_two(one: bool, other: bool, left: str, right: str) -> None:
    if one == other:
        raise InputError("either {0} or {1} is wanted", left, right)


def _claim(reading: Reading, clip: str, number: int) -> Claim:
    if not 1 <= number <= len(reading.claims):
        raise NotFound("clip {0} has no claim {1}", clip, number, hint="keii clip claims CLIP lists them")
    return reading.claims[number - 1]


def _place(reading: Reading, clip: str, words: str, nth: int | None, near: Span | None = None) -> Span:
    """Return where words stand in a clip: the only place, the `nth`, or that nearest to another stretch. Raises
    `NotFound` where they do not, `InputError` where it is not said which."""
    text = reading.clip.text
    found = [Span(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)] if words else []
    if not found:
        raise NotFound("{0} does not stand in clip {1}", words, clip, hint="keii show CLIP prints its text")
    if nth is not None:
        if not 1 <= nth <= len(found):
            raise NotFound("{0} stands {1} times in clip {2}", words, len(found), clip)
        return found[nth - 1]
    if near is not None:
        return min(found, key=lambda span: _way(span, near))
    if len(found) > 1:
        raise InputError(
            "{0} stands {1} times in clip {2}", words, len(found), clip,
            hint="--nth 2 names the second; or write more of the words",
        )  # fmt: skip
    return found[0]


def _way(one: Span, other: Span) -> tuple[bool, int]:
    """Return how far apart two stretches are, those over each other last."""
    return overlaps(one, other), max(one.start - other.end, other.start - one.end)


def _type(desk: Desk, reading: Reading, span: Span, entity: int | None, said: str | None) -> NameType:
    """Return the type of a name: as said, as of the entity it means, as it was read."""
    if said is not None:
        return cast("NameType", one_of(said, NameType))
    if entity is not None:
        return desk.who(f"e{entity}")[0].type
    read = [name.type for name in reading.names if overlaps(name.span, span)]
    if not read:
        raise InputError("of which type the name is must be said", hint="--type PER, ORG, GPE or LOC")
    return read[0]
