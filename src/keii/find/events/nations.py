"""Nations (国): whose an actor is, and which nation stands against it in a clip about two."""

from __future__ import annotations

from keii.find.events.ground import Ground
from keii.find.events.lands import land_of
from keii.find.events.nouns import Party


def nation_of(ground: Ground, text: str) -> str | None:
    """Return the country of an actor: its name, the name it begins with (ロシア国防省), else its home's; or None."""
    own = land_of(text)
    if own is not None:
        return own
    found = {nation for home in ground.homes.get(text, ()) if (nation := land_of(home)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def rival(ground: Ground, actor: Party) -> Party | None:
    """Return the other of the two countries a clip is about, when the actor is of one of them; else None."""
    sides = main_pair(ground)
    nation = nation_of(ground, actor.text) if sides else None
    if sides is None or nation not in sides:
        return None
    return Party(sides[1] if nation == sides[0] else sides[0], None)


def main_pair(ground: Ground) -> tuple[str, str] | None:
    """Return the two countries a clip names most (with their bodies), in order; None when a third comes near them."""
    ranked = sorted(ground.lands, key=lambda land: -ground.lands[land])
    if len(ranked) < 2 or (len(ranked) > 2 and ground.lands[ranked[1]] < 2):
        return None
    if len(ranked) > 2 and ground.lands[ranked[2]] >= ground.lands[ranked[1]]:
        return None
    a, b = (land for land in ground.lands if land in ranked[:2])
    return a, b
