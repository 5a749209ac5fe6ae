"""keii timeline and keii digest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.accounts import draw_conflict
from keii.cli.columns import breaks, pad, width, wrap
from keii.cli.entity import listed
from keii.cli.ledger import draw_statements
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import console, heading, print_json, say
from keii.cli.when import time_text
from keii.errors import InputError, NotFound
from keii.records.digest import Digest
from keii.records.timeline import Entry
from keii.wording.labels import EVENTS, STANCES
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from rich.console import Console


FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", help=N_("About that day or later: 2025-05-10, 2025-05 or 2025.")),
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("About that day or before."))]


def timeline(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help=N_("One or two names, or a story: s12."))],
    since: FromOption = None,
    until: ToOption = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print what happened and was said, by the time it is about."""
    from keii.publish.rows import entry_row  # the engine is loaded by the commands that need it

    if len(names) > 2:
        raise InputError("a timeline is of one name or of two, not of {0}", len(names))
    with open_desk(dossier) as desk:
        found = desk.timeline(*names, since=since, until=until)
        several = [(name, meant) for name in names if len(meant := desk.meant(name)) > 1]
        ids = {} if json else dict.fromkeys(place.clip for entry in found.entries for place in entry.places)
        numbers = {clip: desk.clip(clip).number for clip in ids}
    for name, meant in several:
        say("{0} could be any of these: {1}", name, listed(meant))
    if not found.entries:
        raise NotFound("nothing is told of {0}", " — ".join(found.about))
    if json:
        for entry in found.entries:
            print_json(entry_row(entry))
    else:
        heading(console(), " — ".join(found.about))
        draw_entries(console(), found.entries, numbers)
        say("entries: {0} · (date): day of publication", len(found.entries))
    if found.left_out:
        say("clips left out because there are too many: {0}", found.left_out)


def digest(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help=N_("New since that day; else since the newest clip's.")),
    ] = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print what is new: stories, claims in older stories, changed figures, denials, first-time speakers."""
    from keii.publish.rows import digest_row  # as above

    with open_desk(dossier) as desk:
        found = desk.digest(since)
        called = desk.clip_names() if json else {}
    if json:
        print_json(digest_row(found, called.__getitem__))
    elif found.clips:
        draw_digest(console(), found)
    else:
        raise NotFound("nothing is new since {0}", found.since)


def draw_entries(screen: Console, entries: tuple[Entry, ...], numbers: Mapping[str, int]) -> None:
    """Draw entries of a timeline: one line a happening, its words under it, once where several stand in one sentence.
    `numbers` are those of the clips."""
    left = max(width(_when(entry)) for entry in entries) + 2
    before = ""
    for entry, after in zip_longest(entries, entries[1:]):
        _draw(screen, entry, numbers, left, new=_when(entry) != before)
        if after is None or after.places[0] != entry.places[0]:
            screen.print(wrap(entry.places[0].words.text.replace("\n", " "), screen.width, " " * left))
        before = _when(entry)


def draw_digest(screen: Console, found: Digest) -> None:
    """Draw what is new."""
    from keii.cli.story import draw_lines  # as above

    heading(screen, t("New since {0} · clips: {1}", found.since, found.clips), "bold")
    if found.stories:
        _part(screen, t("New stories"))
        draw_lines(screen, found.stories)
    for grown in found.grown:
        _part(screen, t("New in s{0} {1}", grown.story.number, grown.story.label))
        draw_statements(screen, grown.statements)
    if found.changed:
        _part(screen, t("Changed figures"))
        for dispute in found.changed:
            draw_conflict(screen, dispute.conflict, dispute.clips)
    if found.denials:
        _part(screen, t("New denials"))
        draw_statements(screen, found.denials)
    if found.speakers:
        _part(screen, t("Speaking for the first time"))
        screen.print(wrap("、".join(speaker.name for speaker in found.speakers), screen.width, "  "))


def _draw(screen: Console, entry: Entry, numbers: Mapping[str, int], left: int, *, new: bool) -> None:
    from rich.text import Text  # --help and --version do without

    head = Text(pad(_when(entry), left), style="cyan" if new else "dim cyan")
    if entry.kind == "event" and entry.type is not None:
        told = (entry.actor or "?", f"{t(EVENTS[entry.type])} ({entry.type})", entry.recipient or "")
        head.append("  ".join(part for part in told if part), style="not dim bold default")
    else:
        head.append(f"{entry.actor or t('(open)')}  ", style="not dim bold default")
        head.append(t(STANCES[entry.stance or "assert"]), style="dim default")
    places = "  ".join(f"[{numbers[place.clip]}] {place.outlet or ''}".rstrip() for place in entry.places)
    fits = width(head.plain) + 2 + width(places) <= screen.width
    if fits:
        head.append(f"  {places}", style="not bold dim default")
    for line in head.divide(breaks(head.plain, screen.width)) if width(head.plain) > screen.width else (head,):
        screen.print(line)
    if not fits:
        screen.print(Text(wrap(places, screen.width, " " * left), style="dim"))


def _when(entry: Entry) -> str:
    if entry.when is None:
        return "?"
    return f"({entry.when})" if entry.dated == "published" else time_text(entry.when)


def _part(screen: Console, text: str) -> None:
    screen.print()
    heading(screen, text)
