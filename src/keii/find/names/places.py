"""Places by their head: 船橋|市 has a government (GPE), 静岡|駅 has none (LOC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import COMPOUND, HEADED, PERSON, Candidate
from keii.find.names.heads import both_katakana, odd
from keii.find.names.people import title_after
from keii.find.names.rows import municipalities, surnames, word_set
from keii.find.names.units import Units, word
from keii.records.name import NameType
from keii.tables.names import merged_towns

_GOVERNED = re.compile("(?<![pGLYSNJxkqnQ])[pGLYSNJxkqnQ]+[gs]")
_OTHER = re.compile("(?<![CGLYOMpqxnvkKASNJQdzmr])[CGLYOMpqxnvkKASNJQdzmr]+l+")
_SEATS = re.compile("[pGYk][tnfvz]")
_OFFICE = re.compile("[都道府県市区町村州](?:長|知事|議|内|外|民|立|勢|側|役所)")
_GOVERNMENT = re.compile(".*[都道府県市区町村州郡国]")


def governed(units: Units) -> Iterator[Candidate]:
    """Yield cities, prefectures, states: the nearest proper noun before the head, with what it stands on."""
    codes = units.codes
    for match in _GOVERNED.finditer(codes) if "g" in codes or "省" in units.text else ():
        head = match.end() - 1
        if codes[head] == "s" and (word(units, head) != "省" or codes[head - 1] not in "pGYLk"):
            continue
        at = head - 1
        while at > match.start() and codes[at - 1] in "pxkSNJ" and codes[at] in "pxkSNJ" and not _part(units, at - 1):
            at -= 1
        if codes[at] == "n" and not _katakana(units, at):
            continue
        entry = units.entries[head][0]
        if units.text[units.starts[at] : units.ends[head - 1]] not in word_set("lead"):
            power = COMPOUND + 1 if codes[head] == "s" else HEADED
            yield Candidate(power, units.starts[at], units.ends[head], place_type(units, at, head), entry.id)


def place_type(units: Units, first: int, last: int) -> NameType:
    """Return the type of a place with a government by its head: a 町 right behind a city or ward is a quarter (LOC),
    unless it was a town before a merger and has parts of its own (唐津市|肥前町)."""
    of = word(units, first - 1) if first else ""
    if word(units, last)[-1] != "町" or not of or units.ends[first - 1] != units.starts[first]:
        return "GPE"
    if of[-1] not in ("市", "区"):
        behind = first > 1 and units.codes[first - 1] in "Lp" and word(units, first - 2)[-1] in ("市", "区")
        return "LOC" if behind and of[-1] not in "郡町村" else "GPE"
    town = units.text[units.starts[first] : units.ends[last]]
    if of[0] == "同":
        return "GPE" if town in _merged_anywhere() else "LOC"
    return "GPE" if {of + town, of[of.find("市") + 1 :] + town} & merged_towns() else "LOC"


@cache
def _merged_anywhere() -> frozenset[str]:
    """Return the merged towns without what they stand behind: 肥前町."""
    return frozenset(re.split("[市区]", place, maxsplit=1)[1] for place in merged_towns())


def whole(units: Units) -> Iterator[Candidate]:
    """Yield places the dictionary has as one word with their head: 湯布院町."""
    for match in re.finditer("p", units.codes):
        i = match.start()
        mayor = units.text[units.ends[i] : units.ends[i] + 1] in ("長", "議")
        if units.ends[i] - units.starts[i] > 2 and _part(units, i) and not mayor:
            kind = place_type(units, i, i)
            yield Candidate(HEADED, units.starts[i], units.ends[i], kind, "names.whole_place")


def _part(units: Units, i: int) -> bool:
    return _GOVERNMENT.fullmatch(word(units, i)) is not None


def _katakana(units: Units, i: int) -> bool:
    return "ァ" <= units.text[units.starts[i]] <= "ヿ"


def seats(units: Units) -> Iterator[Candidate]:
    """Yield the place in 船橋市長, 千葉県知事, whose head is the first character of the office."""
    for match in _SEATS.finditer(units.codes):
        i = match.start()
        if _chief_of_named(units, i):
            title = title_after(units, i + 1)
            yield Candidate(PERSON, units.starts[i], units.ends[i], "PER", "names.chief_of_place", title=title)
        elif _OFFICE.match(units.text, units.starts[i + 1]):
            yield Candidate(HEADED, units.starts[i], units.starts[i + 1] + 1, "GPE", "names.seat")
        elif units.text.startswith("署長", units.starts[i + 1]):
            yield Candidate(HEADED, units.starts[i], units.starts[i + 1] + 1, "ORG", "names.station_chief")
        elif units.text.startswith("駅長", units.starts[i + 1]):
            yield Candidate(PERSON + 1, units.starts[i], units.starts[i + 1] + 1, "ORG", "names.stationmaster")


def _chief_of_named(units: Units, i: int) -> bool:
    """Say whether the unit before the office of a mayor is the mayor: the city itself stands before it (由布市の
    後藤寺市長), or it is no word of the tables, no municipality of Japan bears the name and the text speaks of none."""
    place = units.text[units.starts[i] : units.starts[i + 1] + 1]
    if not units.text.startswith(("長", "議"), units.ends[i] + 1) or place[-1] not in "市町村区":
        return False
    if i > 1 and word(units, i - 1) == "の" and units.codes[i - 2] in "GpY" and word(units, i - 2)[-1] == place[-1]:
        return True
    likely = word(units, i) in surnames() or (units.codes[i] in "pxSNJ" and not _katakana(units, i))
    return likely and place not in municipalities() and units.text.count(place) == units.text.count(place + "長")


def same_quarters(text: str, kept: list[Candidate]) -> list[Candidate]:
    """Return `kept` with a 町 that the clip once has behind its city as a quarter (LOC) a quarter throughout."""
    quarters = {text[one.start : one.end] for one in kept if one.type == "LOC" and text[one.end - 1] == "町"}
    if not quarters:
        return kept
    return [
        one._replace(type="LOC") if one.type == "GPE" and text[one.start : one.end] in quarters else one for one in kept
    ]


_HALLS = ("館", "センター", "ホール", "プラザ", "役所", "役場", "会議場")
_VENUE = re.compile(
    "で、?(?:開(?:か|き|く|い|催|会|幕)|行(?:わ|う|い|っ)|催|上演|展示|披露|始ま|講演|会見)|[0-9一二三四五六七八九]階|を(?:皮切|会場)"
    "|の(?:ロビー|大?ホール|駐車場|会議室|一室)"
)
_VENUE_AHEAD = ("会場は", "会場:", "会場 ", "場所:", "場所は", "場所 ", "ところ ", "ところ:", "会場となる", "会場の")


def venues(text: str, kept: list[Candidate]) -> list[Candidate]:
    """Return `kept` with halls and centres that are no more than the place of something as places (会場は…)."""
    return [
        one._replace(type="LOC", entry=None) if one.type == "ORG" and _is_venue(text, one.start, one.end) else one
        for one in kept
    ]


def _is_venue(text: str, start: int, end: int) -> bool:
    """Say whether something is held in a hall, by the words beside it."""
    if not text.endswith(_HALLS, start, end) or end - start < 3:
        return False
    return _VENUE.match(text, end) is not None or text.endswith(_VENUE_AHEAD, 0, start)


def others(units: Units) -> Iterator[Candidate]:
    """Yield stations, rivers, buildings: the nouns before the head, from the last place with a government on."""
    codes = units.codes
    for match in _OTHER.finditer(codes) if "l" in codes else ():
        head = match.end() - 1
        while head > match.start() and codes[head - 1] == "l":
            head -= 1
        at = head
        while at > match.start() and _belongs(units, at - 1, at == head):
            at -= 1
        while at < head and codes[at] in "mz":
            at += 1
        company = codes.rfind("O", at, head)
        at = max(at, company + _in_full(word(units, company)) if company + 1 < head else company)
        at = _behind_road(units, at, head)
        near = codes[head - 1 : head] if units.ends[head] - units.starts[head] == 1 else codes[at:head]
        if any(c in "CGLYOMpqxkASJQ" for c in near) or odd(units, at, head):
            entry = units.entries[match.end() - 1][0]
            last = match.end() - 1
            last += _ARENA.match(units.codes, last) is not None and word(units, last) in word_set("arena")
            if units.text[units.starts[at] : units.ends[last]] not in word_set("not_name"):
                yield Candidate(HEADED, units.starts[at], units.ends[last], "LOC", entry.id)


def _in_full(company: str) -> bool:
    """Say whether a railway stands by its full name, apart from its station: JR東日本|大船渡駅, but 近鉄長島駅."""
    return company.startswith("JR") or company.endswith(("鉄道", "電鉄", "メトロ"))


_ROADS = ("線", "自動車道", "道路", "街道", "バイパス")


def _behind_road(units: Units, at: int, head: int) -> int:
    """Return where a station or junction begins behind its listed line or road: 上信越自動車道|富岡インター."""
    for i in range(head - 2, at - 1, -1):
        if units.codes[i] == "L" and word(units, i).endswith(_ROADS):
            return i + 1
    return at


_ARENA = re.compile("l[GYpL](?=[.,o()|>]|$)")


def _belongs(units: Units, i: int, next_to_head: bool) -> bool:
    code = units.codes[i]
    text = word(units, i)
    if code in "CG":
        return ((next_to_head or code == "G") and not _part(units, i)) or _run_by(units, i)
    if code == "m":
        return both_katakana(units, i)
    if code == "r":
        return text in "新第旧東西南北"
    return text not in word_set("lead")


_RUN_BY = re.compile("(?:立|営|民(?=会館|ホール|センター|球場|体育館|プール|広場|の森))")


def _run_by(units: Units, i: int) -> bool:
    """Say whether the place of a government runs what follows: 鳥取市|営サッカー場, 名護市|民会館."""
    return _RUN_BY.match(units.text, units.ends[i]) is not None


_RAILWAY = re.compile("[xOA][Ll]|[nrNSQxfpvz]L")


def railways(units: Units) -> Iterator[Candidate]:
    """Yield lines and stations with the railway before them (JR飯田線), and quarters of a region (南|カフカス)."""
    if "L" not in units.codes and "JR" not in units.text:
        return
    for match in _RAILWAY.finditer(units.codes):
        i = match.start()
        before, entry = word(units, i), units.entries[i + 1][0]
        if before == "JR" and entry.kind in ("station", "road"):
            yield Candidate(HEADED, units.starts[i], units.ends[i + 1], "LOC", "names.railway", entry)
        elif before in ("東", "西", "南", "北") and entry.kind == "region":
            yield Candidate(HEADED, units.starts[i], units.ends[i + 1], "LOC", "names.quarter")


_NUMBERED = re.compile("道[0-9]+号(?:線)?")


def roads(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield roads by number: 国道152号."""
    for match in _NUMBERED.finditer(units.text):
        start = match.start() - 1
        if start in begin and units.text[start] in "国都府県市町村道":
            yield Candidate(HEADED, start, match.end(), "LOC", "names.numbered_road")


