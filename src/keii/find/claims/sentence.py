"""One sentence -> the claims its cues give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from keii.find.claims.bonds import Bond
from keii.find.claims.bound import drafts_of
from keii.find.claims.draft import Draft, Memory, Place, remember
from keii.find.claims.gather import gather
from keii.find.claims.lists import lists
from keii.find.claims.reported import found_out, known_from, reported, sentence_before
from keii.find.claims.reports import Report, report_of
from keii.find.claims.scene import Line, Scene, line_of
from keii.find.claims.spoken import gestures, quotations

_REPORTS = frozenset({"によると", "では"})


def read_line(scene: Scene, number: int, places: Sequence[int], memory: Memory) -> list[Draft]:
    """Return the claims of a sentence. `places`: morphemes at which a cue may begin. Updates `memory`."""
    line = line_of(scene, number)
    found, loose = gather(line, places)
    if not found and not loose and not line.quotes:
        return []
    place = _place(line, found)
    drafts = _bound(place, memory)
    known = None
    for bond in place.bonds:
        if bond.frame == "調査で":
            drafts.extend(found_out(line, bond, drafts, memory))
        elif bond.frame == "取材" and known is None:
            known = bond
    if known is not None:
        drafts = known_from(line, known, drafts, memory)
    else:
        drafts.extend(reported(place, drafts, memory))
    if line.quotes:
        drafts.extend(gestures(line, drafts, memory))
    if loose and not drafts:
        drafts.extend(sentence_before(line, loose, memory))
    if line.quotes or loose:
        drafts.extend(quotations(line, loose, drafts, memory))
    return drafts


def _place(line: Line, found: list[Bond]) -> Place:
    """Return a sentence's bonds, those that give reports apart."""
    bonds: list[Bond] = []
    reports: list[Report] = []
    for bond in found:
        if bond.frame not in _REPORTS:
            bonds.append(bond)
        elif (report := report_of(line, bond)) is not None:
            reports.append(report)
    return Place(line, tuple(bonds), tuple(reports))


def _bound(place: Place, memory: Memory) -> list[Draft]:
    """Return the claims of the sentence's bonds in order; each may take its source from the one before."""
    drafts: list[Draft] = []
    for k in range(len(place.bonds)):
        made = drafts_of(place, k, drafts, memory)
        if not made:
            continue
        if len(made) == 1 and _denies(place, k, made[0], drafts):
            drafts[-1] = replace(drafts[-1], stance="deny")
            continue
        drafts.extend(made)
        remember(memory, drafts[-1], place.line.number, private=drafts[-1].private)
    return drafts


def _denies(place: Place, k: int, draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether the claim is the denial that goes with the quotation before: 「…」と話し、容疑を否認している."""
    bond = place.bonds[k]
    if draft.stance != "deny" or bond.frame != "を" or not drafts or drafts[-1].manner != "direct":
        return False
    charged = place.line.surf[bond.end - 1] in lists().offences and place.line.surf[bond.end] != "は"
    return charged and drafts[-1].source == draft.source
