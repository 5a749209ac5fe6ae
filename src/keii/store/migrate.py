"""Bring a dossier to this version's schema: numbered steps, one transaction, a backup before an old file is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os import getpid
from pathlib import Path

import apsw

from keii.errors import DossierDamaged, DossierReadOnly, DossierTooNew
from keii.store.connect import APPLICATION_ID, transaction

_FILE = re.compile(r"(?P<version>\d{3})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: it takes the schema from `version` - 1 to `version`."""

    version: int
    sql: str


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps in order; they count up from 1 without a gap."""
    folder = files("keii.store.migrations").iterdir()
    named = ((file, _FILE.fullmatch(file.name)) for file in folder)
    found = (Step(int(match["version"]), file.read_text(encoding="utf-8")) for file, match in named if match)
    return tuple(sorted(found, key=lambda step: step.version))


def migrate(connection: apsw.Connection, path: Path, wanted: tuple[Step, ...]) -> None:
    """Apply the steps the file has not had, all or none.

    A file with content is copied first, to ``NAME.vOLD.bak`` beside it. Raises `DossierTooNew` for a file of a later
    Keii, `DossierDamaged` for a database of another program, `DossierReadOnly` where an old file cannot be changed.
    """
    newest = wanted[-1].version
    version = _version(connection, path)
    if version == newest:
        return
    if version > newest:
        raise DossierTooNew(
            "{0} was made by a later Keii (its format is {1}, this one reads up to {2})", path, version, newest,
            hint="upgrade Keii",
        )  # fmt: skip
    if connection.readonly("main"):
        raise DossierReadOnly(
            "{0} is of an older format ({1}) and cannot be brought up to date: it is not writable", path, version,
            hint="make the file and its folder writable",
        )  # fmt: skip
    if version:
        _back_up(connection, path, version)
    with transaction(connection):
        version = _version(connection, path)  # another process may have been first
        for step in wanted:
            if step.version > version:
                connection.execute(step.sql)
                connection.pragma("user_version", step.version)
        connection.pragma("application_id", APPLICATION_ID)


def _version(connection: apsw.Connection, path: Path) -> int:
    """Return the file's schema version; 0 for an empty one."""
    if connection.pragma("application_id") == APPLICATION_ID:
        return int(connection.pragma("user_version"))
    if connection.execute("SELECT count(*) FROM sqlite_schema").get:
        raise DossierDamaged("{0} is a database of another program, not a dossier", path, hint="name another file")
    return 0


def _back_up(connection: apsw.Connection, path: Path, version: int) -> None:
    """Copy a file to beside it; what stands under the backup's name is whole, whenever this process is stopped."""
    backup = path.with_name(f"{path.name}.v{version}.bak")
    if backup.exists():
        return
    begun = path.with_name(f"{backup.name}.{getpid()}.part")
    begun.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(begun),))
    begun.replace(backup)
