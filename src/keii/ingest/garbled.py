"""文字化けを戻す: text that was read in a wrong encoding and stored so -> the text it was, where nothing is lost by it.

The bytes that were misread are made again by the wrong encoding and read in the right one. That is done for a line only
where it gives back the very characters that stand there when it is undone, so that nothing is guessed; and only where
what comes out is Japanese and what stands there is not. A line that looks garbled but does not come back whole stays
as it is (K1034).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from keii.ingest.decode import plausible
from keii.ingest.old_codes import from_cp932, from_euc_jp
from keii.records.problem import Problem
from keii.tables.load import load

_WAYS = 2
"""Ways of misreading in one source at most: that of the body, and that of what was pasted into it."""
_TWICE = 2
"""How often a text may have been misread, stored, and misread again in the same way."""
_SURE = 0.55
"""Least `plausible` of what comes out; of 1,145 lines of our corpus the lowest right reading has 0.46, all of them
together 1.3; genuine half-width kana and French lines read so have 0.2 at most (2026-11)."""
_GRAMMAR = 0.3
"""Least share of hiragana that carry grammar (の, は, を …) in the hiragana that come out; our texts have 0.7."""
_SCRIPT = 0.15
"""Least share of kana in the wide characters that come out: in running text it is a half."""
_KANA = 3
"""Least number of kana that come out, for encodings in which bytes fit by chance; UTF-8 fits nothing else by chance."""
_SHOWS = 0.4
"""Share of the characters of a line that are signs of garbling, from which on it is told that it looks garbled."""
_SIGNS = 4
_COMMON = re.compile("[のはをにがでとたしているれかなっらもりすさ]")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_ANY_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_WIDE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_LEADS = re.compile("[ÂÃâ-ï\x82\x83‚ƒ¤¥¡縺繧繝縲､･｡„]|\\$[@B]")
"""What every sign begins with: looked for first, as most texts have none."""
_ESCAPES = re.compile(r"\$[@B](?P<pairs>(?:[!-~]{2})+?)\([BJ]")
_APART = re.compile(r"(\n|<[^<>\n]{0,2000}>)")
"""What parts a text into the lines judged each by itself: line ends, and tags; a page's own words may be right while
what was pasted into it is garbled. None of these characters is part of a misread one."""
_UPPER: Final = MappingProxyType(
    {byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
)  # what Windows has where ISO 8859-1 has controls


@dataclass(frozen=True, slots=True)
class Garble:
    """化け方: one way in which Japanese is misread: bytes of `was` read as `read_as`."""

    id: str
    was: str  #: utf-8, cp932, euc-jp, iso-2022-jp
    read_as: str  #: latin-1 (Windows-1252 too), cp932, euc-jp, mac-roman, ascii (escapes lost)
    signs: str  #: a pattern of what text looks like that was misread so
    example: str
    near_miss: str  #: a line that has these characters for another reason, or looks alike
    source: str


@cache
def garbles() -> tuple[Garble, ...]:
    """Return the rows of garbled.tsv, the likeliest first."""
    return load("keii.ingest", "garbled.tsv", Garble)


@dataclass(frozen=True, slots=True)
class Restored:
    """戻した文: texts as they were, and what was done (K1033) or could not be (K1034)."""

    texts: list[str]
    problems: tuple[Problem, ...] = ()


def restored(texts: Sequence[str]) -> Restored:
    """Return the texts of one source as they were before they were misread; the same texts where they were not.

    Their lines stay their lines. Texts are judged together: a title of two words is misread as the body is.
    """
    if not any(_LEADS.search(text) and _any_sign().search(text) for text in texts):
        return Restored([*texts])
    lines = [_APART.split(text) for text in texts]
    problems: dict[Problem, None] = {}
    for _ in range(_WAYS):
        found = _best([line for each in lines for line in each])
        if found is None:
            break
        row, new = found
        lines = [[new.get(line, line) for line in each] for each in lines]
        problems[Problem(code="K1033", args=(row.was, row.read_as))] = None
    left = sum(_looks_garbled(line) for each in lines for line in each)
    if left:
        problems[Problem(code="K1034", args=(str(left),))] = None
    return Restored(["".join(each) for each in lines], tuple(problems))


def restored_text(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return one text as `restored` does."""
    found = restored((text,))
    return found.texts[0], found.problems


def _best(lines: Iterable[str]) -> tuple[Garble, Mapping[str, str]] | None:
    """Return the way of misreading that explains most of the lines, and those lines as they were; None: none does."""
    once = [line for line in dict.fromkeys(lines) if not line.isascii() or "$" in line]
    ways = ((row, _undone(row, once)) for row in garbles())
    found = [(sum(map(len, new)), row, new) for row, new in ways if new]
    if not found:
        return None
    _, row, new = max(found, key=lambda way: way[0])
    return row, new


