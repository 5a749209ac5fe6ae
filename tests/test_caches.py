"""Memory does not grow with what is read: what is kept for good is tables, never words of texts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parent.parent / "src" / "keii"
ROOMS = ("words", "find", "text", "weights", "tables")
OF_TABLES = {"role", "kind", "char", "file", "package", "row", "tag"}
"""Arguments that take no more values than there are rows, tags or characters."""


def kept_for_good(room: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the functions of a room whose results are all kept, with the names of their arguments."""
    for path in sorted((SOURCES / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "cache" in map(ast.unparse, node.decorator_list):
                yield f"{path.name}: {node.name}", {argument.arg for argument in node.args.args}


@pytest.mark.parametrize("room", ROOMS)
def test_only_tables_are_kept_for_good(room: str) -> None:
    assert [name for name, arguments in kept_for_good(room) if arguments - OF_TABLES] == []
