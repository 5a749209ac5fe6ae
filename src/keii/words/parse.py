"""text -> Parse: morphemes, phrases, sentences, in one pass."""

from __future__ import annotations

from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span
from keii.text.sentences import sentences
from keii.words.boundaries import morpheme_atoms
from keii.words.phrases import phrases
from keii.words.tokens import morphemes


def parse(text: str) -> tuple[Parse, tuple[Problem, ...]]:
    """Return the analysis of a view, and a K1103 for each place that had to be cut for want of a stop."""
    columns, forced = morphemes(text)
    found, lines = phrases(columns, morpheme_atoms(columns), sentences(text))
    out = Parse(
        text=text,
        starts=columns.starts,
        ends=columns.ends,
        surfaces=columns.surfaces,
        lemmas=columns.lemmas,
        norms=columns.norms,
        tags=columns.tags,
        forms=columns.forms,
        long_starts=columns.long_starts,
        long_tags=columns.long_tags,
        known=columns.known,
        phrases=found,
        sentences=lines,
        packed=columns.packed,
    )
    problems = (Problem(code="K1103", span=Span(at, at + size), args=(str(size),)) for at, size in forced)
    return out, tuple(problems)
