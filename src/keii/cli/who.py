"""keii who: what the dossier holds on one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.columns import pad, width, wrap
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import console, print_json, say
from keii.cli.when import days_text
from keii.errors import NotFound
from keii.records.facts import Card
from keii.records.office import Office
from keii.wording.labels import OFFICES, TYPES
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from rich.console import Console

_CARDS = 5  # shown in full; the others by name


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("A name in any of its spellings."))],
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print the cards of those a name may mean."""
    from keii.publish.rows import card_row  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        cards = desk.who(name)
    if not cards:
        raise NotFound("nobody and nothing is called {0}", name, hint="try a shorter form of the name")
    if json:
        for card in cards:
            print_json(card_row(card))
        return
    if len(cards) > 1:
        say("{0} may mean: {1}", name, ", ".join(f"e{card.number} {card.entity}" for card in cards))
    for card in cards[:_CARDS]:
        draw_card(console(), card)


def draw_card(screen: Console, card: Card) -> None:
    """Draw what is held on one entity."""
    from rich.text import Text  # as above

    from keii.cli.ledger import clip_line, draw_statements
    from keii.cli.show import STYLES, event_line

    head = Text(f"e{card.number}  ", style="dim")
    head.append(card.entity, style=f"not dim {STYLES[card.type]}")
    head.append(f"  {t(TYPES[card.type])}  ")
    head.append(t("mentions: {0} · clips: {1}", card.mentions, len(card.clips)), style="dim")
    screen.print(head)
    for label, counted in ((t("Spellings"), card.spellings), (t("Titles"), card.titles)):
        if counted:
            words = ", ".join(f"{text} ×{count}" for text, count in counted)
            screen.print(wrap(f"{label}: {words}", screen.width, "  "))
    left = max((width(days_text(office.first, office.last)) for office in card.offices), default=0)
    _lines(screen, t("Offices"), [office_line(office, left) for office in card.offices])
    if card.statements:
        screen.print(Text("  " + t("Says"), style="bold underline"))
        draw_statements(screen, card.statements)
    events = [
        event_line(e.date, e.actor, e.type, e.recipient, e.anchor.text, e.place) + f"  [{e.number}]"
        for e in card.happenings
    ]
    _lines(screen, t("Events"), events)
    _lines(screen, t("Clips"), [clip_line(listed, screen.width - 2) for listed in card.clips])
    screen.print()


def office_line(office: Office, left: int) -> str:
    """Return an office in a line: from when to when clips tell of it (in `left` columns), what, whose, its status."""
    parts = [pad(days_text(office.first, office.last), left), office.plain]
    if office.of:
        parts[-1] += f" ({office.of})"
    parts.append(t(OFFICES[office.status]))
    if office.ended_by:
        parts.append(t("former by {0}", office.ended_by))
    parts.append(t("clips: {0}", len(office.clips)))
    return "  ".join(parts)


def _lines(screen: Console, head: str, lines: list[str]) -> None:
    from rich.text import Text  # as above

    if lines:
        screen.print(Text("  " + head, style="bold underline"))
    for line in lines:
        screen.print(wrap(line, screen.width, "  "))
