"""設え: what the room is opened with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """設え: which dossier, and for whom."""

    dossier: Path  #: made when something is added, if there is none
    hosts: frozenset[str] = LOOPBACK  #: names by which the room may be addressed, without port, IPv6 in []
    token: str | None = None  #: what a visitor must show; None: nothing, which is for loopback only
    desks: int = 8  #: dossier connections kept open at most
