"""Opposed (対立): who by nature stands against whom — 与党 and 野党, a union and its company."""

from __future__ import annotations

from keii.find.events.common import Party
from keii.find.events.ground import Ground

_HOUSES = (("野党", "与党"), ("与党", "野党"))
_UNIONS = ("労働組合", "労組", "職員組合", "従業員組合")


def opposite(ground: Ground, actor: Party) -> Party | None:
    """Return who stands against an actor by what they are; None: nobody does, or the clip does not name him."""
    for own, other in _HOUSES:
        if actor.text.startswith(own) and actor.name is None and other in ground.parse.text:
            return Party(other, None)
    for body in (actor.text, *sorted(ground.homes.get(actor.text, ()))):
        for ending in _UNIONS:
            if body.endswith(ending) and len(body) > len(ending) + 1:
                return _company(ground, body.removesuffix(ending))
    return None


def _company(ground: Ground, stem: str) -> Party | None:
    """Return the body most named of those that begin as a union does: 丸川製鉄労働組合 -> 丸川製鉄ホールディングス."""
    bodies = [n for n in ground.names if n.type == "ORG" and n.entity.startswith(stem)]
    names = [n for n in bodies if not n.entity.endswith(_UNIONS)]
    best = max(names, key=lambda n: ground.counts[n.entity], default=None)
    if best is not None:
        return Party(best.entity, best)
    trade = "の" in stem or stem.startswith(_AT_LARGE) or len(stem) < _STEM
    return None if trade else Party(stem, None)


_AT_LARGE = ("全", "日本", "一般", "合同", "産業")
"""How unions begin that are no single company's."""
_STEM = 3
"""Fewest characters of a company that only its union's name names."""


def employer(ground: Ground, actor: str, recipient: str) -> str | None:
    """Return the company that 会社 means where its union speaks of it; None: no union acts, or of none."""
    if recipient not in _EMPLOYERS:
        return None
    found = opposite(ground, Party(actor, None))
    return found.text if found is not None else None


_EMPLOYERS = ("会社", "会社側", "経営側", "経営陣", "使用者側")


def striker(ground: Ground, actor: str) -> str | None:
    """Return the union whose head announces a strike: it strikes, not he; None: he is of none."""
    unions = [home for home in sorted(ground.homes.get(actor, ())) if home.endswith(_UNIONS)]
    return unions[0] if unions else None
