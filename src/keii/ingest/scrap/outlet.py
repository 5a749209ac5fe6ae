"""媒体: the outlet a clip's own words show: dateline, credit, by-line, letterhead, the address beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from keii.records.clip import GivenBy
from keii.tables.load import load
from keii.text.view import view_of


@dataclass(frozen=True, slots=True)
class OutletRow:
    """媒体の行: an outlet, how datelines and credits write it, and the hosts of its pages."""

    outlet: str
    forms: tuple[str, ...]
    hosts: tuple[str, ...]
    example: str  #: a dateline or credit that shows it
    source: str


_SHAPE = (
    r"[^\s。、「」【】()\[\]=＝/|:<>]{1,14}?(?:通信社?|新聞社?|日報社?|新報|朝報|時報|タイムズ|放送局?|"
    r"テレビ|ニュース|News|TV|ポスト|スポーツ|ジャーナル)"
)
"""An outlet's name by its last word: 〇〇通信, 〇〇新聞, 〇〇放送 …"""
_NAMED = re.compile(rf"{_SHAPE}$")
_BRACKET = re.compile(
    r"[ 　]*(?:【(?P<a>[^【】。]{2,40})】|\[(?P<b>[^\[\]。]{2,40})\]|\((?P<c>[^()。]{2,30})\)|"
    r"〔(?P<d>[^〔〕。]{2,30})〕)(?=.)"
)
_IN_TEXT = re.compile(r"(?<![一-龯々ァ-ヴー])[一-龯々]{2,4}(?:通信社?|新聞社?|放送|テレビ|日報|ニュース)")
_FAR = 2_000_000
_DAY = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:発)?")
_SPLIT = re.compile(r"[ =＝・/、]+")
_TAIL = re.compile(r"[ァ-ヴー]{2,}(?P<tail>[一-龯]{2,4})")
_NOT_OUTLETS = re.compile(r"支局|発|時間|現地|写真|速報|独自|解説|記者|特派員|取材|公式|拡散")
_COPYRIGHT = re.compile(
    r"(?:\(c\)|©|copyright)[ :]*(?:\d{4}(?:[-–]\d{4})?[ ,]*)?(?P<name>[A-Za-z.&]+(?: [A-Za-z.&]+){0,3}|"
    r"[^\s。、,/|]{2,24})",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"^[\[(【]?(?:翻訳|編集|配信|提供|出典|ソース|引用元|発信元)(?:[・/](?:翻訳|編集|"
    r"構成))*[: ]+(?P<name>[^。、()]{2,30}?)(?:日本語版)?(?:編集部|編集局|デスク)?[\])】]?$"
)
_AT_END = re.compile(r"。[ 　]?[(\[〔](?P<name>[^()\[\]〔〕。]{2,20})[)\]〕]$")
_BYLINE = re.compile(r"[=＝] ?(?P<name>[^\s。、()=＝]{2,14})$")
_TITLE_END = re.compile(
    r"[(] ?(?P<paren>[^()]{2,24}?) ?[)] ?[-–—|] ?Yahoo!ニュース$|"
    r"[|:\-–—] ?(?P<bar>[^|]{2,24}?)(?: (?:どうしん電子版|電子版|デジタル|オンライン|DIGITAL|\|.*))?$"
)
_ITSELF = re.compile(
    r"(?<![一-龯々ァ-ヴーA-Za-z])(?![同本各両地現弊某紙他別])(?P<name>[一-龯々ァ-ヴーA-Za-z]{2,8}?(?:通信|新聞|日報|新報|朝報|放送|テレビ|ニュース))社?の"
    r"(?:電話|単独|独自)?(?:取材|インタビュー)に"
)
_OFFICIAL = re.compile(r"^(?P<name>[^。、【】]{2,24}) ?【公式】$")
_COMPANY = re.compile(r"^(?:株式会社|合同会社|有限会社) ?|(?:株式会社|合同会社|有限会社|ホールディングス株式会社)$")


def outlet_of(
    lines: Sequence[str], named: frozenset[str], host: str | None, organ: str | None
) -> tuple[str | None, GivenBy | None]:
    """Return the outlet of a clip and what shows it, else None and None.

    `lines` are the clip's lines, `named` the outlets the whole page names (for the full form of a shortened one),
    `host` the host of the address beside the clip, `organ` the letterhead's body. The first kind of sign that names
    exactly one outlet decides.
    """
    views = [view_of(line[:300] if len(line) <= 600 else line[:300] + "…" + line[-300:]).text.strip() for line in lines]
    signs: tuple[tuple[GivenBy, Iterator[str]], ...] = (
        ("text", _site_names(views)),
        ("credit", _credits(views)),
        ("dateline", _datelines(views, named)),
        ("byline", _bylines(views)),
        ("host", _hosts(host)),
        ("text", _letterheads(views, organ)),
        ("text", _own_words(views)),
    )
    for by, names in signs:
        found = {usual_name(name) for name in names}
        if len(found) == 1:
            return found.pop(), by
    return None, None


