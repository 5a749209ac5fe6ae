"""Large tables of text, quickly: a TSV file -> its rows as lists of cells, nothing converted."""

from __future__ import annotations

from importlib.resources import files

from keii.tables.load import TableError


def cells(package: str, file: str, columns: tuple[str, ...]) -> list[list[str]]:
    """Return the rows of a TSV file under the header `columns`, in the file's order, each cell as written.

    For tables of thousands of rows, read about five times as fast as by `keii.tables.load.load`. No comments and no
    empty lines. Raises `TableError` for another header or a row of another length.
    """
    lines = files(package).joinpath(file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    header, *rows = [line.split("\t") for line in lines]
    if tuple(header) != columns:
        raise TableError(f"{file}: columns {header} are not {list(columns)}")
    for n, row in enumerate(rows, 2):
        if len(row) != len(columns):
            raise TableError(f"{file}:{n}: {len(row)} cells for {len(columns)} columns")
    return rows
