"""What persons decided, laid over what the rules decided. A person's word beats every score."""

from __future__ import annotations

from collections.abc import Sequence

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
    """Return the pairs a person's judgement holds apart: no rule may put them together again."""
    split = (j for j in judgements if j.verdict == "different" and j.undone_at is None)
    return frozenset(frozenset((j.left, j.right)) for j in split if j.right is not None)


def _after(at: int, item: Item, judgement: Judgement) -> int:
    if judgement.undone_at is not None or judgement.right is None:
        return at
    if judgement.verdict == "same" and at == judgement.right:
        return judgement.left
    if judgement.verdict == "different" and at == judgement.left and item in judgement.part:
        return judgement.right
    return at
