"""Entries of the ledger -> flat JSON objects. Pure."""

from __future__ import annotations

from typing import Any

from keii.records.correction import Amended, Correction
from keii.records.judgement import Effect, Judgement

Json = dict[str, Any]


def judgement_row(judgement: Judgement) -> Json:
    """Return an entry of the ledger as an object."""
    letter = judgement.about[0]
    return {
        "number": judgement.number,
        "about": judgement.about,
        "verdict": judgement.verdict,
        "left": f"{letter}{judgement.left}",
        "right": f"{letter}{judgement.right}" if judgement.right is not None else None,
        "part": [list(item) for item in judgement.part],
        "name": judgement.name,
        "by": judgement.by,
        "why": judgement.why,
        "at": judgement.at,
        "undone_at": judgement.undone_at,
    }


def effect_row(effect: Effect) -> Json:
    """Return what a judgement changes as an object."""
    letter = effect.judgement.about[0]
    return {
        "judgement": judgement_row(effect.judgement),
        "moves": [
            {"item": list(m.item), "before": f"{letter}{m.before}", "after": f"{letter}{m.after}"} for m in effect.moves
        ],
        "renamed": [{"id": f"{letter}{n}", "before": before, "after": after} for n, before, after in effect.renamed],
        "conflicts_before": effect.conflicts_before,
        "conflicts_after": effect.conflicts_after,
    }


def correction_row(correction: Correction) -> Json:
    """Return a correction, an entry of the ledger, as an object."""
    spans = {name: getattr(correction, name) for name in ("span", "cue", "source")}
    return {
        "number": correction.number,
        "about": "clip",
        "kind": correction.kind,
        "clip": correction.clip,
        "clip_number": correction.clip_number,
        **{name: [span.start, span.end] if span else None for name, span in spans.items()},
        "words": correction.words,
        "value": correction.value,
        "type": correction.type,
        "entity": f"e{correction.entity}" if correction.entity is not None else None,
        "everywhere": correction.everywhere,
        "replaces": list(correction.replaces),
        "makes": list(correction.makes),
        "why": correction.why,
        "at": correction.at,
        "undone_at": correction.undone_at,
    }


def amended_row(amended: Amended) -> Json:
    """Return what a correction changes as an object."""
    return {
        "correction": correction_row(amended.correction),
        "shifts": [
            {
                "what": shift.what,
                "clip": shift.clip,
                "span": [shift.span.start, shift.span.end] if shift.span else None,
                "text": shift.text,
                "before": dict(shift.before) if shift.before is not None else None,
                "after": dict(shift.after) if shift.after is not None else None,
            }
            for shift in amended.shifts
        ],
        "placed": [
            {"clip": placed.clip, "before": _story(placed.before), "after": _story(placed.after)}
            for placed in amended.placed
        ],
        "renamed": [
            {"id": f"{about[0]}{number}", "before": before, "after": after}
            for about, number, before, after in amended.renamed
        ],
        "conflicts_before": amended.conflicts_before,
        "conflicts_after": amended.conflicts_after,
    }


def _story(number: int | None) -> str | None:
    return None if number is None else f"s{number}"
