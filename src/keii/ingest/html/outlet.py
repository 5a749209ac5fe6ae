"""媒体: the outlet of a page, from what it says of itself, its address and the words by its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.ingest.html.says import Says
from keii.ingest.scrap.outlet import OutletRow, host_of, outlet_like, usual_name
from keii.ingest.scrap.shapes import look_at, shapes_of
from keii.records.page import Shown
from keii.tables.load import load
from keii.text.view import view_of

_LEGAL = r"(?:株式会社|合同会社|有限会社|\(株\))"
_COMPANY = re.compile(rf"^(?:{_LEGAL}|一般社団法人|公益財団法人)\s*|\s*(?:{_LEGAL}|,? (?:Inc|Ltd|Co)\.?)$")
_BY_LAST_WORD = r"(?:新聞|日報|新報|朝報|時報|通信|放送|テレビ|タイムズ|ジャーナル|ニュース)"
_EDITION = (
    r"(?:社|局|デジタル|電子版|オンライン|プラス|[ 　]?(?:WEB|Web|DIGITAL|Digital|ONLINE|Online|NEWS|News)"
    r"|[ 　]?(?:NEXT|PLUS|plus)|ニュース(?:サイト|WEB|Web)?"
    r"|公式(?:サイト|ホームページ)?|ホームページ|[ 　]?ニュース|[ 　]?日本語版)"
)
_HOUSE = re.compile(rf"^(?P<house>.{{1,14}}?{_BY_LAST_WORD}){_EDITION}+$")
_POWERED = re.compile(
    r"\s*(?:Powered by .{1,30}|(?:の)?公式(?:ブログ|サイト|ホームページ)|ホームページ)$", re.IGNORECASE
)
_SITE = re.compile(
    r"[ 　・]*(?:NEWS|News|ニュース|オンライン|デジタル|電子版|WEB|Web|DIGITAL|ONLINE|プラス|NET|\.com|\.jp|DIG)+",
    re.IGNORECASE,
)
_SUPPLIED = r"(?:配信(?:元)?|提供(?:元)?|出典|発行(?:元)?|発信元|媒体|文責)"
_CREDIT = re.compile(
    rf"(?:^|[ (\[【]){_SUPPLIED}[ :：/]+(?P<name>[^\s|/()。、]{{2,24}})"
    r"|^(?P<alone>[^\s。、|/:]{2,20})(?: ?(?:配信|提供))$"
)
_COPYRIGHT = re.compile(
    r"(?:\(c\)|©|copyright(?: \(c\)| ©)?)[ :]*(?:\d{4}(?:[-–]\d{4})?[ ,.]*)?(?:by )?"
    r"(?P<name>[^\d\s,.|/。、][^,.|/。、]{1,40}?)(?:[ ,.]*(?:all rights|無断|\d{4}|inc|co\.)|[.,。|]|$)",
    re.IGNORECASE,
)
_TOPIC = r"(?:関連|最新|新着|主要|国内|海外|国際|社会|政治|経済|地域|芸能|注目|話題の?)"
_SECTION = re.compile(rf"の(?:ニュース|スポーツ)$|^{_TOPIC}の?(?:ニュース|スポーツ)$|^スポーツ$")
"""見出し語: names of a page's sections that end as outlets do."""
_PAREN = re.compile(r"[(（]\s*(?P<name>[^()（）]{2,24}?)\s*[)）]\s*[-–—|｜]\s*\S")
_BLANKS = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True)
class Platform:
    """置き場の行: a portal or a blog service. Its name is not the outlet of what stands on it."""

    name: str
    kind: str  #: portal, blog
    forms: tuple[str, ...]
    hosts: tuple[str, ...]
    generators: tuple[str, ...]  #: what its pages call their maker
    example: str  #: an address
    source: str


@cache
def _platforms() -> tuple[Platform, ...]:
    return load("keii.ingest.html", "platforms.tsv", Platform)


@cache
def _platform_names() -> Mapping[str, str]:
    return MappingProxyType({key(form): row.kind for row in _platforms() for form in (row.name, *row.forms)})


def is_platform(name: str) -> bool:
    """Say whether a name is that of a portal or a blog service."""
    return key(name) in _platform_names()


def platform_of(url: str | None, says: Says) -> Platform | None:
    """Return the portal or blog service a page stands on, by its host or by what it calls its maker."""
    host = host_of(url) if url else ""
    for row in _platforms():
        if any(host == known or host.endswith("." + known) for known in row.hosts):
            return row
    made = " ".join(says.metas.get("generator", ()))
    return next((row for row in _platforms() if any(maker in made for maker in row.generators)), None)


