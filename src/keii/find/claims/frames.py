"""The frames by the names the lexicon gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from keii.find.claims.bonds import Bond
from keii.find.claims.clauses import with_quote, with_to
from keii.find.claims.cues import Hit, hits_at
from keii.find.claims.demands import with_deed, with_koto, with_object, with_you
from keii.find.claims.findings import with_raised, with_survey, with_toiunoga
from keii.find.claims.noun_frames import with_according, with_dewa, with_known, with_ru, with_story, with_tono
from keii.find.claims.scene import Line

FRAMES: Final[Mapping[str, Callable[[Line, Hit, int], Bond | None]]] = MappingProxyType(
    {
        "と": with_to,
        "「": with_quote,
        "よう": with_you,
        "こと": with_koto,
        "を": with_object,
        "をS": with_deed,
        "との": with_tono,
        "る": with_ru,
        "るV": with_ru,
        "によると": with_according,
        "では": with_dewa,
        "話として": with_story,
        "取材": with_known,
        "調査で": with_survey,
        "るP": with_raised,
        "というのが": with_toiunoga,
    }
)


def bind(line: Line, p: int, floor: int) -> Bond | Hit | None:
    """Return the first bond that the rows with words at position p make, content not before `floor`.

    Where none makes one, the first hit of a row; None: no row's words stand there.
    """
    first = None
    for hit in hits_at(line, p):
        for frame in hit.cue.frames:
            make = FRAMES.get(frame)
            bond = make(line, hit, floor) if make else None
            if bond is not None:
                return bond
        first = first or hit
    return first
