"""Data on stdout, words on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from keii.cli.columns import terminal_width, wrap
from keii.wording.language import t

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


def heading(screen: Console, text: str, style: str = "bold underline") -> None:
    """Print a heading, wrapped where it is long."""
    from rich.text import Text  # as above

    for line in wrap(text, screen.width).split("\n"):
        screen.print(Text(line, style=style))


def progress(items: Iterable[Item], total: int | None, what: str) -> Iterator[Item]:
    """Pass items on, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # as above
    from rich.progress import track

    yield from track(items, total=total, description=t(what), console=Console(file=sys.stderr), transient=True)


@contextmanager
def bar(total: int, what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a run over `total` bytes has come, with a bar on stderr where that is a terminal.

    Give what the body calls with each step: so many clips done, so many bytes used up.
    """
    if not sys.stderr.isatty():
        yield lambda _clips, _size: None
        return
    from rich.console import Console  # as above
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.fields[clips]}")
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), count, TimeElapsedColumn())
    done = 0
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task(t(what), total=total or None, clips="")

        def moved(clips: int, size: int) -> None:
            nonlocal done
            done += clips
            shown.update(task, advance=size, clips=t("clips: {0}", f"{done:,}"))

        yield moved
