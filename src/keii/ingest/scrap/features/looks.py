"""見た目: signs in how the line, the line before it and the next ones look, wherever the clip in hand began."""

from __future__ import annotations

import re
from collections.abc import Callable

from keii.ingest.scrap.facts import Facts
from keii.ingest.scrap.section import Section

_JOINT = re.compile("[ 　]|「[^「」]+」|“[^“”]+”|[、…]")
_CLOSERS = ("credit", "caption", "related", "closed", "tags", "byline")


Feature = Callable[[Section, int, int], str]


def always(_section: Section, _begin: int, _at: int) -> str:
    """下地: every line that is not blank."""
    return "-"


def _shape(name: str, where: int) -> Feature:
    """Make the feature "the line at `where` from here has this shape"."""

    def feature(section: Section, _begin: int, at: int) -> str:
        return section[at + where].shapes.get(name, "")

    return feature


def _lead_shape(name: str) -> Feature:
    """Make the feature "the first running text from here on has this shape"."""

    def feature(section: Section, _begin: int, at: int) -> str:
        return section[section.lead(at)].shapes.get(name, "") if section[section.lead(at)].body else ""

    return feature


def headline(section: Section, _begin: int, at: int) -> str:
    """見出し: a short line without 。 or any mark before it, and running text right after."""
    here = section[at]
    plain = here.heading and not any(
        s in here.shapes for s in ("marked", "bracketed", "numbered", "organ", "date_alone")
    )
    return here.shapes["short"] if plain and at + 1 < len(section) and section[at + 1].body else ""


def headline_shaped(section: Section, begin: int, at: int) -> str:
    """見出しらしい見出し: 12 code points and more with a blank or 「」 in it."""
    words = headline(section, begin, at)
    return words if len(words) >= 12 and _JOINT.search(words) else ""


def headline_then_dateline(section: Section, _begin: int, at: int) -> str:
    """見出しに続く発信地."""
    return section[at + 1].shapes.get("dateline", "") if section[at].heading and at + 1 < len(section) else ""


def long_bracketed(section: Section, _begin: int, at: int) -> str:
    """長い括弧見出し: 14 code points and more."""
    words = section[at].shapes.get("bracketed", "")
    return words if len(words) >= 14 else ""


def short_bracketed(section: Section, _begin: int, at: int) -> str:
    """短い括弧見出し: 【街の声】."""
    words = section[at].shapes.get("bracketed", "")
    return words if len(words) < 14 else ""


def letterhead(section: Section, _begin: int, at: int) -> str:
    """発表文の頭: a title, a date or a body's name, each a line, two of them at least."""
    ahead = [section[k] for k in range(at, min(len(section), at + 3))]
    if len(ahead) < 2 or any(line.body or "short" not in line.shapes for line in ahead[:2]):
        return ""
    return next((words for line in ahead for s in ("date_alone", "organ") if (words := line.shapes.get(s, ""))), "")


def tagged(section: Section, _begin: int, at: int) -> str:
    """札の付いた書き出し: 【速報】…, 【独自】…, with text after it on the line."""
    return section[at].shapes.get("tagged", "")


def after_heading(section: Section, _begin: int, at: int) -> str:
    """見出しの直後."""
    before = section[at - 1]
    return before.shapes["short"] if before.heading and "organ" not in before.shapes else ""


def open_before(section: Section, _begin: int, at: int) -> str:
    """文の途中: the line before is running text that did not end."""
    before = section[at - 1]
    return (
        "…" if "ended" not in before.shapes and before.line.end - before.line.start > 60 and not closer(before) else ""
    )


def credit_before(section: Section, _begin: int, at: int) -> str:
    """著作権・編集の行の後."""
    return section[at - 1].shapes.get("credit", "")


def short_body(section: Section, _begin: int, at: int) -> str:
    """短い段落: a sentence of fewer than 30 code points."""
    here = section[at]
    return "短" if "ended" in here.shapes and here.line.end - here.line.start < 30 else ""


def long_lead(section: Section, _begin: int, at: int) -> str:
    """長い書き出し: 90 code points and more."""
    lead = section[section.lead(at)].line
    return "長" if lead.end - lead.start >= 90 else ""


def more_blanks(section: Section, _begin: int, at: int) -> str:
    """いつもより多い空行."""
    blanks = section[at].line.blanks
    return f"{blanks}行" if blanks > max(1, section.usual_blanks) else ""


def a_blank_more(section: Section, _begin: int, at: int) -> str:
    """空行のない紙面での空行."""
    return "1行" if section[at].line.blanks == 1 and section.usual_blanks == 0 else ""


def no_blank(section: Section, _begin: int, at: int) -> str:
    """空行のある紙面で空行なし."""
    return "0行" if section[at].line.blanks == 0 and section.usual_blanks > 0 else ""


def no_blank_at_all(section: Section, _begin: int, at: int) -> str:
    """空行のない紙面で空行なし."""
    return "0行" if section[at].line.blanks == 0 and section.usual_blanks == 0 else ""


def ended_before(section: Section, _begin: int, at: int) -> str:
    """終わりの印の後: a credit, a caption, 続きを読む, （以上）, tags or a by-line before, none of these here."""
    return next((words for words in (closer(section[at - 1]),) if words and not closer(section[at])), "")


def closes_here(section: Section, _begin: int, at: int) -> str:
    """終わりの印: a credit, a caption, 続きを読む, （以上）, tags here."""
    return closer(section[at])


def closer(line: Facts) -> str:
    """Return the words that make a line close an article: a credit, a caption, 続きを読む, （以上）; "" for none."""
    return next((line.shapes[name] for name in _CLOSERS if name in line.shapes), "")


dateline = _shape("dateline", 0)
document = _shape("document", 0)
marked = _shape("marked", 0)
joining = _shape("joining", 0)
speech = _shape("speech", 0)
numbered = _shape("numbered", 0)
emoji_here = _shape("emoji", 0)
caption_before = _shape("caption", -1)
closing_before = _shape("closing", -1)
lede_day = _lead_shape("lede_day")
lead_pointing = _lead_shape("pointing")
lead_person = _lead_shape("person")
lead_topic = _lead_shape("topic")
