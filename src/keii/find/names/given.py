"""People by given names in kana, and by a given name beside a word of kinship: 首藤まりも, 妻のハツ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, PERSON, Candidate
from keii.find.names.rows import given_names, surnames, word_set
from keii.find.names.units import Units, word

_HONOURED = re.compile("さん|ちゃん(?!こ)|くん|氏|容疑者|被告|ばあ|爺さん|じいさん")
_KANA_NAME = re.compile(
    "(?<![一-鿿々ヶァ-ヺー])(?P<full>(?P<surname>[一-鿿々ヶケ]{1,4})"
    "(?P<given>(?:[ぁ-ゖゐゑ]{2,4}|[ァ-ヺー]{2,7})[子代江美枝恵乃]?|[ぁ-ん][子代江美枝恵]))$"
)
_KIN_NAME = re.compile("(?P<kin>[一-鿿]{1,3}|おい|めい|いとこ)の?(?P<given>[ぁ-ゖゐゑァ-ヺー]{1,5}[子代江美枝恵]?)$")
_ALONE = re.compile("(?<![ぁ-んァ-ヺー一-鿿々])(?P<given>[ぁ-ん]{2,4})$|の(?P<more>[ァ-ヺー]{2,4}|[ぁ-ん]{2,3})$")
_RELATIONS = re.compile(
    "(?:の?[おた]?(?:おば|おじ|かあ|とう|ねえ|にい|じい|ばあ|まわり|みな|おく|ぼっ|おっ|じょう)|いもうと|おとうと|.*みな|.*たく)$"
    "|[がをへにで]|[ぁぃぅぇぉっゃゅょんー]|.*[をっ]$|お"
)
_KANA_END = re.compile("[ぁ-ヿ子代江美枝恵乃]")
_FAR = 14


def kana(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield names with kana before さん: 名護|とよ|さん, 孫の|もえか|ちゃん, 売店の|カネ|ばあちゃん."""
    text = units.text
    for match in _HONOURED.finditer(text):
        end = match.start()
        if end == 0 or not _KANA_END.match(text, end - 1):
            continue
        start = _start(units, text[max(0, end - _FAR) : end], match.group(), end, begin)
        if start is not None:
            title = (end, match.end()) if match.group() != "ばあ" else None
            yield Candidate(COMPOUND + 1, start, end, "PER", "names.kana", title=title)


def _start(units: Units, before: str, honour: str, end: int, begin: dict[int, int]) -> int | None:
    """Return where the name that ends `before` begins, None where no name does."""
    full = _KANA_NAME.search(before) if honour != "ばあ" else None
    if full and _surnamed(units, full, end - len(before), begin) and not _RELATIONS.match(full["given"]):
        return end - len(full["full"])
    kin = _KIN_NAME.search(before)
    if kin and kin["kin"] in word_set("kin") and not _RELATIONS.match(kin["given"]):
        return end - len(kin["given"])
    alone = _ALONE.search(before) if honour in ("ちゃん", "くん", "ばあ") else None
    given = alone["given"] or alone["more"] if alone else ""
    if not given or _RELATIONS.match(given) or end - len(given) not in begin:
        return None
    return end - len(given)


def _surnamed(units: Units, full: re.Match[str], origin: int, begin: dict[int, int]) -> bool:
    """Say whether the characters before the kana are a surname, whole units, and the kana begin a unit."""
    start, middle = origin + full.start("surname"), origin + full.start("given")
    first = begin.get(start)
    if first is None or middle not in begin:
        return False
    codes = units.codes[first : begin[middle]]
    if len(codes) == 1:
        return full["surname"] in surnames() or codes in "SpGYLx"
    crumbs = units.ends[first] - units.starts[first] == 1 and len(full["surname"]) > 2
    return crumbs and not set(codes).isdisjoint("SpYGL") and set(codes) <= set("SpYGLnJNx")


_EMPEROR = re.compile(
    "(?<![一-鿿])(?!今上|象徴|先代|歴代|次期|女系|女性|初代|男系|天皇|両陛)[一-鿿]{2}(?:天皇|皇后|皇太后|法皇|上皇)"
)
_BEHIND_EMPEROR = re.compile("[杯賞陵誕家制]")


def emperors(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield emperors and empresses by the name they bear in history, with their rank: 明治天皇."""
    for match in _EMPEROR.finditer(units.text) if "皇" in units.text else ():
        first = begin.get(match.start())
        whole = first is not None and match.end() in finish and units.codes[first] not in "PQ"
        if whole and not _BEHIND_EMPEROR.match(units.text, match.end()):
            yield Candidate(COMPOUND + 1, match.start(), match.end(), "PER", "names.emperor")


_KIN = re.compile("[nvYSNJQt](?=(o?)([NJSQxknGYp])(?:[.,|(>o]|$))")
_AFTER = re.compile("[はがをもとに(、,。」や]|の(?!よう)|から")
_LEAST_UNKNOWN = 3


def relatives(units: Units) -> Iterator[Candidate]:
    """Yield the given name behind a word of kinship: 妻の|小夜|は, 祖父|為八|の."""
    kin = word_set("kin")
    for match in _KIN.finditer(units.codes):
        i = match.start(2)
        if word(units, match.start()) not in kin or not _AFTER.match(units.text, units.ends[i]):
            continue
        text = word(units, i)
        if text not in kin and text not in word_set("not_given") and _given(units, i, text, bool(match[1])):
            yield Candidate(PERSON, units.starts[i], units.ends[i], "PER", "names.relative")


def _given(units: Units, i: int, text: str, linked: bool) -> bool:
    """Say whether a word may be a given name. `linked`: behind の."""
    code = units.codes[i]
    if "ァ" <= text[0] <= "ヿ":
        return code in "kNJx" and len(text) >= _LEAST_UNKNOWN
    if code in "NJSQ":
        return True
    return text in given_names() and (len(text) > 1 or linked)
