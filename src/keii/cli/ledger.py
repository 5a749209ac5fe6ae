"""Claims drawn as a ledger: when, who, through whom, how, what; and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from keii.cli.columns import clip_to, pad, wrap
from keii.cli.when import time_text
from keii.records.facts import Listed, Statement
from keii.store.keys import name_key
from keii.wording.labels import MANNERS, STANCES
from keii.wording.language import t

if TYPE_CHECKING:
    from rich.console import Console

_STANCE_STYLES = {"assert": "green", "deny": "red", "conjecture": "yellow", "demand": "magenta"}
_DATE = 14  # columns
_INDENT = " " * _DATE


def draw_statements(console: Console, statements: Iterable[Statement], *, where: bool = True, left: str = "  ") -> None:
    """Draw claims one under another, `left` before each line; with `where` each names its clip."""
    for statement in statements:
        _draw(console, statement, where=where, left=left)


def _draw(console: Console, statement: Statement, *, where: bool, left: str) -> None:
    from rich.text import Text  # --help and --version do without

    head = Text(left + pad(_day(statement) + " ", _DATE), style="cyan")
    head.append(statement.source.text if statement.source else t("(open)"), style="bold")
    if statement.entity and statement.source and name_key(statement.entity) not in name_key(statement.source.text):
        head.append(f" = {statement.entity}", style="bold")
    if statement.carried:
        head.append(" ↑", style="dim")
    if statement.via:
        head.append("  " + t("via {0}", " > ".join(via.text for via in statement.via)), style="italic")
    head.append("  " + t(STANCES[statement.stance]), style=_STANCE_STYLES[statement.stance])
    console.print(head)
    content = statement.content.text if statement.manner != "direct" else f"「{statement.content.text}」"
    console.print(wrap(content, console.width, left + _INDENT))
    console.print(Text(wrap(_foot(statement, where=where), console.width, left + _INDENT), style="dim"))


def clip_line(listed: Listed, columns: int) -> str:
    """Return a clip's line: number, date, outlet, opening words."""
    head = f"[{listed.number}] {listed.published or '?'} {listed.outlet or ''}".rstrip()
    return clip_to(f"{head}  {listed.title or listed.opening}", columns)


def _day(statement: Statement) -> str:
    if statement.said is None:
        return f"({statement.published})" if statement.published else "?"
    return time_text(statement.said, clock=False)


def _foot(statement: Statement, *, where: bool) -> str:
    parts = [statement.cue.text, t(MANNERS[statement.manner])]
    if statement.addressee:
        parts.append(t("to {0}", statement.addressee))
    if where:
        place = f"[{statement.number}] {statement.outlet or ''}".rstrip()
        parts.append(f"{place} {statement.published or ''}".rstrip())
    return " · ".join(parts)
