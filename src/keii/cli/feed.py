"""keii feed: which feeds are followed."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from keii.cli.add import SOME_REJECTED
from keii.cli.columns import clip_to, pad, wrap
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import complain, console, print_json, say
from keii.cli.reach import AllowOption, RobotsOption, reach_of
from keii.errors import NotFound
from keii.records.feed import Followed, Outline
from keii.wording.language import N_, problem_text, t

WordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FEED...",
        show_default=False,
        help=N_("The address of a feed, or of a page that names one; or a list of feeds (OPML), a file or an address."),
    ),
]
NamesArgument = Annotated[
    list[str],
    typer.Argument(metavar="FEED...", show_default=False, help=N_("Its number as listed, f3, its address or title.")),
]


def add_feeds(
    feeds: WordsArgument, allow: AllowOption = None, ignore_robots: RobotsOption = None, dossier: DossierOption = None
) -> None:
    """Follow feeds; say of each word what is followed by it."""
    rejected = 0
    with open_desk(dossier, create=True) as desk:
        for word in feeds:
            done = desk.feed_add(word, reach=reach_of(allow, ignore_robots))
            if len(done.feeds) == 1:
                say(N_("followed now: {0}") if done.new else N_("followed already: {0}"), _called(done.feeds[0]))
            else:
                say("feeds followed now: {0} · already: {1}", done.new, len(done.feeds) - done.new)
            for other in done.others:
                say("not followed, but named there, too: {0}", _called(other))
            for problem in done.rejected:
                complain(problem_text(problem), "")
            rejected += len(done.rejected)
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def list_feeds(json: JsonOption = False, dossier: DossierOption = None) -> None:
    """Print one line a feed; under one that fails, why."""
    from keii.publish.parts import feed_row  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        feeds = desk.feeds()
    if not feeds and not json:
        raise NotFound("no feed is followed yet", hint="follow one with: keii feed add ADDRESS")
    for feed in feeds:
        if json:
            print_json(feed_row(feed))
        else:
            _draw(feed)
    if feeds:
        failing = sum(feed.problem is not None for feed in feeds)
        say("feeds: {0} · failing: {1}", len(feeds), failing)


def remove_feeds(feeds: NamesArgument, dossier: DossierOption = None) -> None:
    """Follow feeds no longer; their clips stay."""
    with open_desk(dossier) as desk:
        for word in feeds:
            say("no longer followed: {0}", _called(desk.feed_remove(word).outline))


def export_feeds(dossier: DossierOption = None) -> None:
    """Print the feeds as OPML."""
    with open_desk(dossier) as desk:
        data = desk.feeds_opml()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def moment_text(moment: datetime) -> str:
    """Return a moment in the time of this place, to the minute."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _called(outline: Outline) -> str:
    return f"{outline.title}  {outline.url}" if outline.title else outline.url


def _draw(feed: Followed) -> None:
    from rich.text import Text  # --help and --version do without

    screen = console()
    head = Text(pad(f"f{feed.number}", 4) + " ", style="bold")
    head.append(clip_to(feed.outline.title or feed.outline.url, max(10, screen.width - 5)))
    screen.print(head)
    state = feed.state
    parts = [
        t("fetched {0}", moment_text(state.fetched_at)) if state.fetched_at else t("never fetched"),
        t("due {0}", moment_text(feed.due)) if feed.due else t("due now"),
        t("entries: {0}", feed.seen),
    ]
    if feed.waiting:
        parts.append(t("still to be taken: {0}", feed.waiting))
    lines = [feed.outline.url] if feed.outline.title else []
    lines.append(" · ".join(parts))
    for line in lines:
        screen.print(Text(wrap(line, screen.width, "     "), style="dim"))
    if feed.problem:
        failing = t("failed {0} times: {1}", state.failures, problem_text(feed.problem))
        screen.print(Text(wrap(failing, screen.width, "     "), style="red"))
