"""書きぶり: signs in the way of writing: 敬体 or 常体, full-width or half-width, 字下げ, house words, emoji."""

from __future__ import annotations

from keii.ingest.scrap.features.looks import closer
from keii.ingest.scrap.section import AHEAD, Section


def register_turns(section: Section, begin: int, at: int) -> str:
    """文体が変わる."""
    before, after = _registers(section, begin, at)
    return f"{before}から{after}" if before and after and before != after and _can_turn(section, at) else ""


def register_turns_firmly(section: Section, begin: int, at: int) -> str:
    """文体がはっきり変わる: two sentences and more on both sides, none out of line."""
    last = section.registers(max(begin, at - AHEAD), at)
    after = section.registers(at, section.upto(at, AHEAD))
    for a, b in ((0, 1), (1, 0)):
        if last[a] >= 2 and last[b] == 0 and after[b] >= 2 and after[a] == 0 and _can_turn(section, at):
            return "敬体から常体" if a == 0 else "常体から敬体"
    return ""


def _registers(section: Section, begin: int, at: int) -> tuple[str, str]:
    lead = section.lead(at)
    return _register(section.registers(begin, at)), _register(section.registers(at, lead + 1))


def _register(counts: tuple[int, int]) -> str:
    polite, plain = counts
    return "" if polite == plain else "敬体" if polite > plain else "常体"


def _can_turn(section: Section, at: int) -> bool:
    """Say whether the register may turn at this very line: it has a register or is a heading, and closes nothing."""
    here = section[at]
    return (here.heading or here.polite + here.plain > 0) and not closer(here)


def width_turns(section: Section, begin: int, at: int) -> str:
    """数字や括弧の幅が変わる."""
    before, after = _widths(section, begin, at)
    return f"{before}から{after}" if before and after and before != after else ""


def _widths(section: Section, begin: int, at: int) -> tuple[str, str]:
    return _width(section.widths(begin, at)), _width(section.widths(at, section.upto(at, AHEAD)))


def _width(counts: tuple[int, int]) -> str:
    wide, narrow = counts
    return "" if wide + narrow < 2 else "全角" if wide > 3 * narrow else "半角" if narrow > 3 * wide else ""


def indent_turns(section: Section, begin: int, at: int) -> str:
    """字下げの有無が変わる."""
    before, after = _indents(section, begin, at)
    return f"{before}から{after}" if before and after and before != after else ""


def _indents(section: Section, begin: int, at: int) -> tuple[str, str]:
    lead, end = section.lead(at), section.upto(section.lead(at), AHEAD)
    return _indent(section, max(begin + 1, at - AHEAD), at), _indent(section, min(lead + 1, end), end)


def _indent(section: Section, start: int, end: int) -> str:
    bodies = section.bodies(start, end) if end > start else 0
    indented = section.indented(start, end) if end > start else 0
    return "" if bodies < 1 else "字下げ" if indented == bodies else "字下げなし" if indented == 0 else ""


def house_words_turn(section: Section, begin: int, at: int) -> str:
    """表記が変わる: 去年 before, 昨年 from here on."""
    return _house(section, begin, at, "ab", "ba")


def house_words_keep(section: Section, begin: int, at: int) -> str:
    """表記が同じ: 去年 before and from here on."""
    return _house(section, begin, at, "ab", "ab")


def _house(section: Section, begin: int, at: int, mine: str, theirs: str) -> str:
    for k in range(at, section.upto(at, AHEAD + 1)):
        for variant in sorted(
            section[k].variants
        ):  # a set: as Python happens to order it, notes differ from run to run
            other = theirs[mine.index(variant[0])] + variant[1:]
            against = ("b" if other[0] == "a" else "a") + other[1:]
            if section.variant_within(other, begin, at) and not section.variant_within(against, begin, at):
                return variant
    return ""


def register_and_house_turn(section: Section, begin: int, at: int) -> str:
    """文体も表記も変わる."""
    turn = register_turns(section, begin, at)
    return turn if turn and house_words_turn(section, begin, at) else ""


def emoji_turns(section: Section, begin: int, at: int) -> str:
    """絵文字が現れる、または消える."""
    before = next((e for k in range(begin, at) if (e := section[k].shapes.get("emoji"))), "") if at - begin < 40 else ""
    ahead = range(at, section.upto(at, AHEAD))
    after = next((e for k in ahead if (e := section[k].shapes.get("emoji"))), "")
    return (before or after) if bool(before) != bool(after) else ""
