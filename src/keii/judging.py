"""裁き: a person's judgement is entered, undone, or only tried out; what it changes is told either way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from keii.comparing import compare
from keii.errors import InputError, NotFound
from keii.link.entities.spelling import key
from keii.link.settle import kin, settled
from keii.link.settle import names as given_names
from keii.records.judgement import About, Effect, Item, Judgement, Move
from keii.store.loom import Loom
from keii.weaving import Weaver


def enter(loom: Loom, entry: Judgement) -> Effect:
    """Enter a judgement and settle all it touches; return what changed.

    A `different` without `right` makes a new entity or story for its part. Raises `NotFound` for a number that is
    none, `InputError` for a judgement that says nothing.
    """
    _check(loom, entry)
    if entry.verdict == "different":
        entry = replace(entry, right=_made(loom, entry))
    number = loom.enter(entry)
    return _settle(loom, replace(entry, number=number))


def undo(loom: Loom, number: int, at: str) -> Effect:
    """Undo a judgement; return what changed. Raises `NotFound` where none of that number holds."""
    held = {j.number: j for about in ("entity", "story") for j in loom.judgements(about) if j.undone_at is None}
    if number not in held or held[number].by != "person":
        raise NotFound("no judgement {0} holds", number, hint="keii judgements shows the ledger")
    loom.undo(number, at)
    return _settle(loom, replace(held[number], undone_at=at))


def _check(loom: Loom, entry: Judgement) -> None:
    if entry.verdict == "name" and not (entry.name and entry.name.strip()):
        raise InputError("a name is wanted", hint="write the name it is to have")
    for number in (entry.left, entry.right):
        if number is not None and not loom.items(entry.about, number):
            raise NotFound("there is no {0} {1}", entry.about, f"{entry.about[0]}{number}")
    if entry.verdict == "same" and entry.left == entry.right:
        raise InputError("{0} is one already", f"{entry.about[0]}{entry.left}", hint="name two different ones")
    if entry.verdict == "different":
        there = {item for item, _, _ in loom.items(entry.about, entry.left)}
        if not entry.part or not set(entry.part) <= there:
            raise InputError("the part to be split off is not in {0}", f"{entry.about[0]}{entry.left}")
        if set(entry.part) == there:
            raise InputError("nothing of {0} would stay", f"{entry.about[0]}{entry.left}", hint="name a part of it")


def _made(loom: Loom, entry: Judgement) -> int:
    if entry.about == "story":
        return loom.new_story()
    return loom.new_entity(*loom.named(entry.left))


def _settle(loom: Loom, entry: Judgement) -> Effect:
    """Put every item the judgement may move where the whole ledger says; name and compare what was touched."""
    ledger = loom.judgements(entry.about)
    touched = {entry.left} | ({entry.right} if entry.right is not None else set())
    names = {number: loom.name_of(entry.about, number) for number in touched}
    moves = []
    for item, base, now in _items(loom, entry.about, kin(touched, ledger)):
        to = settled(base, item, ledger)
        if to != now:
            loom.settle(entry.about, item, to)
            moves.append(Move(item=item, before=now, after=to))
    touched |= {number for move in moves for number in (move.before, move.after)}
    weaver = Weaver(loom)
    if entry.about == "entity":
        given = given_names(ledger)
        for number in touched:
            called = (given[number],) if number in given else ()
            loom.respell(number, [key(form) for form in (*loom.forms(number), *called)])
        weaver.name(touched)
        stories = loom.stories_with(sorted(touched))
    else:
        stories = tuple(sorted(touched))
    before, odds_before = loom.disputed(stories)
    compare(loom, stories)
    after, odds_after = loom.disputed(stories)
    renamed = tuple(
        (number, old, new)
        for number, old in sorted(names.items())
        if (new := loom.name_of(entry.about, number)) != old
    )  # fmt: skip
    return Effect(
        judgement=entry, moves=tuple(moves), renamed=renamed, conflicts_before=before, conflicts_after=after,
        odds_before=odds_before, odds_after=odds_after,
    )  # fmt: skip


def _items(loom: Loom, about: About, touched: Iterable[int]) -> tuple[tuple[Item, int, int], ...]:
    """Return the items, (item, where the rules put it, where it is), that are in a touched thing or were by rule."""
    found = {
        item: (base, now) for number in sorted(touched) for item, base, now in loom.items(about, number, base=True)
    }
    return tuple((item, base, now) for item, (base, now) in sorted(found.items()))
