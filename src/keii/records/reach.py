"""届く範囲: how far the user lets Keii go when it fetches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """届く範囲: what the user says of fetching."""

    allowed: tuple[str, ...] = ()  #: hosts, addresses and networks that may be private
    ignore_robots: tuple[str, ...] = ()  #: hosts whose robots.txt is overridden
    contact: str = ""  #: a web or mail address for the User-Agent; "": none


def is_address(word: str) -> bool:
    """Say whether a word is meant as an address of the web."""
    return word.lower().startswith(("http://", "https://"))
