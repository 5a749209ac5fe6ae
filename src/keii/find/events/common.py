"""Common nouns (普通名詞): whom a noun without a name points to — 同社, 会社, 当社, 知事, the owner of a 工場."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from keii.find.events.ground import Ground, names_in, names_up_to, phrase_at, sentence_of, writers
from keii.find.events.media import is_media
from keii.find.events.table import Short, doer_endings, short_forms
from keii.records.name import Name


@dataclass(slots=True)
class Party:
    """当事者: who, and the name that says so."""

    text: str  #: the entity where there is a name, else the noun phrase
    name: Name | None


_COUNT = re.compile(
    r"(?:約|計|およそ|延べ)?[0-9,万千百十一二三四五六七八九]+(?:人|名|社|か国|カ国|団体)(?:以上|以下|余り|超|前後|ほど|近く)?"
)
_PEOPLE = re.compile(r"[0-9]+(?:人|名|社|か国|カ国|団体)(?:以上|以下|余り|超|前後|ほど|近く)?$")
_BACK_NAMES = 60
"""How many names back 同社 may point."""


def is_count(text: str) -> bool:
    """Say whether a noun phrase is a bare number of people: 約1200人."""
    return bool(_COUNT.fullmatch(text))


@lru_cache(maxsize=1 << 14)  # names and nouns never end
def can_act(text: str) -> bool:
    """Say whether a common noun can do or suffer a political act, by its end."""
    return text.removesuffix("ら").endswith(doer_endings()) or bool(_PEOPLE.search(text))


def common(ground: Ground, text: str, before: int) -> Party | None:
    """Return whom a common noun points to: 同社, 知事. None if not exactly one."""
    if text.startswith("同"):
        return same(ground, text, before)
    own = _writer(ground, text)
    if own is not None:
        return own
    short = text.rpartition("の")[2]
    found = ground.titled.get(short, frozenset())
    if len(found) == 1:
        return Party(next(iter(found)), None)
    if text in _SUMMIT and (host := _summit(ground)) is not None:
        return host
    if text.removesuffix("側") in _COMPANY:
        return _company(ground)
    row = short_forms().get(text) or short_forms().get(text.removesuffix("側"))
    if row is not None:
        return _only(ground, row)
    head, mark, rest = text.partition("の")
    whole = _only(ground, short_forms()[head]) if mark and head in short_forms() else None
    return Party(whole.text + mark + rest, None) if whole is not None and can_act(rest) else None


_PLANTS = ("工場", "本社", "本店", "支社", "支店", "営業所", "事業所", "製作所", "センター", "店舗")
"""Premises of companies."""
_PREMISES = (*_PLANTS, "事務所", "倉庫", "拠点", "か所", "カ所", "ヵ所", "箇所")

_OF_PREMISES = ("genitive", "parallel", "bare")


def owner(ground: Ground, phrase: int) -> Party | None:
    """Return whose premises a phrase names: 甲野製薬の本社など5カ所 -> 甲野製薬, 岡崎市の工場 -> the clip's company.

    None: it names no premises.
    """
    phrases, first = ground.parse.phrases, phrase
    if (
        not ground.parse.text[phrases[phrase].start : phrases[phrase].content_end]
        .removesuffix("など")
        .endswith(_PREMISES)
    ):
        return None
    while first and phrases[first - 1].head == first and phrases[first - 1].function in _OF_PREMISES:
        first -= 1
    text = ground.parse.text[phrases[first].start : phrases[phrase].content_end]
    found = names_in(ground, phrases[first].start, phrases[phrase].content_end)
    bodies = [n for n in found if n.type == "ORG" and not n.entity.endswith(_PREMISES)]
    if bodies:
        return Party(bodies[0].entity, bodies[0])
    return _company(ground) if any(map(text.__contains__, _PLANTS)) else None


_COMPANY = ("会社", "当の会社", "経営")


def _company(ground: Ground) -> Party | None:
    """Return the one company a clip is about: of the bodies that may be one, the one named most."""
    counts = ground.counts
    named = {n.entity for n in ground.names if n.type == "ORG" and not n.entity.endswith(_NO_COMPANY)}
    ranked = sorted((e for e in named if not is_media(e)), key=lambda entity: (-counts[entity], entity))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
        return _of_union(ground) if not ranked else None
    return Party(ranked[0], None)


_UNION = re.compile(r"(.{2,})(?:労働組合|労組|従業員組合)")


def _of_union(ground: Ground) -> Party | None:
    """Return the company whose one union a clip names and itself not: 丸川鉄道労組 -> 丸川鉄道."""
    owners = {match[1] for n in ground.names if n.type == "ORG" and (match := _UNION.fullmatch(n.entity))}
    return Party(owners.pop(), None) if len(owners) == 1 else None


_SUMMIT = ("首脳ら", "首脳たち", "加盟国首脳", "各国首脳")
_SUMMIT_NEAR = 24
"""How many characters before 首脳会議 the body that holds it is named: 欧州連合は18日の首脳会議で."""


def _summit(ground: Ground) -> Party | None:
    """Return the body whose heads met in the summit that a clip tells of; None: it tells of none, or of whose not."""
    at = ground.parse.text.find("首脳会議")
    for name in names_up_to(ground, at, 1) if at > 0 else ():
        if name.type == "ORG" and at - name.span.end < _SUMMIT_NEAR:
            return Party(name.entity, name)
    return None


_OUR = re.compile(
    r"(?:当|弊|我が|わが|本)(?:社|行|組合|協会|会|団体|弁護団|省|庁|委員会|学|校|方|党|連盟|球団|院|局|署|町|市|県|村|区|園|店|館)"
)
_I = ("私", "わたくし", "私ども", "当職", "小職", "我々", "われわれ", "私たち", "わたしたち", "私共")
_WE = ("我々", "われわれ", "私たち", "わたしたち", "私共", "私ども")
_OUR_COUNTRY = ("我が国", "わが国", "我が方")


def _writer(ground: Ground, text: str) -> Party | None:
    """Return whom a noun of one's own means in a notice: 当社, 私, 我が国."""
    if text not in _OUR_COUNTRY and text not in _I and _OUR.fullmatch(text) is None:
        return None
    if text in _OUR_COUNTRY:
        return Party("日本", None)
    body, person = writers(ground)
    if text in _I:
        found = (body or person) if text in _WE else (person or body)
    else:
        found = body
    return Party(found.entity, found) if found else None


