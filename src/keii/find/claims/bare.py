"""Quotations without a verb: voices (「…」(30代・会社員)), names in front (首相「…」), こう話した."""

from __future__ import annotations

from keii.find.claims.beside import PERSONAL, SPOKEN, Voice, announced, finished, named, size
from keii.find.claims.heads import classes
from keii.find.claims.lists import lists
from keii.find.claims.nouns import noun_before
from keii.find.claims.scene import Line, speaks
from keii.find.claims.sources import Topic, of_quote, topics

_DASHES = frozenset({"―", "—", "-", "→", "――", "…", "……"})


def voice(line: Line, p: int) -> Voice | None:
    """Return who says the verbless quotation that opens at p, if they stand beside it."""
    return _before(line, p) or _after(line, p) or named(line, p) or announced(line, p)


def alone(line: Line) -> tuple[int, int] | None:
    """Return the first and last mark of a sentence that is nothing but quotations that speak, or None."""
    end = line.size
    while end and (line.tag[end - 1].startswith("補助記号-句点") or line.surf[end - 1] in _DASHES):
        end -= 1
    p = 0
    while p < end and line.surf[p] in _DASHES:
        p += 1
    first = p
    while p < end and p in line.quotes:
        p += 2
    if p != end or p == first or not (speaks(line, first) or size(line, first) > SPOKEN):
        return None
    return line.at[first], line.scene.closing[line.at[end - 2]]


def opening(line: Line) -> tuple[int, int] | None:
    """Return the marks of a quotation that opens the sentence, a dash after it: 「…」――議長はこう書いた。"""
    if not line.quotes or line.quotes[0] != 0 or not speaks(line, 0) or line.surf[2:3] in (["と"], ["って"], ["の"]):
        return None
    dashed = line.size > 2 and line.tag[2].startswith(("補助記号-一般", "記号", "補助記号-句点"))
    return (line.at[0], line.scene.closing[line.at[0]]) if dashed else None


def points(line: Line, start: int) -> bool:
    """Say whether こう, そう … stands right before the cue's words at `start`."""
    q = start - 1
    while q >= 0 and line.surf[q] in ("も", "に", "、", "静か"):
        q -= 1
    return q >= 0 and line.surf[q] in lists().here


def speaker(line: Line, limit: int) -> Topic | None:
    """Return who speaks in a sentence whose quotation stands in another one."""
    return of_quote(topics(line, 0, limit), nested=False)


def _before(line: Line, p: int) -> Voice | None:
    """首相「…」 / (74歳の女性)「…」 / 友人いわく「…」."""
    if p == 0 or line.surf[p] == "『" or not finished(line, p + 2):
        return None
    parse = line.scene.parse
    mark = parse.starts[line.at[p]]
    if p - 1 in line.aside_ends:
        if p - 2 > 0 and not line.tag[p - 3].startswith("補助記号"):
            return None
        inner = _inner(line, p - 2)
        return Voice("quote-head", inner, (mark, mark + 1)) if inner else None
    q = p
    iwaku = line.surf[p - 1] in ("いわく", "曰く", "は") and (line.surf[p - 1] != "は" or _stopped(line, p + 2))
    q = p - 1 if iwaku or line.surf[p - 1] in (":", "→") else p
    noun = noun_before(line, q)
    if noun is None or noun.klass not in PERSONAL or (not iwaku and not _opens(line, noun.start)):
        return None
    if noun.core in line.quote_ends and speaks(line, noun.core - 1):  # 「…」「…」
        return None
    if not (iwaku and line.surf[p - 1] != "は") and not (speaks(line, p) or noun.klass == "person" or _urges(line, p)):
        return None
    span = (parse.starts[line.at[noun.start]], parse.ends[line.at[noun.end - 1]])
    return Voice("iwaku" if iwaku else "quote-head", span, (mark, mark + 1))


def _stopped(line: Line, p: int) -> bool:
    """Say whether the sentence ends at p with a stop or the text's line: 委員長は「…」。"""
    return p >= line.size or (p == line.size - 1 and line.tag[p].startswith("補助記号-句点"))


def _urges(line: Line, p: int) -> bool:
    """Say whether the quotation ends in a deed, as headlines cut words short: 中国外務省「断固反対」."""
    last = line.scene.closing[line.at[p]] - 1
    return line.scene.parse.tags[last].startswith("名詞-普通名詞-サ変")


def _after(line: Line, p: int) -> Voice | None:
    """「…」(30代・会社員) at the end of a sentence or before との."""
    q = p + 2
    if line.surf[q : q + 1] in (["="], ["＝"]):
        return _credited(line, p)
    if q + 1 >= line.size or q + 1 not in line.aside_ends or not speaks(line, p):
        return None
    if not finished(line, q + 2, gap=False) and line.surf[q + 2 : q + 4] not in (["と", "の"], ["と", "いう"]):
        return None
    inner = _inner(line, q)
    if inner is None:
        return None
    parse = line.scene.parse
    span = (parse.starts[line.at[q]], parse.ends[line.at[q + 1]])
    return Voice("quote-paren", inner, span)


def _credited(line: Line, p: int) -> Voice | None:
    """「…」＝市長 at the end of a sentence."""
    end = line.size
    while (
        end > p
        and line.tag[end - 1].startswith(("補助記号-句点", "補助記号-括弧閉"))
        and end - 1 not in line.aside_ends
    ):
        end -= 1
    noun = noun_before(line, end, p + 3)
    if noun is None or noun.start != p + 3 or noun.klass not in PERSONAL:
        return None
    if not speaks(line, p) and size(line, p) < SPOKEN:
        return None
    parse = line.scene.parse
    span = (parse.starts[line.at[noun.start]], parse.ends[line.at[noun.end - 1]])
    return Voice("quote-credit", span, (span[0] - 1, span[1]))


def _inner(line: Line, p: int) -> tuple[int, int] | None:
    """Return what stands in the round bracket whose marks are at p and p + 1, without its last の and what follows."""
    parse, first = line.scene.parse, line.at[p]
    last = line.scene.closing[first]
    if parse.surfaces[first] not in ("(", "（") or last - first < 2:
        return None
    end = last - 1
    while end > first + 1 and parse.tags[end].startswith("助詞"):
        dot = next((i for i in range(end, first, -1) if parse.surfaces[i] == "・"), first + 1)
        end = dot - 1
    tag = parse.tags[end]
    if not tag.startswith(("名詞", "接尾辞", "記号", "補助記号-括弧閉")) or not _human(line, first + 1, last):
        return None
    return parse.starts[first + 1], parse.ends[end]


_AGES = frozenset({"歳", "代"})


def _human(line: Line, first: int, last: int) -> bool:
    """Say whether the morphemes in a bracket name a speaker: an age, a capable noun."""

    table = classes()
    surfaces, tags = line.scene.parse.surfaces, line.scene.parse.tags
    for i in range(first, last):
        word = surfaces[i]
        if word in _AGES or table.get(word) in ("person", "group") or tags[i].startswith("名詞-固有名詞-人名"):
            return True
        if i + 1 < last and table.get(word + surfaces[i + 1]) in ("person", "group"):
            return True
    return False


def named_in(line: Line, p: int) -> tuple[int, int] | None:
    """Return the code points of the speaker named in the round bracket whose marks are at p and p + 1, or None."""
    return _inner(line, p)


def _opens(line: Line, p: int) -> bool:
    if p == 0 or line.tag[p - 1].startswith(("補助記号", "記号")) or p - 1 in line.quote_ends:
        return True
    return line.scene.parse.ends[line.at[p - 1]] < line.scene.parse.starts[line.at[p]]
