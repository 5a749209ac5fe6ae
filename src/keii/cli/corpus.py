"""Where our own example texts lie: in the installed package, or beside the sources of a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from keii.errors import NotFound


def corpus(folder: str) -> Traversable:
    """Return a folder of the corpus: dev, scrap or stories. Raises `NotFound` where neither place has it."""
    installed = files("keii").joinpath("corpus", folder)
    if installed.is_dir():
        return installed
    beside = Path(__file__).parents[3] / "corpus" / folder
    if beside.is_dir():
        return beside
    raise NotFound("the example texts are missing from this installation", hint="install Keii again")
