"""手がかり: what is known of each line of a page, without any dictionary."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from keii.ingest.scrap.lines import PageLine
from keii.ingest.scrap.register import sentence_ends
from keii.ingest.scrap.shapes import look_at, shapes_of
from keii.tables.load import load
from keii.text.view import view_of

_SAMPLE = 600
"""Code points of a line whose words are looked at. The longest line of our corpus has 191 (2026-11)."""
_SAVED = 200
_RAREST = 6.0
"""How telling a term is that the table leaves out: 1 article in 400 and fewer (e to the power of 6)."""
_KANJI = re.compile(r"[一-龯々〆ヶ]{2,}")
_FOREIGN = re.compile(r"[ァ-ヴー]{2,}|[A-Za-z]{2,}")
_FULL_FOREIGN = re.compile(r"[ァ-ヴー]{2,}(?:[・=＝][ァ-ヴー]{2,})+")
_WIDE = re.compile("[０-９（）％]")
_NARROW = re.compile(r"[0-9()%]")
_NO_HEADING = ("ended", "related", "credit", "byline", "caption", "closed", "tags", "date_alone", "speech")


@dataclass(frozen=True, slots=True)
class Title:
    """敬称・肩書: a word that makes a person of the run before it."""

    title: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Common:
    """ありふれた語: a pair of kanji or a run of katakana met in many articles: sharing it says little."""

    term: str
    share: float  #: of the articles that hold it
    source: str


@dataclass(frozen=True, slots=True)
class Variant:
    """表記の揺れ: two ways of saying one thing; a house keeps to one."""

    one: str  #: a pattern
    other: str  #: a pattern
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """手がかり: one line."""

    line: PageLine
    saved: str  #: its first code points, as saved
    shapes: Mapping[str, str]  #: shape -> the words that show it
    polite: int  #: sentences in 敬体
    plain: int  #: sentences in 常体
    wide: int  #: full-width digits, brackets and letters
    narrow: int  #: half-width ones
    terms: frozenset[str]  #: pairs of kanji, runs of katakana and letters
    variants: frozenset[str]  #: house words: 去年 / 昨年, アメリカ / 米国
    people: Mapping[str, bool]  #: how a person's name begins -> whether it stands in full
    heading: bool  #: may be a headline or subheading
    body: bool  #: is running text
    markup: str = ""  #: what the page's markup begins at this line, as `ingest.scrap.hints` names it; "": nothing

    @property
    def head(self) -> str:
        """Return the line's first code points, normalised."""
        return view_of(self.saved).text


def facts_of(page: str, line: PageLine, *, to_cut: bool = True) -> Facts:
    """Return what `line` of `page` shows. Without `to_cut` what only cutting a page asks for is left empty: style,
    terms, variants, people."""
    shapes = shapes_of(look_at(page, line.start, line.end))
    sample = page[line.start : min(line.end, line.start + _SAMPLE)]
    words = sample if to_cut else ""
    polite, plain = sentence_ends(words)
    text = view_of(words).text
    wide, narrow = len(_WIDE.findall(words)), len(_NARROW.findall(words))
    heading = "short" in shapes and not any(name in shapes for name in _NO_HEADING)
    body = not heading and ("ended" in shapes or line.end - line.start > 60)
    return Facts(
        line,
        sample[:_SAVED],
        shapes,
        polite,
        plain,
        wide,
        narrow,
        terms_of(text),
        variants_of(text),
        people_of(text),
        heading,
        body,
    )


def terms_of(text: str) -> frozenset[str]:
    """Return what a text is about: every pair of neighbouring kanji, every run of katakana or letters."""
    terms = {run[at : at + 2] for run in _KANJI.findall(text) for at in range(len(run) - 1)}
    terms.update(_FOREIGN.findall(text))
    return frozenset(terms)


def telling(term: str) -> float:
    """Return how much a term tells of what a text is about: minus the logarithm of the share of articles that hold it.

    0.2 for 新聞, 4 for a term one article in 55 holds; 6 at most, for every term too rare for the table.
    """
    return _telling().get(term, _RAREST)


def variants_of(text: str) -> frozenset[str]:
    """Return the house words of a text, each as row and side: "a3" for アメリカ, "b3" for 米国."""
    return frozenset(name for match in _variant().finditer(text) if (name := match.lastgroup)) if text else frozenset()


def people_of(text: str) -> dict[str, bool]:
    """Return how each person's name in a text begins, and whether it is in full there (イワン・ペトロフ, 山根健一)."""
    people = {
        full.replace("=", "・").replace("＝", "・").rsplit("・", 1)[1]: True for full in _FULL_FOREIGN.findall(text)
    }
    for match in _person().finditer(text):
        name = match.group()
        if name in _parts_of_titles():
            continue
        if name[0] >= "一" or name[0] == "々":
            people[name[:2]] = people.get(name[:2], False) or len(name) >= 4
        else:
            people.setdefault(name, False)
    return people


@cache
def _person() -> re.Pattern[str]:
    titles = sorted((row.title for row in load("keii.ingest.scrap", "titles.tsv", Title)), key=len, reverse=True)
    title = rf"(?:\([^()]{{2,20}}\))?(?:{'|'.join(titles)})"
    return re.compile(rf"(?:(?<![一-龯々])[一-龯々]{{2,7}}?|(?<![・ァ-ヴー=＝])[ァ-ヴー]{{2,}})(?={title})")


@cache
def _parts_of_titles() -> frozenset[str]:
    """Return what stands before a title within a longer one: チーフ of チーフエコノミスト."""
    titles = [row.title for row in load("keii.ingest.scrap", "titles.tsv", Title)]
    return frozenset(long.removesuffix(short) for long in titles for short in titles if long.endswith(short))


@cache
def _telling() -> Mapping[str, float]:
    return {row.term: -math.log(row.share) for row in load("keii.ingest.scrap", "common.tsv", Common)}


@cache
def _variant() -> re.Pattern[str]:
    rows = load("keii.ingest.scrap", "variants.tsv", Variant)
    return re.compile("|".join(f"(?P<a{n}>{row.one})|(?P<b{n}>{row.other})" for n, row in enumerate(rows)))
