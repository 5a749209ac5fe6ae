"""Where the spellings of the tables stand in a text: on morpheme bounds, or where the script changes."""

from __future__ import annotations

from keii.find.names.lexicon import Lexicon
from keii.records.parse import Parse

Places = dict[int, int]
"""Offset -> index of the morpheme that begins (or ends) there; read only."""


def hits(parse: Parse, lex: Lexicon, begins: Places, ends: Places) -> list[tuple[int, int, int]]:
    """Return the spellings that stand on morpheme bounds, or on a change of script; else what shorter ones do."""
    out: list[tuple[int, int, int]] = []
    text, blank = parse.text, lex.codes
    for pattern, start, end in lex.automaton.find_matches_as_indexes(text):
        if start in begins and end in ends:
            if blank[pattern] == "t" and text[end : end + 1] == "会":
                out.extend(_shorter(parse, lex, start, end, begins, ends))
                continue
            if (
                end - start <= 3
                and "ァ" <= text[start] <= "ヿ"
                and _inside_katakana(parse, start, end, begins[start], ends[end])
            ):
                continue
            out.append((start, end, pattern))
        elif (
            blank[pattern] == "|"
            or _loose(text, start, end, blank[pattern], begins, ends)
            or (blank[pattern] in "th" and end in ends and _honoured(parse, ends[end], start, end))
            or (blank[pattern] == "C" and start in begins and _fused(parse, start, end, begins[start]))
        ):
            out.append((start, end, pattern))
        else:
            out.extend(_shorter(parse, lex, start, end, begins, ends))
    return out


_HONOURS = frozenset({"氏", "様", "さま", "被告", "コーチ"})


def _honoured(parse: Parse, last: int, start: int, end: int) -> bool:
    """Say whether an honorific ends a morpheme that the dictionary does not know, or made of a given name: 涵|氏."""
    if parse.text[start:end] not in _HONOURS:
        return False
    if not parse.known[last] or parse.surfaces[last] == "原被告":
        return True
    return parse.text[start:end] == "氏" and "人名" in parse.tags[last]


def _inside_katakana(parse: Parse, start: int, end: int, first: int, last: int) -> bool:
    """Say whether a short katakana spelling is part of a longer unknown word: リマ in フォリマス."""
    text, known = parse.text, parse.known
    if start > 0 and "ァ" <= text[start - 1] <= "ー" and text[start - 1] != "・" and not known[first - 1]:
        return True
    return end < len(text) and "ァ" <= text[end] <= "ー" and text[end] != "・" and not known[last + 1]


def _fused(parse: Parse, start: int, end: int, morpheme: int) -> bool:
    """Say whether a country begins an unknown katakana word, a place in it: ベトナム|ハイズオン(省)."""
    rest = parse.ends[morpheme] - end
    if parse.known[morpheme] or rest < 3 or end - start < 3:
        return False
    return parse.text[end] not in "ンーァィゥェォャュョ" and "ァ" <= parse.text[end] <= "ヺ"


def _loose(text: str, start: int, end: int, code: str, begins: Places, ends: Places) -> bool:
    """Say whether a spelling that cuts a morpheme still counts: long ones, where the script changes at the cut."""
    if code in "PQ" and text[end : end + 1] == "氏" and start in begins:
        return True
    if code in "OM" and start in begins and text.startswith("本会議", end):
        return True
    if code == "s" and start in begins and text[end : end + 1] in tuple("側内系"):
        return True
    if code in "slX" and end in ends and end - start >= 2 and _script(text[start]) == 3:
        return True
    if code in "th":
        return end in ends and end - start >= 4
    if code == "G" and start in begins and text[end - 1] in "都道府県市区町村" and text[end] not in "場間路庁警検":
        return True
    if (
        code == "P"
        and (end - start >= 3 or text[end : end + 1] == "氏")
        and _script(text[start]) == 3
        and (start in begins or end in ends)
    ):
        return True
    if code not in "CGLOMPX" or end - start < 3:
        return False
    left = start in begins or start == 0 or _script(text[start - 1]) != _script(text[start])
    right = end in ends or end == len(text) or _script(text[end]) != _script(text[end - 1])
    return left and right


def _script(char: str) -> int:
    if "ァ" <= char <= "ヺ" or char == "ー":
        return 1
    if "ぁ" <= char <= "ん":
        return 2
    if "一" <= char <= "鿿" or char in "々〆ヶ":
        return 3
    if char.isascii() and char.isalnum():
        return 4
    return 5


def _shorter(
    parse: Parse, lex: Lexicon, start: int, end: int, begins: Places, ends: Places
) -> list[tuple[int, int, int]]:
    text, out, at = parse.text, [], start
    while at < end:
        if at in begins:
            for stop in range(min(end + 3, len(text)), at, -1):
                if stop in ends and text[at:stop] in lex.number:
                    out.append((at, stop, lex.number[text[at:stop]]))
                    at = stop - 1
                    break
        at += 1
    return out
