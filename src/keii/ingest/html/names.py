"""見出しと筆者: title and authors of a page, from what it says of itself and the words by its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keii.ingest.html.outlet import house_name, is_platform, key
from keii.ingest.html.says import Says
from keii.ingest.scrap.outlet import outlet_like
from keii.text.view import view_of

_BAR = re.compile(
    r"\s*[|｜│¦：／]\s*|\s+[-–—―:：»≫>/・]\s*|\s*[-–—―»≫]\s+|\s*::\s*"
    r"|\s*【(?=[^【】]{2,20}】$)|】$|\s*\((?=[^()]{2,20}\)$)|\)$"
)
_WORK = r"(?:文|取材|執筆|著者|筆者|記者|聞き手|構成|ライター|担当|by|written by|posted by|author|投稿者)"
_NAME = r"[^\s。、/|()0-9:：][^。、/|()0-9:：]{1,20}?"
_PERSON = r"[一-龯々ぁ-んァ-ヴー]{1,5}"
_WRITER = re.compile(
    rf"^(?:{_WORK}[・/=:： ]+){{1,3}}(?P<name>{_NAME})(?: ?(?:記者|氏|さん))?(?:[ /|(].*)?$"
    rf"|^(?P<kisha>{_PERSON} ?{_PERSON})(?: ?(?:記者|特派員|編集委員|論説委員|支局長))$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"https?:|編集部|編集局|デスク|^(?:admin|管理人|staff|スタッフ|info|root)$|取材班|事務局", re.IGNORECASE
)
_BARE = re.compile(rf"{_PERSON}[ \u3000]?{_PERSON}")
_TITLE = re.compile(r" ?(?:記者|特派員|編集委員)$")
_BLANKS = re.compile(r"[\s\u3000]+")


def title_of(says: Says, head: str, headings: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the headline of a page, and the pieces after it in the page's title, which may name the site.

    `head` is the text of the title element, `headings` those of h1, else of h2.
    """
    site = {key(name) for name in (*says.metas.get("outlet", ()), *says.publishers)}
    site |= {key(house_name(name)) for name in (*says.metas.get("outlet", ()), *says.publishers)}
    claimed = [t for t in (*says.metas.get("title", ()), head, *says.headlines) if t]
    for heading in headings:
        if len(heading) >= 4 and any(_matches(claim, heading) for claim in claimed):
            return heading, tuple(end for claim in (head, *claimed) for end in _beside(claim, heading))
    if claimed:
        title, ends = _shorn(claimed[0], site)
        more = _shorn(head, site)[1] if head else ()
        return title, (*ends, *more)
    return (headings[0], ()) if headings else (None, ())


def is_by_line(text: str) -> bool:
    """Say whether a normalised line says who wrote and nothing else: 「文・葛西みどり」, 「山田太郎記者」."""
    return len(text) <= 60 and bool(_WRITER.match(text))


def _matches(claim: str, heading: str) -> bool:
    return key(heading) in key(claim) or (key(claim) in key(heading) and len(claim) >= 8)


def _beside(claim: str, heading: str) -> tuple[str, ...]:
    """Return what a page's title has before or after its headline."""
    at = claim.find(heading)
    if at >= 0:
        return _ends(claim[at + len(heading) :]) or _ends(claim[:at])
    return _ends(claim[len(heading) :]) if key(claim).startswith(key(heading)) else ()


def _ends(rest: str) -> tuple[str, ...]:
    return tuple(piece for piece in (p.strip(" 　-–—|｜:：()（）【】") for p in _BAR.split(rest)) if piece)


def _shorn(title: str, site: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return a title without the site's name at its end, and what was taken off."""
    pieces = list(_BAR.finditer(title))
    for cut in reversed(pieces):
        rest = title[cut.end() :].strip(" 　")
        if not rest:
            continue
        named = key(rest) in site or key(house_name(rest)) in site or outlet_like(view_of(rest).text)
        named = named or any(name and name in key(rest) for name in site) or is_platform(rest)
        bar = cut.group().strip() in ("|", "｜", "-", "–", "—", "»", "≫", "::")
        if (named or (bar and len(rest) <= 20)) and cut.start() >= 4:
            shorter, more = _shorn(title[: cut.start()], site)
            return shorter.strip(), (*more, *_ends(title[cut.start() :]))
    for cut in pieces:
        first, rest = title[: cut.start()].strip(), title[cut.end() :].strip(" 　")
        if len(rest) >= 8 and (key(first) in site or outlet_like(view_of(house_name(first)).text)):
            return rest, (first,)
    return title.strip(), ()


def authors_of(says: Says, marked: Sequence[str], near: Sequence[str], outlet: str | None) -> tuple[str, ...]:
    """Return the people a page names as its authors. `marked` are words of elements marked as such."""
    shown = [name for line in (*marked, *near) if (name := _written_by(line))]
    shown += [line for line in marked if _BARE.fullmatch(line)]
    out: dict[str, None] = {}
    for name in (*says.people, *says.metas.get("author", ())) or shown:
        plain = _TITLE.sub("", _BLANKS.sub(" ", view_of(name).text).strip())
        house = house_name(plain)
        own = house == outlet and name not in says.people
        if 1 < len(plain) <= 30 and not (own or _NOBODY.search(plain) or is_platform(plain) or outlet_like(house)):
            out[plain] = None
    return tuple(out)


def _written_by(line: str) -> str | None:
    match = _WRITER.match(view_of(line).text.strip()) if len(line) <= 60 else None
    return (match["name"] or match["kisha"]) if match else None
