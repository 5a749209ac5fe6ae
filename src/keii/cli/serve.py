"""keii serve: the reading room in the browser."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from keii.cli.options import DossierOption, dossier_path
from keii.cli.output import say
from keii.errors import InputError
from keii.wording.language import N_

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORT = 5180
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")  # what an address and a cookie hold as it is


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=N_("The port; 0: any that is free."))] = _PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help=N_("Where to listen; beyond this machine needs --token."))
    ] = "127.0.0.1",
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help=N_("A name by which browsers may call the room. Repeat for more.")),
    ] = None,
    token: Annotated[
        str | None, typer.Option("--token", metavar="WORD", help=N_("Let only those in who show this word."))
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=N_("Open the browser."))] = True,
    dossier: DossierOption = None,
) -> None:
    """Open the reading room until Ctrl-C."""
    if host not in _LOOPBACK and not token:
        raise InputError("{0} is beyond this machine", host, hint="give a --token that visitors must show")
    if token and not _TOKEN.fullmatch(token):
        raise InputError("the token {0} cannot be used", token, hint="write it with letters, digits, - and _ only")
    from keii.web.server import serve as run  # the web's libraries are loaded for this command only
    from keii.web.settings import LOOPBACK, Settings

    called = {_bracketed(host), *map(_bracketed, names or ())} - {"0.0.0.0", "[::]"}  # noqa: S104  # left out
    settings = Settings(dossier=dossier_path(dossier), hosts=LOOPBACK | called, token=token)

    def opened(at: int) -> None:
        address = f"http://{_bracketed(host)}:{at}/" + (f"?token={token}" if token else "")
        say("The reading room is open at {0} (Ctrl-C closes it)", address)
        if browser and sys.stdout.isatty():
            typer.launch(address)

    run(settings, host, port, opened)


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name.lower()
