"""What persons decided, laid over what the rules decided. A person's word beats every score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from keii.records.judgement import Item, Judgement


def settled(base: int, item: Item, judgements: Sequence[Judgement]) -> int:
    """Return the entity or story an item belongs to.

    `base` is where the rules put it, `judgements` the whole ledger of that kind in order, undone entries too. What a
    split made goes back to what was split when the split is undone; a merge undone leaves everything where the rules
    had it.
    """
    made = {j.right: j.left for j in judgements if j.verdict == "different" and j.undone_at is not None}
    at = base
    while at in made:
        at = made[at]
    for judgement in judgements:
        at = _after(at, item, judgement)
    return at


def names(judgements: Sequence[Judgement]) -> dict[int, str]:
    """Return the names persons gave: number -> name; the latest that holds."""
    held = (j for j in judgements if j.verdict == "name" and j.undone_at is None)
    return {j.left: j.name for j in held if j.name}


def apart(judgements: Sequence[Judgement]) -> frozenset[frozenset[int]]:
    """Return the pairs a person's judgement holds apart, called as they are after merges: no rule may put them together
    again."""
    held = [j for j in judgements if j.undone_at is None]
    taken = {pair[1]: pair[0] for j in held if j.verdict == "same" and (pair := _pair(j))}
    split = (pair for j in held if j.verdict == "different" and (pair := _pair(j)))
    return frozenset(frozenset(_last(number, taken) for number in pair) for pair in split)


def may_be_one(one: int, other: int, judgements: Sequence[Judgement]) -> bool:
    """Say whether a rule may make two one: a person has neither taken them apart nor named each of them."""
    named = names(judgements)
    return frozenset((one, other)) not in apart(judgements) and not {one, other} <= named.keys()


def judged(judgements: Sequence[Judgement]) -> frozenset[int]:
    """Return the numbers that were ever put together or taken apart by a judgement."""
    pairs = (pair for j in judgements if (pair := _pair(j)))
    return frozenset(number for pair in pairs for number in pair)


def kin(numbers: Iterable[int], judgements: Sequence[Judgement]) -> frozenset[int]:
    """Return entities or stories with all that judgements, undone ones too, ever connected with them."""
    pairs = [pair for j in judgements if (pair := _pair(j))]
    found = set(numbers)
    while more := {number for pair in pairs if not found.isdisjoint(pair) for number in pair} - found:
        found |= more
    return frozenset(found)


def _pair(judgement: Judgement) -> tuple[int, int] | None:
    if judgement.verdict not in ("same", "different") or judgement.right is None:
        return None
    return judgement.left, judgement.right


def _last(number: int, taken: Mapping[int, int]) -> int:
    seen = {number}
    while (after := taken.get(number, number)) not in seen:
        number = after
        seen.add(number)
    return number


def _after(at: int, item: Item, judgement: Judgement) -> int:
    if judgement.undone_at is not None or judgement.right is None:
        return at
    if judgement.verdict == "same" and at == judgement.right:
        return judgement.left
    if judgement.verdict == "different" and at == judgement.left and item in judgement.part:
        return judgement.right
    return at
