"""Noun phrases (名詞句) that can be a source: where they begin, and whether they can have words of their own."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.heads import class_endings, classes, private_words
from keii.find.claims.lists import lists
from keii.find.claims.scene import Line

_NOUN = ("名詞", "接尾辞-名詞的", "接頭辞", "代名詞", "記号", "形状詞")
_JOINER = frozenset({"・", "=", "＝", "-", "－", "&", "‐", "·"})
_ADNOMINAL = ("動詞", "形容詞", "助動詞")
_LONGEST_CLAUSE = 14
"""How many morphemes of a clause in front of a bare noun are taken along (「公演を主催した会社の関係者」 has 8)."""
_WITHIN = frozenset({"内", "内部", "上"})
"""与党内, 政府内部, ネット上: where voices come from."""
_TYPES = frozenset({"PER", "ORG", "GPE"})
_PROPER = ("名詞-固有名詞-人名", "名詞-固有名詞-組織", "名詞-固有名詞-地名-国")


@dataclass(slots=True)
class Noun:
    """名詞句: positions [start, end) of a `Line`, the class of its head, and how sure that is."""

    start: int
    end: int
    klass: str  #: person, group, paper, whole, circle, name (a proper name), unknown (in no dictionary), none
    core: int  #: position of the head's last morpheme

    @property
    def capable(self) -> bool:
        """Say whether it can have words of its own."""
        return self.klass not in ("none", "circle")


def noun_before(line: Line, end: int, floor: int = 0) -> Noun | None:
    """Return the noun phrase that ends right before position `end`, not reaching below `floor`; None: no noun."""
    key = end, floor
    if key not in line.nouns:  # cues of one sentence ask again and again
        line.nouns[key] = _noun_before(line, end, floor)
    return line.nouns[key]


def _noun_before(line: Line, end: int, floor: int) -> Noun | None:
    p = end - 1
    while p >= floor and p in line.aside_ends:
        p -= 2
    if p < floor or not (line.tag[p].startswith(_NOUN) or p in line.quote_ends or line.surf[p] in lists().plural):
        return None
    start = _compound(line, p, floor)
    core = _core(line, p, start)
    klass = _class(line, core, start)
    if klass == "none" and p > core and line.surf[core + 1] == "側" and line.surf[core] not in lists().places:
        klass = "group"
    elif klass == "none" and p < end - 1 and _seated(line, end - 1):
        klass = "name"
    start = _widen(line, start, core, klass, floor)
    return Noun(_trim(line, start, core), end, klass, core)


_SEATS = frozenset({"市", "区", "町", "村", "県", "都", "府", "本社", "本店"})


def unofficial(line: Line, noun: Noun) -> bool:
    """Say whether a noun phrase is somebody without an office or a name: 民宿を営む男性, 近所の主婦(47)."""
    return (
        noun.klass == "person" and line.surf[noun.core] in private_words() and not _named(line, noun.start, noun.core)
    )


def _seated(line: Line, p: int) -> bool:
    """Say whether the round bracket that ends at p gives a seat, as after a company's name: ワールド(神戸市)."""
    last = line.at[p] - 1
    name = line.scene.named.get(last)
    return line.scene.parse.surfaces[last] in _SEATS or (name is not None and name.type == "GPE")


def _compound(line: Line, p: int, floor: int) -> int:
    """Return where the run of nouns that ends at p begins."""
    if p in line.quote_ends:
        p -= 1
    while p > floor:
        before = p - 1
        if line.tag[before].startswith(_NOUN) or line.surf[before] in _JOINER:
            if line.scene.parse.ends[line.at[before]] < line.scene.parse.starts[line.at[p]]:
                break
            p = before
        elif line.surf[before] != "など" and not line.tag[before].startswith("補助記号"):
            break
        elif before in line.quote_ends or _inner_aside(line, before, floor):
            p = before - 1
        elif _lost_opening(line, before, floor) or _and_others(line, before, floor):
            p = before
        else:
            break
    return max(p, floor)


def _inner_aside(line: Line, p: int, floor: int) -> bool:
    """Say whether a round bracket that ends at p stands within a noun phrase: 欧州連合(EU)高官, but not (4日)首相."""
    return p in line.aside_ends and p - 2 >= floor and line.tag[p - 2].startswith(_NOUN)


def _and_others(line: Line, p: int, floor: int) -> bool:
    """Say whether the など at p stands within a noun phrase: 弁護士など関係者."""
    return line.surf[p] == "など" and p - 1 >= floor and line.tag[p - 1].startswith(_NOUN)


def _lost_opening(line: Line, p: int, floor: int) -> bool:
    """Say whether the bracket at p lost its partner inside a noun phrase: キム・ジョンウン金正恩)総書記."""
    if line.surf[p] != ")" or p - 1 < floor or not line.tag[p - 1].startswith(_NOUN):
        return False
    mark = next((m for m in reversed(line.surf[:p]) if m in "()"), ")")
    return mark == ")"


