"""要旨: the words of a clip in order, folded to their normal forms, with their places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """要旨: a clip's words (Sudachi A units without blanks and punctuation) as columns of equal length.

    What weaving and search need of a text beside its reading, so that no clip is analysed twice.
    """

    words: tuple[str, ...]  #: normal form (正規化形), case-folded: のべた -> 述べる, ＵＳＡ -> usa
    kinds: str  #: one letter a word: P proper noun, N noun, V verb, A adjective, D numeral, C counter or suffix, F rest
    starts: tuple[int, ...]  #: first code point in the clip's own text; ascending
    ends: tuple[int, ...]
