"""Tables as rows: a TSV file beside the code that owns it -> a frozen tuple of typed rows."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import TypeVar, get_type_hints

Row = TypeVar("Row")


class TableError(ValueError):
    """A table file that does not fit its row type: names the file and the line."""


@cache
def load(package: str, file: str, row: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a TSV file as instances of a frozen dataclass.

    `package` is the dotted package the file lies in, `row` a dataclass whose fields are the header's columns, in
    any order. A field typed ``str`` takes the cell, ``tuple[str, ...]`` splits it at ``|`` (empty cell: ``()``),
    ``int`` and ``float`` convert it, ``bool`` is true for ``1``, and ``X | None`` turns an empty cell into None.
    Lines that start with ``#`` and empty lines are skipped. Raises `TableError` for a wrong header or cell.
    """
    lines = files(package).joinpath(file).read_text(encoding="utf-8").split("\n")
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise TableError(f"{file}: no header")
    header = numbered[0][1].split("\t")
    wanted = {f.name for f in fields(row)}  # type: ignore[arg-type]  # a dataclass, as the docstring asks
    if set(header) != wanted or len(header) != len(wanted):
        raise TableError(f"{file}: columns {header} are not {sorted(wanted)}")
    kinds = get_type_hints(row)
    out = []
    for n, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise TableError(f"{file}:{n}: {len(cells)} cells for {len(header)} columns")
        cells += [""] * (len(header) - len(cells))
        try:
            out.append(row(**{name: _cell(cell, kinds[name]) for name, cell in zip(header, cells, strict=True)}))
        except ValueError as error:
            raise TableError(f"{file}:{n}: {error}") from error
    return tuple(out)


def _cell(cell: str, kind: object) -> object:
    if kind == tuple[str, ...]:
        return tuple(cell.split("|")) if cell else ()
    if cell == "" and type(None) in getattr(kind, "__args__", ()):
        return None
    for plain in (int, float):
        if kind == plain or plain in getattr(kind, "__args__", ()):
            return plain(cell)
    if kind is bool:
        if cell not in ("0", "1", ""):
            raise ValueError(f"{cell!r} is neither 1 nor 0")
        return cell == "1"
    return cell
