"""行程: one fetch from the first address to the last, redirects followed by hand, each hop checked like the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from hashlib import sha256

from keii.fetch.addresses import NOBODY, plain_host
from keii.fetch.exchange import Answer, Line, ask
from keii.fetch.limits import Deadline, Fault
from keii.fetch.robots import LARGEST, Robots
from keii.fetch.targets import Target, origin, target
from keii.fetch.waits import Pace, retry_at
from keii.records.fetched import Fetched, Validator

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html, application/xml;q=0.9, */*;q=0.8"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_BUSY = frozenset((429, 503))
_LONGEST_VALIDATOR = 1_024
"""Characters of an ETag or Last-Modified that are kept and sent back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """局: what all fetches of one fetcher share."""

    line: Line
    pace: Pace
    robots: Robots
    free_hosts: frozenset[str]  #: whose robots.txt the user overrides
    agent: str  #: User-Agent
    clock: Callable[[], datetime]


class Trip:
    """行程: one fetch. `run` once; `status` and `retry_at` say how far it came."""

    def __init__(self, office: Office, url: str, validator: Validator | None) -> None:
        self._office, self._url, self._validator = office, url, validator
        self._line, self._budget = office.line, office.line.limits.whole
        self.status: int | None = None
        self.retry_at: datetime | None = None

    def run(self) -> Fetched:
        """Return what was fetched. Raises `Fault`."""
        place, seen, permanent = target(self._url), set[str](), True
        for _ in range(self._office.line.limits.redirects + 1):
            seen.add(place.url)
            self._permit(place)
            answer = self._asked(place, self._conditions(place))
            self.status = answer.status
            ahead = ahead_of(answer, place)
            if ahead is None:
                moved = place.url if permanent and len(seen) > 1 else None
                return self._fetched(answer, place, moved)
            if ahead.url in seen:
                raise Fault("K2010")
            permanent = permanent and answer.status in _PERMANENT
            place = ahead
        raise Fault("K2009", self._office.line.limits.redirects)

    def _permit(self, place: Target) -> None:
        """Raise `Fault` where the host asked to be left alone or its robots.txt says no; else wait for our turn."""
        self._obey_hold(place)
        interval = self._line.limits.interval
        if plain_host(place.host) not in self._office.free_hosts:
            rules = self._office.robots.of(origin(place), lambda: self._robots_txt(place))
            rules.check(place.url)
            interval = max(interval, rules.delay)
        self._turn(place, interval)

    def _turn(self, place: Target, interval: float) -> None:
        self._obey_hold(place)
        self._office.pace.wait(plain_host(place.host), interval)

    def _obey_hold(self, place: Target) -> None:
        held = self._office.pace.held(plain_host(place.host), self._office.clock())
        if held is not None:
            self.retry_at = held
            raise Fault("K2013", f"{held:%Y-%m-%d %H:%M} UTC")

    def _conditions(self, place: Target) -> dict[str, str]:
        validator = self._validator
        if validator is None or validator.url != place.url:
            return {}
        asked = {"If-None-Match": validator.etag, "If-Modified-Since": validator.last_modified}
        return {name: value for name, value in asked.items() if value and _may_be_sent(value)}

    def _asked(self, place: Target, more: dict[str, str]) -> Answer:
        """Return the answer of one hop within what is left of the time; a busy host is left alone from now on."""
        deadline = Deadline(self._budget, self._line.monotonic)
        try:
            answer = ask(self._line, place, self._headers(place) | more, deadline)
        except Fault as fault:
            raise self._late() if fault.code == "K2005" else fault from fault
        self._budget -= deadline.spent()
        if self._budget <= 0:
            raise self._late()
        if answer.reached == "public":
            self._line = replace(self._line, allowed=NOBODY)
        self._heed(answer, place)
        return answer

    def _late(self) -> Fault:
        return Fault("K2005", f"{self._office.line.limits.whole:g}")

    def _heed(self, answer: Answer, place: Target) -> None:
        if answer.status in _BUSY:
            self.status = answer.status
            self.retry_at = retry_at(answer.header("retry-after"), self._office.clock())
            self._office.pace.hold(plain_host(place.host), self.retry_at)
            raise Fault("K2013", f"{self.retry_at:%Y-%m-%d %H:%M} UTC")

    def _headers(self, place: Target) -> dict[str, str]:
        return {
            "Host": origin(place).partition("://")[2].removesuffix(":80" if place.scheme == "http" else ":443"),
            "User-Agent": self._office.agent,
            "Accept": _ACCEPT,
            "Accept-Language": "ja, en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    def _robots_txt(self, place: Target) -> Answer:
        """Return what the host of `place` answers for its robots.txt, its beginning if it is long. Raises `Fault`."""
        limits = replace(self._line.limits, body=LARGEST)
        line, deadline = replace(self._line, limits=limits), Deadline(limits.whole, self._line.monotonic)
        at = target("/robots.txt", place.url)
        for _ in range(limits.redirects + 1):
            self._turn(at, limits.interval)
            try:
                answer = ask(line, at, self._headers(at), deadline, cut=True)
            except Fault as fault:
                raise self._late() if fault.code == "K2005" else fault from fault
            self._heed(answer, at)
            ahead = ahead_of(answer, at)
            if ahead is None:
                return answer
            line = replace(line, allowed=NOBODY) if answer.reached == "public" else line
            at = ahead
        raise Fault("K2009", limits.redirects)

    def _fetched(self, answer: Answer, place: Target, moved: str | None) -> Fetched:
        unchanged = answer.status == 304 and bool(self._conditions(place))
        if answer.status != 200 and not unchanged:
            raise Fault("K2014", answer.status)
        if not unchanged and not answer.body.strip():
            raise Fault("K2018")
        media, charset = media_type(answer.header("content-type"))
        return Fetched(
            url=self._url,
            final_url=place.url,
            status=answer.status,
            unchanged=unchanged,
            moved_to=moved,
            content_type=media,
            charset=charset,
            headers=answer.headers,
            validator=(_validator(answer, place) or self._validator) if unchanged else _validator(answer, place),
            body=answer.body,
            sha256=sha256(answer.body).hexdigest(),
            fetched_at=self._office.clock(),
        )


def ahead_of(answer: Answer, place: Target) -> Target | None:
    """Return where a redirect leads; None for no redirect. Raises `Fault`, also for one from https to http."""
    to = answer.header("location")
    if answer.status not in _REDIRECTS or not to:
        return None
    ahead = target(_readable(to), place.url)
    if place.scheme == "https" and ahead.scheme == "http":
        raise Fault("K2011")
    return ahead


def media_type(header: str | None) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type, both as far as they are said."""
    if not header:
        return None, None
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    media = header.partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    return media or None, charset.strip() or None if isinstance(charset, str) else None


def _validator(answer: Answer, place: Target) -> Validator | None:
    etag, modified = (
        value if value and _may_be_sent(value) else None
        for value in (answer.header("etag"), answer.header("last-modified"))
    )
    return Validator(url=place.url, etag=etag, last_modified=modified) if etag or modified else None


def _may_be_sent(value: str) -> bool:
    return len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()


def _readable(location: str) -> str:
    """Return a Location as text: servers send raw UTF-8 where they should have escaped it."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return location
