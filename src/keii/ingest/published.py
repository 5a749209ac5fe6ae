"""発行日: the publication date, where the input says it: a file name, a line of its own, the text's own words.

Never from an address, never from the clock. What is not said stays None.
"""

from __future__ import annotations

import re
from datetime import date

from keii.text.view import view_of

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})|(?P<era>令和|平成|昭和|R|H)\.?(?P<of>\d{1,2}|元))"
_FULL = (
    rf"{_YEAR} ?(?:年 ?(?P<m1>\d{{1,2}})月 ?(?P<d1>\d{{1,2}})日|[/.\-](?P<m2>\d{{1,2}})[/.\-](?P<d2>\d{{1,2}})(?!\d))"
)
_DATE = re.compile(rf"(?<![\dA-Za-z]){_FULL}")
_WEEKDAY = r"(?: ?\([月火水木金土日](?:曜日?)?(?:・祝|・休)?\))?"
_TIME = r"(?:[ T]?(?:午前|午後)? ?\d{1,2}(?::\d{2}(?::\d{2})?|時(?:\d{1,2}分)?)(?: ?(?:JST|\+09:?00|現在))?)?"
_WORDS = r"(?:最終|記事)?(?:更新|配信|掲載|公開|発信|発表|投稿|発行|日付|日時|作成|付)(?:日時?|年月日)?"
_LINE = re.compile(
    rf"[\[(【]?(?:{_WORDS}[:： ]? ?)?{_FULL}{_WEEKDAY}{_TIME} ?(?:{_WORDS}|付?(?:朝刊|夕刊)|現在|"
    rf"号)?[\])】]?"
)
_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:([-_.年/]?)(\d{1,2})[-_.月/](\d{1,2})|(\d{2})(\d{2}))(?!\d)")
_DATELINE = re.compile(r"【[^【】]{6,50}】|\[[^\[\]]{6,50}\]")
_AT_END = re.compile(r"\([^()]{6,50}\)$")


def from_name(name: str) -> date | None:
    """Return the day a file name holds: 2025-05-10, 20250510, 2025年5月10日; None for none or more than one."""
    found = set()
    for match in _NAME.finditer(view_of(name).text):
        year, _, month, day, short_month, short_day = match.groups()
        found.add(_day(int(year), int(month or short_month), int(day or short_day)))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def from_line(line: str) -> date | None:
    """Return the day a line of nothing else says: 「2025年5月10日」, 「2025/05/10 18:30 配信」, 「令和7年5月10日」."""
    if len(line) > 60:
        return None
    match = _LINE.fullmatch(view_of(line).text.strip())
    return _of(match) if match else None


def from_text(text: str) -> date | None:
    """Return the day the clip's own words pin: a full date in its dateline or in the credit at its end, and only one.

    A full date in the first sentence pins nothing: it is the day of what happened, and papers come out the day after.
    """
    first = view_of(text[:200]).text.lstrip().split("\n", 1)[0]
    last = view_of(text[-200:]).text.rstrip().rsplit("\n", 1)[-1]
    framed = (_DATELINE.match(first), _AT_END.search(last))
    found = {day for frame in framed if frame and (m := _DATE.search(frame.group())) and (day := _of(m))}
    return found.pop() if len(found) == 1 else None


def _of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts["year"]:
        year = int(parts["year"])
    else:
        year = _ERAS[parts["era"]] + (1 if parts["of"] == "元" else int(parts["of"]))
    return _day(year, int(parts["m1"] or parts["m2"]), int(parts["d1"] or parts["d2"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
