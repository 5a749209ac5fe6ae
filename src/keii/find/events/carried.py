"""Carried (承前): who acts when the predicate's own phrases do not say it."""

from __future__ import annotations

from keii.find.events.args import args_of, kind_of
from keii.find.events.common import Party, is_count
from keii.find.events.ground import FARTHEST, Ground, first_of, head_word, names_in, sentence_of, text_of
from keii.find.events.media import is_media, is_platform
from keii.find.events.nouns import party

_BACK_SENTENCES = 2
"""How many sentences back a carried topic may stand."""


_CHAIN = 5
"""How many phrases a clause may stand before the relative clause whose noun it shares."""


def described(ground: Ground, predicate: int) -> Party | None:
    """Return the participant a relative clause describes: 抗議する市民; 停止を命じた秋田地裁の決定 -> 秋田地裁."""
    at = _relative(ground, predicate)
    if at is None:
        return None
    phrases = ground.parse.phrases
    head = _named_last(ground, phrases[at].head)
    found = party(ground, head) or (party(ground, at + 1) if head > at + 1 else None)
    if found is not None:
        return found
    for genitive in range(head - 1, at, -1):
        if phrases[genitive].function == "genitive" and phrases[genitive].head == head:
            return party(ground, genitive)
    return None


def _named_last(ground: Ground, head: int) -> int:
    """Return the phrase of the person whom a relative clause's noun only introduces: 大学4年生の|中村さん(23)が."""
    phrases = ground.parse.phrases
    last = head
    while phrases[last].function in ("genitive", "bare") and phrases[last].head == last + 1 and last - head < _CHAIN:
        last += 1
        found = names_in(ground, phrases[last].start, phrases[last].content_end)
        if found and found[-1].type == "PER":
            return last
    return head


_OF_NOBODY = frozenset(
    (
        "人",
        "人々",
        "者",
        "方",
        "声",
        "デモ",
        "集会",
        "行進",
        "座り込み",
        "動き",
        "割合",
        "層",
        "世代",
        "決議",
        "決議案",
        "意見",
        "世論",
    )
)
"""Nouns whose relative clause is their own doing, though they name nobody: 支持する人, 抗議するデモ."""


def of_nobody(ground: Ground, predicate: int) -> bool:
    """Say whether a relative clause tells what people do that nobody names: 条約を支持する人は54%."""
    phrases = ground.parse.phrases
    p = phrases[predicate]
    if p.function != "adnominal" or p.head < 0:
        return False
    head = phrases[p.head]
    return ground.parse.text[head.start : head.content_end].strip("「」、") in _OF_NOBODY


def _relative(ground: Ground, predicate: int) -> int | None:
    """Return the phrase of the relative clause a predicate is in or leads to: 拉致され、解放された二人; or None."""
    phrases, at = ground.parse.phrases, predicate
    if phrases[at].function == "conjunctive":
        for later in range(predicate + 1, min(predicate + 1 + _CHAIN, phrases[predicate].head + 1)):
            kind = kind_of(ground, later)[0]
            if kind in ("subject", "topic") or phrases[later].function in ("predicate", "conjunctive"):
                return None
            if phrases[later].function == "adnominal" and _is_clause(ground, later):
                at = later
                break
    return at if phrases[at].function == "adnominal" and phrases[at].head > at else None


def _is_clause(ground: Ground, phrase: int) -> bool:
    p = ground.parse.phrases[phrase]
    return any(tag.startswith(("動詞", "助動詞")) for tag in ground.parse.tags[p.first : p.last])


def outer_topic(ground: Ground, predicate: int) -> Party | None:
    """Return the nearest topic before a predicate in its sentence, or subject reaching over it; else any subject."""
    at = outer_phrase(ground, predicate)
    return party(ground, at) if at is not None else None


def outer_phrase(ground: Ground, predicate: int) -> int | None:
    """Return the phrase of the outer topic; None: the sentence has none that can act."""
    phrases, room = ground.parse.phrases, ground.rooms[predicate]
    nearest = None
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        if ground.rooms[at] not in (room, -1):
            continue
        kind, _ = kind_of(ground, at)
        found = party(ground, at) if kind in ("topic", "subject") else None
        if found is None or is_count(found.text) or is_media(found.text):
            continue
        if kind == "topic" or phrases[at].head > predicate:
            return at
        nearest = at if nearest is None else nearest
    return nearest


