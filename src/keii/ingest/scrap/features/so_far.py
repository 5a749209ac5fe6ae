"""ここまで: signs in the clip in hand: how much of it there is, and how it began."""

from __future__ import annotations

from keii.ingest.scrap.features.looks import headline
from keii.ingest.scrap.section import Section


def headline_again(section: Section, begin: int, at: int) -> str:
    """手元の切り抜きも見出しで始まった."""
    return headline(section, begin, at) if headline(section, begin, begin) else ""


def headline_missing(section: Section, begin: int, at: int) -> str:
    """手元の切り抜きは見出しで始まったのに、ここにはない."""
    return headline(section, begin, begin) if not section[at].heading else ""


def one_paragraph(section: Section, begin: int, at: int) -> str:
    """まだ一段落."""
    return "1段落" if section.bodies(begin, at) == 1 else ""


def two_paragraphs(section: Section, begin: int, at: int) -> str:
    """まだ二段落."""
    return "2段落" if section.bodies(begin, at) == 2 else ""


def no_paragraph(section: Section, begin: int, at: int) -> str:
    """まだ本文がない."""
    return "0段落" if section.bodies(begin, at) == 0 else ""


def short_so_far(section: Section, begin: int, at: int) -> str:
    """まだ200字足らず."""
    length = section.length(begin, at)
    return f"{length}字" if length < 200 else ""
