"""Units: the morphemes of a text with every spelling of the tables made into one unit; see `lexicon` for the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress, count, repeat

from keii.find.names.entry import Entry
from keii.find.names.hits import hits
from keii.find.names.lexicon import lexicon
from keii.records.parse import Parse

_BY_TAG = {
    "名詞-固有名詞-人名-姓": "S", "名詞-固有名詞-人名-名": "N", "名詞-固有名詞-人名-一般": "J",
    "名詞-固有名詞-地名-国": "q", "名詞-固有名詞-地名-一般": "p", "名詞-固有名詞-一般": "x",
    "名詞-普通名詞-一般": "n", "名詞-普通名詞-サ変可能": "v", "名詞-普通名詞-サ変形状詞可能": "v",
    "名詞-普通名詞-形状詞可能": "n", "名詞-普通名詞-副詞可能": "f", "名詞-普通名詞-助数詞可能": "u",
    "名詞-数詞": "d", "接頭辞": "r", "接尾辞-名詞的-一般": "z", "接尾辞-名詞的-サ変可能": "z",
    "接尾辞-名詞的-助数詞": "u", "接尾辞-名詞的-副詞可能": "f", "形状詞-一般": "y", "記号-文字": "A",
}  # fmt: skip


_BY_MARK = {
    "元": "r",
    "前": "r",
    "現": "r",
    "同": "r",
    "両": "r",
    "故": "r",
    "(": "(",
    ")": ")",
    "【": "[",
    "】": "]",
    "[": "[",
    "]": "]",
    "「": "<",
    "『": "<",
    "」": ">",
    "』": ">",
    "=": "e",
    "＝": "e",
    "・": "m",
    "の": "o",
    "、": ",",
    "-": "e",
}


@dataclass(frozen=True, slots=True)
class Units:
    """単位列: columns of equal length. `codes` has one character a unit; `entries` is () where no table speaks."""

    text: str
    starts: list[int]
    ends: list[int]
    codes: str
    entries: list[tuple[Entry, ...]]


def word(units: Units, i: int) -> str:
    """Return the text of one unit."""
    return units.text[units.starts[i] : units.ends[i]]


def spans(
    pattern: re.Pattern[str], text: str, begin: Mapping[int, int], finish: Mapping[int, int], group: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of a group of each match of a pattern that begins and ends with a unit.

    `begin` and `finish` say which unit begins and which ends at an offset; a match that cuts a unit yields nothing.
    """
    for match in pattern.finditer(text):
        start, end = match.span(group)
        if start in begin and end in finish:
            yield start, end


def units(parse: Parse) -> Units:
    """Return the units of a text. Blanks are units here (code ``|``), so that units abut wherever text does."""
    lex = lexicon()
    codes = _morpheme_codes(parse)
    out = _Building(parse, codes)
    entries = lex.entries
    for start, end, pattern in hits(parse, lex, out.begins, out.finishes):
        if start >= out.done:
            out.put(start, end, entries[pattern])
    out.rest()
    return _katakana_joined(Units(parse.text, out.starts, out.ends, "".join(out.codes), out.entries))


_TRADES = frozenset(
    {"メーカー", "サイト", "ホテル", "レストラン", "スーパー", "コンビ", "バンド", "ブランド", "ラジオ"}
)
"""Words before a name that is a word of its own: メーカー|ヌノヤ."""
_HONOURS = ("氏", "容疑者", "被告")
_KATAKANA_PIECES = re.compile("[kKJNSxpnqzQ]{2,}")


def _katakana_joined(units: Units) -> Units:
    """Make one unit of pieces of one katakana word that the dictionary cut for want of it: トクト|グロフ."""
    joins = []
    for match in _KATAKANA_PIECES.finditer(units.codes):
        first, last = match.span()
        while first < last:
            end = first
            while end < last and _is_katakana(units.text, units.starts[end], units.ends[end]):
                end += 1
            honoured = units.codes[end : end + 1] == "h" and units.text.startswith(_HONOURS, units.ends[end - 1])
            if end > first + 1 and units.text[units.starts[first] : units.ends[first]] in _TRADES and not honoured:
                first += 1
                continue
            if end > first + 1 and (
                honoured or _one_word(units.codes[first:end], units.ends[first] - units.starts[first])
            ):
                joins.append((first, end))
            first = max(end, first + 1)
    if not joins:
        return units
    codes = list(units.codes)
    for first, end in reversed(joins):
        units.ends[first] = units.ends[end - 1]
        codes[first] = "k"
        for column in (units.starts, units.ends, codes, units.entries):
            del column[first + 1 : end]
    return Units(units.text, units.starts, units.ends, "".join(codes), units.entries)


def _one_word(codes: str, size: int) -> bool:
    """Say whether pieces are one unknown word: one is unknown, or all are names, or a short word before a name."""
    if "Q" in codes:
        return False
    return "k" in codes or not ("K" in codes or "n" in codes) or (codes == "KJ" and size <= 3)


_KATAKANA = re.compile("[ァ-ヺー]+")


def _is_katakana(text: str, start: int, end: int) -> bool:
    return _KATAKANA.fullmatch(text, start, end) is not None


def _morpheme_codes(parse: Parse) -> list[str]:
    codes = list(map(_BY_TAG.get, parse.tags, repeat(".")))
    surfaces = parse.surfaces
    for i in compress(count(), map(_BY_MARK.__contains__, surfaces)):
        if codes[i] in ".Anf":
            codes[i] = _BY_MARK[surfaces[i]]
    for i in compress(count(), map("n".__eq__, codes)):
        first = surfaces[i][0]
        if not parse.known[i]:
            codes[i] = "k" if "ァ" <= first <= "ヿ" else "A" if first.isascii() and first.isalpha() else "x"
        elif "ァ" <= first <= "ヿ":
            codes[i] = "K"
    return codes


