"""People by their words: 姓 and 名, one name before a title, a name right after a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import PERSON, SHAPE, Candidate
from keii.find.names.heads import odd
from keii.find.names.people import KANJI, person, title_after
from keii.find.names.rows import given_names, surnames, word_set
from keii.find.names.units import Units, word

_FULL = re.compile(
    "[PQ][NJ]|[SnpvxGYLCkOW]N|S[JnxpvkSYGLdu]{1,2}|[SN]J|[nvxpYG][nvxpYG](?=[h(])|[pYGLnxvO][nvxpJzdukY]{1,2}(?=h)"
)


_SINGLE = re.compile(
    "(?<![kSNJme])(?:[PQSNJxkq](?=[CcOGLM]?[nvOMzs]{0,3}r?[th])|[npYGLvCK](?=[LMO]?[nv]{0,2}r?[th])|[Osglcbt](?=h))"
)


_DIRECT = re.compile("[PQSNJxkqnpYGLvCKOlsgcbt][CcOGPML]?r?[th]")


KANA_WORD = re.compile("[ァ-ヺー]+")


def full_names(units: Units) -> Iterator[Candidate]:
    """Yield 姓+名: two dictionary names, or one of them beside a word of the surname or given-name table."""
    for match in _FULL.finditer(units.codes):
        first, last = match.span()
        if last - first == 3 and not _is_given(units, first + 1, last) and not _two_halves(units, first + 1):
            last -= 1
        verdict = _full(units, first, last)
        if not verdict:
            continue
        if units.codes[last : last + 1] in ("n", "z", "x") and _one_more(units, last):
            last += 1
        end = units.ends[last - 1]
        title = title_after(units, last)
        if units.text[end - 1] == "氏" and end - units.starts[last - 1] > 1:
            end, title = end - 1, (end - 1, end)
        if (
            title
            and units.text[end - 1] in "元前現"
            and last - first == 2
            and end - units.starts[last - 1] > 1
            and title[0] == end
        ):
            end, title = end - 1, (end - 1, title[1])
        yield Candidate(verdict, units.starts[first], end, "PER", "names.full_name", None, title=title)


def _full(units: Units, first: int, last: int) -> int:
    """Return the power of a pair of words as surname and given name; 0 for none."""
    start, middle, end = units.starts[first], units.ends[first], units.ends[last - 1]
    if end - start > 8 or not KANJI.match(units.text, start, start + 1):
        return 0
    one, two = units.codes[first], units.codes[last - 1]
    if units.text[start:middle] in word_set("kin") or units.text[middle:end] in word_set("thing_end"):
        return 0
    known = units.text[start:middle] in surnames()
    if one in "PQ" or (one == "S" and two in "NJ" and last == first + 2):
        return PERSON
    if two == "N" and known:
        return PERSON
    if two == "N" and one != "C" and middle - start > 1 and _LONE_OR_LED.match(units.codes[first - 1 : first] or "|"):
        return PERSON if re.match("r?[th(]", units.codes[last : last + 2]) else 0
    if one == "C" or not (known or one in "SN"):
        return 0
    if _is_given(units, first + 1, last) and (one == "S" or units.codes[last : last + 1] in ("h", "(")):
        return PERSON
    followed = re.match("r?[ht]|\\(" if two == "x" else "r?h|\\(|rt", units.codes[last : last + 2])
    whole = units.text[middle:end]
    if (
        (one == "S" or (known and one in "pYGLO" and units.codes[last : last + 1] == "h"))
        and followed
        and whole not in word_set("area")
        and KANJI.fullmatch(whole)
        and end - start <= 5
    ):
        return SHAPE
    return 0


_LONE, _LONE_OR_LED = re.compile("[o|.,<(m]"), re.compile("[o|.,<(mr]")
"""Codes of units before a name that stands by itself; with 故 and 元."""


def _is_given(units: Units, first: int, last: int) -> bool:
    text = units.text[units.starts[first] : units.ends[last - 1]]
    return text in given_names() and text not in word_set("area") and len(text) > 1


def _two_halves(units: Units, at: int) -> bool:
    """Say whether two words of one character before a title or bracket are a given name: 一|丈."""
    sizes = (units.ends[at] - units.starts[at], units.ends[at + 1] - units.starts[at + 1])
    return sizes == (1, 1) and units.codes[at + 2 : at + 3] in ("t", "h", "(")


def _one_more(units: Units, at: int) -> bool:
    """Say whether one more character belongs to a given name: 建治|郎 before a title or bracket."""
    one = units.ends[at] - units.starts[at] == 1
    return one and units.codes[at + 1 : at + 2] in ("t", "h", "(") and units.text[units.starts[at]] not in "元前現故"


def titled(units: Units) -> Iterator[Candidate]:
    """Yield one-word names before a title: メルツ首相, 山田容疑者."""
    for match in _SINGLE.finditer(units.codes):
        i = match.start()
        if _side(units, i):
            continue
        if (_DIRECT.match(units.codes, i) or _modified(units, i)) and _nameable(units, i):
            yield person(units, i, i + 1, PERSON, "names.titled", title_after(units, i + 1))


_RANKS = ("横綱", "大関", "関脇", "小結", "前頭", "十両", "幕下")


def _side(units: Units, i: int) -> bool:
    """Say whether a word is the side of a wrestler's rank: 東|大関."""
    return word(units, i) in ("東", "西") and units.text.startswith(_RANKS, units.ends[i])


_CRUMBS = re.compile("(?<![SNJk])[nvzxSNpul]{2,3}(?=h)")


