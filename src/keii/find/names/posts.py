"""People by the post behind a name that no table knows: a section and its head (宗像|宇宙開発利用課長), a chief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import COMPOUND, PERSON, Candidate
from keii.find.names.heads import word_ends
from keii.find.names.people import KANJI, person, title_after
from keii.find.names.persons import KANA_WORD
from keii.find.names.rows import given_names, word_set
from keii.find.names.units import Units, word

_SECTIONED = re.compile(
    "(?:[SpYkx](?:(?<=[OMsbGCl]o.)|(?<![^,.|<(>].))|[QJL](?<=[OMsbGCl]o.))"
    "(?=(bz|[nvzsbMK][nvzsbMKSpmqkYrJxL]{0,6}?(?:t|[bv]z)))"
)
_GLUED = re.compile("([pSxnYJN](?<![^,.|<(>o].)[nvzNJpx]{1,2})(?=([nM][nvzsbMr]{0,3}?t))")
_LEAST_KANA = 3


def sectioned(units: Units) -> Iterator[Candidate]:
    """Yield the name before a section in the post of its head: 金井|交通|課長, カムロン|陸軍|司令官."""
    heads = word_ends("section_head")
    for match in _SECTIONED.finditer(units.codes):
        i, end = match.start(), match.end(1)
        start, stop = units.starts[i], units.ends[i]
        kana = stop - start >= _LEAST_KANA and KANA_WORD.fullmatch(units.text, start, stop)
        if not (kana or KANJI.fullmatch(units.text, start, stop)) or not _section(units, i + 1):
            continue
        if units.text[stop : units.ends[end - 1]].removesuffix("長") in word_set("chief_of"):
            continue
        if units.text.endswith(heads, stop, units.ends[end - 1]):
            title = (stop, units.ends[end - 1])
            yield person(units, i, i + 1, COMPOUND + 1, "names.sectioned", title)
    for match in _GLUED.finditer(units.codes):
        first, last = match.span(1)
        post = units.text.endswith(heads, units.ends[last], units.ends[match.end(2) - 1])
        if post and _crumbs(units, first, last):
            yield person(units, first, last, COMPOUND + 1, "names.sectioned", title_after(units, last))


def _section(units: Units, i: int) -> bool:
    """Say whether a unit may begin a section, and is no given name: not 祖父江|大|委員長, not 木村|リア|委員長."""
    text = word(units, i)
    if units.codes[i] == "K":
        return text in word_set("area")
    return units.codes[i] in "sb" or (len(text) > 1 and not (units.codes[i + 1] == "t" and text in given_names()))


def _crumbs(units: Units, first: int, last: int) -> bool:
    """Say whether a surname's crumbs stand before a body or section: 来島|井|統合幕僚会議."""
    words = [word(units, i) for i in range(first, last)]
    size = units.ends[last - 1] - units.starts[first]
    body = units.codes[last] == "M" or word(units, last) in word_set("area")
    rest = all(len(one) == 1 for one in words[1:])
    return body and rest and 2 < size <= 4 and _free(words) and KANJI.fullmatch("".join(words)) is not None


_POSTED = re.compile("(?:[nx](?=t)(?<![^,.|<(].)|[nxpYLSQl](?=t)(?<=[OMsbnuzxk]o.))")
_BODIES = "部課室局科院会庁署班省所社校学"
"""Characters that end a body or part of one."""
_OF_ALL, _KIND_OF = "同両各全自次当現", "系性派党県市校員者官生人側級用的間"
"""Characters that begin and end a word for whose post or what kind of holder it is: 同校, 女系."""
_CHIEF = re.compile("[はがもにをとのら、(「。]")


def posted(units: Units) -> Iterator[Candidate]:
    """Yield a word no table knows as a surname, before a post: 公安委員会の|松笠|委員長, 新開|裁判官は."""
    for match in _POSTED.finditer(units.codes):
        i = match.start()
        start, stop = units.starts[i], units.ends[i]
        if not KANJI.fullmatch(units.text, start, stop) or stop - start > 3 or not _free([units.text[start:stop]]):
            continue
        if units.text[start] in _OF_ALL or units.text[stop - 1] in _KIND_OF:
            continue
        behind = units.codes[i - 1 : i] == "o"
        sure = behind and units.codes[i - 2] in "OMsb"
        if behind and not sure and units.text[units.starts[i - 1] - 1] not in _BODIES:
            continue
        if not sure and not (word(units, i + 1) in word_set("chief") and _CHIEF.match(units.text, units.ends[i + 1])):
            continue
        if stop - start > 1 or not behind:
            yield person(units, i, i + 1, PERSON, "names.posted", title_after(units, i + 1))


_RUN = re.compile("[nvzxSNpYGLJudQ](?<![^o,.|<(>mt].)(?=([nvzxSNpYGLJudcQ.]{1,3})h)")
_LONGEST = 5
_PERSON_ENDS = frozenset("者士人師員官生手家主屋")
"""Words of one character that end a noun for a person: 婚約|者, 闘牛|士."""


def runs(units: Units) -> Iterator[Candidate]:
    """Yield all of a rare name before さん, of which the tables know but a part: 音|戸谷|由香, 大国|魂."""
    for match in _RUN.finditer(units.codes):
        first, last = match.start(), match.end(1)
        last += word(units, last) == "君" and units.codes[last + 1 : last + 2] == "h"
        start, end = units.starts[first], units.ends[last - 1]
        single = units.ends[first] - start == 1
        if (
            end - start > _LONGEST + single
            or not KANJI.fullmatch(units.text, start, end)
            or units.text[start - 1 : start] == " "
        ):
            continue
        words = [word(units, i) for i in range(first, last)]
        if words[0] not in word_set("kin") and _post_words().isdisjoint(words) and _one_name(units, first, words):
            yield person(units, first, last, PERSON, "names.run", title_after(units, last))


def _one_name(units: Units, first: int, words: list[str]) -> bool:
    """Say whether words are one name and not a word before one: the first is one character, or all others are short."""
    if not _PERSON_ENDS.isdisjoint(words) or max(map(len, words)) > 3 or min(map(len, words)) > 1:
        return False
    return (
        len(words[0]) == 1
        or words[-1] == "君"
        or all(len(w) == 1 or units.codes[first + n] in "NJ" for n, w in enumerate(words) if n)
    )


def _free(words: list[str]) -> bool:
    """Say whether none of the words says whose post it is or what kind of person: 担当, 女性, 長男."""
    return _common().isdisjoint(words)


@cache
def _common() -> frozenset[str]:
    return _post_words() | word_set("kin")


@cache
def _post_words() -> frozenset[str]:
    return word_set("post_word") | word_set("area")
