"""Frames with よう, こと and an object: …よう求めた, …ことを認めた, 撤回を求めた."""

from __future__ import annotations

import re

from keii.find.claims.bonds import NOUN, PREDICATE, Bond, bond_of, breaks, person_at, verbal
from keii.find.claims.cues import Hit
from keii.find.claims.lists import lists
from keii.find.claims.nouns import noun_before
from keii.find.claims.scene import Line

_MANNER = (
    "副詞",
    "形状詞",
    "助動詞",
    "接尾辞",
    "接頭辞",
    "名詞-普通名詞-一般",
    "名詞-普通名詞-副詞可能",
    "名詞-普通名詞-形状詞可能",
)
_WHEN = ("名詞-数詞", "名詞-普通名詞-助数詞可能", "接尾辞-名詞的-副詞可能", "助詞-副助詞", "助詞-格助詞")
_REACH = 14
"""A thing denied as the topic stands at most this many morphemes before the verb (「遅れは国も県も否定した」 has 6)."""
_CLOSE = 3
"""How many morphemes may stand between an object and its verb, adverbs apart (「撤回を強く求めた」 has 1)."""


def with_you(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Clause + よう(に) + verb."""
    if not verbal(line, hit):
        return None
    for q in range(hit.start - 1, max(floor, hit.start - 14) - 1, -1):
        if line.surf[q] == "よう" and line.tag[q].startswith("形状詞"):
            fits = q > 0 and line.tag[q - 1].startswith(("動詞", "助動詞")) and line.surf[q + 1] != "な"
            return bond_of(line, hit, "よう", q) if fits else None
        cared = line.surf[q] == "を" and line.surf[q - 1] in _CARES  # 出ないよう注意を呼びかける
        if line.surf[q] in ("。", "と") or (line.surf[q] == "を" and not cared) or breaks(line, q):
            return None
    return None


_CARES = frozenset({"注意", "警戒", "理解", "協力", "自制", "自粛", "自重", "配慮", "対応", "対策", "徹底", "検討"})
"""What よう asks for once more in a word."""


def with_koto(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Clause + ことを, のを, ことも, ことなどを + verb."""
    if not verbal(line, hit):
        return None
    q = _object(line, hit.start, floor)
    if q is not None and line.surf[q - 1] == "など":
        q -= 1
    if q is None or q < floor + 2 or line.surf[q - 1] not in ("こと", "事", "の"):
        return None
    if line.surf[q - 1] == "の" and line.tag[q - 1] != "助詞-準体助詞":
        return None
    return bond_of(line, hit, "こと", q - 1) if line.tag[q - 2].startswith((*PREDICATE, "補助記号-括弧閉")) else None


def with_object(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Noun phrase + を + verb."""
    if not verbal(line, hit):
        return None
    q = _object(line, hit.start, floor)
    if hit.cue.kind in ("deny", "admit") and (q is None or line.surf[q] == "も"):
        q = _topic_object(line, hit.start, floor) or _thing(line, hit.start, floor) or q
    q = q or _fronted(line, hit.start, floor)
    if q is None or q <= floor:
        return None
    last = q - 2 if line.surf[q - 1] == "など" and q > floor + 1 else q - 1
    if line.surf[last] in lists().no_object or not line.tag[last].startswith((*NOUN, "形状詞", "補助記号-括弧閉")):
        return None
    if (
        line.surf[q] != "は"
        and hit.start - q > _CLOSE
        and q != _fronted(line, hit.start, floor)
        and not _manner_or_time(line.tag[q + 1 : hit.start])
    ):
        return None
    bond = bond_of(line, hit, "を", q)
    if (
        bond is not None
        and bond.adnominal
        and line.surf[bond.noun] not in lists().papers
        and not (hit.cue.id == "motomeru" and line.surf[bond.noun] in _INTENTS)
        and not person_at(line, bond.noun)
    ):
        return None
    return bond


_INTENTS = frozenset({"考え", "方針", "意向", "構え", "姿勢", "意思", "立場"})
"""Nouns that make an intent of a demand, which it stays: 修正を求める考え."""


def _manner_or_time(tags: list[str]) -> bool:
    """Say whether nothing but how or by when stands between an object and its verb: 撤回を強く, 報告を5月末までに."""
    if all(tag.startswith(_MANNER) for tag in tags):
        return True
    return "名詞-数詞" in tags and all(tag.startswith(_WHEN) for tag in tags)


def with_deed(line: Line, hit: Hit, floor: int) -> Bond | None:
    """A deed + を + verb: 計画の中止を訴えた, but not 国を訴えた."""
    bond = with_object(line, hit, floor)
    if bond is None or not done(line.surf[bond.end - 1], line.tag[bond.end - 1]) or line.surf[bond.end - 1] in _ILLS:
        return None
    if hit.cue.kind != "announce":
        return bond
    return None if line.surf[bond.end - 1] in _MESSAGES or line.surf[bond.end - 1] in lists().feelings else bond


def done(surface: str, tag: str) -> bool:
    """Say whether a noun is something done: 中止, 見直し, 値上げ."""
    verbal_noun = tag.startswith("名詞-普通名詞-サ変")
    return verbal_noun or (tag == "名詞-普通名詞-一般" and _DEVERBAL.fullmatch(surface) is not None)


_DEVERBAL = re.compile(r"[一-龥].+[しげめきれりせけえみち]")


_ILLS = frozenset({"被害", "心配", "苦労", "不満", "負担", "不調", "頭痛", "違反", "差別"})
"""Ills, not deeds: 被害を訴える."""


_MESSAGES = frozenset(
    (
        "宣言",
        "声明",
        "発言",
        "報告",
        "予報",
        "予測",
        "予想",
        "研究",
        "調査",
        "統計",
        "速報",
        "回答",
        "答申",
        "勧告",
        "警報",
    )
)
"""What is announced of a deed and is not one: 宣言を発表する."""


def _topic_object(line: Line, start: int, floor: int) -> int | None:
    """Return the position of the は of 「人員削減は両社とも否定した」: a thing first, then who denies it."""
    marks = [q for q in range(floor, start) if line.surf[q] in ("は", "も", "が", "とも") and q > floor]
    if len(marks) < 2 or line.surf[marks[0]] != "は" or start - marks[0] > _REACH:
        return None
    thing, who = noun_before(line, marks[0], floor), noun_before(line, marks[1], marks[0] + 1)
    return marks[0] if thing and who and not thing.capable and who.capable else None


def _fronted(line: Line, start: int, floor: int) -> int | None:
    """Return the position of the を of an object that stands before who does it: 取り壊しを|市が(命じた)."""
    r = start - 1
    if line.surf[r] != "が" or not line.tag[r].startswith("助詞"):
        return None
    who = noun_before(line, r, floor)
    before = who.start - 1 if who is not None and who.capable else floor
    return before if before > floor and line.surf[before] == "を" else None


def _thing(line: Line, start: int, floor: int) -> int | None:
    """Return the position of the は right before the verb behind an earlier claim: (…と述べ、)辞任は(否定した)."""
    p = start - 1
    if floor == 0 or line.surf[p] != "は" or p - 1 <= floor:
        return None
    thing = noun_before(line, p, floor)
    return p if thing is not None and not thing.capable else None


def _object(line: Line, start: int, floor: int) -> int | None:
    """Return the position of the を (も) before the cue's words, a few adverbs or a time between at most."""
    for q in range(start - 1, max(floor, start - 9) - 1, -1):
        if line.surf[q] in ("を", "も") and line.tag[q].startswith("助詞"):
            return q
        if line.surf[q] in ("。", "が", "は", "と") or breaks(line, q):
            return None
    return None
