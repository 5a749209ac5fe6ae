"""Faults of the machine: killed writers, locks, files that cannot be written, damaged or foreign files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from dossier_made import clip_of, parcel_of, reading_of, three_readings

from keii.errors import DossierDamaged, DossierError, DossierLocked, DossierTooNew, NotFound
from keii.store.store import Store

ADD_FOR_EVER = """
import sys
from pathlib import Path
from dossier_made import clip_of, parcel_of, reading_of
from keii.store.store import Store
with Store.open(Path(sys.argv[1]), create=True) as store:
    for n in range(int(sys.argv[2]), 10_000):
        store.write(parcel_of(*(reading_of(clip_of(f"記事{n}の{m}。")) for m in range(3))))
        print(n, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "d.sqlite"
    with Store.open(path, create=True) as store:
        store.write(parcel_of(*three_readings()))
    return path


def run_python(code: str, *args: str) -> subprocess.Popen[str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", code, *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)  # noqa: S603  # our own code


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path, done = tmp_path / "d.sqlite", 0
    for round_ in range(3):
        with run_python(ADD_FOR_EVER, str(path), str(done)) as writer:
            assert writer.stdout is not None
            for _ in range(5 + 7 * round_):
                done = int(writer.stdout.readline()) + 1
            writer.send_signal(signal.SIGKILL)
            acknowledged = [int(line) for line in writer.stdout.read().split()]
        done = max([done, *(n + 1 for n in acknowledged)])
        with Store.open(path, create=False) as store:
            kept = [listed.opening for listed in store.listed()]
        assert kept[: done * 3] == [f"記事{n}の{m}。" for n in range(done) for m in range(3)]
        assert len(kept) in (done * 3, done * 3 + 3)  # the last parcel may be in without having been acknowledged
        done = len(kept) // 3


def test_readers_see_the_last_whole_state_while_another_writes(path: Path) -> None:
    writer = apsw.Connection(str(path))
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM readings")
    with Store.open(path, create=False, patience=0) as reader:
        assert len(tuple(reader.readings())) == 3
    writer.execute("ROLLBACK")
    writer.close()


def test_a_second_writer_waits_and_then_says_so(path: Path) -> None:
    writer = apsw.Connection(str(path))
    writer.execute("BEGIN IMMEDIATE")
    with Store.open(path, create=False, patience=0.1) as store, pytest.raises(DossierLocked, match="another process"):
        store.write(parcel_of(reading_of(clip_of("待つ。"))))
    writer.execute("ROLLBACK")
    writer.close()
    with Store.open(path, create=False, patience=0.1) as store:
        assert store.write(parcel_of(reading_of(clip_of("待つ。")))) == 1


def test_no_dossier_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no dossier"):
        Store.open(tmp_path / "none.sqlite", create=False)
    assert not (tmp_path / "none.sqlite").exists()


def test_a_folder_is_made_and_a_folder_is_no_dossier(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new" / "deep" / "d.sqlite", create=True) as store:
        assert store.listed() == ()
    with pytest.raises(DossierError, match="folder"):
        Store.open(tmp_path / "new", create=True)


@pytest.mark.parametrize("content", [b"no database, but words " * 100, b"SQLite format 3\0" + b"\xff" * 4096, b"x"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "d.sqlite"
    path.write_bytes(content)
    with pytest.raises(DossierDamaged):
        Store.open(path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(DossierDamaged, match="another program"):
        Store.open(path, create=True)
    other = apsw.Connection(str(path))
    assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("theirs",)]
    assert other.pragma("journal_mode") != "wal"
    other.close()


def test_a_zeroed_page_is_damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 12] = bytes(4096 * 11)
    path.write_bytes(data)
    with pytest.raises(DossierDamaged), Store.open(path, create=False) as store:
        list(store.readings())


def test_a_later_version_is_too_new_and_left_alone(path: Path) -> None:
    later = apsw.Connection(str(path))
    later.pragma("user_version", 99)
    later.close()
    with pytest.raises(DossierTooNew, match="later"):
        Store.open(path, create=True)


READ_AND_WRITE = """
import os, sys
from pathlib import Path
from dossier_made import clip_of, parcel_of, reading_of
from keii.errors import DossierError
from keii.store.store import Store
from keii.store.migrate import steps
reading, _ = reading_of(clip_of("書けない。")), steps()
if os.geteuid() == 0:  # root may write anywhere
    os.setgid(65534)
    os.setuid(65534)
with Store.open(Path(sys.argv[1]), create=False, patience=0.1) as store:
    print(len(store.listed()))
    try:
        store.write(parcel_of(reading))
    except DossierError as error:
        print(type(error).__name__)
"""


def unwritable(path: Path) -> Path:
    """Move a dossier to a folder that others may enter, read-only, and return it."""
    folder = path.parent / "shut"
    folder.mkdir()
    shut = Path(shutil.move(path, folder / path.name))
    shut.chmod(0o444)
    folder.chmod(0o555)
    for parent in shut.parents:
        if os.geteuid() == 0 and parent.stat().st_uid == 0 and str(parent).startswith("/tmp/"):  # noqa: S108
            parent.chmod(parent.stat().st_mode | 0o055)
    return shut


def test_a_read_only_dossier_can_be_read(path: Path) -> None:
    shut = unwritable(path)
    with run_python(READ_AND_WRITE, str(shut)) as reader:
        assert reader.stdout is not None
        assert reader.stdout.read().split() == ["3", "DossierReadOnly"]
    shut.parent.chmod(0o755)


FILL = """
import resource, signal, sys
from pathlib import Path
from dossier_made import clip_of, parcel_of, reading_of
from keii.errors import DossierError
from keii.store.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with Store.open(Path(sys.argv[1]), create=False, patience=0.1) as store:
        for n in range(1000):
            store.write(parcel_of(reading_of(clip_of(f"{n}番の記事。" * 200))))
            print(n, flush=True)
except DossierError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE there")
def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    with run_python(FILL, str(path), "400000") as writer:
        assert writer.stdout is not None
        *written, error = writer.stdout.read().split()
    assert error == "DossierError"
    assert len(written) > 3
    with Store.open(path, create=False) as store:
        assert len(store.listed()) == 3 + len(written)
        assert len(tuple(store.readings())) == 3 + len(written)
        assert store.write(parcel_of(reading_of(clip_of("また書ける。")))) == 1