def crumbs(units: Units) -> Iterator[Candidate]:
    """Yield a surname the dictionary does not know and has cut into single characters: 霧|原|容疑者."""
    for match in _CRUMBS.finditer(units.codes) if "h" in units.codes else ():
        first, last = match.span()
        alone = _LONE.match(units.codes[first - 1 : first] or "|") is not None
        if alone and odd(units, first, last) and KANJI.fullmatch(units.text, units.starts[first], units.ends[last - 1]):
            yield person(units, first, last, PERSON, "names.crumbs", title_after(units, last))


def _modified(units: Units, i: int) -> bool:
    """Say whether only parts of a title stand between a name and the title: 山田|対策|本部長."""
    at = i + 1
    while units.codes[at] in "nvz" and word(units, at) in word_set("area"):
        at += 1
    return units.codes[at] in "th" or (units.codes[i] in "SPQ" and bool(re.match("[CcOGMs]", units.codes[at])))


def _nameable(units: Units, i: int) -> bool:
    """Say whether one word before a title may be a person: katakana, or kanji known as a surname."""
    code, text = units.codes[i], word(units, i)
    if code in "PQ":
        return True
    if units.codes[i + 1] == "h" and any(e.type == "PER" for e in units.entries[i]):
        return True
    if code in "sgcbt":
        return False
    at = i + 1
    while units.codes[at] not in "th":
        at += 1
    if KANA_WORD.fullmatch(text):
        return len(text) > 1 and _katakana_nameable(units, i, at)
    if not KANJI.fullmatch(text):
        return code in "SN" and units.codes[i - 1 : i] not in ("k", "K")
    return code in "SN" or _kanji_nameable(units, i, at)


def _katakana_nameable(units: Units, i: int, at: int) -> bool:
    """Say whether a katakana word before the title at `at` may be a person."""
    code = units.codes[i]
    if code == "K":
        alone = _LONE.match(units.codes[i - 1 : i] or "|") is not None
        return alone and any(e.kind in _PUBLIC for e in units.entries[at])
    if units.codes[at] == "h" and code in "GOYL":
        return word(units, at) in ("氏", "さん", "夫人", "容疑者", "被告")
    if code in "GY":
        alone = _LONE.match(units.codes[i - 1 : i] or "|") is not None
        posted = word(units, at) in word_set("place_title") | word_set("post_title")
        return alone and not posted and any(e.kind in _CALLING for e in units.entries[at])
    return code in "SNJxkqp" and units.text[units.starts[at]] != "州"


def _kanji_nameable(units: Units, i: int, at: int) -> bool:
    """Say whether a word in characters before the title at `at` may be a surname though no dictionary name."""
    code, text = units.codes[i], word(units, i)
    if units.codes[at] == "h" and len(text) > 1 and _may_be_called(units, i, word(units, at)):
        return _LONE.match(units.codes[i - 1 : i] or "|") is not None
    if not (text in surnames() or also_surname(units, i)) or units.codes[i - 1 : i] in ("k", "S", "C", "d", "p", "n"):
        return False
    if units.codes[at] == "h":
        return code in "pYGLnxvOl" and (code != "n" or len(text) > 1 or text in word_set("single_surname"))
    title = word(units, at)
    local = any(e.kind == "local" for e in units.entries[at])
    return code in "pYGLnxv" and not local and title not in word_set("place_title")


def _may_be_called(units: Units, i: int, honour: str) -> bool:
    """Say whether a place may be a surname before an honorific: what no table holds, or before さん a place by its
    bare name: 隠岐さん."""
    if units.codes[i] in "px":
        return not units.entries[i]
    bare = units.text[units.ends[i] - 1] not in "市区町村県都府道"
    return units.codes[i] in "GYL" and bare and honour in ("さん", "氏", "被告", "容疑者")


def also_surname(units: Units, i: int) -> bool:
    """Say whether the dictionary takes a place of the tables for a surname here: 鳩山."""
    return any(e.kind == "surname" for e in units.entries[i])


_CALLING = frozenset({"state", "sports", "company", "academia", "arts", "court"})
"""Kinds of titles that follow people of a foreign name, not its city: コベントリー会長."""
_PUBLIC = frozenset({"state", "diplomacy", "military", "court", "police", "honorific"})


_KIN = re.compile("[nvYSJN]o?([^.,|()<>ohtsgldf]{1,3})h")
_LONGEST_GIVEN = 5
"""Characters of the longest given name."""


def kin(units: Units) -> Iterator[Candidate]:
    """Yield the given name between a word of kinship and an honorific: 長女|汐|さん, 妻の|かよ|さん."""
    for match in _KIN.finditer(units.codes):
        first, last = match.start(1), match.end(1)
        start, end, of = units.starts[first], units.ends[last - 1], word(units, match.start())
        if of not in word_set("kin") or end - start > _LONGEST_GIVEN or units.text[start:end] in word_set("kin"):
            continue
        if first == match.start() + 1 or word(units, first - 1) == "の":
            yield Candidate(PERSON, start, end, "PER", "names.kin", title=title_after(units, last))


_RANKED = re.compile("t(?:([SNJxpknGYL]{1,2}l?)(?![NnvzgltsSkKhuf])|m(S[NJ]?)(?![nzgslSN]))")


def ranked(units: Units) -> Iterator[Candidate]:
    """Yield the name right after a word like 大関 or 俳優."""
    for match in _RANKED.finditer(units.codes):
        i = match.start()
        if match[2] or word(units, i) in word_set("before_person"):
            start, end = units.starts[match.end() - len(match[1] or match[2])], units.ends[match.end() - 1]
            if 2 <= end - start <= 6 and (match[1] != "n" or units.text[start:end] in surnames()):
                yield Candidate(PERSON, start, end, "PER", "names.ranked")
