"""Participants (当事者): a phrase, or the source of a claim -> the entity it names, or the noun phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from keii.find.events.ground import Ground, names_in, names_up_to, phrase_at, sentence_of, text_of, title_end, writers
from keii.find.events.joint import leader
from keii.find.events.media import is_media
from keii.find.events.table import Short, doer_endings, short_forms
from keii.records.name import Name
from keii.records.span import Span


@dataclass(slots=True)
class Party:
    """当事者: who, and the name that says so."""

    text: str  #: the entity where there is a name, else the noun phrase
    name: Name | None


_KEEP = ("側", "ら", "政府", "当局", "国", "軍", "さん", "氏", "自身", "両国", "両政府", "首脳", "双方", "など", "(")
"""What may follow a name that still is the actor."""
_OF_THEM = re.compile(r"[一-龥]{0,8}の[0-9二両]+(?:人|氏|者|社|党)")
"""What counts those named: 甲野委員と乙野委員の2人."""
_COPULA = re.compile(r"(?:だ|です|である|だった|でした)$")
_QUOTES = "「『（(【〈《"
_NOUN_PHRASE = 24
"""Longest noun phrase taken for a participant, in characters; the longest of gold dev has 22 (2026-11)."""
_NOBODY = frozenset(
    ("人", "者", "客", "親", "子", "方", "機", "員", "官", "道", "都", "府", "船", "艦", "会", "生", "王")
)
"""Nouns too bare to say who."""
_PAPERS = ("調査", "報告", "報告書", "統計", "資料", "記事", "声明", "文書", "発表", "関係", "同士")
"""Ends of nouns that speak but do not act."""
_PRESS = ("記者団", "報道陣", "報道関係者", "取材陣", "取材班", "記者たち")
"""Who is spoken to before all others, and does nothing."""
_NO_DOERS = (*_PAPERS, *_PRESS)
_COUNT = re.compile(
    r"(?:約|計|およそ|延べ)?[0-9,万千百十一二三四五六七八九]+(?:人|名|社|か国|カ国|団体)(?:以上|以下|余り|超|前後|ほど|近く)?"
)
_PEOPLE = re.compile(r"[0-9]+(?:人|名|社|か国|カ国|団体)(?:以上|以下|余り|超|前後|ほど|近く)?$")
_BACK_NAMES = 60
"""How many names back 同社 may point."""


def party(ground: Ground, phrase: int, *, doer: bool = True) -> Party | None:
    """Return the participant a phrase means; None where it can be none (a thing). `doer`: it must be able to act."""
    key = (phrase, doer)
    if key not in ground.parties:
        ground.parties[key] = _party(ground, phrase, doer)
    return ground.parties[key]


def _party(ground: Ground, phrase: int, doer: bool) -> Party | None:
    p = ground.parse.phrases[phrase]
    found = names_in(ground, _start(ground, phrase), p.content_end)
    if found and (not doer or found[-1].type != "LOC"):
        return _named(ground, phrase, _bearer(found), doer)
    if (leading := _led(ground, phrase) or _included(ground, phrase)) is not None:
        return leading
    text = noun_phrase(ground, phrase)
    if not text or len(text) > _NOUN_PHRASE or text in _NOBODY or text.endswith(_NO_DOERS):
        return None
    return _common(ground, text, p.start) or (Party(text, None) if can_act(text) else None)


def source_party(ground: Ground, span: Span) -> Party | None:
    """Return the participant a source's span means: the person or body it ends on, else the noun phrase as it is."""
    text = ground.parse.text[span.start : span.end]
    if not text or text.endswith(_NO_DOERS):
        return None
    start = _start(ground, phrase_at(ground, span.start)) if ground.parse.text[span.start - 1] == ")" else span.start
    found = [n for n in names_in(ground, start, span.end) if n.type != "LOC"]
    before = names_up_to(ground, span.start, 1) if not found else ()
    if before and before[0].type == "PER" and before[0].span.end >= span.start:  # 甲野花子|代表(仙台市)
        return Party(before[0].entity, before[0])
    if found:
        last = _bearer(found)
        tail = ground.parse.text[title_end(last) : span.end].strip("」』)）】、 ")
        entire = not tail or last.type == "PER" or tail.startswith(_KEEP)
        first = leader(ground, last)
        name = first if first.span.start >= span.start else last
        return Party(name.entity if entire or _VOICES.fullmatch(tail) else text, name)
    return _common(ground, text, span.start) or _voice_of(ground, text, span.start) or Party(text, None)