def named_in(page: str) -> frozenset[str]:
    """Return the outlets a page names, by the shape of their names: 「〇〇通信」; in its first 2 million characters."""
    return frozenset(match.group() for match in _IN_TEXT.finditer(page, 0, _FAR))


def host_of(link: str) -> str:
    """Return the host of an address, with or without its scheme, in small letters: "www3.nhk.or.jp"."""
    return re.sub(r"^(?:\w+://)?([^/:?#]*).*$", r"\1", link.strip("<>"), flags=re.DOTALL).lower()


def usual_name(name: str) -> str:
    """Return an outlet's usual name for one of its forms: ロイター通信 -> ロイター; any other name as it is."""
    return _by_form().get(name.lower(), name)


@cache
def _rows() -> tuple[OutletRow, ...]:
    return load("keii.ingest.scrap", "outlets.tsv", OutletRow)


@cache
def _by_form() -> Mapping[str, str]:
    return {form.lower(): row.outlet for row in _rows() for form in (row.outlet, *row.forms)}


@cache
def _by_host() -> Mapping[str, str]:
    return {host: row.outlet for row in _rows() for host in row.hosts}


def _known(name: str) -> bool:
    return name.lower() in _by_form()


def outlet_like(name: str) -> bool:
    """Say whether a name is a known outlet's, or ends like one: 〇〇新聞, 〇〇放送."""
    return _known(name) or bool(_NAMED.fullmatch(name))


def _credits(lines: Sequence[str]) -> Iterator[str]:
    for line in [line for line in lines if len(line) <= 100 and not line.startswith(("写真", "(写真", "【写真"))]:
        match = _COPYRIGHT.search(line)
        if match:
            yield re.sub(r"(?:無断|All|Inc).*$", "", match.group("name"))
        match = _EDITED.match(line)
        if match and (outlet_like(match.group("name")) or "編集部" in line):
            yield match.group("name")


def _datelines(lines: Sequence[str], named: frozenset[str]) -> Iterator[str]:
    for line in lines[:3]:
        match = _BRACKET.match(line)
        inside = next((part for part in match.groups() if part), "") if match else ""
        if inside and not inside.startswith("写真") and (name := _in_dateline(inside, named)):
            yield name
            return


def _in_dateline(inside: str, named: frozenset[str]) -> str:
    if _known(inside):
        return inside
    pieces = [p for p in _SPLIT.split(_DAY.sub(" ", inside)) if p]
    for piece in reversed(pieces):
        if _known(piece) or (len(pieces) > 1 and _NAMED.fullmatch(piece)):
            return piece
        for cut in range(1, len(piece) - 1):
            if _known(piece[cut:]):
                return piece[cut:]
    if not pieces or "=" in inside or "＝" in inside or _NOT_OUTLETS.search(inside):
        return ""
    return _shortened(pieces[-1], named)


def _shortened(piece: str, named: frozenset[str]) -> str:
    """Return the full form of 【カイロ北海】's 北海 where the page has it, else the short one; "" for none."""
    match = _TAIL.fullmatch(piece)
    if not match:
        return ""
    tail = match.group("tail")
    if _NAMED.fullmatch(tail):
        return tail
    full = {name for name in named if name.startswith(tail) and _NAMED.fullmatch(name)}
    return full.pop() if len(full) == 1 else tail


def _bylines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines[-2:]:
        match = _AT_END.search(line)
        if match and outlet_like(name := _SPLIT.split(match.group("name"))[-1]):
            yield name
        match = _BYLINE.search(line) if len(line) <= 40 and "。" not in line and not _DAY.search(line) else None
        if match and outlet_like(match.group("name")) and not line.startswith(("【", "(写真", "写真")):
            yield match.group("name")


def _hosts(host: str | None) -> Iterator[str]:
    known = _by_host()
    parts = (host or "").split(".")
    for at in range(len(parts) - 1):
        if ".".join(parts[at:]) in known:
            yield known[".".join(parts[at:])]
            return


def _letterheads(lines: Sequence[str], organ: str | None) -> Iterator[str]:
    match = _OFFICIAL.match(lines[0]) if lines else None
    if match:
        yield match.group("name")
    elif organ:
        yield _COMPANY.sub("", organ) or organ


def _site_names(lines: Sequence[str]) -> Iterator[str]:
    """Yield the outlet at the end of a page's title: 「…開幕｜静岡新聞」, 「…（中央日報） - Yahoo!ニュース」."""
    match = _TITLE_END.search(lines[0]) if lines and len(lines[0]) <= 120 and "。" not in lines[0] else None
    if match and (match.group("paren") or outlet_like(match.group("bar"))):
        yield match.group("paren") or match.group("bar")


def _own_words(lines: Sequence[str]) -> Iterator[str]:
    """Yield the outlets that say of themselves that they asked: 「〇〇新聞の取材に」."""
    for line in lines:
        yield from (found.group("name") for found in _ITSELF.finditer(line))
