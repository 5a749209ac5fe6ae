"""The command line: its commands, and what happens to errors on the way out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from keii.cli import clip
from keii.cli.add import add
from keii.cli.claims import claims
from keii.cli.conflicts import conflicts
from keii.cli.demo import demo
from keii.cli.entity import list_entities, merge_entities, rename_entity, split_entity
from keii.cli.evaluate import evaluate
from keii.cli.export import export
from keii.cli.feed import add_feeds, export_feeds, list_feeds, remove_feeds
from keii.cli.fetch import fetch, watch
from keii.cli.judging import judgements, undo_of
from keii.cli.listing import list_clips, problems
from keii.cli.options import ROOT_DOSSIER, DossierOption
from keii.cli.output import complain
from keii.cli.pages import Index, Page
from keii.cli.read import read
from keii.cli.reread import reread
from keii.cli.search import search
from keii.cli.serve import serve
from keii.cli.show import show
from keii.cli.story import list_stories, merge_stories, rename_story, show_story, split_story
from keii.cli.timeline import digest, timeline
from keii.cli.topics import TOPICS
from keii.cli.who import who
from keii.errors import KeiiError
from keii.version import VERSION
from keii.wording.language import N_, error_text, t

FAILED = 2
INTERRUPTED, TERMINATED, PIPE_CLOSED = 130, 143, 141
"""Exit codes as a shell gives them for SIGINT, SIGTERM and SIGPIPE."""


class Keii(Index):
    """All commands; every way out of them ends here, with one clear sentence and an exit code that means something."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and exit: 0 done, 1 nothing found, 2 bad input, 3 done with rejects, 4 dossier trouble."""
        try:
            code = super().main(*args, **(extra | {"prog_name": "keii", "standalone_mode": False}))
        except KeiiError as error:
            code = _complain(*error_text(error), error.exit_code)
        except TyperException as error:
            code = _misused(error)
        except typer.Abort:
            code = INTERRUPTED
        except OSError as error:
            code = _complain(t("the system says: {0}", error.strerror or error), "", FAILED)
            _drop_output()
        except MemoryError:
            code = _complain(t("there is not enough memory"), t("give the input in smaller files"), FAILED)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a reader that closed the pipe ends it without a word."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(PIPE_CLOSED) from None
        return result


app = typer.Typer(
    name="keii",
    cls=Keii,
    add_completion=True,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def run() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _terminated)
    app()


def _version(*, wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"keii {VERSION}\n")
        raise typer.Exit


VersionOption = Annotated[
    bool,
    typer.Option(
        "--version", callback=lambda value: _version(wanted=value), is_eager=True, help=N_("Print the version.")
    ),
]


@app.callback(help=TOPICS[""].text)
def root(
    dossier: DossierOption = None,
    version: VersionOption = False,  # noqa: ARG001  # its callback does the work
) -> None:
    """Remember the options before the command's name."""
    ROOT_DOSSIER.set(dossier)


_COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "serve": serve,
    "list": list_clips,
    "show": show,
    "search": search,
    "claims": claims,
    "who": who,
    "conflicts": conflicts,
    "timeline": timeline,
    "digest": digest,
    "fetch": fetch,
    "watch": watch,
    "judgements": judgements,
    "undo": undo_of(None),
    "problems": problems,
    "reread": reread,
    "read": read,
    "export": export,
    "demo": demo,
    "evaluate": evaluate,
}
_GROUPS: dict[str, dict[str, Callable[..., None]]] = {
    "story": {
        "list": list_stories,
        "show": show_story,
        "merge": merge_stories,
        "split": split_story,
        "rename": rename_story,
        "undo": undo_of("story"),
    },
    "entity": {
        "list": list_entities,
        "merge": merge_entities,
        "split": split_entity,
        "rename": rename_entity,
        "undo": undo_of("entity"),
    },
    "clip": {
        "outlet": clip.outlet,
        "date": clip.published,
        "title": clip.title,
        "name": clip.name,
        "time": clip.time,
        "claims": clip.list_claims,
        "speaker": clip.speaker,
        "stance": clip.stance,
        "drop-claim": clip.drop_claim,
        "add-claim": clip.add_claim,
        "cut": clip.cut,
        "join": clip.join,
        "undo": undo_of("clip"),
    },
    "feed": {
        "add": add_feeds,
        "list": list_feeds,
        "remove": remove_feeds,
        "export": export_feeds,
    },
}
for _name, _command in _COMMANDS.items():
    app.command(_name, cls=Page, help=TOPICS[_name].text)(_command)
for _group, _commands in _GROUPS.items():
    _sub = typer.Typer(name=_group, cls=Index, rich_markup_mode=None, no_args_is_help=True, help=TOPICS[_group].text)
    for _name, _command in _commands.items():
        _sub.command(_name, cls=Page, help=TOPICS[f"{_group} {_name}"].text)(_command)
    app.add_typer(_sub)


def command_names() -> tuple[str, ...]:
    """Return the names of all commands, in the order of the pages: those of a group as "story list"."""
    grouped = (f"{group} {name}" for group, commands in _GROUPS.items() for name in commands)
    return (*_COMMANDS, *_GROUPS, *grouped)


def _complain(message: str, hint: str, code: int) -> int:
    complain(message, hint)
    return code


def _misused(error: TyperException) -> int:
    """Say what was wrong with the command line. Typer's own sentences are English; the usual ones have ours."""
    kind, word = type(error).__name__, getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if kind == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return error.exit_code
    if kind == "NoSuchOption":
        message = t("there is no option {0}", word)
    elif kind == "MissingParameter" and parameter is not None:
        message = t("{0} is missing", parameter.metavar or parameter.name)
    elif kind == "UsageError" and error.message.startswith("No such command"):
        message = t("there is no command {0}", error.message.split("'")[1])
    else:
        message = error.format_message()
    return _complain(message, t("keii --help and keii COMMAND --help say what there is"), error.exit_code)


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter's own flush at the end is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(*_: object) -> NoReturn:
    raise SystemExit(TERMINATED)
