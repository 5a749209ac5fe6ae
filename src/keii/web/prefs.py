"""好み: how one reader wants the room to look, kept in a cookie; the middleware that speaks the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from keii.wording.language import speaking

Language = Literal["ja", "en"]
Theme = Literal["auto", "light", "dark"]
Direction = Literal["across", "down"]
COOKIE = "keii_prefs"
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("ja", "en"), "theme": ("auto", "light", "dark"), "direction": ("across", "down"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefs:
    """好み."""

    language: Language = "ja"
    theme: Theme = "auto"
    direction: Direction = "across"  #: 横書き / 縦書き of clips

    def cookie(self) -> str:
        """Return the cookie's value."""
        return urlencode(asdict(self))


def prefs_of(headers: Headers) -> Prefs:
    """Return the preferences a request tells: its cookie, else Japanese unless it asks for English and never for
    Japanese."""
    asked = headers.get("accept-language", "").lower()
    start = Prefs(language="en" if "en" in asked and "ja" not in asked else "ja")
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return start
    return changed(start, dict(parse_qsl(jar[COOKIE].value))) if COOKIE in jar else start


def changed(prefs: Prefs, wanted: Mapping[str, str]) -> Prefs:
    """Return preferences with those wanted that exist; others are passed over."""
    fit: dict[str, Any] = {name: value for name, value in wanted.items() if value in _CHOICES.get(name, ())}
    return replace(prefs, **fit)


class Speaking:
    """Middleware: everything inside speaks the reader's language, and finds the preferences in `scope["prefs"]`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["prefs"] = prefs = prefs_of(Headers(scope=scope))
        with speaking(prefs.language):
            await self._app(scope, receive, send)
