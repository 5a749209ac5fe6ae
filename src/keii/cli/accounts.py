"""Conflicts drawn: what is at odds, and under it who says what, where and when, one under another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from keii.cli.columns import clip_to, pad, width, wrap
from keii.cli.when import time_text
from keii.records.conflict import Account, Conflict
from keii.records.facts import Listed
from keii.wording.labels import CONFLICTS
from keii.wording.language import t

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"quantity": "yellow", "update": "cyan", "denial": "red", "blame": "magenta"}
_WHO, _FIGURE = 22, 22  # columns at most
_LEFT = "    "

Clips = Mapping[str, Listed]
Held = tuple[Account, tuple[Account, ...]]
"""An account, and those that say the same for the same source after it."""


def draw_conflict(screen: Console, conflict: Conflict, clips: Clips) -> None:
    """Draw one conflict: figures in a column of their own, words in full with their place under them."""
    from rich.text import Text  # --help and --version do without

    kind = t(CONFLICTS[conflict.kind])
    first, *rest = wrap(conflict.about, screen.width - width(kind) - 4).split("\n")
    head = Text(f"  {kind}  ", style=f"bold {_STYLES[conflict.kind]}")
    head.append(first, style="bold default")
    screen.print(head)
    for line in rest:
        screen.print(Text(" " * (width(kind) + 4) + line, style="bold"))
    held = (
        _folded(conflict.accounts) if conflict.kind in ("quantity", "update") else [(a, ()) for a in conflict.accounts]
    )
    left = min(_WHO, max(width(_who(account)) for account in conflict.accounts))
    figure = max(width(account.text) for account in conflict.accounts)
    for account, again in held:
        if figure <= _FIGURE:
            _figure(screen, account, left, figure, _place(account, again, clips))
        else:
            _words(screen, account, left, _place(account, again, clips))


def _folded(accounts: Iterable[Account]) -> list[Held]:
    """Put the same figure of the same source, told again, into one line."""
    held: dict[tuple[str | None, str, tuple[str, ...]], list[Account]] = {}
    for account in accounts:
        whose = account.source or account.clip
        held.setdefault((whose, unicodedata.normalize("NFKC", account.text), account.via), []).append(account)
    return [(first, tuple(again)) for first, *again in held.values()]


def _figure(screen: Console, account: Account, left: int, figure: int, place: list[str]) -> None:
    from rich.text import Text  # as above

    who = wrap(_who(account), left).split("\n")
    margin = len(_LEFT) + left + figure + 4
    where = _flowing(place, screen.width - margin)
    for n in range(max(len(who), len(where))):
        line = Text(_LEFT + pad(who[n] if n < len(who) else "", left) + "  ")
        text = account.text if n == 0 else ""
        line.append(" " * (figure - width(text)) + text + "  ", style="bold")
        line.append(where[n] if n < len(where) else "", style="dim")
        line.rstrip()
        screen.print(line)


def _words(screen: Console, account: Account, left: int, place: list[str]) -> None:
    from rich.text import Text  # as above

    who = wrap(_who(account), left).split("\n")
    room = screen.width - len(_LEFT) - left - 2
    said = wrap(account.text.replace("\n", " "), room).split("\n")
    lines = [(line, "") for line in said] + [(line, "dim") for line in _flowing(place, room)]
    for n in range(max(len(who), len(lines))):
        line = Text(_LEFT + pad(who[n] if n < len(who) else "", left) + "  ", style="bold")
        line.append(*(lines[n] if n < len(lines) else ("", "")))
        line.stylize("not bold", len(_LEFT) + left)
        line.rstrip()
        screen.print(line)


def _who(account: Account) -> str:
    return account.source or t("(own words)")


def _place(account: Account, again: Iterable[Account], clips: Clips) -> list[str]:
    """Return where an account stands: day, outlet, number and those of the clips that repeat it; through whom."""
    parts = [time_text(account.said, clock=False) if account.said else pad("?", 10)]
    numbers = dict.fromkeys(clips[a.clip].number for a in (account, *again) if a.clip in clips)
    if account.clip in clips:
        outlet = clips[account.clip].outlet
        parts += [clip_to(outlet, 20)] if outlet else []
    parts.append("".join(f"[{number}]" for number in numbers))
    if account.via:
        parts.append(t("via {0}", " > ".join(account.via)))
    return [part for part in parts if part]


def _flowing(parts: list[str], room: int) -> list[str]:
    """Put parts side by side, on as many lines as it takes; a part is broken only where it is wider than a line."""
    lines = [""]
    for part in parts:
        if lines[-1] and width(lines[-1]) + 2 + width(part) > room:
            lines.append("")
        lines[-1] += ("  " if lines[-1] else "") + part
    return [piece for line in lines for piece in wrap(line, room).split("\n")]
