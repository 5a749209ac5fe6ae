"""Participants (当事者): a phrase, or the source of a claim -> the entity it names, or the noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keii.find.events.common import Party, can_act, common, is_count
from keii.find.events.ground import Ground, names_in, names_up_to, phrase_at, text_of, title_end
from keii.find.events.joint import leader
from keii.records.name import Name
from keii.records.span import Span

_KEEP = ("側", "ら", "政府", "当局", "国", "軍", "さん", "氏", "自身", "両国", "両政府", "首脳", "双方", "など", "(")
"""What may follow a name that still is the actor."""
_OF_THEM = re.compile(r"[一-龥]{0,8}の[0-9二両]+(?:人|氏|者|社|党)")
"""What counts those named: 甲野委員と乙野委員の2人."""
_COPULA = re.compile(r"(?:だ|です|である|だった|でした)$")
_QUOTES = "「『（(【〈《"
_NOUN_PHRASE = 24
"""Longest noun phrase taken for a participant, in characters; the longest of gold dev has 22 (2026-11)."""
_NOBODY = frozenset(
    (
        "人",
        "者",
        "客",
        "親",
        "子",
        "方",
        "機",
        "員",
        "官",
        "道",
        "都",
        "府",
        "船",
        "艦",
        "会",
        "生",
        "王",
        "停船",
        "下船",
        "乗船",
        "造船",
        "風船",
    )
)
"""Nouns too bare to say who."""
_PAPERS = ("調査", "報告", "報告書", "統計", "資料", "記事", "声明", "文書", "発表", "関係", "同士")
"""Ends of nouns that speak but do not act."""
_PRESS = ("記者団", "報道陣", "報道関係者", "取材陣", "取材班", "記者たち")
"""Who is spoken to before all others, and does nothing."""
_NO_DOERS = (*_PAPERS, *_PRESS)


def party(ground: Ground, phrase: int, *, doer: bool = True) -> Party | None:
    """Return the participant a phrase means; None where it can be none (a thing). `doer`: it must be able to act."""
    key = (phrase, doer)
    if key not in ground.parties:
        ground.parties[key] = _party(ground, phrase, doer)
    return ground.parties[key]


def _party(ground: Ground, phrase: int, doer: bool) -> Party | None:
    p = ground.parse.phrases[phrase]
    if (heading := _heads_group(ground, phrase)) is not None:
        return heading
    found = names_in(ground, _start(ground, phrase), p.content_end)
    if phrase and _AGE.fullmatch(ground.parse.text, p.start, p.content_end) and not found:  # 男性社長|(61)を
        return _beside(ground, phrase - 1, phrase) or party(ground, phrase - 1, doer=doer)
    if found and (not doer or found[-1].type != "LOC"):
        return _named(ground, phrase, _bearer(found), doer)
    if (leading := _led(ground, phrase) or _included(ground, phrase)) is not None:
        return leading
    text = noun_phrase(ground, phrase)
    if not text or len(text) > _NOUN_PHRASE or text in _NOBODY or text.endswith(_NO_DOERS):
        return None
    if (beside := _beside(ground, phrase, phrase) or _called(ground, phrase)) is not None:
        return beside
    return common(ground, text, p.start) or (Party(text, None) if can_act(text) else None)


_CALLED = re.compile(r"「([^「」。、]{2,20})」(?:など)?")


def _called(ground: Ground, phrase: int) -> Party | None:
    """Return what a noun that can act is called in marks: 漁船|「第一青葉丸」が -> 第一青葉丸."""
    phrases, p = ground.parse.phrases, ground.parse.phrases[phrase]
    match = _CALLED.fullmatch(ground.parse.text, p.start, p.content_end)
    if match is None or not phrase or phrases[phrase - 1].end != p.start or phrases[phrase - 1].function != "bare":
        return None
    return Party(match[1], None) if can_act(text_of(ground, phrase - 1)) else None


_AGE = re.compile(r"[(（][0-9〇一二三四五六七八九十]{1,3}歳?[)）]")


def _beside(ground: Ground, phrase: int, last: int) -> Party | None:
    """Return a name's bearer beside whom a common noun stands: 同社と国に -> the company; None: it stands alone."""
    phrases = ground.parse.phrases
    if (
        not phrase
        or phrases[phrase - 1].head not in (phrase, last)
        or phrases[phrase - 1].function not in ("with", "parallel")
    ):
        return None
    found = party(ground, phrase - 1) if text_of(ground, phrase - 1).endswith(("と", "や")) else None
    return found if found is not None and found.text in ground.counts else None


def source_party(ground: Ground, span: Span) -> Party | None:
    """Return the participant a source's span means: the person or body it ends on, else the noun phrase as it is."""
    text = _LEADING.sub("", ground.parse.text[span.start : span.end])
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
    return common(ground, text, span.start) or _voice_of(ground, text, span.start) or Party(text, None)


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
    return common(ground, body, before) or (Party(body, None) if can_act(body) or body in _BODIES else None)


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


_GROUP = 6
"""How many phrases before a group who heads it may stand."""
_WITHIN = ("genitive", "bare", "parallel", "with")


def _heads_group(ground: Ground, phrase: int) -> Party | None:
    """Return who heads a group that nouns tell: 乙野議長ら、野党の幹部を -> 乙野; 市の課長(48)ら2人を -> 市の課長."""
    phrases, text = ground.parse.phrases, ground.parse.text
    p = phrases[phrase]
    own = names_in(ground, p.start, p.content_end)
    if (own and own[-1].type == "PER") or not can_act(text[p.start : p.content_end]):
        return None
    for at in range(phrase - 1, max(-1, phrase - _GROUP), -1):
        if phrases[at].function not in _WITHIN or (phrases[at].head > phrase and at + 1 < phrase):
            return None
        if phrases[at].function != "bare" or not text_of(ground, at).rstrip("、").endswith("ら"):
            continue
        if text[phrases[at].start] in "(（":  # 課長|(48)ら|2人
            found = party(ground, at - 1) if at and phrases[at - 1].function == "bare" else None
            return found if found is not None and found.name is None else None
        found = party(ground, at)
        return found if found is not None and found.name is not None and found.name.type == "PER" else None
    return None


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
