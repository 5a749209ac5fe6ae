"""Fill (項を埋める): which participant the phrases of some kinds name."""

from __future__ import annotations

from keii.find.events.args import kind_of
from keii.find.events.ground import Arg, Ground, first_of, names_in, text_of
from keii.find.events.nouns import Party, party

Args = tuple[Arg, ...]

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
            if found is not None and (but is None or found.text != but.text):
                return found
    return None


def within(ground: Ground, args: Args, kind: str, actor: Party | None) -> Party | None:
    """Return the last name in an argument with all that leans on it, else its owner: 日本の提案を, 政府の対応を."""
    phrases = ground.parse.phrases
    for arg in args:
        if arg.kind != kind:
            continue
        first = arg.phrase
        while first and first <= phrases[first - 1].head <= arg.phrase and phrases[first - 1].function in _LEANING:
            first -= 1
        for name in reversed(names_in(ground, phrases[first].start, phrases[arg.phrase].content_end)):
            if name.type == "LOC" and kind in ("toward", "dative", "direction"):
                continue
            if actor is None or name.entity != actor.text:
                return Party(name.entity, name)
        if first < arg.phrase and phrases[arg.phrase - 1].function == "genitive":
            owners = (party(ground, at) for at in range(arg.phrase - 1, first - 1, -1))
            return next((o for o in owners if o is not None), None)
        if arg.phrase and phrases[arg.phrase - 1].function == "adnominal":
            return _in_clause(ground, arg.phrase - 1, actor)
    return None


def _in_clause(ground: Ground, clause: int, actor: Party | None) -> Party | None:
    """Return whose doing a relative clause tells: 政府が決めた方針を, 与党の証人喚問を拒む姿勢を."""
    for wanted in ("subject", "genitive", "from"):
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
