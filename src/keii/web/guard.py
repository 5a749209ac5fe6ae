"""門番: what stands before every page: who may ask, under which name, from where; and the headers of every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keii.web.settings import Settings
from keii.wording.language import t

COOKIE = "keii_token"
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would make browsers send "Origin: null" with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """門番: middleware. Refuses a Host that is not ours (421: DNS rebinding), a change from another origin (403),
    methods we have none of (405), and where a token is set a visitor without it (401)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        refused = self._refused(scope)
        await (refused or self._app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            return _no(scope, 400, t("the request must name one host"))
        if _name(hosts[0]) not in self._settings.hosts:
            return _no(scope, 421, t("this room does not go by that name"))
        if "\0" in scope["path"]:
            return _no(scope, 404, t("there is no such page"))
        if _of_programs(scope) and scope["method"] not in _READING:
            return _no(scope, 405, t("this page cannot be asked for that way"), {"allow": "GET"})
        if scope["method"] not in _READING and not _ours(headers.getlist("origin"), hosts[0]):
            return _no(scope, 403, t("changes are taken from the room's own pages only"))
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a visitor without the token: one that shows it in the address gets it as a cookie."""
        token = self._settings.token
        if token is None or scope["path"].startswith("/static/"):
            return None
        if _same(token, _shown(headers)):
            return None
        asked = scope.get("query_string", b"").decode("latin-1")
        if scope["method"] == "GET" and asked.startswith("token=") and _same(token, (asked[6:],)):
            answer = RedirectResponse(scope["path"] if not scope["path"].startswith("//") else "/", 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return answer
        return _no(scope, 401, t("this room asks for the token it was opened with: /?token=…"))


def _of_programs(scope: Scope) -> bool:
    """Say whether a request is for the API."""
    path: str = scope["path"]
    return path.startswith("/api/")


def _no(scope: Scope, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a refusal: a sentence, for programs in JSON."""
    if _of_programs(scope):
        return JSONResponse({"error": sentence, "hint": ""}, status, headers)
    return PlainTextResponse(sentence, status, headers)


def _name(host: str) -> str:
    """Return the host without its port, in lower case."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isascii() and port.isdigit() and name else host).lower()


def _ours(origins: list[str], host: str) -> bool:
    return len(origins) == 1 and origins[0].lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}


def _shown(headers: Headers) -> Iterable[str]:
    """Return the tokens a request shows: in its cookie, and as a bearer."""
    kind, _, word = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        yield word.strip()
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return
    if COOKIE in jar:
        yield jar[COOKIE].value


def _same(token: str, shown: Iterable[str]) -> bool:
    return any(compare_digest(token.encode(), word.encode()) for word in shown)
