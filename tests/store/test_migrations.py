"""Old dossiers: kept files of every released schema open, are backed up, and survive a step that fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest
from dossier_made import FIXTURES, three_readings

from keii.errors import DossierReadOnly
from keii.store.migrate import Step, migrate, steps
from keii.store.store import Store

NEXT = Step(steps()[-1].version + 1, "ALTER TABLE clips ADD COLUMN mood TEXT")
BROKEN = Step(NEXT.version, "ALTER TABLE clips ADD COLUMN mood TEXT; INSERT INTO nowhere VALUES (1)")

RELEASED = (1, 2, 5, 6)  # 3, 4 and 5 came out together


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURES / "v1.sqlite", tmp_path / "old.sqlite"))


def version(path: Path) -> int:
    connection = apsw.Connection(str(path))
    try:
        return int(connection.pragma("user_version"))
    finally:
        connection.close()


def test_steps_count_up_from_one() -> None:
    assert [step.version for step in steps()] == list(range(1, len(steps()) + 1))


def test_there_is_a_kept_dossier_of_every_schema_that_was_released() -> None:
    assert {file.stem for file in FIXTURES.glob("*.sqlite")} == {f"v{version}" for version in RELEASED}
    assert steps()[-1].version == RELEASED[-1]


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.sqlite")), ids=lambda file: file.stem)
def test_a_kept_dossier_opens_with_all_it_had(file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(file, tmp_path / file.name))
    with Store.open(path, create=False) as store:
        assert tuple(store.readings()) == three_readings()
        assert [trouble.name for trouble in store.troubles()] == ["頁.txt", "一.txt"]
        assert [listed.number for listed in store.listed()] == [1, 2, 3]
    assert version(path) == steps()[-1].version


def test_clips_from_before_weaving_wait_for_it(old: Path) -> None:
    with Store.open(old, create=False) as store:
        assert store.unwoven() == 3


def test_a_step_is_applied_after_a_backup(old: Path) -> None:
    connection = apsw.Connection(str(old))
    migrate(connection, old, (*steps(), NEXT))
    assert connection.execute("SELECT count(*), count(mood) FROM clips").fetchall() == [(3, 0)]
    connection.close()
    assert version(old) == NEXT.version
    backup = old.with_name("old.sqlite.v1.bak")
    assert version(backup) == 1
    assert [file.name for file in old.parent.glob("*.part")] == []
    with Store.open(backup, create=False) as store:
        assert tuple(store.readings()) == three_readings()


def test_a_step_that_fails_changes_nothing(old: Path) -> None:
    connection = apsw.Connection(str(old))
    with pytest.raises(apsw.SQLError):
        migrate(connection, old, (*steps(), BROKEN))
    connection.close()
    assert version(old) == 1
    with Store.open(old, create=False) as store:
        assert tuple(store.readings()) == three_readings()


def test_an_old_dossier_that_cannot_be_written_is_said_to_be_so(old: Path) -> None:
    connection = apsw.Connection(str(old), flags=apsw.SQLITE_OPEN_READONLY)
    with pytest.raises(DossierReadOnly, match="older format"):
        migrate(connection, old, (*steps(), NEXT))
    connection.close()


def test_a_new_dossier_has_the_settings_that_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    Store.open(path, create=True).close()
    connection = apsw.Connection(str(path))
    assert connection.pragma("journal_mode") == "wal"
    assert connection.pragma("integrity_check") == "ok"
    connection.close()
