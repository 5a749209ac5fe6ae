"""Settling the drafts of a text: order, doubles, relays of nested reports."""

from __future__ import annotations

from keii.find.claims.draft import Draft
from keii.records.span import Span


def settle(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts in order of content, doubles left out, and each nested one with the outer sources as via."""
    ordered = sorted(drafts, key=lambda d: (d.content.start, -d.content.end, d.cue.start))
    out: list[Draft] = []
    open_: list[Draft] = []
    seen = set()
    for draft in ordered:
        key = (*_ends(draft.content), *_ends(draft.source))
        if key in seen:
            continue
        seen.add(key)
        open_ = [o for o in open_ if o.content.end >= draft.content.end and o.content.end > draft.cue.start]
        nested = _with_via(draft, open_)
        out.append(nested)
        open_.append(nested)
    passed = [d for d in out if d.rule in _PASSING and d.manner != "direct"]
    return [d for d in out if d not in passed or not any(_all_of(d, inner) for inner in out)] if passed else out


_PASSING = frozenset({"houjiru", "tsutaeru", "houdou"})
"""Rows by which a medium passes on what others say."""


def _all_of(outer: Draft, inner: Draft) -> bool:
    """Say whether an outlet only passes on what somebody says: 知事が「…」と述べたと、同紙が報じた."""
    if inner is outer or inner.source is None or inner.carried or outer.source not in inner.via:
        return False
    ends = outer.content.end - inner.cue.end
    return outer.content.start <= inner.content.start and inner.cue.end > inner.content.start and 0 <= ends <= _TAIL


_TAIL = 2
"""How many code points of the outlet's content may stand behind the inner cue: の, こと."""


def _ends(span: Span | None) -> tuple[int, ...]:
    return (span.start, span.end) if span is not None else ()


def _with_via(draft: Draft, around: list[Draft]) -> Draft:
    """Put the source of the claim that holds the draft's cue before its relays."""
    if not around:
        return draft
    holder = next((o for o in reversed(around) if o.content.end >= draft.cue.end and o.source is not None), None)
    if holder is None or holder.source is None or holder.source == draft.source:
        return draft
    via = (*holder.via, holder.source)
    draft.via = via if not draft.via else tuple(dict.fromkeys((*via, *draft.via)))
    return draft
