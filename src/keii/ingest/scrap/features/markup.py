"""目印の特徴: signs in the markup of a web page. All absent on a plain text page."""

from __future__ import annotations

from keii.ingest.scrap.section import Section

_RULED = ("rule", "ruled heading")
_MANY = 3


def quote_begins(section: Section, _begin: int, at: int) -> str:
    """引用の始まり; not right after a heading, which has begun the clip."""
    return _at(section, at, "quote") if section[at - 1].markup not in ("heading", "ruled heading") else ""


def within_quote(section: Section, _begin: int, at: int) -> str:
    """引用の途中: one quotation is one clip's."""
    return _at(section, at, "quoted")


def post_begins(section: Section, _begin: int, at: int) -> str:
    """埋め込み投稿の始まり."""
    return _at(section, at, "embed")


def quote_ended(section: Section, _begin: int, at: int) -> str:
    """引用や投稿の直後."""
    return _at(section, at, "after")


def rule_before(section: Section, _begin: int, at: int) -> str:
    """罫線の直後."""
    return section[at].markup if section[at].markup in _RULED else ""


def rules_abound(section: Section, _begin: int, at: int) -> str:
    """罫線で分ける頁: one of three rules and more on the page."""
    ruled = section[at].markup in _RULED and sum(line.markup in _RULED for line in section.facts) >= _MANY
    return section[at].markup if ruled else ""


def heading_before_quote(section: Section, _begin: int, at: int) -> str:
    """見出しの要素のすぐ後に引用."""
    heading = section[at].markup in ("heading", "ruled heading")
    return section[at].markup if heading and at + 1 < len(section) and section[at + 1].markup == "quote" else ""


def quote_after_heading(section: Section, _begin: int, at: int) -> str:
    """見出しの要素の直後の引用: the heading is its own."""
    return _at(section, at, "quote") if section[at - 1].markup in ("heading", "ruled heading") else ""


def _at(section: Section, at: int, markup: str) -> str:
    return markup if section[at].markup == markup else ""
