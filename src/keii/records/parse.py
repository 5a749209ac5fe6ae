"""構文: a text as morphemes, phrases and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from keii.records.span import Span

Function = Literal[
    "topic",  # 主題 は・も: 首相は
    "subject",  # 主格 が: 首相が
    "object",  # 対格 を: 法案を
    "dative",  # 与格 に: 記者団に
    "direction",  # へ: 平壌へ
    "place",  # で: モスクワで
    "from",  # から: 専門家から
    "until",  # まで
    "comparative",  # より
    "with",  # と (共同・並列): 米国と
    "genitive",  # の: 韓国の
    "parallel",  # や・か・とか
    "quotative",  # 引用の と・って: 急ぐと
    "according",  # によると・によれば・では: 同省によると
    "adnominal",  # 連体修飾: 決めた(法案)
    "adverbial",  # 連用修飾: 急きょ
    "conjunctive",  # 接続: 述べ、・したが、
    "predicate",  # 述語・文末
    "bare",  # 助詞なしの体言: 国防省、
    "other",
]


class Phrase(NamedTuple):
    """文節: a content word with what leans on it. 例: 「ロシア国防省は」. A tuple, for speed: a text has many."""

    start: int  #: code points into `Parse.text`
    end: int
    first: int  #: index of its first morpheme
    last: int  #: one past its last morpheme
    head: int  #: index in `Parse.phrases` of the phrase it depends on (係り先); -1 at the root of a sentence
    function: Function
    content_end: int  #: one past the last code point of its content words (particles and punctuation left out)


class Sentence(NamedTuple):
    """文: one sentence or line. A tuple, for speed."""

    start: int  #: code points into `Parse.text`
    end: int
    first: int  #: index of its first morpheme
    last: int  #: one past its last morpheme
    first_phrase: int  #: index of its first phrase
    last_phrase: int  #: one past its last phrase
    paragraph: int  #: number of the paragraph (non-blank line) it stands in, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """構文: a text analysed. Morphemes (Sudachi A units) are columns of equal length, not objects, for speed.

    White space is no morpheme. All offsets are code points into `text`, the normalised view.
    """

    text: str
    starts: tuple[int, ...]  #: first code point of each morpheme; ascending
    ends: tuple[int, ...]
    surfaces: tuple[str, ...]  #: text[start:end]
    lemmas: tuple[str, ...]  #: 辞書形: 述べ -> 述べる
    norms: tuple[str, ...]  #: 正規化形: のべる -> 述べる
    tags: tuple[str, ...]  #: 品詞 joined, without *: "名詞-固有名詞-地名-国", "助詞-係助詞"
    forms: tuple[str, ...]  #: 活用形: "連用形-一般"; "" where it does not conjugate
    long_starts: tuple[int, ...]  #: index of the first morpheme of the C unit this one belongs to
    long_tags: tuple[str, ...]  #: 品詞 of that C unit
    known: tuple[bool, ...]  #: False: not in the dictionary (未知語)
    phrases: tuple[Phrase, ...]
    sentences: tuple[Sentence, ...]
    packed: bytes = b""  #: the atoms of the morphemes, for `keii.weights.atoms.opened`; empty: not kept


def span_of(item: Phrase | Sentence) -> Span:
    """Return the span of a phrase or a sentence."""
    return Span(item.start, item.end)
