"""The reader's language: messages are English in the code and looked up in a gettext catalogue."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import as_file, files

from keii.errors import N_, PROBLEMS, KeiiError, filled
from keii.records.problem import Problem

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "N_",
    "error_text",
    "hint_message",
    "hint_text",
    "language",
    "problem_text",
    "speaking",
    "t",
    "tn",
]

LANGUAGES = ("en", "ja")
DOMAIN = "keii"
_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)
"""The language of the reader at hand, where one process serves several; None: that of the environment."""


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speak one of `LANGUAGES` inside a `with`."""
    token = _SPOKEN.set(wanted)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def language() -> str:
    """Return the language to speak: of `speaking`, else KEII_LANG, LC_ALL, LC_MESSAGES, LANG; English unless that says
    Japanese."""
    if said := _SPOKEN.get():
        return said
    for name in ("KEII_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name):
            return "ja" if said.lower().startswith("ja") else "en"
    return "en"


def t(message: str, *values: object) -> str:
    """Return a message in the reader's language, its {0}, {1} filled."""
    return filled(_catalogue(language()).gettext(message) if message else "", tuple(map(str, values)))


def tn(one: str, many: str, count: int, *values: object) -> str:
    """Return a message about so many things, {0} filled with the number: `one` where it is 1, which only English needs
    told apart."""
    return t(one if count == 1 else many, f"{count:,}", *values)


def error_text(error: KeiiError) -> tuple[str, str]:
    """Return an error's sentence and hint in the reader's language; values may be messages themselves."""
    return _sentence(error.place, error.message, *error.values), t(error.hint_message, *map(t, error.values))


def problem_text(problem: Problem) -> str:
    """Return a problem's sentence in the reader's language."""
    args = problem.args
    if problem.code == "K1006" and len(args) > 3:  # an error: its message, hint, place and values stand behind
        args = (_sentence(args[3], args[1], *args[4:]),)
    elif problem.code == "K1005":  # the reason is a message of its own, its values behind it
        args = (args[0], t(args[2], *map(t, args[3:])) if args[2:] else t(args[1]))
    pattern = PROBLEMS.get(problem.code)
    return t(pattern, *args) if pattern else " ".join((problem.code, *args))


def hint_text(problem: Problem) -> str:
    """Return what to do about an input that was not taken, in the reader's language; "" where nothing is known."""
    return t(hint_message(problem), *map(t, problem.args[4:]))


def hint_message(problem: Problem) -> str:
    """Return the message of `hint_text`, which has the values behind an error's place; "" where there is none."""
    args = problem.args
    if problem.code == "K2002":
        return N_("name a host of your own with --allow")
    return args[2] if problem.code == "K1006" and len(args) > 3 else ""


def _sentence(place: str, message: str, *values: str) -> str:
    return (f"{place}: " if place else "") + t(message, *map(t, values))


@cache
def _catalogue(wanted: str) -> gettext.NullTranslations:
    with as_file(files("keii").joinpath("locale")) as folder:
        return gettext.translation(DOMAIN, str(folder), languages=[wanted], fallback=True)
