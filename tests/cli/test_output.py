"""How far a run has come: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from keii.cli.output import bar


class Terminal(io.StringIO):
    """A screen that keeps all that was ever on it."""

    def isatty(self) -> bool:
        return True


def test_the_bar_moves_with_the_bytes_and_counts_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("KEII_LANG", "en")
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    with bar(2_000, "Reading") as moved:
        moved(700, 500)
        moved(800, 1_000)
    assert "75%" in screen.getvalue()
    assert "clips: 1,500" in screen.getvalue()


def test_without_a_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with bar(2_000, "Reading") as moved:
        moved(1, 2_000)
    assert pipe.getvalue() == ""
