"""The loom's copies and stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from keii.records.evidence import Evidence
from keii.store.loom_rows import MANY, Rows, as_reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A clip's place among the stories."""

    day: int
    base: int  #: by rule
    story: int  #: after judgements


class StoryRows(Rows):
    """Copies and stories of clips, by number."""

    def head(self, number: int) -> int:
        """Return the first of the clips that repeat each other; the clip itself where it repeats none."""
        row = self._connection.execute("SELECT head FROM copies WHERE clip = ?", (number,)).fetchone()
        return row[0] if row else number

    def repeated_by(self, head: int) -> tuple[int, ...]:
        """Return the clips that repeat one, without it."""
        rows: Any = self._connection.execute("SELECT clip FROM copies WHERE head = ? AND clip <> head", (head,))
        return tuple(sorted(row[0] for row in rows))

    def order_of(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Return clips in order of publication, undated ones last, of as many by id: the first may head the others."""
        marks = ",".join("?" * len(numbers))
        rows: Any = self._connection.execute(
            f"SELECT number FROM clips WHERE number IN ({marks}) ORDER BY published IS NULL, published, id",
            tuple(numbers),
        )
        return tuple(row[0] for row in rows)

    def put_copy(
        self, number: int, head: int, *, kind: str, alike: float, within: float, reasons: Sequence[Evidence]
    ) -> None:
        """Note that a clip repeats another."""
        self._connection.execute(
            "INSERT OR REPLACE INTO copies VALUES (?,?,?,?,?,?)",
            (number, head, kind, alike, within, as_reasons(reasons)),
        )

    def lead_copies(self, number: int, head: int) -> None:
        """Note that what repeats a clip repeats another one before it."""
        self._connection.execute("UPDATE copies SET head = ? WHERE head = ?", (head, number))

    def drop_copy(self, number: int) -> None:
        """Forget that a clip repeats another."""
        self._connection.execute("DELETE FROM copies WHERE clip = ?", (number,))

    def repeats(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return, of some clips, those that repeat another and tell nothing new: clip -> the first of them."""
        found: dict[int, int] = {}
        for at in range(0, len(numbers), MANY):
            some = numbers[at : at + MANY]
            marks = ",".join("?" * len(some))
            sql = f"SELECT clip, head FROM copies WHERE kind <> 'version' AND clip IN ({marks})"
            pairs: Any = self._connection.execute(sql, tuple(some))
            found.update(pairs)
        return found

    def story_of(self, number: int) -> Kept | None:
        """Return where a clip is; None: it has no story yet."""
        row = self._row("SELECT day, base, story FROM story_clips WHERE clip = ?", number)
        return Kept(day=row[0], base=row[1], story=row[2]) if row else None

    def redate(self, number: int, day: int) -> None:
        """Give a clip another day where it is."""
        self._connection.execute("UPDATE story_clips SET day = ? WHERE clip = ?", (day, number))

    def new_story(self) -> int:
        """Return the number of a new story."""
        self._connection.execute("INSERT INTO stories (label) VALUES ('')")
        return self._connection.last_insert_rowid()

    def label_story(self, story: int, label: str) -> None:
        """Give a story its label."""
        self._connection.execute("UPDATE stories SET label = ? WHERE number = ?", (label, story))

    def put_story(
        self, number: int, id_: str, *, day: int, base: int, story: int, score: float, reasons: Sequence[Evidence]
    ) -> None:
        """Put a clip into a story."""
        self._connection.execute(
            "INSERT OR REPLACE INTO story_clips VALUES (?,?,?,?,?,?,?)",
            (number, id_, day, base, story, score, as_reasons(reasons)),
        )

    def rebase_story(self, story: int, base: int) -> None:
        """Put into another story, by rule, the clips that rules put into this one and no judgement took away."""
        self._connection.execute(
            "UPDATE story_clips SET base = ?1, story = ?1 WHERE base = ?2 AND story = ?2", (base, story)
        )
        self._connection.execute("UPDATE stood SET base = ? WHERE base = ?", (base, story))

    def settle_story(self, number: int, story: int) -> None:
        """Put a clip where the judgements say."""
        self._connection.execute("UPDATE story_clips SET story = ? WHERE clip = ?", (story, number))

    def of_story(self, story: int, most: int) -> tuple[int, ...]:
        """Return the latest clips of a story, latest first."""
        rows: Any = self._connection.execute(
            "SELECT clip FROM story_clips WHERE story = ? ORDER BY day DESC, id LIMIT ?",
            (story, most),
        )
        return tuple(row[0] for row in rows)
