"""A pile of generated clippings of any size: invented happenings told by several papers, in other words, over days.

    python benchmarks/pile.py 1000 > pile.jsonl

Every happening has its own place, people and figures; each paper tells it by one of several wordings, in one of two
registers, some copy another's, figures grow from day to day, one side denies. The same number of clips and seed give
the same pile, and a smaller pile is the beginning of a larger one.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from keii.tables.names import RankedName, given_names, surnames

FIRST_DAY = date(2031, 1, 1)
A_DAY = 40
"""Clips a day: what a reader who follows the news closely keeps."""
_TOWN = "東西南北上下新大小高青白黒赤清長広深若松"
_TOWN_END = "原川崎浜沢田島森野丘泉滝谷里瀬津根山江坂"
_FIRM = [
    "アル",
    "ベル",
    "カナ",
    "デル",
    "エル",
    "フォル",
    "ガラ",
    "ヘリ",
    "イル",
    "ジオ",
    "ケイ",
    "ルミ",
    "マク",
    "ノヴァ",
    "オル",
    "パル",
    "リク",
    "セラ",
    "テク",
    "ユニ",
]
_FIRM_END = ["テック", "メディカル", "フーズ", "モータース", "電機", "工業", "化学", "海運", "建設", "製薬"]
_PAPER = [
    "朝",
    "夕",
    "東",
    "西",
    "南",
    "北",
    "中央",
    "列島",
    "暁",
    "新報",
    "沿岸",
    "高原",
    "湾岸",
    "内陸",
    "県央",
    "平野",
]
_PAPER_END = ["新聞", "通信", "日報", "テレビ", "放送"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of happening: how papers tell it on the first day and later. Each wording has slots."""

    first: tuple[str, ...]
    later: tuple[str, ...]  #: follow-ups, and what a side denies


@dataclass(frozen=True, slots=True)
class _Happening:
    kind: _Kind
    slots: dict[str, str]
    n: int
    number: int


@dataclass(frozen=True, slots=True)
class Piled:
    """A document of the pile, and which happening it tells of."""

    id: str
    text: str
    published: date
    outlet: str
    happening: int


@cache
def kinds() -> tuple[_Kind, ...]:
    """Return the kinds of happenings of pile.tsv."""
    told: dict[str, dict[str, list[str]]] = {}
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[2:]
    for kind, part, wording in (line.split("\t") for line in lines):
        parts = told.setdefault(kind, {"first": [], "later": []})
        parts["first" if part == "first" else "later"].append(wording.replace("|", "\n"))
    return tuple(_Kind(tuple(parts["first"]), tuple(parts["later"])) for parts in told.values())


def pile(clips: int, seed: int = 1) -> Iterator[Piled]:
    """Yield so many documents, in order of publication."""
    return islice(_endless(random.Random(seed)), clips)  # noqa: S311  # no secret: the same pile each time


def _endless(chance: random.Random) -> Iterator[Piled]:
    """Yield documents day after day: new happenings each day, and follow-ups of the last days' ones."""
    papers = [a + b for a in _PAPER for b in _PAPER_END]
    going: list[tuple[_Happening, int]] = []  # with the days each still makes news
    day, number, happenings = FIRST_DAY, 0, 0
    while True:
        today: list[tuple[str, str, int]] = []
        while len(today) < A_DAY:
            if going and chance.random() < 0.35:
                at = chance.randrange(len(going))
                happening, left = going[at]
                today.append((chance.choice(papers), _later(happening, day, chance), happening.number))
                going[at : at + 1] = [(happening, left - 1)] if left > 1 else []
            else:
                happenings += 1
                happening = _happening(chance, happenings)
                today += ((*told, happenings) for told in _first_day(happening, day, papers, chance))
                if chance.random() < 0.5:
                    going.append((happening, chance.randint(1, 4)))
        for outlet, text, told in today:
            number += 1
            yield Piled(f"pile-{number}", text, day, outlet, told)
        day += timedelta(days=1)


def _first_day(happening: _Happening, day: date, papers: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    wordings = chance.sample(happening.kind.first, chance.randint(1, len(happening.kind.first)))
    for wording in wordings:
        text = _filled(wording, happening, day, happening.n, chance)
        yield chance.choice(papers), text
        if chance.random() < 0.1:
            yield chance.choice(papers), text  # a wire report picked up


def _later(happening: _Happening, day: date, chance: random.Random) -> str:
    wording = chance.choice(happening.kind.later)
    return _filled(wording, happening, day, happening.n, chance)


def _happening(chance: random.Random, number: int) -> _Happening:
    n = chance.randint(2, 900)
    slots = {
        "town": chance.choice(_TOWN) + chance.choice(_TOWN_END) + chance.choice(_TOWN_END) + "市",
        "firm": _firm(chance),
        "other": _firm(chance),
        "person": _person(chance),
        "rival": _person(chance),
        "rate": f"{chance.randint(30, 75)}.{chance.randint(0, 9)}",
        "mag": f"{chance.randint(5, 7)}.{chance.randint(0, 9)}",
        "hour": str(chance.randint(1, 11)),
        "m": str(n + chance.randint(1, 90)),
    }
    return _Happening(chance.choice(kinds()), slots, n, number)


def _filled(wording: str, happening: _Happening, day: date, n: int, chance: random.Random) -> str:
    said = day - timedelta(days=chance.choice((0, 0, 1)))
    return wording.format(day=f"{said.day}日", n=n, **happening.slots)


def _firm(chance: random.Random) -> str:
    return chance.choice(_FIRM) + chance.choice(_FIRM) + chance.choice(_FIRM_END)


@cache
def _names() -> tuple[tuple[RankedName, ...], tuple[RankedName, ...]]:
    return surnames(), given_names()


def _person(chance: random.Random) -> str:
    family, given = _names()
    return family[chance.randrange(400)].name + given[chance.randrange(900)].name


if __name__ == "__main__":
    for piled in pile(int(sys.argv[1])):
        whole = {"id": piled.id, "text": piled.text, "published": piled.published.isoformat(), "outlet": piled.outlet}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
