"""What a clip tells of: its content words, and how telling each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from types import MappingProxyType

from keii.records.gist import Gist
from keii.tables.load import load
from keii.tables.names import places

_TELLING = frozenset("PNVA")
_SHORT = 1
_ONE_CHARACTER = frozenset("米英仏独露韓豪")
"""One-character names of countries that mean nothing else inside a name (米軍); 北 and 西 do (北区, 西区)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWord:
    """決まり文句・出来事の語: a word that tells less, or more, of a matter than its rarity says."""

    word: str  #: normal form
    kind: str  #: reuse, wall, page, weather, market, sports, report, place, happening
    factor: float  #: what its rarity is multiplied by, 0 to 1.5
    example: str  #: holds the word
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWord:
    """言い換え: a word that says the same of a happening as another."""

    word: str  #: the word that stands for both
    same: str
    example: str  #: holds `same`
    near_miss: str  #: looks like it and does not
    source: str


@cache
def same_words() -> tuple[SameWord, ...]:
    """Return the words that say the same: 死者 and 亡くなる, 選挙 and 投開票."""
    return load("keii.link.stories", "same.tsv", SameWord)


def common(word: str) -> str:
    """Return the word that stands for a word and those that say the same: 亡くなる -> 死者; else the word itself."""
    return _same().get(word, word)


@cache
def _same() -> Mapping[str, str]:
    return MappingProxyType({row.same: row.word for row in same_words()})


@cache
def form_words() -> tuple[FormWord, ...]:
    """Return the words of forms and of happenings: 転載, 会員, 気温, 終値; 地震, 統合."""
    return load("keii.link.stories", "forms.tsv", FormWord)


def telling(word: str, kind: str) -> bool:
    """Say whether a word, of a kind as in `Gist.kinds`, tells anything: single kana and digits do not."""
    if kind in _TELLING:
        return len(word) > _SHORT or "\u4e00" <= word <= "\u9fff"
    return word in _same()


def told(gist: Gist) -> Counter[str]:
    """Return how often each content word stands in a clip."""
    return Counter(word for word, kind in zip(gist.words, gist.kinds, strict=True) if telling(word, kind))


def country(word: str) -> str:
    """Return the usual name of a country for a word in a name: 米, 米国 -> アメリカ; else the word."""
    return _countries().get(word, word)


@cache
def _countries() -> Mapping[str, str]:
    rows = [row for row in places() if row.kind == "country"]
    one_character = {form: row.entity for row in rows for form in row.context if form in _ONE_CHARACTER}
    return MappingProxyType(one_character | {form.casefold(): row.entity for row in rows for form in row.forms})


def rarity(word: str) -> float:
    """Return a word's inverse document frequency in news: ``log(articles / (1 + articles that hold it))``, 0 or more;
    times the factor of its row in forms.tsv. A word no article holds is as rare as can be."""
    rarities = _rarities()
    return rarities[word] if word in rarities else rarities[""]


@cache
def _rarities() -> Mapping[str, float]:
    """Return word -> rarity; "" -> that of any other word. Source: training/frequencies.py, forms.tsv."""
    lines = files("keii.link.stories").joinpath("frequencies.tsv").read_text(encoding="utf-8").splitlines()[2:]
    counts = {word: int(count) for word, count in (line.split("\t") for line in lines)}
    articles = counts.pop("")
    for row in same_words():
        counts[row.word] = min(counts.get(row.word, 0) + counts.get(row.same, 0), articles - 1)
    rare = {word: max(0.0, log(articles / (1 + count))) for word, count in counts.items()}
    rare[""] = log(articles)
    rare.update({row.word: rare.get(row.word, rare[""]) * row.factor for row in form_words()})
    return MappingProxyType(rare)
