"""Conflicts of statements: denial, update and blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from keii.link.conflicts.admission import admissions
from keii.link.conflicts.blame import blames
from keii.link.conflicts.denial import denials
from keii.records.conflict import Conflict
from keii.records.point import Point


def statement_conflicts(points: Sequence[Point]) -> list[Conflict]:
    """Return denials, admissions and blame among the statements of one story; `points` in order of time."""
    denied = list(denials(points))
    for admission in admissions(points):
        _fold(denied, admission)
    return [*denied, *blames(points)]


def _fold(conflicts: list[Conflict], admission: Conflict) -> None:
    """Add an admission to the denial it takes back, else as a conflict of its own."""
    before = {(account.clip, account.span) for account in admission.accounts[:-1]}
    for n, conflict in enumerate(conflicts):
        if any((account.clip, account.span) in before for account in conflict.accounts):
            known = set(conflict.accounts)
            more = tuple(account for account in admission.accounts if account not in known)
            conflicts[n] = replace(conflict, accounts=conflict.accounts + more)
            return
    conflicts.append(admission)
