"""取得: what came of asking for one address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from keii.records.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """照合子: what a server gave to ask "has it changed?" with. To be saved together with the body, never before it."""

    url: str  #: the final address it belongs to
    etag: str | None = None  #: as sent
    last_modified: str | None = None  #: as sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """取得物: an answer with its body, or the word that nothing has changed."""

    url: str  #: as asked for
    final_url: str  #: where the body came from, after redirects
    status: int  #: 200, or 304 when unchanged
    unchanged: bool  #: True: the server says the validator still holds; the body is empty
    moved_to: str | None  #: the final address where every redirect on the way was permanent; None: none, or not all
    content_type: str | None  #: media type in lower case, without parameters; None: not said
    charset: str | None  #: the label of the encoding; checked by the decoder, not trusted; None: not said
    headers: tuple[tuple[str, str], ...]  #: all as sent, names in lower case, without cookies
    validator: Validator | None  #: for the next time; None: the server gave none
    body: bytes  #: after decompression
    sha256: str  #: of the body, hex
    fetched_at: datetime  #: UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFetched:
    """不取得: why an address gave nothing, in one problem (K20xx)."""

    url: str  #: as asked for
    problem: Problem
    status: int | None  #: what the server answered; None: no answer
    retry_at: datetime | None  #: not before this moment, where the server asked to wait; UTC
    tried_at: datetime  #: UTC
