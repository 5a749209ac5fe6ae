"""入り方: how a program is let in, as the description of the API says it. What it says is done by keii.web.guard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import Depends
from fastapi.security import APIKeyCookie, HTTPBearer

from keii.web.guard import COOKIE
from keii.web.settings import Settings

_WHAT: Final = "What a dossier answers, as JSON. Nothing here changes it: there is nothing but GET."
_HOST: Final = (
    "A request names one host, and one of those that the room goes by ({0}), else it is answered 421, or 400 where it "
    "names none or several: so no page of another site reads the dossier under a name of its own. Pages of other "
    "origins are not let in: no answer allows them (CORS)."
)
_OPEN: Final = "There is no token and no log-in: the room listens to programs of its own machine, and answers them all."
_ASKED: Final = (
    "The room was opened with a token. Each request shows it, as a bearer in the header Authorization or as the cookie "
    "{0}, else it is answered 401. This description asks for it, too."
)


def description(settings: Settings) -> str:
    """Return what the API is, and who is let in."""
    door = _OPEN if settings.token is None else _ASKED.format(COOKIE)
    return "\n\n".join((_WHAT, door, _HOST.format(", ".join(sorted(settings.hosts)))))


def keys(settings: Settings) -> Sequence[Any]:
    """Return what to show, one or the other, as dependencies that only describe it; (): nothing."""
    if settings.token is None:
        return ()
    told = "The word that the room was opened with."
    return (
        Depends(HTTPBearer(scheme_name="bearer", description=told, auto_error=False)),
        Depends(APIKeyCookie(name=COOKIE, scheme_name="cookie", description=told, auto_error=False)),
    )