_SURNAME = Entry("S", "", "", "", "surname", "")
"""What the dictionary says of a word that the tables know as a place in context only: a surname as well (鳩山)."""
_ARMY = Entry("s", "ORG", "軍", "names.army", "army", "")


@cache
def _as_country(char: str) -> tuple[Entry, ...]:
    """Return the entry of one character that is sure to be a country here: 日 in 日米."""
    lex = lexicon()
    meanings = lex.entries[lex.number[char]]
    return tuple(e._replace(code="C") for e in meanings if e.code == "c")


class _Building:
    """Columns under construction; `at` is the next morpheme, `done` the offset up to which text is covered.

    `begins` and `finishes` say which morpheme begins and ends at an offset.
    """

    def __init__(self, parse: Parse, codes: list[str]) -> None:
        self.parse, self.morphemes, self.at, self.done = parse, codes, 0, 0
        self.begins = dict(zip(parse.starts, range(len(codes)), strict=True))
        self.finishes = dict(zip(parse.ends, range(len(codes)), strict=True))
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.codes: list[str] = []
        self.entries: list[tuple[Entry, ...]] = []

    def put(self, start: int, end: int, entries: tuple[Entry, ...]) -> None:
        """Add the morphemes before `start`, then the hit, split in two where it is two countries."""
        self._until(start)
        first = entries[0]
        if first.code == "Y" and self._code(start) == "S" and self.parse.ends[self.at] == end:
            entries = (*entries, _SURNAME)
        if first.code not in "BZRFQ" and (end - start > 1 or first.code not in "sgl"):
            self._unit(start, end, first.code, entries)
            self.done = end
            return
        if first.code in "sgl" and self._code(start) == "r":  # 大 in 四川大地震 is a prefix
            self._morphemes(end)
            return
        if first.code == "B" and self._counted():
            self._morphemes(end)
            return
        if first.code == "B":
            end = start + 2
            for at in (start, start + 1):
                self._unit(at, at + 1, "C", _as_country(self.parse.text[at]))
        elif first.code == "Z":
            country = Entry("c", first.type, first.entity, first.id, first.kind, first.where)
            self._unit(start, start + 1, "c", (country,))
            self._unit(start + 1, end, "s", (_ARMY,))
        elif first.code in "RF":
            half = start + 1
            at, beside = (half, start) if first.code == "R" else (start, half)
            pair = {at: ("C", (first._replace(code="C"),)), beside: (self._beside(beside), ())}
            self._unit(start, half, *pair[start])
            self._unit(half, end, *pair[half])
        else:
            self._unit(start, end, self._name_code(start, end) if first.code == "Q" else first.code, entries)
        self.done = end

    def _until(self, start: int) -> None:
        """Add the morphemes before `start`: at once where the last hit ended with a morpheme."""
        first, last = self.begins.get(self.done, -1), self.begins.get(start, -1)
        if first < 0 or last < 0:
            self._morphemes(start)
            return
        if first < last:
            self.starts += self.parse.starts[first:last]
            self.ends += self.parse.ends[first:last]
            self.codes += self.morphemes[first:last]
            self.entries += [()] * (last - first)
        self.at = last

    def rest(self) -> None:
        """Add the morphemes after the last hit."""
        self._morphemes(len(self.parse.text))

    def _rest(self, start: int, end: int, code: str) -> None:
        """Add what a hit left of a morpheme, as a title or head of its own where it is one: 金日成|氏."""
        lex = lexicon()
        number = lex.number.get(self.parse.text[start:end], -1)
        if number >= 0 and lex.codes[number] in "thsgl":
            self._unit(start, end, lex.codes[number], lex.entries[number])
        else:
            self._unit(start, end, code, ())

    def _beside(self, at: int) -> str:
        """Return the code of what stands beside a country in one character: 訪 元 前 現 lean forwards, 側 紙 do not."""
        return "z" if self.parse.text[at] in "側紙誌兵" else "r"

    def _name_code(self, start: int, end: int) -> str:
        """A known person's surname stays a surname (S) where the dictionary takes it for one."""
        one = self._code(start)
        return one if one and one in "SN" and self.parse.ends[self.at] == end else "Q"

    def _code(self, start: int) -> str:
        """Return the code of the morpheme that begins at `start`, "" where none does."""
        at = self.at
        return self.morphemes[at] if at < len(self.morphemes) and self.parse.starts[at] == start else ""

    def _counted(self) -> bool:
        """10日|朝 is a day, not two countries."""
        return bool(self.codes) and self.codes[-1] in "du"

    def _unit(self, start: int, end: int, code: str, entries: tuple[Entry, ...]) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.codes.append(code)
        self.entries.append(entries)

    def _morphemes(self, until: int) -> None:
        starts, ends = self.parse.starts, self.parse.ends
        at, size = self.at, len(starts)
        while at < size and ends[at] <= self.done:
            at += 1
        if at < size and starts[at] < self.done and self.done < until:
            self._rest(self.done, min(ends[at], until), self.morphemes[at])
            at += ends[at] <= until
        first = at
        while at < size and ends[at] <= until:
            at += 1
        if first < at:
            self.starts += starts[first:at]
            self.ends += ends[first:at]
            self.codes += self.morphemes[first:at]
            self.entries += [()] * (at - first)
        if at < size and starts[at] < until:
            begin = max(starts[at], self.ends[-1] if self.ends else 0)
            if begin < until:
                self._unit(begin, until, self.morphemes[at], ())
        self.at = at
