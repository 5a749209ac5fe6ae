"""Countries in one character: 米, and the words made of such characters: 日米, 訪ロ, 米軍."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from keii.find.names.entry import Entry
from keii.find.names.rows import word_set, words
from keii.tables.names import Known

_TOWARDS = "在対訪駐来反親離渡滞"
"""In front of a country's one character: 訪米, 対露, 在韓, 駐日."""
_AFTER = "元前現側紙誌兵"
"""Behind it: 米元大統領, 米側, 英紙, 米兵."""
_NEVER_ALONE = "日中朝"
"""日, 中 and 朝 stand for countries in words of two only: 三日前, 午前中側."""
_PAIR = Entry("B", "", "", "", "", "")


def one_character_countries(rows: tuple[Known, ...]) -> Iterator[tuple[str, Entry]]:
    """Yield the characters of words.tsv (one_character) with their rows, and the words they make, but those that are
    something else (not_pair: 朝日, 日中 unless more follows)."""
    short = _short(rows)
    for char, row in short.items():
        yield char, _entry("c", row)
        yield char + "軍", _entry("Z", row)
    yield from _attached(short)
    yield from (("日中" + after, _PAIR) for after in word_set("after_pair"))
    other = word_set("not_pair") | word_set("not_pair_alone")
    for one, two in permutations(short, 2):
        if one + two not in other and short[one].entity != short[two].entity:
            yield one + two, _PAIR


def _attached(short: dict[str, Known]) -> Iterator[tuple[str, Entry]]:
    other = word_set("not_pair")
    for char, row in short.items():
        if char not in _NEVER_ALONE:
            yield from ((char + after, _entry("F", row)) for after in _AFTER if char + after not in other)
        yield from ((before + char, _entry("R", row)) for before in _TOWARDS if before + char not in other)


def _short(rows: tuple[Known, ...]) -> dict[str, Known]:
    usual = word_set("one_character")
    short = {c: r for r in rows if r.kind in ("country", "region") for c in (*r.context, *r.forms) if c in usual}
    for word in words():
        if word.kind == "one_character_place":
            short[word.word] = Known(
                id=word.id, entity=word.gloss, type="LOC", forms=(), context=(word.word,), kind="region", where="",
                frame="", source=word.source,
            )  # fmt: skip
    return short


def _entry(code: str, row: Known) -> Entry:
    return Entry(code, row.type, row.entity, row.id, row.kind, row.where)
