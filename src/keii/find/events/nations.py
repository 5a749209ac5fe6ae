"""Nations (国): whose an actor is, and which nation stands against it in a clip about two."""

from __future__ import annotations

from keii.find.events.common import Party
from keii.find.events.ground import Ground, head_of
from keii.find.events.lands import land_of


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


def main_land(ground: Ground) -> Party | None:
    """Return the country a clip names most, first of several, whose order it is that nobody is said to have given."""
    main = max(ground.lands, key=lambda land: ground.lands[land], default=None)
    return Party(main, None) if main is not None else None


def stricken(ground: Ground, actor: str, at: int) -> str | None:
    """Return the foreign country that help goes to when the words name only what is sent or who is saved.

    It is the country that heads the line of a digest at a code point of the text, else the one a clip is about: named
    most (of several, first). None where that is the helper's own, or
    where the helper's is not known and it may be at home.
    """
    head = head_of(ground, at)
    main = land_of(head.entity) if head is not None else None
    main = main or max(ground.lands, key=lambda land: ground.lands[land], default=None)
    own = nation_of(ground, actor)
    if main is None or main == own or (own is None and (main == "日本" or actor not in ground.counts)):
        return None
    return main


_PREFECTURE = ("都", "道", "府", "県")


def stricken_home(ground: Ground, actor: str) -> str | None:
    """Return the prefecture that rescue at home goes to: the one named most, first of several; None: none is named."""
    named = {n.entity: n for n in ground.names if n.type == "GPE" and n.entity.endswith(_PREFECTURE)}
    main = max(named, key=lambda entity: ground.counts[entity], default=None)
    return None if main is None or main in actor else main


_SPEAKERS = ("報道官", "副報道局長", "報道局長", "スポークスマン", "広報官", "報道担当")


def deed_of(ground: Ground, actor: str) -> str | None:
    """Return the body whose deed its spokesman announces: 外務省の報道官は、入国を禁じると明らかにした -> 外務省."""
    titles = {title for title, people in ground.titled.items() if actor in people}
    if not titles.intersection(_SPEAKERS):
        return None
    homes = sorted(ground.homes.get(actor, ()), key=len)
    return homes[-1] if homes else None


_OFFICIALS = ("大統領", "首相", "国防相", "防衛相", "国防大臣", "防衛大臣", "外相", "外務大臣", "司令官", *_SPEAKERS)


def official_of(ground: Ground, actor: Party) -> str | None:
    """Return the state whose attack its minister or spokesman tells of; None: the actor is none, or of no country."""
    if actor.name is None or actor.name.type != "PER":
        return None
    titled = any(actor.text in ground.titled.get(title, ()) for title in _OFFICIALS)
    return nation_of(ground, actor.text) if titled else None
