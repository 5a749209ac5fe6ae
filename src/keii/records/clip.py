"""切り抜き: one article, post, note or link as saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.evidence import Evidence
from keii.records.problem import Problem
from keii.records.span import Span

Kind = Literal["article", "post", "note", "link"]  #: 記事 / 投稿 / メモ / リンク
Register = Literal["polite", "plain"]  #: 敬体 / 常体
GivenBy = Literal["user", "input", "dateline", "credit", "byline", "host", "text", "style", "inferred"]
"""Where a date or an outlet came from. `user`: an option; `input`: a field, line or file name of the input;
`dateline`, `credit`, `byline`, `host`, `text`: the clip's own words; `style`: a hint from house style only;
`inferred`: worked out from the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """切り抜き: a piece of text as saved, and what is known of where it came from."""

    id: str  #: version letter and 16 hex digits of SHA-256 over source id, place and text
    source_id: str  #: the document's id or the file's name
    span: Span  #: its place in the page it was cut from, in code points of the page's text
    kind: Kind
    text: str  #: as saved; never changed after ingest
    outlet: str | None = None  #: 媒体; None: not known
    outlet_by: GivenBy | None = None  #: None exactly when `outlet` is
    title: str | None = None  #: 見出し as it stands in the text or the input
    url: str | None = None
    published: date | None = None  #: 発行日; None: not known, relative dates stay open
    published_by: GivenBy | None = None  #: None exactly when `published` is
    register: Register | None = None  #: None: too little text to tell
    links: tuple[str, ...] = ()  #: addresses its part of the page leads to, as written, each once; not its own
    cut: tuple[Evidence, ...] = ()  #: why this clip begins where it does; () for a whole document
    problems: tuple[Problem, ...] = ()  #: what went wrong on the way in
