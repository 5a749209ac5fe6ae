"""One digest over everything that decides a reading besides code: tables, rules, weights."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_DATA = (".tsv", ".toml", ".npz")


@cache
def tables_digest() -> str:
    """Return ``"sha256:"`` and 16 hex digits over the names and bytes of all data files in the package, in order."""
    digest = hashlib.sha256()
    for name, item in sorted(_data_files(files("keii"), "")):
        digest.update(name.encode() + b"\0" + item.read_bytes())
    return f"sha256:{digest.hexdigest()[:16]}"


def _data_files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    out = []
    for item in folder.iterdir():
        if item.is_dir():
            out.extend(_data_files(item, f"{path}{item.name}/"))
        elif item.name.endswith(_DATA):
            out.append((path + item.name, item))
    return out
