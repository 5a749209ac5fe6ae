"""Carried (承前): who acts when the predicate's own phrases do not say it."""

from __future__ import annotations

from keii.find.events.args import args_of, kind_of
from keii.find.events.ground import FARTHEST, Ground, first_of, names_in, sentence_of, text_of
from keii.find.events.media import is_media
from keii.find.events.nouns import Party, is_count, party

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


def addressed(ground: Ground, predicate: int, actor: Party | None) -> Party | None:
    """Return whom a phrase with に対し or に before a predicate addresses, whatever it leans on; else who was met.

    例: 知事に対し、説明に応じるよう求めた -> 知事; 外相と会談し、停戦を求めた -> 外相.
    """
    if (found := delivered(ground, predicate)) is not None:
        return found
    for wanted in ("toward", "dative", "with"):
        for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
            if ground.rooms[at] != ground.rooms[predicate] or kind_of(ground, at)[0] != wanted:
                continue
            if wanted == "with" and ground.parse.text.startswith("して", ground.parse.phrases[at].end):
                continue  # 党として
            found = party(ground, at)
            if found is not None and (actor is None or found.text != actor.text):
                return found
    return None


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
            if kind == "topic":
                break
            found = party(ground, before) if kind == "subject" else None
            if found is not None and found.text != actor.text:
                return found
    return None