def _core(line: Line, p: int, start: int) -> int:
    while p > start and (line.surf[p] in lists().plural or p in line.aside_ends):
        p -= 2 if p in line.aside_ends else 1
    return p


def _class(line: Line, core: int, start: int) -> str:
    best = _of_table(line, core, start)
    if best:
        return best if best != "firm" else ("group" if core > start else "none")
    if _holds_person(line, start, core):
        return "person"
    shape = _by_shape(line, core, start)
    if shape:
        return shape
    if core in line.quote_ends:
        return "name"
    named = line.scene.named.get(line.at[core])
    if named is not None:
        return "name" if named.type in _TYPES else "none"
    tag = line.tag[core]
    if tag.startswith(_PROPER):
        return "name"
    i = line.at[core]
    if not line.scene.parse.known[i] and not tag.startswith("名詞-数詞"):
        return "unknown"
    return "unknown" if tag == "名詞-固有名詞-一般" else "none"


def _of_table(line: Line, core: int, start: int) -> str:
    """Return the class the table gives the longest end of the noun phrase it knows; "": none."""
    table, endings = classes(), class_endings()
    word = best = ""
    for p in range(core, max(core - 4, start - 1), -1):
        word = line.surf[p] + word
        best = table.get(word, best)
        if word.startswith("同") and not best:  # 同県|警, cut otherwise than 県警
            best = table.get(word[1:], "")
        if word not in endings:
            break
    return best


def _holds_person(line: Line, start: int, core: int) -> bool:
    named = line.scene.named
    for p in range(start, core + 1):
        name = named.get(line.at[p])
        if name is not None and name.type == "PER":
            return True
    return False


def _by_shape(line: Line, core: int, start: int) -> str:
    """Return the class the last character gives: 国側, 著者, 20人, 与党内; "" where it gives none."""
    word = line.surf[core]
    if word.endswith("側") and word[:-1] not in (*lists().places, ""):
        return "group"
    if word[-1] in "市町村県区" and len(word) > 1 and line.tag[core].startswith("名詞-固有名詞-地名"):
        return "whole"
    if len(word) > 1 and word[-1] == "者" and line.tag[core].startswith("名詞-普通名詞-一般"):
        return "person"
    counted = word[0].isdigit() or any(line.tag[p].startswith("名詞-数詞") for p in range(start, core + 1))
    if word[-1] in "人名" and counted:
        return "person"
    return "circle" if core > start and word in _WITHIN else ""


def _widen(line: Line, start: int, core: int, klass: str, floor: int) -> int:
    """Return the start with what a head of no name of its own needs: 韓国の専門家, 公演を主催した会社の関係者."""
    if klass in ("name", "unknown", "none") or _named(line, start, core):
        return start
    while start - 2 >= floor and line.surf[start - 1] == "の":
        inner = _last_noun(line, start - 2, floor)
        if inner is None:
            break
        start = inner
        if klass != "person" and not _vague(line, core):
            break
    if klass == "person" and start - 1 >= floor and _leans(line, start - 1):
        return _clause(line, start, floor)
    if start - 1 >= floor and line.surf[start - 1] in lists().leading:
        return start - 1
    return start


def _leans(line: Line, p: int) -> bool:
    """Say whether the predicate at p leans on the noun after it (連体形)."""
    form = line.scene.parse.forms[line.at[p]]
    return line.tag[p].startswith(_ADNOMINAL) and form.startswith(("連体形", "終止形"))


def _last_noun(line: Line, p: int, floor: int) -> int | None:
    while p >= floor and p in line.aside_ends:
        p -= 2
    if p < floor or not (line.tag[p].startswith(_NOUN) or p in line.quote_ends):
        return None
    return _compound(line, p, floor)


def _named(line: Line, start: int, core: int) -> bool:
    named = line.scene.named
    for p in range(start, core + 1):
        if line.tag[p].startswith("名詞-固有名詞-人名") or (p < core and line.at[p] in named):
            return True
    return False


def _vague(line: Line, core: int) -> bool:
    return line.surf[core] in lists().vague


def _clause(line: Line, start: int, floor: int) -> int:
    """Return where the clause in front of a noun begins: after the last comma, topic or subject before it."""
    p = start - 1
    lowest = max(floor, start - _LONGEST_CLAUSE)
    while p > lowest:
        before = p - 1
        if line.surf[before] in ("、", "。") or (
            line.surf[before] in ("は", "も") and line.tag[before] == "助詞-係助詞"
        ):
            return p
        p = before
    return p if p == floor else start


def _trim(line: Line, start: int, core: int) -> int:
    """Return the start without a time or a bracket mark in front."""
    times = lists().time_nouns
    if line.surf[core] in times:
        return start
    for p in range(core - 1, start, -1):
        if line.surf[p] in times and line.tag[p - 1].startswith("名詞-数詞"):
            after = p + 1
            while after < core and line.tag[after].startswith("助詞"):  # 5日の会見, 5日に救助された男性
                after += 1
            return after
    while start < core and line.tag[start].startswith("補助記号") and not line.scene.closing.get(line.at[start]):
        start += 1
    return start
