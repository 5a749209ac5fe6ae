"""The loom's clips under correction: what is put in their place, and where rules had put what a correction moved."""

from __future__ import annotations

from collections.abc import Iterable

from keii.records.correction import Correction
from keii.records.reading import Reading
from keii.store import clips, corrected, ledger
from keii.store.loom_entities import EntityRows
from keii.store.sheet import Sheet
from keii.store.write import insert_clip, replace_reading

_FORGOTTEN = ("search WHERE rowid", "clips WHERE number")


class ClipRows(EntityRows):
    """Clips by number or id, and corrections of them."""

    def corrections(self) -> tuple[Correction, ...]:
        """Return all corrections of the ledger, in order; undone ones too."""
        return ledger.corrections(self._connection)

    def enter_correction(self, entry: Correction) -> int:
        """Enter a correction; return its number."""
        return ledger.enter_correction(self._connection, entry)

    def number_of(self, word: str) -> int:
        """Return the number of the one clip `word` names. Raises `NotFound`."""
        return clips.number_of(self._connection, word)

    def shown(self, ids: Iterable[str]) -> dict[str, int]:
        """Return those of some clips that are not put by: id -> number."""
        found = ((id_, self._row("SELECT number FROM clips WHERE id = ?", id_)) for id_ in ids)
        return {id_: row[0] for id_, row in found if row}

    def uncorrected(self, id_: str) -> Reading | None:
        """Return a clip's reading without corrections, also where it is put by; None: no clip has that id."""
        return corrected.uncorrected(self._connection, id_)

    def following(self, number: int) -> str | None:
        """Return the id of the clip after one in the same page of the same input; None: there is none."""
        row = self._row(
            "SELECT n.id FROM clips c JOIN clips n ON n.source_id = c.source_id AND n.intake = c.intake"
            ' AND n.start >= c."end" WHERE c.number = ? ORDER BY n.start, n.number LIMIT 1',
            number,
        )
        return row[0] if row else None

    def replace(self, sheet: Sheet) -> None:
        """Put a new reading in the place of a clip's old one."""
        replace_reading(self._connection, sheet)

    def note_held(self, number: int, sheet: Sheet) -> None:
        """Note which corrections are in a clip's reading, which stays as it is."""
        self._connection.execute("DELETE FROM uncorrected WHERE clip = ?", (number,))
        if sheet.uncorrected is not None:
            self._connection.execute("INSERT INTO uncorrected VALUES (?,?,?)", (number, sheet.held, sheet.uncorrected))

    def put_away(self, number: int, whole: str) -> None:
        """Take a clip away but keep it; `whole` is its reading without corrections, as JSON."""
        self._connection.execute(
            "INSERT INTO put_by SELECT number, id, intake, original, text, ? FROM clips WHERE number = ?",
            (whole, number),
        )
        for place in _FORGOTTEN:
            self._connection.execute(f"DELETE FROM {place} = ?", (number,))  # our own words

    def bring(self, sheet: Sheet, like: str) -> int:
        """Show a clip that was put by, or a new one that came in with the clip of the id `like`; return its number."""
        row = self._row("SELECT number, intake, original FROM put_by WHERE id = ?", sheet.id)
        if row:
            self._connection.execute("DELETE FROM put_by WHERE number = ?", (row[0],))
            number, intake, original = row
        else:
            number = None
            intake, original = self._row(
                "SELECT intake, original FROM clips WHERE id = ?1 UNION ALL"
                " SELECT intake, original FROM put_by WHERE id = ?1",
                like,
            )
        return insert_clip(self._connection, sheet, intake, original, number)

    # where rules had put what a correction moved

    def leave_story(self, number: int) -> None:
        """Remember where rules put a clip of the day it has now."""
        self._connection.execute(
            "INSERT OR REPLACE INTO stood SELECT clip, day, base, score, reasons FROM story_clips WHERE clip = ?",
            (number,),
        )

    def stood(self, number: int, day: int) -> int | None:
        """Return the story into which rules had put a clip when it had that day; None: it never had."""
        row = self._row("SELECT base FROM stood WHERE (clip, day) = (?, ?)", number, day)
        return row[0] if row else None

    def back_to_story(self, number: int, id_: str, day: int, story: int) -> None:
        """Put a clip where rules had put it when it had that day; `story` is where judgements have it."""
        self._connection.execute(
            "INSERT OR REPLACE INTO story_clips (clip, id, day, base, story, score, reasons)"
            " SELECT clip, ?, day, base, ?, score, reasons FROM stood WHERE (clip, day) = (?, ?)",
            (id_, story, number, day),
        )
        self._connection.execute("DELETE FROM stood WHERE (clip, day) = (?, ?)", (number, day))

    def note_story(self, number: int, day: int, story: int) -> None:
        """Note that rules put a clip that is not woven yet into a story."""
        self._connection.execute("INSERT OR IGNORE INTO stood VALUES (?,?,?,0.0,'[]')", (number, day, story))

    def has_stood(self, number: int) -> bool:
        """Say whether it is remembered where a clip stood."""
        return self._row("SELECT 1 FROM stood WHERE clip = ?", number) is not None

    def note_meaning(self, number: int, name: str, entity: int) -> None:
        """Note what rules take a name of a clip that is not woven yet to mean."""
        self._connection.execute("INSERT OR IGNORE INTO meant VALUES (?,?,?)", (number, name, entity))

    def leave_meaning(self, number: int, name: str) -> None:
        """Remember what rules took a clip's name to mean."""
        self._connection.execute(
            "INSERT OR IGNORE INTO meant SELECT clip, name, base FROM personas WHERE (clip, name) = (?, ?)",
            (number, name),
        )

    def meant(self, number: int) -> dict[str, int]:
        """Return what rules took names to mean that a clip has no more: name -> number of the entity."""
        return dict(self._connection.execute("SELECT name, base FROM meant WHERE clip = ?", (number,)))

    def begin_persona(self, number: int, name: str, type_: str, base: int, entity: int) -> None:
        """Note, before a clip is woven, what a name of it means by rule and after judgements."""
        self._connection.execute(
            "INSERT OR REPLACE INTO personas (clip, name, type, forms, titles, mentions, base, entity, reasons)"
            " VALUES (?,?,?,'[]','[]',0,?,?,'[]')",
            (number, name, type_, base, entity),
        )

    def back_to_meaning(self, number: int, name: str) -> None:
        """Forget what was remembered of a name that the clip has again."""
        self._connection.execute("DELETE FROM meant WHERE (clip, name) = (?, ?)", (number, name))

    def mentioned(self, entity: int, beside: Iterable[int] = ()) -> bool:
        """Say whether a clip mentions an entity, other than those of some numbers."""
        numbers = tuple(beside)
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT 1 FROM personas WHERE entity = ? AND clip NOT IN ({marks}) LIMIT 1"
        return self._row(sql, entity, *numbers) is not None

    def told(self, story: int, beside: Iterable[int] = ()) -> bool:
        """Say whether a clip is in a story, other than those of some numbers."""
        numbers = tuple(beside)
        marks = ",".join("?" * len(numbers))
        return (
            self._row(f"SELECT 1 FROM story_clips WHERE story = ? AND clip NOT IN ({marks}) LIMIT 1", story, *numbers)
            is not None
        )
