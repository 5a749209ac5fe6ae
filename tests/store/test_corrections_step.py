"""Dossiers from before corrections: they take them, and what judgements they had stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest
from dossier_made import FIXTURES

from keii.desk import Desk
from keii.records import correction as say

BEFORE = ("v1", "v2", "v3")
KINDS = ("stories", "entities", "conflicts", "clips", "readings", "claims")


def exports(desk: Desk) -> bytes:
    return b"".join(line for kind in KINDS for line in desk.export(kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in BEFORE if (FIXTURES / f"{name}.sqlite").exists()])
def test_a_dossier_from_before_takes_corrections(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / f"{name}.sqlite", tmp_path / "old.sqlite"))
    with Desk.open(path) as desk:
        desk.weave()
        before, judged = exports(desk), desk.judgements()
        one = desk.reading("1")
        first = desk.correct(say.outlet("1", "灯台日報")).correction
        second = desk.correct(say.no_name("1", one.names[0].span)).correction
        assert desk.clip("1").outlet == "灯台日報"
        assert desk.judgements() == judged
        assert [entry.number for entry in desk.ledger()] == [*(j.number for j in judged), first.number, second.number]
        desk.undo(first.number)
        desk.undo(second.number)
        assert exports(desk) == before


def test_numbers_of_clips_that_are_put_by_are_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    text = "白灘市の佐藤市長は9日、断念すると発表した。高原県で10日、バスとトラックが衝突した。"
    with Desk.open(path) as desk:
        desk.add(text.encode(), name="一")
        cut = desk.correct(say.cut("1", text.index("高原県"))).correction
        desk.undo(cut.number)
        desk.add(text.encode(), name="二")
        assert [clip.number for clip in desk.clips()] == [1, 4]
    connection = apsw.Connection(str(path))
    assert connection.execute("SELECT number FROM put_by ORDER BY number").fetchall() == [(2,), (3,)]
    assert connection.pragma("foreign_key_check") is None
    connection.close()