def _bearer(names: Sequence[Name]) -> Name:
    """Return the last of some names, or the person whose title it is a piece of: 甲野|英|首相, 乙野|外務省|局長."""
    if len(names) > 1 and names[-2].type == "PER" != names[-1].type and names[-2].span.end == names[-1].span.start:
        return names[-2]
    return names[-1]


_VOICES = re.compile(
    r"の(?:[一-龥]{2,8}の)?(?:担当者|役員|幹部|広報(?:室|部|課|担当者?|責任者)?|報道担当者?|窓口|関係者|職員)(?:ら)?"
)
"""Whose words are their body's: 同社の役員, 県の担当者, 会社の広報室."""


def _voice_of(ground: Ground, text: str, before: int) -> Party | None:
    """Return the body that somebody unnamed speaks for: 同社の役員 -> the company; None: he speaks for none."""
    body, mark, rest = text.partition("の")
    if not mark or _VOICES.fullmatch(mark + rest) is None:
        return None
    return _common(ground, body, before) or (Party(body, None) if can_act(body) or body in _BODIES else None)


_BODIES = ("県", "市", "町", "村", "区", "国", "都", "府", "道", "省", "庁")


def _named(ground: Ground, phrase: int, name: Name, doer: bool) -> Party | None:
    p = ground.parse.phrases[phrase]
    tail = _COPULA.sub("", ground.parse.text[title_end(name) : p.content_end].strip("」』)）】。、 "))
    if not tail or name.type == "PER" or tail.startswith(_KEEP) or _OF_THEM.fullmatch(tail):
        first = leader(ground, name)
        return Party(first.entity, first)
    if can_act(tail):
        whole = ground.parse.text[name.span.start : p.content_end].strip("」』)）】。、 ")
        return Party(_COPULA.sub("", whole), name)
    return None if doer else Party(name.entity, name)


_LED = re.compile(
    r"(?:\([^()]*\))?(?:さん|[一-龥]{1,6})?(?:\([^()]*\))?(?:ら|など|を含む|をはじめとする)(?:の|計|合わせて|[一-龥ァ-ヶー]{0,8}?(?=[0-9]))"
)
"""What stands between a name and those it leads: 甲野太郎容疑者(38)ら男女|4人."""


def _led(ground: Ground, phrase: int) -> Party | None:
    """Return the person who stands first of a counted group: 甲野容疑者(38)ら男女4人 -> 甲野."""
    p = ground.parse.phrases[phrase]
    if ground.parse.text[p.content_end - 1] not in "人名":
        return None
    before = names_up_to(ground, p.end, 1)
    if not before or before[0].type != "PER" or p.end - before[0].span.end > _NOUN_PHRASE:
        return None
    rest = ground.parse.text[title_end(before[0]) : p.content_end]
    match = _LED.match(rest)
    if match is None or not is_count(rest[match.end() :]):
        return None
    first = leader(ground, before[0])
    return Party(first.entity, first)


def _included(ground: Ground, phrase: int) -> Party | None:
    """Return who of a counted group is told apart: 日本人2人を|含む|8人 -> 日本人2人."""
    if phrase < 2 or ground.parse.text[ground.parse.phrases[phrase].content_end - 1] not in "人名":
        return None
    if not text_of(ground, phrase - 1).startswith(("含む", "含めた", "はじめとする")):
        return None
    return party(ground, phrase - 2)


