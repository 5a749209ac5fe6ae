"""keii fetch and keii watch: what is new in the feeds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from keii.cli.add import SOME_REJECTED, Sums, report
from keii.cli.feed import moment_text
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import bar, say, tell
from keii.cli.reach import AllowOption, RobotsOption, reach_of
from keii.errors import NotFound
from keii.records.facts import Receipt
from keii.wording.language import N_

AllOption = Annotated[bool, typer.Option("--all", help=N_("Ask for every feed now, also for those not yet due."))]


def fetch(
    everything: AllOption = False,
    allow: AllowOption = None,
    ignore_robots: RobotsOption = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Ask once for the feeds that are due, take what is new, and say what became of it."""
    with open_desk(dossier) as desk:
        feeds = desk.feeds()
        if not feeds:
            raise NotFound("no feed is followed yet", hint="follow one with: keii feed add ADDRESS")
        follower = desk.follower(reach=reach_of(allow, ignore_robots))
        planned = len(follower.planned(everything=everything))
        if not planned:
            first = min(feed.due for feed in feeds if feed.due)
            say("no feed is due before {0}; --all asks for all of them now", moment_text(first))
            return
        with bar(planned, N_("Fetching")) as moved:
            sums = _told(follower.round(everything=everything, moved=moved), json=json)
    tell(sums.text())
    if sums.rejected:
        raise typer.Exit(SOME_REJECTED)


def watch(
    allow: AllowOption = None,
    ignore_robots: RobotsOption = None,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Fetch each feed when it is due, until stopped."""
    with open_desk(dossier) as desk:
        follower = desk.follower(reach=reach_of(allow, ignore_robots))
        say("watching {0} feeds; Ctrl-C ends it, and what is stored stays", len(desk.feeds()))
        _told(follower.watch(), json=json)


def _told(receipts: Iterable[Receipt], *, json: bool) -> Sums:
    sums = Sums()
    for receipt in receipts:
        sums.add(receipt)
        report(receipt, json=json)
        if receipt.taken and not json:
            say("{0}: clips taken: {1}", receipt.name, receipt.taken)
        sys.stderr.flush()
    return sums
