"""Derive what comes from public word lists: surnames, given names and the names of municipalities.

    python training/gazetteer.py names FOLDER OUT     FOLDER holds mozcdic-ut-personal-names.tsv.xz (Apache-2.0)
    python training/gazetteer.py towns FOLDER OUT     FOLDER holds mozcdic-ut-place-names.tsv.xz (public domain)
    python training/gazetteer.py merged FOLDER OUT    the same file

OUT is the folder of the tables. `names` writes surnames.tsv and givennames.tsv (SudachiDict tells surnames from given
names); `towns` replaces those rows of places.tsv that come from the place list and leaves all others as they are;
`merged` writes merged_towns.tsv: the towns and villages that are a part of a city now but have parts of their own.
utuhiro78 publishes both lists on GitHub (mozcdic-ut-personal-names, mozcdic-ut-place-names).
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sudachipy import Dictionary

SURNAMES, GIVEN_NAMES = 5000, 12000
"""How many names are kept: the tail beyond them holds pen names and characters of fiction."""
OFTEN = 3
"""A given name that the dictionary lacks is kept when so many people of the list bear it."""
TOWN_ROWS = 3
"""A municipality has at least so many rows of its own parts in the post office list."""
MERGED_ROWS = 3
"""A town that a city has swallowed has at least so many rows of its own parts; a mere quarter has none."""
_KANJI = re.compile("[一-龯々〆ヶケ]+")
_HIRAGANA = re.compile("[ぁ-ゖー]{2,}")
_KINDS = {"市": ("city", "し"), "区": ("ward", "く")}
_MERGED = re.compile("[^市]{1,5}?(?:四日|廿日)?市(?:[^市区町村]{1,4}区)?([^市区]{1,5}?(?:町|村(?!町)))(.+)")
_TOWN = re.compile("[^市区町村]{1,5}郡(.{1,6}[町村])")

_SYLLABLES = """
あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto
なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo
らra りri るru れre ろro わwa をo んn がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo
ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ゃa ゅu ょo
"""
_LATIN = {syllable[0]: syllable[1:] for syllable in _SYLLABLES.split()}
SOURCE = "mozcdic-place"
"""Id in SOURCES.toml of the rows that `towns` writes."""

Pair = tuple[str, str]


def read_pairs(path: Path) -> list[Pair]:
    """Return (spelling, reading in hiragana) for each row of a Mozc dictionary file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines]
    return [(row[4], row[0]) for row in cells if len(row) >= 5]


@dataclass(frozen=True)
class Sudachi:
    """What the dictionary says of a word: readings as surname (姓) and as given name (名), in hiragana."""

    dictionary: Dictionary

    def readings(self, word: str, part: str) -> set[str]:
        """Return the readings of `word` as ``姓`` or ``名``; a word not in the dictionary has none."""
        found = self.dictionary.lookup(word)
        return {_hiragana(m.reading_form()) for m in found if m.part_of_speech()[2:4] == ("人名", part)}


def cut(pair: Pair, sudachi: Sudachi) -> Pair | None:
    """Cut a full name in surname and given name: both known and read as listed, else the longest known surname."""
    spelling, reading = pair
    longest = None
    for at in range(min(4, len(spelling) - 1), 0, -1):
        head, tail = spelling[:at], spelling[at:]
        rests = {reading[len(r) :] for r in sudachi.readings(head, "姓") if reading.startswith(r)} - {""}
        if rests and (rests & sudachi.readings(tail, "名") or _hiragana(tail) in rests):
            return head, tail
        if rests and longest is None:
            longest = head, tail
    return longest


def split_names(pairs: Iterable[Pair], sudachi: Sudachi) -> tuple[Counter[str], Counter[str]]:
    """Cut full names and count both halves."""
    cuts = [found for pair in pairs if (found := cut(pair, sudachi))]
    return Counter(head for head, _ in cuts), Counter(tail for _, tail in cuts)


def names(folder: Path, out: Path) -> None:
    """Write surnames.tsv and givennames.tsv (columns name, rank)."""
    pairs = read_pairs(folder / "mozcdic-ut-personal-names.tsv.xz")
    sudachi = Sudachi(Dictionary(dict="core"))
    heads, tails = split_names(pairs, sudachi)
    heads = Counter({n: c for n, c in heads.items() if _KANJI.fullmatch(n)})
    given = Counter({n: c for n, c in tails.items() if sudachi.readings(n, "名") or _looks_given(n, c)})
    _write(out / "surnames.tsv", [n for n, _ in _ranked(heads)][:SURNAMES])
    _write(out / "givennames.tsv", [n for n, _ in _ranked(given)][:GIVEN_NAMES])


