"""新着: which entries of a feed were not there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keii.records.feed import FeedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """新着: entries sorted by what is known of them, each list in the feed's order."""

    new: tuple[FeedEntry, ...]  #: neither id nor mark was there
    changed: tuple[FeedEntry, ...]  #: the id was there with another address or title: edited, or an id used again
    known: int  #: how many were there already, also under another id


def news_of(entries: Iterable[FeedEntry], kept: Mapping[str, str]) -> News:
    """Return what is new. `kept` maps the ids of a feed's earlier entries to their marks.

    An entry whose mark was there is known, whatever its id says (some feeds change ids daily). One whose id was there
    with another mark is never taken for known: some feeds call every entry the same.
    """
    marks = set(kept.values())
    new, changed, known = list[FeedEntry](), list[FeedEntry](), 0
    for entry in entries:
        if entry.mark in marks:
            known += 1
        elif entry.id in kept:
            changed.append(entry)
        else:
            new.append(entry)
    return News(new=tuple(new), changed=tuple(changed), known=known)