def _undone(row: Garble, lines: Sequence[str]) -> Mapping[str, str]:
    """Return the lines that come back whole as Japanese by undoing one misreading: line -> as it was."""
    signs = _signs(row.id)
    signed = [line for line in lines if signs.search(line)]
    new = {line: was for line in signed if (was := _line(row, line)) is not None}
    if not _is_japanese("".join(new.values()), row.was):
        return {}
    others = {line: was for line in lines if line not in new and (was := _line(row, line)) is not None}
    return new | {line: was for line, was in others.items() if _mostly_wide(was)}


def _mostly_wide(line: str) -> bool:
    """Say whether most of a line are wide characters: accents in a French line give a few kanji."""
    return 2 * len(_WIDE.findall(line)) >= len(line.strip())


def _line(row: Garble, line: str) -> str | None:
    """Return a line as it was; None where it does not come back whole."""
    if row.read_as == "ascii":
        plain = _ESCAPES.sub(_pairs, line)
        return plain if plain != line and "\ufffd" not in plain else None
    found = None
    for _ in range(_TWICE):
        was = _once(row, line)
        if was is None:
            break
        found = line = was
        if _WIDE.search(line):
            break
    return found


def _once(row: Garble, line: str) -> str | None:
    for wrong in _WRONG[row.read_as]:
        data = wrong.back(line)
        was = _RIGHT[row.was](data) if data is not None else None
        if was is not None and data is not None and _bytes(was, row.was) == data and wrong.read(data) == line:
            return was
    return None


def _is_japanese(text: str, was: str) -> bool:
    """Say whether what came out is Japanese beyond doubt."""
    kana, hiragana, wide = len(_ANY_KANA.findall(text)), len(_HIRAGANA.findall(text)), len(_WIDE.findall(text))
    if was == "utf-8":
        return wide > 0 and kana > 0 and plausible(text) >= _SURE
    grammar = len(_COMMON.findall(text)) >= _GRAMMAR * hiragana
    return kana >= max(_KANA, _SCRIPT * wide) and hiragana > 0 and grammar and plausible(text) >= _SURE


def _looks_garbled(line: str) -> bool:
    """Say whether most of a line is what misread Japanese looks like."""
    if line.isascii():
        return False
    size = len(line) - line.count(" ")
    for row in garbles():
        signs = [len(found) for found in _signs(row.id).findall(line)]
        if len(signs) >= _SIGNS and sum(signs) >= _SHOWS * size:
            return True
    return False


@cache
def _signs(id_: str) -> re.Pattern[str]:
    return re.compile(next(row.signs for row in garbles() if row.id == id_))


@cache
def _any_sign() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.signs})" for row in garbles()))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """誤読: a reading of bytes, and its way back; None for a text it cannot have given."""

    read: Callable[[bytes], str | None]
    back: Callable[[str], bytes | None]


def _windows(data: bytes) -> str:
    return data.decode("latin-1").translate({b: c for b, c in _UPPER.items() if c != "\ufffd"})


def _windows_back(text: str) -> bytes | None:
    table = {ord(c): b for b, c in _UPPER.items() if c != "\ufffd"}
    try:
        return text.translate(table).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _codec(name: str) -> _Wrong:
    def read(data: bytes) -> str | None:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            return None

    def back(text: str) -> bytes | None:
        try:
            return text.encode(name)
        except UnicodeEncodeError:
            return None

    return _Wrong(read, back)


def _utf_8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _bytes(text: str, was: str) -> bytes | None:
    return _codec(_PYTHON[was]).back(text)


def _pairs(found: re.Match[str]) -> str:
    try:
        return b"".join((b"\x1b$B", found["pairs"].encode(), b"\x1b(B")).decode("iso2022_jp")
    except UnicodeDecodeError:
        return "\ufffd"


_PYTHON = {"utf-8": "utf-8", "cp932": "cp932", "euc-jp": "euc_jp"}
_RIGHT: Final[Mapping[str, Callable[[bytes], str | None]]] = MappingProxyType(
    {"utf-8": _utf_8, "cp932": from_cp932, "euc-jp": from_euc_jp}
)
_WRONG: Final[Mapping[str, tuple[_Wrong, ...]]] = MappingProxyType(
    {
        "latin-1": (_Wrong(_windows, _windows_back), _codec("latin-1")),
        "cp932": (_codec("cp932"),),
        "euc-jp": (_codec("euc_jp"),),
        "mac-roman": (_codec("mac_roman"),),
    }
)
