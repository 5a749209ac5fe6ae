"""Joint names (並列): which names stand side by side (中国とロシア, 米韓, 甲野・乙野両容疑者), and who leads them."""

from __future__ import annotations

import re

from keii.find.events.ground import Ground, names_in, names_up_to, title_end
from keii.find.events.lands import countries
from keii.records.name import Name

_JOINT = re.compile(r"(?:[一-龥々ァ-ヶー]{0,12}?|さん|ら)(?:と|・|、|や|及び|および)(?P<rest>.*)")
"""A title at most, a joint, and what follows it."""
_LOOSE = re.compile(r"(?:[一-龥々ァ-ヶー]{0,12}?|さん|ら)、")
"""A joint by 、 alone, which may as well part a headline's subject from its object."""
_SAME_HOME = re.compile(r"同[一-龥]{1,2}の")
"""甲野氏と同党の|乙野氏."""
_CALLING = re.compile(r"[一-龥ァ-ヶー]{1,10}、|[一-龥]{1,4}の")
"""甲野容疑者と会社員、|乙野容疑者; 甲野氏と妻の|花子氏."""
_PARENTHESES = re.compile(r"\([^()]*\)")
_BEFORE = frozenset("と・や、びよの)")
"""What stands right before a name that is joined to another (or its home: 韓国の乙国防相)."""
_MOST = 6
"""How many names a joint may hold, homes counted (中国の甲国防相と韓国の乙国防相)."""


def joined(ground: Ground, a: Name, b: Name) -> bool:
    """Say whether only a joint stands between two names, titles, homes and parentheses left out."""
    gap = _PARENTHESES.sub("", ground.parse.text[title_end(a) : b.span.start])
    if gap == "":
        return a.entity in countries() and b.entity in countries()  # 日韓, not 秋田県|横手市
    match = _JOINT.match(gap)
    if match is None:
        return False
    rest = match["rest"]
    between = names_in(ground, a.span.end, b.span.start)
    return (
        rest == ""
        or (a.type == "PER" == b.type and _CALLING.fullmatch(rest) is not None)
        or _SAME_HOME.fullmatch(rest) is not None
        or any(_at_home(ground, n, rest) for n in between)
    )


_PARTICLES = re.compile(r"[はがをに、。]")


def _at_home(ground: Ground, home: Name, rest: str) -> bool:
    """Say whether what stands before a joined name is but its home: と|韓国の|乙国防相, not と|韓国が9日、|乙市."""
    own = ground.parse.text[home.span.start : home.span.end]
    return rest.startswith(own) and _PARTICLES.search(rest, len(own)) is None


def leader(ground: Ground, name: Name) -> Name:
    """Return the first of the names joined to a name from before: of 中国とロシアを the first, of 中国を itself."""
    if name.type != "GPE" and ground.parse.text[name.span.start - 1] not in _BEFORE:
        return name
    for before in reversed(names_up_to(ground, name.span.start, _MOST)):
        gap = ground.parse.text[before.span.end : name.span.start]
        if len(gap) > _FAR or "\n" in gap or "。" in gap:
            break
        same = before.type == name.type and before.entity != name.entity
        loose = _LOOSE.fullmatch(gap) is not None and not ground.parse.text.startswith(_AND_OTHERS, title_end(name))
        if same and not loose and joined(ground, before, name):
            name = before
    return name


_AND_OTHERS = ("など", "の両", "の各", "の3党", "の2党", "の与党")
"""What closes a list whose names 、 parts: 甲党、乙党などの推薦."""
_FAR = 40
"""Longest stretch between two joint names, in characters: a title, a home, a reading and an age."""
