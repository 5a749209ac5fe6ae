"""Whose a content is: the noun phrase that governs the cue."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from keii.find.claims.bonds import Bond
from keii.find.claims.lists import lists
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line, end_of, start_of
from keii.records.span import Span

PERSONAL = frozenset({"person", "group", "name", "whole"})
_TIMES = ("名詞-数詞", "接尾辞-名詞的-助数詞", "名詞-普通名詞-助数詞可能", "名詞-普通名詞-副詞可能")
_CLAUSE_ENDS = ("動詞", "助動詞", "助詞-接続助詞")
_TOPIC = ("助詞-係助詞", "助詞-格助詞")


@dataclass(slots=True)
class Topic:
    """主題・主格: a noun phrase with は, も or が. 例: 首相は."""

    noun: Noun
    particle: int  #: position of the particle
    form: str  #: は, も, が, から


def topics(line: Line, first: int, limit: int) -> list[Topic]:
    """Return the noun phrases with は, も, が, から, では, には whose particle stands in [first, limit), in order."""
    low = max(first, 1)
    if low >= limit:
        return []
    out = []
    if not line.marks:  # the cues of a sentence ask again and again
        line.marks.extend(compress(range(line.size), map(_PARTICLES.__contains__, line.surf)))
        line.marks.append(-1)
    for p in line.marks:
        if p < low:
            continue
        if p >= limit:
            break
        end, form = _particle(line, p)
        if form in _AMONG and line.surf[end - 1] in ("間", "中") and line.surf[end - 2] == "の":
            end -= 2  # 専門家の間では
        noun = noun_before(line, end, first) if form else None
        if noun is not None:
            out.append(Topic(noun, p, form))
    return out


_AMONG = frozenset({"では", "には", "から"})
_PARTICLES = frozenset({"は", "も", "が", "から", "とも"})
_AFTER_KARA = frozenset({"の", "は", "も"})


def _particle(line: Line, p: int) -> tuple[int, str]:
    """Return where the noun before the particle at p ends, and the particle; "" where it marks no topic or source."""
    surf, before = line.surf[p], line.surf[p - 1]
    if surf == "とも":
        return p, "も" if line.tag[p - 1].startswith("名詞") else ""
    if not line.tag[p].startswith(_TOPIC):
        return p, ""
    if surf == "から":
        following = line.surf[p + 1] if p + 1 < line.size else ""
        return p, "から" if line.tag[p] == "助詞-格助詞" and following not in _AFTER_KARA else ""
    if before == "から":
        return p - 1, "から"
    if surf == "は" and line.surf[p - 3 : p] == ["と", "し", "て"] and p > 3:
        return p - 3, "は"  # 財務省としては
    if before == "で" and p >= 2:
        return p - 1, "では"
    if before == "に" and surf == "は" and p >= 2:
        return p - 1, "には"
    return p, surf


def after_link(line: Line, bond: Bond) -> Topic | None:
    """Return the source between the content and the cue: 「…と、複数の関係者が明らかにした」."""
    found = [t for t in topics(line, bond.end + 1, bond.words) if t.noun.capable and t.form in ("は", "が", "も")]
    return found[-1] if found else None


def addressee_of(line: Line, floor: int, bond: Bond, content: Span, source: Span | None) -> Span | None:
    """Return the person or group with に, に対し outside the content: 記者団に."""
    first = max(floor, 1)
    before = line.surf[first : bond.words]
    for p, surf in enumerate(before, first) if "に" in before else ():
        if surf != "に" or line.tag[p] != "助詞-格助詞" or content.start < end_of(line, p) <= content.end:
            continue
        noun = noun_before(line, p, floor)
        if noun is None or noun.klass not in ("person", "group", "name"):
            continue
        span = Span(start_of(line, noun.start), end_of(line, noun.end - 1))
        if span != source and not (span.start < content.end and content.start < span.end):
            return span
    return None


def leaned_on(line: Line, bond: Bond) -> Noun | None:
    """Return the person or group an adnominal cue leans on: 「…と批判していた知事」."""
    if not bond.adnominal:
        return None
    p = bond.noun
    end = p
    while end < line.size and line.tag[end].startswith(("名詞", "接尾辞-名詞的", "接頭辞")):
        end += 1
    while end < line.size - 1 and line.surf[end] == "の" and line.tag[end + 1].startswith("名詞"):
        end += 1
        while end < line.size and line.tag[end].startswith(("名詞", "接尾辞-名詞的", "接頭辞")):
            end += 1
    noun = noun_before(line, end, p)
    if noun is None:
        return None
    if line.surf[noun.core] in lists().saying_nouns and line.surf[noun.start - 1] == "の":
        owner = noun_before(line, noun.start - 1, p)
        return owner if owner is not None and owner.capable else None
    if line.surf[noun.core] in ("報道", "記事"):
        return Noun(noun.start, noun.end, "paper", noun.core)
    written = bond.cue.kind == "write" and noun.klass == "paper"
    return noun if noun.klass in ("person", "group", "name", "whole") or written else None


def cleft(line: Line, bond: Bond) -> Noun | None:
    """Return the noun of 「…と話すのは、X だ」."""
    p = bond.stop
    if line.surf[p : p + 2] != ["の", "は"]:
        return None
    end = line.size
    while end > p and (line.tag[end - 1].startswith(("助動詞", "補助記号-句点"))):
        end -= 1
    noun = noun_before(line, end, p + 2)
    if noun is None:
        return None
    while noun.end > noun.core + 1 and noun.end - 1 in line.aside_ends:
        noun = Noun(noun.start, noun.end - 2, noun.klass, noun.core)
    return noun


def embedded(line: Line, topic: Topic, limit: int) -> bool:
    """Say whether a が belongs to a clause that leans on a noun: モローさんが亡くなった日, 滋賀県が示さなかったこと."""
    if topic.form not in ("が", "も") or set_apart(line, topic):
        return False
    scene = line.scene
    for p in range(topic.particle + 1, limit - 1):
        if line.surf[p] == "、" and (topic.form == "も" or line.tag[p - 1].startswith(_CLAUSE_ENDS)):
            return False
        if line.tag[p].startswith(("動詞", "形容詞", "助動詞")):
            following = line.tag[p + 1]
            leans = scene.parse.forms[line.at[p]].startswith(("連体形", "終止形"))
            if leans and (following.startswith(("名詞", "接頭辞", "代名詞")) or line.surf[p + 1] == "の"):
                return True
    return False


def set_apart(line: Line, topic: Topic, *, people: bool = False) -> bool:
    """Say whether a comma sets a が apart from the clause after it: 政府が、…と発表した; of a body (with `people`, of
    somebody) 政府が3日、… too."""
    p = topic.particle + 1
    if topic.form == "が" and (body(line, topic.noun) or (people and topic.noun.klass == "person")):
        while p < line.size and line.tag[p].startswith(_TIMES):
            p += 1
    return p < line.size and line.surf[p] == "、"


def heading(line: Line, head: int) -> Noun | None:
    """Return the noun that opens the sentence and stands right before its quotation: 首相「…」と表明."""
    noun = noun_before(line, head)
    able = noun is not None and noun.klass in PERSONAL and noun.start == 0
    return noun if able else None


def of_quote(found: list[Topic], *, nested: bool) -> Topic | None:
    """Choose among the topics before a quotation: the nearest は, else the nearest が (nested: the other way round)."""
    by_wa = by_ga = None
    for topic in found:
        if topic.noun.capable:
            if topic.form in ("は", "も"):
                by_wa = topic
            elif topic.form == "が":
                by_ga = topic
    return by_ga or by_wa if nested else by_wa or by_ga


def of_object(line: Line, found: list[Topic], limit: int) -> Topic | None:
    """Choose among the topics before the object of a demand or denial: the nearest that can speak, は before が."""
    found = [t for t in found if not embedded(line, t, limit)]
    able = [t for t in found if t.noun.capable and t.form in ("は", "が", "も")]
    topic = next((t for t in reversed(able) if t.form == "は"), able[-1] if able else None)
    last = able[-1] if able else None
    if topic is not None and last is not None and last.form == "も" and _turn(line, topic.particle, last.particle):
        return last  # 市長は拒み、議長も撤回を求めた
    return topic


def of_clause(line: Line, found: list[Topic], limit: int, *, alone: bool, nested: bool) -> Topic | None:
    """Choose among the topics in and before an indirect content: the first は that can speak, else a first が.

    `alone`: nothing earlier could be the source, so a が at the head of the clause may be it.
    """
    able = [t for t in found if t.noun.capable]
    first = next((t for t in able if t.form == "は" or (t.form == "では" and body(line, t.noun))), None)
    head = next((t for t in found if t.form == "が"), None)
    if head is not None and head.noun.capable and not embedded(line, head, limit):
        before = first is None or (head.particle < first.particle and not _turn(line, head.particle, first.particle))
        more = any(t.particle > head.particle and (t.form == "が" or t is first) for t in found)
        more = more and found[0].form != "には"
        if before and (alone or nested or more or set_apart(line, head)):
            return head
    if nested:
        return None
    last = _beside_others(line, able, limit) or _also(line, found, limit)
    if first is not None and last is not None and body(line, last.noun) and _turn(line, first.particle, last.particle):
        return last
    return first or last


def _beside_others(line: Line, able: list[Topic], limit: int) -> Topic | None:
    """Return the last は behind a comma with but a figure after it: (主催者は3万人、)市警は8千人弱(としている)."""
    last = able[-1] if able else None
    if last is None or last.form != "は" or line.surf[last.noun.start - 1] != "、":
        return None
    rest = line.tag[last.particle + 1 : limit]
    return (
        last if "名詞-数詞" in rest and not any(tag.startswith(("動詞", "助動詞", "形容詞")) for tag in rest) else None
    )


def _turn(line: Line, a: int, b: int) -> bool:
    """Say whether a clause, or a figure for one, ends with a comma between positions a and b."""
    commas = [p for p in range(a + 1, b) if line.surf[p] == "、"]
    return any(line.tag[p - 1].startswith(_CLAUSE_ENDS) or "名詞-数詞" in line.tag[p - 2 : p] for p in commas)


def body(line: Line, noun: Noun) -> bool:
    """Say whether a noun with では is who acts (警視庁では), not where (東京では)."""
    name = line.scene.named.get(line.at[noun.core])
    return noun.klass in ("group", "whole") or (name is not None and name.type == "ORG")


def _also(line: Line, found: list[Topic], limit: int) -> Topic | None:
    """Return a person or group with も that opens the clause (防衛省も20日、…) or its last part (…ており、県も…)."""
    also = next((t for t in reversed(found) if t.form == "も" and t.noun.klass in PERSONAL), None)
    if also is None or embedded(line, also, limit):
        return None
    start = also.noun.start
    opens = also is found[0] or (
        start > 1 and line.surf[start - 1] == "、" and line.tag[start - 2].startswith(_CLAUSE_ENDS)
    )
    return also if opens else None
