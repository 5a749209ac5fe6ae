"""What two spellings must share to be found by each other, and the days a time value covers."""

from __future__ import annotations

import re
from urllib.parse import unquote

from keii.records.when import bounds
from keii.text.view import view_of

_LONE = re.compile("[\ud800-\udfff]")
_LINKS = re.compile(r"[\s・･=＝゠]+")
_WEB = re.compile(r"https?://(?P<host>[^/?#]+)(?P<rest>[^#]*)", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$")
Days = tuple[str, str]


def words_key(text: str) -> str:
    """Return a text folded for finding: full and half width, capitals and small letters are one."""
    return view_of(storable(text)).text.casefold()


def storable(text: str) -> str:
    """Return a text that a database takes: lone surrogates, as of file names in no UTF-8, become U+FFFD."""
    return _LONE.sub("\ufffd", text)


def name_key(name: str) -> str:
    """Return a name folded for finding: as `words_key`, without blanks and the dots and bars inside foreign names."""
    return _LINKS.sub("", words_key(name))


def address_key(address: str) -> str | None:
    """Return an address of the web as it is compared: without scheme, fragment, last slash and escapes, the host in
    lower case; None for what is none."""
    found = _WEB.match(address.strip())
    if not found:
        return None
    return storable(found["host"].lower() + unquote(found["rest"], errors="replace")).rstrip("/")


def path_of(key: str) -> list[str]:
    """Return the parts of the path of an address's key, the last without .html."""
    return _ENDING.sub("", key.partition("?")[0]).split("/")[1:]


def days_of(value: str) -> Days | None:
    """Return the first and the last day of a value in `Time`'s notation; None for lengths and what is no value."""
    days = bounds(value)
    return (days[0].isoformat(), days[1].isoformat()) if days else None
