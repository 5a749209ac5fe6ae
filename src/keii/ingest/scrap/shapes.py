"""形: what a single line looks like: headline, dateline, credit, caption … Each shape is one small function.

A shape takes the normalised head and tail of a line and returns the words that show it, "" for none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from keii.ingest.scrap import patterns
from keii.text.view import view_of

HEAD, TAIL = 240, 120
"""Code points of a line's head and tail that are looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """A line as the shapes see it."""

    head: str  #: normalised first `HEAD` code points
    tail: str  #: normalised last `TAIL` code points
    length: int  #: code points of the whole line


Shape = Callable[[Look], str]


def look_at(text: str, start: int, end: int) -> Look:
    """Return the look of the line ``text[start:end]``."""
    head = view_of(text[start : min(end, start + HEAD)]).text.strip()
    tail = head[-TAIL:] if end - start <= HEAD else view_of(text[max(start, end - TAIL) : end]).text.strip()
    return Look(head, tail, end - start)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _begins(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match else ""


def ended(look: Look) -> str:
    """文末: the line ends where a sentence does, or is a quotation as a whole. 例: 「…発表した。」"""
    return (
        _found(patterns.STOP, look.tail)
        if "。" in look.tail or look.length > 40
        else _begins(patterns.WHOLE_QUOTE, look.tail)
    )


def short(look: Look) -> str:
    """短行: at most 60 code points and no 。 in it."""
    return look.head if look.length <= 60 and "。" not in look.head else ""


def dateline(look: Look) -> str:
    """クレジット・発信地: 【モスクワ共同】, [ソウル 10日 ロイター], 【ワシントン＝名前】, (ソウル中央日報)."""
    return _begins(patterns.DATELINE, look.head.lstrip())


def bracketed(look: Look) -> str:
    """括弧見出し: the whole line is 【…】, 〈…〉 or ＜…＞; the closing mark may have been lost."""
    return _begins(patterns.BRACKETED, look.head) if look.length <= 100 else ""


def tagged(look: Look) -> str:
    """札: 【速報】…, 【独自】… before text on the same line."""
    return _begins(patterns.TAGGED, look.head)


def marked(look: Look) -> str:
    """記号見出し: ◇…, ■…, ▽…, a short line without 。"""
    return _begins(patterns.MARKED, look.head) if look.length <= 60 else ""


def related(look: Look) -> str:
    """続き・関連: 「続きを読む」, 「▽関連記事 …」, 「▶ 動画はこちら」."""
    return _begins(patterns.related(), look.head) if look.length <= 100 else ""


def credit(look: Look) -> str:
    """著作権・編集の行: (C)…, 「無断転載を禁じます」, 「翻訳・編集：…」."""
    return _found(patterns.CREDIT, look.head) if look.length <= 80 else ""


def byline(look: Look) -> str:
    """署名: 「山田記者」 alone, or （…共同） at the end of the line."""
    return _found(patterns.BYLINE, look.tail)


def caption(look: Look) -> str:
    """写真説明: 【写真】…, 「…＝9日、東京都」."""
    return _found(patterns.CAPTION, look.head[:HEAD]) if look.length <= 140 else ""


def closed(look: Look) -> str:
    """終わりの印: （以上）, （了）, （関連記事６面に）."""
    return _begins(patterns.closed(), look.head) if look.length <= 30 else ""


def tags(look: Look) -> str:
    """ハッシュタグ・添えた住所: 「#停戦 #国連」, 「🔗 https://…」."""
    return _found(patterns.TAGS, look.head) if look.length <= HEAD else ""


def emoji(look: Look) -> str:
    """絵文字 in the line's head or tail."""
    return _found(patterns.EMOJI, look.head) or _found(patterns.EMOJI, look.tail)


def joining(look: Look) -> str:
    """つなぎ: 一方, また, これに対し, しかし … at the start."""
    return _begins(patterns.joining(), look.head)


def pointing(look: Look) -> str:
    """前を指す語: 同社, 同日, 同省 in the first 60 code points."""
    return _found(patterns.pointing(), look.head[:60])


def speech(look: Look) -> str:
    """発言で始まる: 「…」, （60代男性）「…」."""
    return _begins(patterns.SPEAKER, look.head)


def numbered(look: Look) -> str:
    """番号・箇条: １　…, (2) …, ・…"""
    return _begins(patterns.NUMBERED, look.head)


def lede_day(look: Look) -> str:
    """書き出しの日付: a day in the first 90 code points."""
    return _found(patterns.LEDE_DAY, look.head[:90])


def person(look: Look) -> str:
    """人物の初出: a name with its reading or age: 瀬尾涼介（せお・りょうすけ）, 三沢知事(63)."""
    return _found(patterns.PERSON, look.head)


def defined(look: Look) -> str:
    """略称の定義: 欧州連合(EU), EU＝ヨーロッパ連合."""
    match = patterns.DEFINED.search(look.head)
    return (match.group(1) or match.group(2)) if match else ""


def closing(look: Look) -> str:
    """結び: …方針です。 …見通しだ。 …という。"""
    return _found(patterns.closing(), look.tail)


def date_alone(look: Look) -> str:
    """日付だけの行: 2025年5月10日, 令和7年5月10日（土）, 2025/05/10 18:30 配信."""
    return _begins(patterns.DATE_ALONE, look.head) if look.length <= 45 else ""


def organ(look: Look) -> str:
    """発信者だけの行: 株式会社…, …県災害対策本部."""
    return _begins(patterns.organ(), look.head) if look.length <= 30 else ""


def document(look: Look) -> str:
    """文書の題: 「…について（第4報）」, 「…に関するお知らせ」."""
    return _begins(patterns.document(), look.head) if look.length <= 60 else ""


def topic(look: Look) -> str:
    """前置き: 「…をめぐる問題で」, 「…の疑いで」, 「…を受け、」."""
    return _begins(patterns.topic(), look.head)


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        shape.__name__: shape
        for shape in (
            ended,
            short,
            dateline,
            bracketed,
            tagged,
            marked,
            related,
            credit,
            byline,
            caption,
            closed,
            tags,
            emoji,
            joining,
            pointing,
            speech,
            numbered,
            lede_day,
            person,
            defined,
            closing,
            date_alone,
            organ,
            document,
            topic,
        )
    }
)


def shapes_of(look: Look) -> dict[str, str]:
    """Return the shapes a line has, with the words that show each."""
    return {name: words for name, shape in SHAPES.items() if (words := shape(look))}
