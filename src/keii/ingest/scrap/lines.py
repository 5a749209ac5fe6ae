"""行: the lines of a page, and which of them are links or separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATOR = re.compile(r"(?:[>＞≫»]{1,6}|[-‐―─━ー=＝_＿*＊#~〜～・\u2500-\u257f]{3,}|(?:[*＊] ){2,}[*＊])")
"""仕切り: 「>>」, 「-----」. A line of marks between ◇ and ◆ is none: newspapers set them inside an article."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*\.[A-Za-z]{{2,24}}"
_LINK = re.compile(
    rf"<?(?:(?:https?|ttps?|ftp)://[^\s<>「」、。]{{3,2000}}|{_HOST}(?::\d+)?(?:/[^\s<>「」、。]{{0,2000}})?)>?"
)
"""A whole line that is an address: 「https://…」, 「host/path」 without a scheme."""
_FILE_NAME = re.compile(r"[^/]+\.(?:txt|jpe?g|png|gif|pdf|docx?|xlsx?|zip|html?|md|csv)", re.IGNORECASE)
_LONGEST_MARK = 2100
"""A line longer than this is neither link nor separator: no pattern is tried on it."""
_BLANK = " \t\u3000\u00a0\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class PageLine:
    """行: a line that is not blank; its place without the blanks around it, in code points of the page."""

    start: int
    end: int
    blanks: int  #: blank lines right before it
    indented: bool  #: 字下げ: it began with a blank
    kind: str  #: "text", "link" or "separator"


def page_lines(page: str) -> Iterator[PageLine]:
    """Yield the lines of a page that are not blank, in order."""
    blanks, at, length = 0, 0, len(page)
    while at <= length:
        stop = page.find("\n", at)
        stop = length if stop < 0 else stop
        start, end = _trim(page, at, stop)
        if start < end:
            yield PageLine(start, end, blanks, start > at, line_kind(page[start : min(end, start + _LONGEST_MARK + 1)]))
            blanks = 0
        else:
            blanks += 1
        at = stop + 1


def line_kind(line: str) -> str:
    """Return what a line is: 「>>」 is a "separator", 「example.jp/a」 a "link", all else "text"."""
    if len(line) > _LONGEST_MARK:
        return "text"
    if _SEPARATOR.fullmatch(line):
        return "separator"
    if _LINK.fullmatch(line) and not _FILE_NAME.fullmatch(line):
        return "link"
    return "text"


def _trim(page: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (page[start] in _BLANK or page[start].isspace()):
        start += 1
    while end > start and (page[end - 1] in _BLANK or page[end - 1].isspace()):
        end -= 1
    return start, end