def last_topic(ground: Ground, predicate: int) -> Party | None:
    """Return the topic (else the subject) of the nearest sentence before that has one."""
    here = sentence_of(ground, predicate)
    for before in range(here - 1, max(-1, here - 1 - _BACK_SENTENCES), -1):
        sentence = ground.parse.sentences[before]
        for wanted in ("topic", "subject"):
            for at in range(sentence.first_phrase, min(sentence.last_phrase, sentence.first_phrase + FARTHEST)):
                if ground.rooms[at] != -1 or kind_of(ground, at)[0] != wanted:
                    continue
                found = party(ground, at)
                if found is not None and not is_count(found.text) and not is_media(found.text):
                    return found
    return None


_LETTERS = (
    "書簡",
    "書面",
    "文書",
    "要望書",
    "要請書",
    "申入書",
    "申し入れ書",
    "意見書",
    "質問状",
    "抗議文",
    "声明",
    "親書",
)


def delivered(ground: Ground, predicate: int) -> Party | None:
    """Return whom a letter goes to that a relative clause describes: 見直しを求める書簡を両社に送った -> 両社."""
    phrases = ground.parse.phrases
    head = phrases[predicate].head
    if phrases[predicate].function != "adnominal" or head < 0 or not text_of(ground, head).startswith(_LETTERS):
        return None
    for arg in args_of(ground, phrases[head].head) if phrases[head].head > head else ():
        if arg.kind in ("dative", "toward") and (found := party(ground, arg.phrase)) is not None:
            return found
    return None


def addressed(ground: Ground, predicate: int, actor: Party | None, but: tuple[str, ...] = ()) -> Party | None:
    """Return whom a phrase with に対し or に before a predicate addresses, whatever it leans on; else who was met.

    `but`: ends of those who are not meant.

    例: 知事に対し、説明に応じるよう求めた -> 知事; 外相と会談し、停戦を求めた -> 外相.
    """
    if (found := delivered(ground, predicate) or summoned(ground, predicate)) is not None:
        return found
    for wanted in ("toward", "dative", "with"):
        for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
            if ground.rooms[at] != ground.rooms[predicate] or kind_of(ground, at)[0] != wanted:
                continue
            if wanted == "with" and _no_partner(ground, at):
                continue
            if wanted == "toward" and _of_topic(ground, at):
                continue
            if wanted == "dative" and (_told_of(ground, at, predicate) or _at_issue(ground, at, predicate)):
                continue
            found = party(ground, at)
            if found is None or (actor is not None and found.text == actor.text) or found.text.endswith(but):
                continue
            if is_platform(found.text):
                continue
            return found
    return None


_SUMMONS = frozenset(("呼ぶ", "呼び出す", "呼びつける", "呼び付ける", "呼び寄せる", "招く", "招致", "召喚"))
_CALLED = 10
"""How many phrases before a verb its speaker may have called somebody."""


def summoned(ground: Ground, predicate: int) -> Party | None:
    """Return whom the clause before calls in: 社長を県庁に呼び、報告を求めた -> 社長; 隣国の大使を呼び -> 隣国."""
    phrases = ground.parse.phrases
    for at in range(predicate - 1, max(first_of(ground, predicate), predicate - _CALLED) - 1, -1):
        called = phrases[at].function == "conjunctive" and ground.rooms[at] == ground.rooms[predicate]
        if not called or head_word(ground, at) not in _SUMMONS:
            continue
        for arg in args_of(ground, at):
            if arg.kind == "object" and (found := party(ground, arg.phrase)) is not None:
                envoy = found.name is not None and found.name.type == "GPE"
                return Party(found.name.entity, found.name) if envoy and found.name is not None else found
    return None


def _of_topic(ground: Ground, phrase: int) -> bool:
    """Say whether への only belongs to what the sentence speaks of: 将官への制裁は…と反発した."""
    phrases = ground.parse.phrases
    p = phrases[phrase]
    onto = ground.parse.text.startswith("への", p.content_end) and p.head > phrase
    return onto and kind_of(ground, p.head)[0] in ("topic", "subject")


_ISSUES = ("問題", "事件", "疑い", "疑惑", "件で", "ことを受け", "ことに")
"""Nouns whose clause tells what a protest or demand is about."""


