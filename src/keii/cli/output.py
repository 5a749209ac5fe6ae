"""Data on stdout, words on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from keii.cli.columns import terminal_width
from keii.cli.language import t

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")


def say(message: str, *values: object) -> None:
    """Say something to the person at the terminal, in their language."""
    tell(t(message, *values))


def tell(text: str) -> None:
    """Print a line of words that are in the reader's language already."""
    sys.stderr.write(text + "\n")


def complain(message: str, hint: str) -> None:
    """Say what went wrong and, where something is known, what to do."""
    tell(f"keii: {message}" + (f"\n      {hint}" if hint else ""))


def print_json(row: dict[str, Any]) -> None:
    """Print one object as a line of JSON."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def console() -> Console:
    """Return a console on stdout: colour on a terminal only (NO_COLOR and FORCE_COLOR are obeyed), no guessing."""
    from rich.console import Console  # --help and --version do without

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # ends in `main` as for all other output; Rich's own way is exit code 1

    return Screen(file=sys.stdout, width=terminal_width(), highlight=False, markup=False, emoji=False)


def progress(items: Iterable[Item], total: int | None, what: str) -> Iterator[Item]:
    """Pass items on, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # as above
    from rich.progress import track

    yield from track(items, total=total, description=t(what), console=Console(file=sys.stderr), transient=True)