def _only(ground: Ground, row: Short) -> Party | None:
    """Return the one name of the clip that a common noun can mean; None if it names several as often."""
    found = {n.entity for n in ground.names if n.type == row.type and n.entity.endswith(row.endings)}
    ranked = sorted(found, key=lambda entity: -ground.counts[entity])
    if not ranked or (len(ranked) > 1 and ground.counts[ranked[0]] < 2 * ground.counts[ranked[1]]):
        return None
    return Party(ranked[0], None)


_SAME: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "同氏": ("PER", ""), "同社": ("ORG", ""), "同国": ("GPE", ""), "同省": ("ORG", "省"), "同庁": ("ORG", "庁"),
        "同署": ("ORG", "署"), "同党": ("ORG", "党"), "同課": ("ORG", "課"), "同局": ("ORG", "局"),
        "同委": ("ORG", "会"), "同市": ("GPE", "市"), "同県": ("GPE", "県"), "同町": ("GPE", "町"),
        "同村": ("GPE", "村"), "同州": ("GPE", "州"), "同府警": ("ORG", "府警"), "同県警": ("ORG", "県警"),
        "同地検": ("ORG", "地検"), "同銀行": ("ORG", "銀行"), "同大": ("ORG", "大学"), "同組合": ("ORG", "組合"),
        "同団体": ("ORG", ""), "同紙": ("ORG", "新聞"),
    }
)  # fmt: skip
"""同〜 -> the type and the end of what it points to."""


_NO_COMPANY = (
    *"省庁署課部局党裁検警軍隊県市町村", "委員会", "裁判所", "警察", "本部", "政府", "国会", "議会", "大学", "連盟",
    "協会", "大使館", "機構", "連合", "組合", "労組", "新聞", "通信", "弁護団", "病院", "会", "研究所",
)  # fmt: skip
"""Ends of bodies that are no company."""


def same(ground: Ground, text: str, before: int) -> Party | None:
    """Return the one such name in the nearest sentence before that has any; None if it has two."""
    wanted = _SAME.get(text) or (("ORG", text[1:]) if can_act(text[1:]) else None)
    if wanted is None:
        return None
    here, found = -1, dict[str, Name]()
    at = bisect_left(ground.name_starts, before)
    for name in reversed(ground.names[max(0, at - _BACK_NAMES) : at]):
        if name.type != wanted[0] or not name.entity.endswith(wanted[1]):
            continue
        if text == "同社" and name.entity.endswith(_NO_COMPANY):
            continue
        sentence = sentence_of(ground, phrase_at(ground, name.span.start))
        if here not in (-1, sentence):
            break
        here = sentence
        found[name.entity] = name
    return Party(*next(iter(found.items()))) if len(found) == 1 else None