def _at_issue(ground: Ground, phrase: int, predicate: int) -> bool:
    """Say whether a phrase stands in the clause of what is at issue: 市民に隊員が暴言を吐いた問題で抗議した."""
    phrases, at = ground.parse.phrases, phrase
    while at < phrases[at].head < predicate:
        clause, at = phrases[at].function == "adnominal", phrases[at].head
        if clause and text_of(ground, at).startswith(_ISSUES):
            return True
    return False


def culprit(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return who does what is at issue: 消防署の署員が暴言を吐いた問題で抗議した -> 消防署."""
    phrases, room = ground.parse.phrases, ground.rooms[predicate]
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        head = phrases[at].head
        at_issue = phrases[at].function == "adnominal" and at < head < predicate and ground.rooms[at] == room
        if not at_issue or not text_of(ground, head).startswith(_ISSUES) or kind_of(ground, head)[0] != "place":
            continue
        doer = next((a.phrase for a in args_of(ground, at) if a.kind == "subject" and party(ground, a.phrase)), None)
        found = _body_of(ground, doer) if doer is not None else None
        if found is not None and found.text not in actor.text and actor.text not in found.text:
            return found
    return None


def _body_of(ground: Ground, phrase: int) -> Party | None:
    """Return the body that a member of it is named with: 青葉消防署の署員 -> 青葉消防署; else who the phrase names."""
    before = ground.parse.phrases[phrase - 1] if phrase else None
    if before is not None and before.function == "genitive" and before.head == phrase:
        bodies = [n for n in names_in(ground, before.start, before.content_end) if n.type == "ORG"]
        if bodies:
            return Party(bodies[-1].entity, bodies[-1])
    return party(ground, phrase)


def _told_of(ground: Ground, phrase: int, predicate: int) -> bool:
    """Say whether に only says by whom somebody in the sentence was made something: 軍に任命された議員が反発した."""
    phrases = ground.parse.phrases
    verb = phrases[phrase].head
    if not phrase < verb < predicate or phrases[verb].function != "adnominal":
        return False
    return "れ" in text_of(ground, verb) and kind_of(ground, phrases[verb].head)[0] in ("subject", "topic")


def _no_partner(ground: Ground, phrase: int) -> bool:
    """Say whether と only says as what or beside whom one speaks: 党として求めた, 隣国とともに申請した."""
    text, end = ground.parse.text, ground.parse.phrases[phrase].content_end
    after = text[end : end + _AFTER_WITH].removeprefix("と")
    return after.startswith(("して", *_TOGETHER, "そろって", "連名", "共同で", "連携"))


_AFTER_WITH = 6


def accompanied(ground: Ground, predicate: int, actor: Party | None) -> Party | None:
    """Return with whom one goes, where と leans on a word of being together: 大統領と並んで被災地を視察した."""
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        if kind_of(ground, at)[0] != "with" or ground.rooms[at] != ground.rooms[predicate]:
            continue
        found = party(ground, at) if text_of(ground, at + 1).startswith(_TOGETHER) else None
        if found is not None and (actor is None or found.text != actor.text):
            return found
    return None


_TOGETHER = ("並んで", "並び", "共に", "ともに", "一緒に", "連れ立って")


def faulted(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return whose doing is the reason given: 市が説明を怠ったとして、提訴した -> 市."""
    text, phrases = ground.parse.text, ground.parse.phrases
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        if ground.rooms[at] != ground.rooms[predicate] or "として" not in text[phrases[at].start : phrases[at].end + 2]:
            continue
        for before in range(at - 1, first_of(ground, predicate) - 1, -1):
            kind = kind_of(ground, before)[0]
            if kind == "topic" and party(ground, before) is not None:
                break
            found = party(ground, before) if kind == "subject" else None
            if found is not None and found.text != actor.text:
                return found
    return None


def disputed(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return whose matter is at issue: 県の計画をめぐり、住民が抗議した -> 県; 船団について取り締まった -> 船団."""
    phrases = ground.parse.phrases
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        if ground.rooms[at] != ground.rooms[predicate] or kind_of(ground, at)[0] != "about":
            continue
        owned = at > 0 and phrases[at - 1].function == "genitive" and phrases[at - 1].head == at
        found = party(ground, at) or (party(ground, at - 1) if owned else None)
        if found is not None and found.text not in actor.text and actor.text not in found.text:
            return found
    return None
