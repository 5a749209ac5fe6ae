"""What a correction changes, drawn; and its line in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keii.cli.columns import terminal_width, wrap
from keii.records.correction import Amended, Correction, Fields, Shift
from keii.wording.labels import CHANGES, ENTRIES, EVENTS, FIELDS, GIVEN_BY, STANCES, TYPES
from keii.wording.language import t

if TYPE_CHECKING:
    from keii.desk import Desk

_SHOWN = 24  # shifts told one by one
_WORDS = 24  # code points of the words of a claim


def draw_amended(desk: Desk, amended: Amended, put: Callable[[str], None]) -> None:
    """Say what a correction changes, a line at a time to `put`."""
    for shift in amended.shifts[:_SHOWN]:
        put(_hung(_line(shift)))
    if len(amended.shifts) > _SHOWN:
        put(t("… and {0} more", len(amended.shifts) - _SHOWN))
    for placed in amended.placed:
        if placed.before is not None and placed.after is not None:
            put(_hung(t("[{0}] goes from s{1} to s{2}", desk.clip(placed.clip).number, placed.before, placed.after)))
    for about, number, before, after in amended.renamed:
        thing = f"{about[0]}{number}"
        if not after:
            put(_hung(t("{0} is no more: {1}", thing, before)))
        elif before:
            put(_hung(t("{0}: {1} becomes {2}", thing, before, after)))
        else:
            put(_hung(t("{0} is made: {1}", thing, after)))
    if amended.conflicts_before != amended.conflicts_after:
        put(t("conflicts: {0} → {1}", amended.conflicts_before, amended.conflicts_after))
    if not amended.shifts:
        put(t("nothing changes"))


def correction_line(entry: Correction) -> str:
    """Return a correction as a line of the ledger, without number and day."""
    words = f" 「{_short(entry.words)}」" if entry.words else ""
    return f"[{entry.clip_number}] {t(ENTRIES[entry.kind])}{words}{_said(entry)}"


def _said(entry: Correction) -> str:
    if entry.kind in ("outlet", "published", "title"):
        return f": {entry.value or t('not known')}"
    if entry.kind == "name":
        return f": {t(TYPES[entry.type])} {entry.value}" if entry.type else ": " + t("no name")
    if entry.kind == "time":
        return f": {entry.value or t('no time')}"
    if entry.kind == "source":
        return "" if entry.source else ": " + t("(open)")
    if entry.kind in ("stance", "claim"):
        return f": {t(STANCES[entry.value])}" if entry.value else ": " + t("no claim")
    return ""


def _line(shift: Shift) -> str:
    words = "" if shift.span is None and shift.what != "clip" else f" 「{_short(shift.text)}」"
    head = f"{t(CHANGES[shift.what])}{words}: "
    old, new = shift.before, shift.after
    if old is None or new is None or shift.what in ("outlet", "published", "title"):
        return f"{head}{_told(shift, old)} → {_told(shift, new)}"
    changed = (field for field in new if old[field] != new[field])
    return head + " · ".join(
        f"{t(FIELDS[field])} {_value(field, old[field])} → {_value(field, new[field])}" for field in changed
    )


def _value(field: str, value: str | None) -> str:
    """Return a field's value in words."""
    if value is None:
        return t("(open)") if field == "source" else t("(none)")
    words = {**STANCES, **TYPES, **EVENTS}
    return t(words[value]) if field in ("stance", "type") else value


def _hung(line: str) -> str:
    """Return a line broken where it is too long, all but the first of its lines indented."""
    first, *rest = wrap(line, terminal_width() - 2).split("\n")
    return "\n".join((first, *(f"  {more}" for more in rest)))


def _told(shift: Shift, fields: Fields | None) -> str:
    """Return the fields of a thing in a few words."""
    if fields is None:
        return t("(none)")
    if shift.what == "name":
        return f"{t(TYPES[fields['type'] or ''])} {fields['entity']}"
    if shift.what == "claim":
        whose = fields["source"] or t("(open)")
        entity = f" = {fields['entity']}" if fields["entity"] and fields["entity"] not in whose else ""
        return f"{whose}{entity} {t(STANCES[fields['stance'] or ''])} {fields['said'] or ''}".rstrip()
    if shift.what == "event":
        parts = (fields["date"], fields["actor"] or "?", t(EVENTS[fields["type"] or ""]), fields["recipient"])
        return " ".join(part for part in parts if part)
    if shift.what == "clip":
        return " ".join(part for part in (f"[{fields['number']}]", fields["published"], fields["outlet"]) if part)
    by = fields.get("by")
    return (fields["value"] or t("not known")) + (f" ({t(GIVEN_BY[by])})" if by else "")


def _short(words: str) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= _WORDS else line[: _WORDS - 1] + "…"
