"""Writer (書き手): who speaks in a notice of one's own (当社, 私, 我が国), by the lines that head or close it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from keii.records.name import Name

_HEAD, _TAIL = 6, 3
"""How many lines from the top and from the end may name the writer."""
_LINE = 40
"""Longest line that only names somebody, in characters."""
_ADDED = re.compile(r"[一-龥ァ-ヶー]{0,12}(?:【公式】|\(公式\))?|(?:御中|殿|様)")
"""What may follow a writer's name on its line: 災害対策本部, 株式会社, 【公式】."""
_BEFORE = re.compile(r"(?:[一-龥ァ-ヶー]{0,16}[ 　]*)(?:社長|会長|理事長|代表|知事|市長|町長|大臣|長|委員長)?[ 　]*")
_ADDRESSED = ("御中", "殿", "様", "各位", "宛")


def _begins(name: Name) -> int:
    return name.span.start


class Writers(NamedTuple):
    """書き手: the body and the person in whose name a notice speaks."""

    body: Name | None
    person: Name | None


def writers_of(text: str, names: tuple[Name, ...]) -> Writers:
    """Return who a notice's own lines name; None where no line does. Costs a look at the first and last lines."""
    body = person = None
    for start, end in _lines(text):
        line = text[start:end]
        if not line or len(line) > _LINE or line.endswith(_ADDRESSED) or "。" in line:
            continue
        first_at = bisect_left(names, start, key=_begins)
        here = [n for n in names[first_at : bisect_left(names, end, key=_begins)] if n.span.end <= end]
        if not here:
            continue
        last, first = here[-1], here[0]
        rest = text[last.span.end : end].strip(" 　")
        if (
            person is None
            and last.type == "PER"
            and rest == ""
            and _BEFORE.fullmatch(_without(text, start, last, here))
        ):
            person = last
        elif body is None and first.span.start == start and first.type in ("ORG", "GPE"):
            body = first if _ADDED.fullmatch(text[first.span.end : end].strip(" 　")) else None
    return Writers(body, person)


def _without(text: str, start: int, last: Name, here: list[Name]) -> str:
    """Return what stands before a person on a line, bodies and places left out."""
    out, at = "", start
    for name in here[:-1]:
        out, at = out + text[at : name.span.start], name.span.end
    return (out + text[at : last.span.start]).strip(" 　")


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the first and last lines of a text."""
    out: list[tuple[int, int]] = []
    at = 0
    while len(out) < _HEAD and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        out.append((at, end))
        at = end + 1
    end = len(text.rstrip())
    for _ in range(_TAIL):
        start = text.rfind("\n", 0, end) + 1
        if start < at or end <= start:
            break
        out.append((start, end))
        end = len(text[: start - 1].rstrip())
    return out
