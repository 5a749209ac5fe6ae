"""Fill (項を埋める): which participant the phrases of some kinds name."""

from __future__ import annotations

from keii.find.events.args import kind_of
from keii.find.events.common import Party
from keii.find.events.ground import Arg, Ground, first_of, in_title, names_in, text_of
from keii.find.events.media import is_platform
from keii.find.events.nouns import party
from keii.records.name import Name

Args = tuple[Arg, ...]

_TO = ("toward", "dative", "direction")
_LEANING = ("genitive", "adnominal", "other", "parallel")
_CLAUSE = 8
"""How many phrases before a relative clause's verb its subject may stand."""


def first(
    ground: Ground, args: Args, kinds: tuple[str, ...], *, doer: bool = True, but: Party | None = None
) -> Party | None:
    """Return the participant of the nearest argument of some kinds."""
    for arg in args:
        if arg.kind in kinds:
            found = party(ground, arg.phrase, doer=doer)
            if found is None or (but is not None and found.text == but.text) or _written_on(arg, found):
                continue
            return found
    return None


def _written_on(arg: Arg, found: Party) -> bool:
    return arg.kind in ("dative", "direction") and is_platform(found.text)


def within(ground: Ground, args: Args, kind: str, actor: Party | None) -> Party | None:
    """Return the last name in an argument with all that leans on it, else its owner: 日本の提案を, 政府の対応を."""
    phrases = ground.parse.phrases
    for arg in args:
        if arg.kind != kind:
            continue
        first = arg.phrase
        while first and first <= phrases[first - 1].head <= arg.phrase and phrases[first - 1].function in _LEANING:
            first -= 1
        named = _last_named(
            ground, names_in(ground, phrases[first].start, phrases[arg.phrase].content_end), kind, actor
        )
        if named is not None:
            return named
        if first < arg.phrase and phrases[arg.phrase - 1].function == "genitive":
            owners = (party(ground, at) for at in range(arg.phrase - 1, first - 1, -1))
            if (owner := next((o for o in owners if o is not None), None)) is not None:
                return owner
        clauses = [at for at in range(first, arg.phrase) if phrases[at].function == "adnominal"]
        clause = next((at for at in reversed(clauses) if phrases[at].head == arg.phrase), None)
        if clause is not None:
            return _in_clause(ground, clause, actor)
    return None


def _last_named(ground: Ground, found: tuple[Name, ...], kind: str, actor: Party | None) -> Party | None:
    """Return the last of some names that may be whom a phrase means: no place one goes to, no piece of a title."""
    for name in reversed(found):
        if kind in _TO and (name.type == "LOC" or is_platform(name.entity)):
            continue
        if not in_title(ground, name) and (actor is None or name.entity != actor.text):
            return Party(name.entity, name)
    return None


def _in_clause(ground: Ground, clause: int, actor: Party | None) -> Party | None:
    """Return whose doing a relative clause tells: 政府が決めた方針を, 政府軍による先月の空爆を."""
    for wanted in ("subject", "by", "genitive", "from"):
        for at in range(clause - 1, max(first_of(ground, clause), clause - _CLAUSE) - 1, -1):
            kind, _ = kind_of(ground, at)
            if kind == "topic":
                break
            found = party(ground, at) if kind == wanted else None
            if found is not None and (actor is None or found.text != actor.text):
                return found
    return None


_RIGHTS = ("入国", "渡航", "出場", "参加", "取引", "活動", "資産", "預金", "口座", "入場", "往来")


def barred(ground: Ground, args: Args) -> Party | None:
    """Return whose right or property a sanction takes: 政治家ら10人の入国を禁じた -> 政治家ら10人."""
    phrases = ground.parse.phrases
    for arg in args:
        owned = arg.kind in ("object", "topic") and arg.phrase and phrases[arg.phrase - 1].function == "genitive"
        if owned and text_of(ground, arg.phrase).startswith(_RIGHTS):
            return party(ground, arg.phrase - 1)
    return None
