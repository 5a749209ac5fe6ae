"""読み直し: clips that an earlier engine read are read again, stored and woven; what changed is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from keii.bulk import FEW, Readers
from keii.correcting import corrected
from keii.reading import made_by
from keii.records.facts import Reread
from keii.store.sheet import Sheet
from keii.store.store import Parcel, Store
from keii.weaving import weave

_PARCEL = 200  # clips stored in one transaction: what a run that is cut short reads again at most
_KINDS = ("names", "times", "quantities", "claims", "events")


def reread(store: Store, stamp: Callable[[], str], workers: int | None = None) -> Iterator[Reread]:
    """Read every stale clip again; yield what changed in each as it is stored. Stop at any time: the same call goes
    on with the rest. Judgements, corrections, stories and entities of the clips stay."""
    stale = store.stale(made_by())
    with Readers(workers) as readers:
        for at in range(0, len(stale), _PARCEL):
            read = map(store.uncorrected, stale[at : at + _PARCEL])
            before = [reading.clip for reading in read if reading]
            old = {clip.id: store.reading_json(clip.id) for clip in before}
            sheets = corrected(store, readers.result(readers.submit(before, here=len(stale) <= FEW)))
            store.write(Parcel(name="", digest="", added_at=stamp(), new=(), changed=sheets))
            for _ in weave(store, last=False):
                pass
            for sheet in sheets:
                yield _change(sheet, old[sheet.id])
        for _ in weave(store, each=readers.each):
            pass


def _change(sheet: Sheet, before: Mapping[str, Any]) -> Reread:
    """Return what a new reading has that the old had not, and the other way round, by kind."""
    after = json.loads(str(sheet.reading[-1]))
    gained, lost = {}, {}
    for kind in _KINDS:
        old, new = _items(before[kind]), _items(after[kind])
        gained[kind], lost[kind] = (new - old).total(), (old - new).total()
    return Reread(clip=sheet.id, gained=gained, lost=lost)


def _items(found: list[dict[str, Any]]) -> Counter[str]:
    """Return findings as texts that are equal when they say the same: the rule that found one does not count."""
    return Counter(
        json.dumps({name: value for name, value in item.items() if name != "rule"}, sort_keys=True) for item in found
    )