_QUARTER = re.compile("[Gpng](?<!(?<![pYLSNJxq])g)([pLYSNJx])(?=[.,o()|e<>\\[\\]]|$)")


def quarters(units: Units) -> Iterator[Candidate]:
    """Yield the quarter right behind its city, ward or town: 松江市|殿町, 肥前町|田野, 同市|秋吉."""
    for match in _QUARTER.finditer(units.codes):
        i = match.start(1)
        of, name = word(units, i - 1), word(units, i)
        if of[-1] not in "市区町村" or (units.codes[i - 1] == "n" and of[0] != "同"):
            continue
        if name.endswith("駅前"):
            continue
        if len(name) > 1 and not _katakana(units, i) and name not in word_set("not_name"):
            kind: NameType = place_type(units, i, i) if name[-1] in "町村" else "LOC"
            yield Candidate(HEADED, units.starts[i], units.ends[i], kind, "names.town_quarter")


_CHOME = re.compile("[0-9一二三四五六七八九十]{1,3}丁目")


def blocks(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield the quarter before its block: 大手|3丁目."""
    for match in _CHOME.finditer(units.text) if "丁目" in units.text else ():
        i = finish.get(match.start(), -1)
        if i >= 0 and units.codes[i] in "GpYLSNxJn" and units.ends[i] - units.starts[i] > 1:
            start = _quarter_start(units, i)
            yield Candidate(HEADED, start, units.ends[i], "LOC", "names.block")


def _quarter_start(units: Units, i: int) -> int:
    """Return where the name of a quarter begins: at its first unit behind a city or anything that is no noun."""
    while i and units.codes[i - 1] in "pYLSNxJnz" and units.ends[i - 1] - units.starts[i - 1] <= 2:
        i -= 1
    return units.starts[i]


_NEW = re.compile("r[GpYL](?=[.,o()|f]|$)")


def stations(units: Units) -> Iterator[Candidate]:
    """Yield stations that are new beside their town: 新|青森."""
    if "新" not in units.text:
        return
    for match in _NEW.finditer(units.codes):
        i = match.start()
        if word(units, i) == "新" and units.text[units.ends[i + 1] - 1] not in "都道府県市区町村国":
            yield Candidate(HEADED, units.starts[i], units.ends[i + 1], "LOC", "names.new_station")