@cache
def _hosts() -> Mapping[str, str]:
    return MappingProxyType(
        {host: row.outlet for row in load("keii.ingest.scrap", "outlets.tsv", OutletRow) for host in row.hosts}
    )


def _by_host(url: str | None) -> str | None:
    parts = host_of(url).split(".") if url else []
    return next((_hosts()[host] for at in range(len(parts) - 1) if (host := ".".join(parts[at:])) in _hosts()), None)


def house_name(name: str) -> str:
    """Return an outlet's usual name: みなと新聞デジタル, 株式会社みなと新聞社 -> みなと新聞; a known one by its row."""
    plain = _BLANKS.sub(" ", view_of(name).text).strip(" 「」『』\"'")
    for _ in range(3):
        known = usual_name(plain)
        if known != plain:
            return known
        shorter = _COMPANY.sub("", _POWERED.sub("", plain)).strip()
        house = _HOUSE.match(shorter)
        shorter = house["house"] if house else shorter
        if shorter == plain or not shorter:
            break
        plain = shorter
    return plain


def outlet_of(
    says: Says, url: str | None, title_ends: Sequence[str], near: Sequence[str], foot: Sequence[str]
) -> tuple[str | None, Shown | None]:
    """Return the outlet of a page and what shows it.

    `near` are the lines by the headline, `foot` the last lines of the page, `title_ends` what stands after the title.
    On a portal the one who supplied the text is looked for first; a platform's own name is never the outlet.
    """
    platform = platform_of(url, says)
    supplied = (*says.providers, *says.bodies)
    credits_ = [name for line in near if (name := _credited(line))]
    site: Iterable[tuple[Shown, Iterable[str]]] = (
        ("host", [known] if (known := _by_host(url)) else []),
        ("meta", says.metas.get("outlet", [])[:1]),
        ("json-ld", says.publishers),
        ("meta", says.metas.get("outlet", [])[1:]),
        ("title", reversed(title_ends)),
        ("visible", credits_),
        ("visible", _copyrights(foot)),
        ("visible", (line for line in near if "organ" in shapes_of(look_at(line, 0, len(line))))),
    )
    portal: Iterable[tuple[Shown, Iterable[str]]] = (
        ("json-ld", supplied),
        ("visible", credits_),
        ("title", _parens(says, title_ends)),
        ("meta", says.metas.get("author", [])),
        ("json-ld", says.people),
    )
    blog: Iterable[tuple[Shown, Iterable[str]]] = (
        ("json-ld", (*says.bodies, *says.people)),
        ("meta", says.metas.get("author", [])),
    )
    kind = platform.kind if platform else ""
    order = (*portal, *site) if kind == "portal" else (*site, *blog) if kind == "blog" else site
    for shown, names in order:
        for name in names:
            house = house_name(name)
            if _may_be_outlet(house):
                return _shorter(house, (*says.publishers, *says.metas.get("outlet", ()), *_copyrights(foot))), shown
    return None, None


def _shorter(name: str, others: Iterable[str]) -> str:
    """Return the name another sign gives without the word for its site: 民放網 for 民放網NEWS."""
    plain = {house_name(other) for other in others}
    return next((p for p in plain if len(p) > 1 and name.startswith(p) and _SITE.fullmatch(name[len(p) :])), name)


def _may_be_outlet(name: str) -> bool:
    return (
        1 < len(name) <= 40
        and key(name) not in _platform_names()
        and not name.startswith(("http", "@"))
        and not name.isdigit()
    )


def key(name: str) -> str:
    """Return a name or title as it is compared: normalised, without blanks, in small letters."""
    return view_of(name).text.replace(" ", "").lower()


def _credited(line: str) -> str | None:
    text = view_of(line[:80]).text.strip()
    match = _CREDIT.search(text) if len(text) <= 60 else None
    if match:
        return match["name"] or match["alone"]
    return text if len(text) <= 20 and outlet_like(text) and not _SECTION.search(text) else None


def _copyrights(foot: Sequence[str]) -> Iterator[str]:
    for line in reversed(foot):
        match = _COPYRIGHT.search(view_of(line[:200]).text)
        if match:
            yield match["name"]


def _parens(says: Says, title_ends: Sequence[str]) -> Iterator[str]:
    for title in (*says.metas.get("title", ()), *title_ends):
        match = _PAREN.search(title) or re.fullmatch(r"(?P<name>[^()（）]{2,24})", title)
        if match and outlet_like(view_of(match["name"]).text):
            yield match["name"]
