"""宛先: an address as text -> where to ask, or why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address

import httpx2

from keii.fetch.limits import Fault

LONGEST_URL = 8_192
"""Code points of an address at most: what the common servers take."""
_SHOWN = 200
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_.])?")
_USER = re.compile(r"(?<=//)[^/?#]*@")
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_PORTS = {"http": 80, "https": 443}
_BAD_PORTS = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080)
)
"""Ports above 1023 that browsers never ask for the web: WHATWG Fetch, section "port blocking", 2026-11."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """宛先: an address that may be asked for, as far as can be told before its name is looked up."""

    url: str  #: normalised, without its fragment
    scheme: str  #: http or https
    host: str  #: ASCII, lower case; an IPv6 address without brackets
    port: int


def target(text: str, base: str | None = None) -> Target:
    """Return where an address leads, read against `base`, the address of the page that names it.

    Raises `Fault`: K2001 for what is no web address, K2003 for one with a user name or password, K2002 for a port the
    web does not use.
    """
    text = text.strip()
    if len(text) > LONGEST_URL:
        raise Fault("K2001")
    try:
        url = httpx2.URL(base).join(text) if base else httpx2.URL(text)
        host, port = url.raw_host.decode("ascii").lower(), url.port or _PORTS.get(url.scheme, 0)
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise Fault("K2001") from error
    if url.scheme not in _PORTS or not _is_host(host) or not 0 < port < 65_536:
        raise Fault("K2001")
    if url.userinfo:
        raise Fault("K2003")
    if (port < 1024 and port != _PORTS[url.scheme]) or port in _BAD_PORTS:
        raise Fault("K2002")
    return Target(url=str(url.copy_with(fragment=None)), scheme=url.scheme, host=host, port=port)


def origin(place: Target) -> str:
    """Return scheme, host and port: whose robots.txt counts."""
    host = f"[{place.host}]" if ":" in place.host else place.host
    return f"{place.scheme}://{host}:{place.port}"


def shown(url: str) -> str:
    """Return an address as it may be shown: without user and password, without characters nobody sees, and short."""
    seen = _UNSEEN.sub("", _USER.sub("", url))
    return seen if len(seen) <= _SHOWN else seen[: _SHOWN - 1] + "…"


def _is_host(host: str) -> bool:
    if ":" not in host:
        return bool(_HOST.fullmatch(host))
    try:
        return IPv6Address(host).scope_id is None
    except AddressValueError:
        return False
