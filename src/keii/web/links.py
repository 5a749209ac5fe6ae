"""道: the room's own addresses. A template asks here and never writes one itself."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from keii.records.span import Span


def clip(word: int | str, span: Span | None = None) -> str:
    """Return the page of a clip, by its number or id; with a span the page shows those words."""
    path = f"/clip/{quote(str(word), safe='')}"
    return path if span is None else f"{path}?words={span.start}-{span.end}#words"


def story(number: int) -> str:
    """Return the page of a story."""
    return f"/story/{number}"


def entity(word: int | str) -> str:
    """Return the page of an entity, by its number, or by a name that leads to whom it means."""
    return f"/entity/{word}" if isinstance(word, int) else f"/entity?{urlencode({'name': word})}"


def timeline(*names: str, year: int | None = None, page: int = 1) -> str:
    """Return the time line of a story (s12), of an entity or between two."""
    told = [("of", name) for name in names]
    told += [("year", str(year))] if year is not None else []
    return f"/timeline?{urlencode(told + ([('page', str(page))] if page > 1 else []))}"


def day(of: date | str) -> str:
    """Return the front page of a day."""
    return f"/day/{of}"


def query(path: str, **wanted: object) -> str:
    """Return a path with a query of what is not empty."""
    told = urlencode({name: str(value) for name, value in wanted.items() if value not in (None, "", False)})
    return f"{path}?{told}" if told else path


def inside(path: str) -> str:
    """Return a path of the room as given by a form, else the first page: never an address elsewhere."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if plain else "/"


def outside(url: str | None) -> str | None:
    """Return an address of the web as a clip gives it, to be linked to; None for what is no such address."""
    return url if url is not None and url.lower().startswith(("http://", "https://")) else None