def _start(ground: Ground, phrase: int) -> int:
    """Return where a phrase begins, or the one whose parenthesis or 〜ら it completes: 佐藤(さとう)ら | 4人を."""
    phrases, text = ground.parse.phrases, ground.parse.text
    first = phrase
    own = text[phrases[phrase].start : phrases[phrase].content_end]
    if own.startswith("(") and first and phrases[first - 1].function == "bare":
        first -= 1
    elif ")" in own.partition("(")[0]:
        while first and "(" not in text_of(ground, first):
            first -= 1
    if first and phrases[first - 1].function == "bare" and text_of(ground, first - 1).endswith(("ら", "など")):
        first -= 1
    start = phrases[first].start
    across = names_up_to(ground, start, 1)  # 「あおい|縫製」を
    return across[0].span.start if across and across[0].span.end > start else start


def noun_phrase(ground: Ground, phrase: int) -> str:
    """Return a phrase's content with the の-phrases before it: 県議会の野党系の会派."""
    phrases = ground.parse.phrases
    first = phrase
    while first and phrases[first - 1].head == first and _joins_on(ground, first - 1):
        first -= 1
    if first == phrase and first and text_of(ground, first - 1) == "うち":
        first -= 1
        while first and phrases[first - 1].head == first and _joins_on(ground, first - 1):
            first -= 1
    if first == phrase and first and phrases[first - 1].head == first and _counts_on(ground, first):
        first -= 1
        while first and phrases[first - 1].head == first and _joins_on(ground, first - 1):
            first -= 1
    text = ground.parse.text[phrases[first].start : phrases[phrase].content_end]
    if not text.endswith(("」", "』", ")", "）")):
        for mark in _QUOTES:
            text = text.rpartition(mark)[2]
    if ")" in text.partition("(")[0]:
        text = text.partition(")")[2].removeprefix("の")
    return _LEADING.sub("", text.strip("「」『』、。 　"))


_LEADING = re.compile(r"\A(?:[0-9]+[ 　.]+|[・▼◆▽▲■●○◎※][ 　]*|(?:よう|や)(?=[一-龥ァ-ヶー]{2}))")
"""What a phrase may begin with that is none of it: the number of a line, よう of the clause before."""


def _counts_on(ground: Ground, phrase: int) -> bool:
    """Say whether a phrase is but the number of the phrase before it: 生徒ら|60人, 移民|85人."""
    phrases, text = ground.parse.phrases, ground.parse.text
    before, p = phrases[phrase - 1], phrases[phrase]
    bare = before.function == "bare" and before.end == p.start and text[before.end - 1] not in "、。 "
    return bare and is_count(text[p.start : p.content_end])


def _joins_on(ground: Ground, phrase: int) -> bool:
    return ground.parse.phrases[phrase].function in ("genitive", "parallel") or text_of(ground, phrase) == "うち"


def is_count(text: str) -> bool:
    """Say whether a noun phrase is a bare number of people: 約1200人."""
    return bool(_COUNT.fullmatch(text))


@lru_cache(maxsize=1 << 14)  # names and nouns never end
def can_act(text: str) -> bool:
    """Say whether a common noun can do or suffer a political act, by its end."""
    return text.removesuffix("ら").endswith(doer_endings()) or bool(_PEOPLE.search(text))


def _common(ground: Ground, text: str, before: int) -> Party | None:
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


_COMPANY = ("会社", "当の会社", "経営")


def _company(ground: Ground) -> Party | None:
    """Return the one company a clip is about: of the bodies that may be one, the one named most."""
    counts = ground.counts
    named = {n.entity for n in ground.names if n.type == "ORG" and not n.entity.endswith(_NO_COMPANY)}
    ranked = sorted((e for e in named if not is_media(e)), key=lambda entity: (-counts[entity], entity))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
        return None
    return Party(ranked[0], None)


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
_I = ("私", "わたくし", "私ども", "当職", "小職", "我々", "われわれ")
_OUR_COUNTRY = ("我が国", "わが国", "我が方")


def _writer(ground: Ground, text: str) -> Party | None:
    """Return whom a noun of one's own means in a notice: 当社, 私, 我が国."""
    if text not in _OUR_COUNTRY and text not in _I and _OUR.fullmatch(text) is None:
        return None
    if text in _OUR_COUNTRY:
        return Party("日本", None)
    body, person = writers(ground)
    if text in _I:
        found = person or body
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
    "協会", "大使館", "機構", "連合", "組合", "労組", "新聞", "通信", "弁護団", "病院",
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
