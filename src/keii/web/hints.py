"""手引き: what to do about an error, as it is done in the room; the engine's own hints name commands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from keii.errors import KeiiError
from keii.records.problem import Problem
from keii.wording import language
from keii.wording.language import N_, t

_ADD: Final = N_("take some in on the page “Add”")
_ENTITIES: Final = N_("look for the name on the page “People and bodies”")
_STORIES: Final = N_("the page “Stories” lists them")
_CLIPS: Final = N_("the page “Clips” lists them")
_LEDGER: Final = N_("the page “Corrections” lists what holds")
_COLUMN: Final = N_("call the column of the texts “text” in the first line, and take it in again")
ROOM: Final[Mapping[str, str]] = MappingProxyType(
    {
        "another program has it: --port 0": "",
        "follow it with: keii feed add {0}": N_("follow it on the page “Feeds”"),
        "keii clip claims CLIP lists them": N_("the clip’s own page shows them"),
        "keii entity split {2} --clip {0} says that it is another": N_("on the page of {2} it can be told apart"),
        "keii feed list shows what they are called": N_("the page “Feeds” lists them"),
        "keii judgements shows the ledger": _LEDGER,
        "keii list shows the clips and their ids": _CLIPS,
        "keii list shows the clips in order": _CLIPS,
        "keii story list shows the stories": _STORIES,
        "keii who NAME shows whom a name means": _ENTITIES,
        "make one with: keii add PATH": _ADD,
        "name a file you can write: --dossier FILE": "",
        "name a file: --dossier {0}/dossier.sqlite": "",
        "name a host of your own with --allow": "",
        "name it: --column text=NAME": _COLUMN,
        "take some in with: keii add PATH": _ADD,
        "use --format jsonl, or export one kind": "",
    }
)
"""The engine's hint -> what the room says in its place, with the same values; "": nothing, it cannot be done here."""


def error_text(error: KeiiError) -> tuple[str, str]:
    """Return an error's sentence and the room's hint in the reader's language."""
    sentence, hint = language.error_text(error)
    return sentence, _of_room(error.hint_message, error.values) if error.hint_message in ROOM else hint


def hint_text(problem: Problem) -> str:
    """Return what to do here about an input that was not taken, in the reader's language; "" where nothing is known."""
    told = language.hint_message(problem)
    return _of_room(told, problem.args[4:]) if told in ROOM else language.hint_text(problem)


def _of_room(hint: str, values: tuple[str, ...]) -> str:
    return t(ROOM[hint], *map(t, values))
