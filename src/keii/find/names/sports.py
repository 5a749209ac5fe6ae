"""Teams by the game they play: sides of a score (青葉北5-1南原), places that win or lose, clubs with their town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, HEADED, PERSON, Candidate
from keii.find.names.rows import word_set
from keii.find.names.units import Units, word

_MOST_SIDES = 100
"""Sides of scores that are looked for elsewhere in the clip: a page of results has some sixty."""
_GOALS = re.compile("[0-9][-―–][0-9]")
_SIDE = "[一-鿿々ヶァ-ヺーA-Za-z・]{2,14}"
_SCORE = re.compile(
    rf"(?<![一-鿿々ヶァ-ヺーA-Za-z0-9・-])({_SIDE})(?:\([^()\n]{{1,6}}\))? ?"
    rf"[0-9]{{1,3}}[-―–][0-9]{{1,3}} ?({_SIDE})(?![一-鿿々ヶァ-ヺーA-Za-z0-9・-])"
)
_ACTS = re.compile("[はがもにを](?![一-鿿])|から|戦|の(?:[0-9]年|主将|投手|捕手|選手|監督|エース)|[-―–(](?![0-9])")
_DIVIDED = re.compile("[市区町村郡県]")


def scores(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield both sides of a score, 青葉北|5-1|南原, and the same words elsewhere in the clip where they act."""
    text, sides = units.text, dict[str, None]()
    if not _GOALS.search(text):
        return
    for match in _SCORE.finditer(text):
        both = match[1], match[2]
        if any(side in word_set("not_side") or _DIVIDED.search(side[1:-1]) for side in both):
            continue
        for group in (1, 2):
            if match.start(group) in begin and match.end(group) in finish:
                sides[match[group]] = None
                yield Candidate(COMPOUND, match.start(group), match.end(group), "ORG", "names.score")
    for side in list(sides)[:_MOST_SIDES]:
        at = text.find(side)
        while at >= 0:
            end = at + len(side)
            if at in begin and end in finish and _ACTS.match(text, end):
                yield Candidate(PERSON, at, end, "ORG", "names.score")
            at = text.find(side, end)


_BEATEN = re.compile(
    "[はがをにと](?:[0-9]+[-―–][0-9]+で|延長[^、。]{0,6}末に?|逆転で|また)?"
    "(?:勝[っちつ]|快勝|競り勝|敗れ|大敗|惜敗|逆転勝|逆転負|連勝|連敗|下し[、たて]|破っ|破り[、ま]|引き分け|対戦|完封|零封|降し|サヨナラ)"
)
_PLAYERS = re.compile("[YWpL](?=\\.)")


def played(units: Units) -> Iterator[Candidate]:
    """Yield the team in 青葉に|勝った, a place or a short form that wins or loses."""
    if not any(sign in units.text for sign in ("勝", "敗", "下し", "破", "引き分け", "対戦", "降し", "封")):
        return
    for match in _PLAYERS.finditer(units.codes):
        i = match.start()
        if units.ends[i] - units.starts[i] > 1 and _BEATEN.match(units.text, units.ends[i]):
            entry = next((e for e in units.entries[i] if e.type == "ORG"), None)
            if entry or units.codes[i - 1 : i] not in tuple("CGpLYS"):
                yield Candidate(HEADED, units.starts[i], units.ends[i], "ORG", "names.played", entry)


_CLUB = re.compile("(?:[Ank](?<![CGLYpOkKxAn].)[GYp]|[GYp](?<![CGLYpOkKxAn].)[kJNSK])(?![CGLYpknvKJzsglNS])")
_LETTERS = frozenset({"FC", "SC", "AC", "BC", "CF"})
_PLURAL = re.compile("[ァ-ヺー]{2,}(?:ズ|ッツ|ックス|ース|ニオ|ヴォ|ンテ)")


def clubs(units: Units) -> Iterator[Candidate]:
    """Yield clubs named by their town and a word: SC|青葉, 青葉|サンダーズ, ヴォレアス|北海道."""
    for match in _CLUB.finditer(units.codes):
        first, last = match.start(), match.end() - 1
        one, two = word(units, first), word(units, last)
        unknown = units.codes[first] == "k" and len(one) > 2 and units.codes[last] == "G"
        if one.endswith(tuple(word_set("arena"))):
            continue
        if one in _LETTERS or unknown or (units.codes[last] in "kJNSK" and _PLURAL.fullmatch(two)):
            yield Candidate(HEADED, units.starts[first], units.ends[last], "ORG", "names.club")
