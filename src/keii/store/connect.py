"""The only file that opens SQLite. Which one: apsw's own, 3.51.3 or later (earlier ones may corrupt a WAL file)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from urllib.parse import quote

import apsw

from keii.errors import DossierDamaged, DossierError, DossierLocked, DossierReadOnly, NotFound

APPLICATION_ID = 0x4B454949  # "KEII"
"""Written into the file's header, so that another program's database is never taken for a dossier."""


_MAGIC = b"SQLite format 3\0"
_NAP = 0.05  # seconds between two tries


def connect(path: Path, *, create: bool, patience: float) -> apsw.Connection:
    """Return a connection to the file with the settings of a store that loses nothing.

    `patience` is how many seconds to wait for another process that is writing. A file that cannot be written is
    opened for reading. Raises `NotFound` where there is no file and `create` is False, and `DossierError`.
    """
    if path.is_dir():
        raise DossierError("{0} is a folder, not a dossier", path, hint="name a file: --dossier {0}/dossier.sqlite")
    if not path.exists():
        if not create:
            raise NotFound("there is no dossier at {0} yet", path, hint="make one with: keii add PATH")
        _make_folder(path)
    _check_head(path)
    with trouble(path):
        connection = _open(path, create=create)
        try:
            connection.set_busy_timeout(int(patience * 1000))
            _settle(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, each one clear sentence."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise DossierLocked(
            "another process is writing to the dossier {0}", path, hint="try again when it has finished"
        ) from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError) as error:
        raise DossierReadOnly(
            "the dossier {0} can be read but not written", path, hint="make the file and its folder writable"
        ) from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise DossierDamaged(
            "{0} is damaged, or no dossier at all", path, hint="put a backup in its place, or name another file"
        ) from error
    except apsw.FullError as error:
        raise DossierError(
            "the disk is full: {0} keeps what it had", path, hint="free some space and run the command again"
        ) from error
    except (apsw.CantOpenError, apsw.IOError) as error:
        raise DossierError(
            "the dossier {0} cannot be opened or read", path, hint="check the disk and the path"
        ) from error


def _check_head(path: Path) -> None:
    """Refuse a file that does not begin as a database does: SQLite itself takes a very short one for a new one."""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(len(_MAGIC))
        if head and head != _MAGIC:
            raise DossierDamaged(
                "{0} is damaged, or no dossier at all", path, hint="put a backup in its place, or name another file"
            )


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierReadOnly(
            "the folder of {0} cannot be made", path, hint="name a file you can write: --dossier FILE"
        ) from error
    if not os.access(path.parent, os.W_OK):
        raise DossierReadOnly(
            "no dossier can be made at {0}: its folder is not writable", path,
            hint="name a file you can write: --dossier FILE",
        )  # fmt: skip


def _open(path: Path, *, create: bool) -> apsw.Connection:
    writable = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return apsw.Connection(str(path), flags=writable)
    if _has_log(path):  # another process has it open: its shared memory can be read along
        return apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    frozen = f"file:{quote(str(path.absolute()))}?immutable=1"
    return apsw.Connection(frozen, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    with suppress(OSError):
        return log.stat().st_size > 0
    return False


def _settle(connection: apsw.Connection) -> None:
    """Set what the reliability notes ask for: nothing acknowledged is lost at a power cut."""
    connection.pragma("synchronous", "FULL")
    connection.pragma("foreign_keys", True)
    connection.pragma("trusted_schema", False)
    connection.pragma("mmap_size", 0)


def into_wal(connection: apsw.Connection, patience: float) -> None:
    """Change a new file to write-ahead logging. SQLite's own waiting does not cover this step."""
    if connection.readonly("main") or connection.pragma("journal_mode") == "wal":
        return
    for _ in range(max(1, int(patience / _NAP))):
        try:
            connection.pragma("journal_mode", "wal")
        except apsw.BusyError:
            sleep(_NAP)
        else:
            return
    connection.pragma("journal_mode", "wal")


@contextmanager
def transaction(connection: apsw.Connection, *, keep: bool = True) -> Iterator[None]:
    """Run the body as one transaction that may write: all of it or nothing; without `keep` nothing in any case."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT" if keep else "ROLLBACK")
