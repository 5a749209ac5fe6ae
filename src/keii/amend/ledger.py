"""帳面を読む: which clips are shown after all cuts and joins, and which corrections hold for each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keii.amend.places import found_at
from keii.records.clip import Clip
from keii.records.correction import Correction
from keii.records.span import Span

_OF_CLIP = ("outlet", "published")  # hold for all parts of a clip that is cut


@dataclass(frozen=True, slots=True)
class State:
    """有様: what the ledger comes to."""

    shown: frozenset[str]  #: ids of the clips that are shown, of those that cuts and joins are about
    hidden: frozenset[str]  #: of those that are not
    held: Mapping[str, tuple[Correction, ...]]  #: id of a shown clip -> corrections that hold for it, in order


def state_of(ledger: Iterable[Correction], clip_of: Callable[[str], Clip]) -> State:
    """Return what a ledger comes to, undone entries among it.

    A cut counts where what it cuts is shown. Its parts have what holds for the whole, moved to where it stands in
    them; `clip_of` gives the clips of ids that cuts and joins name.
    """
    entries = sorted(ledger, key=lambda entry: entry.number)
    shown, named = _begun(entries), {id_ for entry in entries for id_ in (*entry.replaces, *entry.makes)}
    held: dict[str, list[Correction]] = {}
    for entry in entries:
        if entry.undone_at is not None:
            continue
        if entry.makes:
            if shown.issuperset(entry.replaces):
                shown = shown.difference(entry.replaces).union(entry.makes)
                held |= _handed_on(entry, held, clip_of)
        elif entry.clip in shown or entry.clip not in named:
            held.setdefault(entry.clip, []).append(entry)
    kept = {id_: tuple(some) for id_, some in held.items() if some and (id_ in shown or id_ not in named)}
    return State(shown, frozenset(named) - shown, kept)


def of_clips(ledger: Iterable[Correction], ids: Collection[str]) -> tuple[Correction, ...]:
    """Return the entries on some clips."""
    return tuple(entry for entry in ledger if entry.clip in ids)


def family(ledger: Sequence[Correction], ids: Iterable[str]) -> frozenset[str]:
    """Return clips with all that cuts and joins, undone ones too, ever made of them or them of."""
    sets = [{*entry.replaces, *entry.makes} for entry in ledger if entry.makes]
    found = set(ids)
    while more := {id_ for some in sets if not found.isdisjoint(some) for id_ in some} - found:
        found |= more
    return frozenset(found)


def _begun(entries: Iterable[Correction]) -> frozenset[str]:
    """Return the clips that were there before any cut: those that one replaces before any makes them."""
    first: dict[str, bool] = {}
    for entry in entries:
        for id_ in entry.replaces:
            first.setdefault(id_, True)
        for id_ in entry.makes:
            first.setdefault(id_, False)
    return frozenset(id_ for id_, there in first.items() if there)


def _handed_on(
    entry: Correction, held: Mapping[str, Sequence[Correction]], clip_of: Callable[[str], Clip]
) -> dict[str, list[Correction]]:
    """Return what holds for the clips an entry makes: of a cut's second part no headline, of a join's second clip what
    was read in it only."""
    out: dict[str, list[Correction]] = {}
    for made in entry.makes:
        moved = (
            _moved(
                correction, clip_of(old), clip_of(made), cut=entry.kind == "cut",
                first=(made, old) == (entry.makes[0], entry.replaces[0]),
            )
            for old in entry.replaces
            for correction in held.get(old, ())
        )  # fmt: skip
        out[made] = sorted(filter(None, moved), key=lambda correction: correction.number)
    return out


def _moved(correction: Correction, old: Clip, new: Clip, *, first: bool, cut: bool) -> Correction | None:
    """Return a correction as it holds in a part of its clip, or in what its clip is a part of; None: it does not."""
    if correction.span is None:
        told = first or (cut and correction.kind in _OF_CLIP)
        return replace(correction, clip=new.id) if told else None
    by = old.span.start - new.span.start
    span, cue, source = (_shifted(span, by) for span in (correction.span, correction.cue, correction.source))
    if all(each is None or _within(each, new) for each in (span, cue, source)):
        return replace(correction, clip=new.id, span=span, cue=cue, source=source)
    if not correction.everywhere:
        return None
    place = next(found_at(new.text, old.text[correction.span.start : correction.span.end]), None)
    return replace(correction, clip=new.id, span=place) if place else None


def _shifted(span: Span | None, by: int) -> Span | None:
    return None if span is None else Span(span.start + by, span.end + by)


def _within(span: Span, clip: Clip) -> bool:
    return span.start >= 0 and span.end <= len(clip.text)