def municipalities(pairs: list[Pair]) -> dict[str, tuple[str, str]]:
    """Return name -> (kind, reading) of municipalities: heads that the list puts before places it also lists alone."""
    alone: dict[str, set[str]] = defaultdict(set)
    for spelling, reading in pairs:
        alone[spelling].add(reading)
    counts = Counter(found for spelling, reading in pairs for found in _heads(spelling, reading, alone))
    names = {name: (kind, reading) for (name, kind, reading), n in counts.items() if n >= TOWN_ROWS}
    return {name: found for name, found in sorted(names.items()) if not _inside_a_town(name, names)}


def _inside_a_town(name: str, names: Container[str]) -> bool:
    """下諏訪町東町 is a part of 下諏訪町."""
    return name[-1] in "町村" and any(name[:at] in names for at in range(2, len(name)))


def _heads(spelling: str, reading: str, alone: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (name, kind, reading) of the municipalities that a full place name starts with."""
    town = _TOWN.match(spelling)
    if town:
        yield from _town_head(town, spelling, reading, alone)
        return
    start = sounded = 0
    for at, letter in enumerate(spelling[:-1]):
        kind, end = _KINDS.get(letter, ("", ""))
        tails = [t for t in sorted(alone.get(spelling[at + 1 :], ())) if kind and reading.endswith(end + t)]
        if tails and at > start:
            name = spelling[start : at + 1]
            cut = len(reading) - len(tails[0])
            yield name.rpartition("市" if kind == "ward" else " ")[2], kind, reading[sounded:cut]
            start, sounded = at + 1, cut


def _town_head(
    town: re.Match[str], spelling: str, reading: str, alone: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    for whole in alone.get(spelling[: town.end()], ()):
        if reading.startswith(whole):
            yield town[1], "town", whole.rpartition("ぐん")[2]


def towns(folder: Path, out: Path) -> None:
    """Replace the rows of OUT/places.tsv that come from the post office list."""
    rows = [line.split("\t") for line in (out / "places.tsv").read_text(encoding="utf-8").splitlines()]
    header, rows = rows[0], [row for row in rows[1:] if row[-1] != SOURCE]
    forms = {form for row in rows for form in row[3].split("|")}
    ids = {row[0] for row in rows} | _ids(out / "organisations.tsv") | _ids(out / "people.tsv")
    found = municipalities(read_pairs(folder / "mozcdic-ut-place-names.tsv.xz"))
    for name, (kind, reading) in found.items():
        if name not in forms:
            rows.append(_place(name, kind, _unused(latin(reading), ids)))
    lines = ["\t".join(row) for row in [header, *sorted(rows)]]
    (out / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def merged(folder: Path, out: Path) -> None:
    """Write merged_towns.tsv: each town with the city or ward it stands behind in an address (唐津市肥前町)."""
    parts = defaultdict[str, set[str]](set)
    for spelling, _ in read_pairs(folder / "mozcdic-ut-place-names.tsv.xz"):
        if found := _MERGED.fullmatch(spelling):
            parts[_behind(spelling[: found.end(1)])].add(found[2])
    rows = sorted(place for place, of in parts.items() if len(of) >= MERGED_ROWS)
    (out / "merged_towns.tsv").write_text("\n".join(["place", *rows]) + "\n", encoding="utf-8")


def _behind(place: str) -> str:
    """Return a town with the nearest thing it stands behind: 浜松市天竜区龍山町 -> 天竜区龍山町."""
    city, ward, rest = place.partition("区")
    return f"{city.rpartition('市')[2]}区{rest}" if ward and rest else place


def _place(name: str, kind: str, slug: str) -> list[str]:
    bare = name[:-1] if kind != "ward" and len(name) > 2 else ""
    return [slug, name, "GPE", name, bare, kind, "日本", "town", SOURCE]


def _ids(path: Path) -> set[str]:
    return {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]}


def _unused(slug: str, ids: set[str]) -> str:
    numbered = (slug if n == 1 else f"{slug}-{n}" for n in count(1))
    free = next(s for s in numbered if s not in ids)
    ids.add(free)
    return free


def latin(kana: str) -> str:
    """Return kana in plain Hepburn letters, long vowels as written: きょうとし -> kyoutoshi."""
    out = ""
    for at, letter in enumerate(kana):
        if letter in "ゃゅょ":
            stem = out.removesuffix("i")
            out = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _LATIN[letter]
        elif letter == "っ":
            out += _LATIN.get(kana[at + 1 : at + 2], "")[:1]
        else:
            out += _LATIN.get(letter, "")
    return out


def _looks_given(name: str, count: int) -> bool:
    return count >= OFTEN and len(name) <= 3 and bool(_KANJI.fullmatch(name) or _HIRAGANA.fullmatch(name))


def _hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in text)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _write(path: Path, ranked: list[str]) -> None:
    lines = ["name\trank", *(f"{name}\t{rank}" for rank, name in enumerate(ranked, 1))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"names": names, "towns": towns, "merged": merged}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
