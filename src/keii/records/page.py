"""頁: one web page as read: what it says of itself, its main text, and the pieces its markup shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.problem import Problem
from keii.records.span import Span

BlockKind = Literal["paragraph", "heading", "list", "table", "quote", "caption", "card", "embed", "rule"]
"""段落 / 見出し / 箇条 / 表の行 / 引用 / 写真説明 / リンクカード / 埋め込み投稿 / 罫線"""
Shown = Literal["json-ld", "meta", "host", "time", "visible", "title", "address", "guess"]
"""What of a page shows a fact: `json-ld`, `meta`: data for machines; `host`: the row of its host; `time`: a
time element; `visible`: words by the headline, a credit; `title`: the end of the page's title; `address`: the address,
where words by the headline agree with it; `guess`: heuristics, none of the others saying anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """区画: one line of a page. Captions, cards, embedded posts and rules stand outside the main text."""

    kind: BlockKind
    text: str  #: one line, no line ends; "" for a rule
    span: Span | None = None  #: its place in `Page.text`; None: not part of the main text
    url: str | None = None  #: what a card, an embedded post or a quotation points to
    by: str | None = None  #: whose words a quotation or an embedded post says they are
    group: int = 0  #: lines of one list, quotation or embedded post have the same number
    links: tuple[str, ...] = ()  #: absolute addresses its words lead to, each once


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """頁: a web page as read. None: the page does not say."""

    text: str  #: the main text: its paragraphs, headings, lists, tables and quotations, one a line; "": none found
    blocks: tuple[Block, ...]  #: in the order of the page
    title: str | None = None  #: the headline, without the site's name
    outlet: str | None = None  #: 媒体, in its usual form
    outlet_shown: Shown | None = None
    authors: tuple[str, ...] = ()  #: people and bodies named as authors
    published: date | None = None  #: the day in Japan
    published_shown: Shown | None = None
    published_as: str | None = None  #: the words or data that say it, as written; kept even where it is no real day
    modified: date | None = None
    url: str | None = None  #: where it was fetched from
    canonical: str | None = None  #: what it claims for its address; may name another host
    following: str | None = None  #: the next page of a paged article
    language: str | None = None  #: as its markup says: "ja"
    blog: bool = False  #: an entry of a blog: what was pasted into it is cut
    scrapbook: bool = False  #: a blog's entry whose quotations, cards and posts show that several pieces were pasted
    readings: tuple[tuple[str, str], ...] = ()  #: ruby: words and their reading, which the text leaves out
    encoding: str | None = None
    wall: str | None = None  #: what stands here in the place of an article: "an error page"; None: nothing does
    wall_shown: tuple[str, ...] = ()  #: the words and elements that show it
    problems: tuple[Problem, ...] = ()
