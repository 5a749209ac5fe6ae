"""原本: the bytes that clips were made from, as they came."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.fetched import Fetched, Validator


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """原本: one page or file as it came, and what the server said of it."""

    name: str  #: what it was taken as: the address after redirects, or the file's name
    body: bytes  #: after decompression
    sha256: str  #: of the body, hex
    taken_at: str  #: UTC, ISO 8601
    url: str | None = None  #: as asked for; None: a file
    content_type: str | None = None  #: media type; None: not said
    charset: str | None = None  #: the label of the encoding; None: not said
    headers: tuple[tuple[str, str], ...] = ()  #: as sent, names in lower case, without cookies
    validator: Validator | None = None  #: to ask for changes with; not part of what is read back


def original_of(fetched: Fetched) -> Original:
    """Return what was fetched as it is kept."""
    return Original(
        name=fetched.final_url,
        body=fetched.body,
        sha256=fetched.sha256,
        taken_at=fetched.fetched_at.isoformat(timespec="seconds"),
        url=fetched.url,
        content_type=fetched.content_type,
        charset=fetched.charset,
        headers=fetched.headers,
        validator=fetched.validator,
    )
