"""keii demo: a bundled page and five papers of invented news become a dossier on the screen."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from keii.cli.corpus import corpus
from keii.cli.output import console
from keii.records.order import Order
from keii.wording.language import t

if TYPE_CHECKING:
    from rich.console import Console

    from keii.desk import Desk
    from keii.records.conflict import Conflict
    from keii.records.facts import Card, Statement

_PAGE = "scrap-04"
"""Of the ten pages the shortest one with three whole matters, each told from both sides (looked through in 2026-11)."""
_PAPERS, _BETWEEN = "intl-ceasefire-{0}", ("アルメニア", "アゼルバイジャン")
"""Five reports of one matter, by as many outlets, with figures, denials and blame at odds; and whom it is between."""
_NEXT = ("keii add page.txt --date 2025-05-10", "keii story list", "keii conflicts", "keii who NAME", "keii --help")
_CLAIMS, _ENTRIES = 10, 9  # shown of the ledger, of the timeline
_ACCOUNTS = 6  # of a conflict that is shown, at most
_SHORT, _LONG = 150, 420  # code points a clip should have to be shown whole


def demo() -> None:
    """Add the page to a dossier that is thrown away afterwards, and show what one can ask it."""
    from keii.desk import Desk  # the engine is loaded by the commands that need it

    page = json.loads(corpus("scrap").joinpath(f"{_PAGE}.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "demo.sqlite") as desk:
        day = date.fromisoformat(page["published"])
        receipt = desk.add(page["text"].encode(), name=f"{_PAGE}.txt", order=Order(published=day))
        screen = console()
        size = f"{len(page['text']):,}"
        screen.print(t("A page of invented news, as one pastes it together: {0} characters without structure.", size))
        _show_page(screen, desk, receipt.taken)
        desk.add(_papers(), name="papers.jsonl")
        _show_story(screen, desk)
    _head(screen, t("The demo's dossier is gone again. Now yours:"))
    for line in _NEXT:
        screen.print(f"  {line}")


def _papers() -> bytes:
    """Return the reports as JSON Lines, as one would bring them."""
    folder, out = corpus("dev"), []
    for n in range(1, 6):
        report = json.loads(folder.joinpath(f"{_PAPERS.format(n)}.json").read_text(encoding="utf-8"))
        out.append({name: report.get(name) for name in ("id", "text", "published", "outlet", "title", "url")})
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in out).encode()


def _show_story(screen: Console, desk: Desk) -> None:
    from keii.cli.accounts import draw_conflict  # as above
    from keii.cli.story import draw_story
    from keii.cli.timeline import draw_entries

    line = max(desk.stories(), key=lambda line: line.clips)
    story = desk.story(f"s{line.number}")
    _head(screen, t("keii story show s{0}: five papers are added, on one matter", line.number))
    draw_story(screen, replace(story, conflicts=()))
    clips = {member.clip.id: member.clip for member in story.members}
    shown = _one_a_kind(story.conflicts)
    told = t("keii conflicts: where they disagree ({0} of {1})", len(shown), len(story.conflicts))
    _head(screen, told)
    for conflict in shown:
        draw_conflict(screen, conflict, clips)
    entries = desk.timeline(*_BETWEEN).entries
    names = " ".join(_BETWEEN)
    _head(screen, t("keii timeline {0}: between two ({1} of {2})", names, min(_ENTRIES, len(entries)), len(entries)))
    draw_entries(screen, entries[:_ENTRIES], {listed.id: listed.number for listed in desk.clips()})


def _one_a_kind(conflicts: tuple[Conflict, ...]) -> list[Conflict]:
    """Return a conflict of each kind that can be taken in at a glance: figures of most clips, words of few accounts."""

    def worth(conflict: Conflict) -> tuple[int, int]:
        clips = len({account.clip for account in conflict.accounts})
        words = sum(len(account.text) for account in conflict.accounts)
        return (clips, 0) if _figures(conflict) else (-len(conflict.accounts), words)

    short = [conflict for conflict in conflicts if len(conflict.accounts) <= _ACCOUNTS]
    kinds = dict.fromkeys(conflict.kind for conflict in short)
    return [max((c for c in short if c.kind == kind), key=worth) for kind in kinds]


def _figures(conflict: Conflict) -> bool:
    return conflict.kind in ("quantity", "update")


def _show_page(screen: Console, desk: Desk, taken: int) -> None:
    from keii.cli.ledger import draw_statements  # as above
    from keii.cli.listing import draw_list
    from keii.cli.show import draw
    from keii.cli.who import draw_card

    statements = desk.claims()
    _head(screen, t("keii list: the page is cut into {0} clips", taken))
    draw_list(desk.clips())
    _head(screen, t("keii claims: who says what ({0} of {1})", min(_CLAIMS, len(statements)), len(statements)))
    draw_statements(screen, _telling(statements))
    number = _clip_to_show(desk)
    _head(screen, t("keii show {0}: one clip, its findings marked", number))
    draw(screen, desk.reading(str(number)), number=number, cuts=True)
    if card := _someone(desk, statements):
        _head(screen, t("keii who {0}: one entity across the clips", card.entity))
        draw_card(screen, card)


def _head(screen: Console, text: str) -> None:
    from rich.rule import Rule  # as above

    screen.print()
    screen.print(Rule(text, align="left", style="dim"))


def _telling(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the claims that show most: relayed, carried, denied, demanded ones first; in the ledger's order."""

    def worth(statement: Statement) -> int:
        return (
            4 * bool(statement.via) + 3 * (statement.stance != "assert") + 2 * statement.carried + bool(statement.said)
        )

    best = sorted(statements, key=worth, reverse=True)[:_CLAIMS]
    return tuple(statement for statement in statements if statement in best)


def _clip_to_show(desk: Desk) -> int:
    """Return the number of the clip of fitting length with most claims."""
    clips = desk.clips()
    fitting = [listed for listed in clips if _SHORT <= listed.length <= _LONG] or list(clips)
    return max(fitting, key=lambda listed: (listed.claims, -listed.number)).number


def _someone(desk: Desk, statements: tuple[Statement, ...]) -> Card | None:
    """Return the card of the source that says most, in most clips."""
    clips: dict[str, set[int]] = {}
    for statement in statements:
        if statement.entity:
            clips.setdefault(statement.entity, set()).add(statement.number)
    cards = (desk.who(entity)[0] for entity in sorted(clips, key=lambda e: len(clips[e]), reverse=True)[:3])
    return max(cards, key=lambda card: (card.type == "PER", len(card.clips), card.mentions), default=None)
