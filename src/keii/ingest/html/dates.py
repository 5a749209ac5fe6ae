"""日付: the publication day a page shows: data for machines, then what stands by the headline; never the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from keii.records.page import Shown
from keii.text.view import view_of

JAPAN = timezone(timedelta(hours=9))
"""Days are those in Japan: 23時30分 in London is the next day's paper in Tokyo."""
FIRST = 1945
LAST = 2100
"""Years a page of news or a blog may be from. 1970-01-01 and 0001-01-01 are what empty fields become."""
_EMPTY = (date(1970, 1, 1), date(2000, 1, 1))
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_KANJI = "〇零一二三四五六七八九十"
_NUMBER = rf"(?:\d{{1,2}}|[{_KANJI}]{{1,3}})"
_FOUR = rf"(?P<year>(?:19|20)\d\d|[一二][{_KANJI}]{{3}})"
_ERA = rf"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS](?=\.?\d))\.?(?P<of>{_NUMBER}|元)"
_YEAR = rf"(?:{_FOUR}|{_ERA})"
_DAY = re.compile(
    rf"(?<!\d){_YEAR} ?(?:年 ?(?P<m1>{_NUMBER}) ?月 ?(?P<d1>{_NUMBER}) ?日"
    r"|[/.\-] ?(?P<m2>\d{1,2}) ?[/.\-] ?(?P<d2>\d{1,2})(?!\d))"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NTH = r"(?:st|nd|rd|th)?"
_ENGLISH = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}){_NTH} )?(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}[.,]? "
    rf"(?:(?P<d2>\d{{1,2}}){_NTH},? )?(?P<year>(?:19|20)\d\d)\b"
)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)? ?(Z|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?(?!\d)")
_PUBLISHED = re.compile(r"公開|配信|掲載|投稿|発信|発表|発行|初出|作成|登録|published|posted", re.IGNORECASE)
_MODIFIED = re.compile(r"更新|修正|改訂|改定|追記|updated|modified|update", re.IGNORECASE)
_OTHER = re.compile(r"現在|開催|締切|期限|応募|有効|生まれ|発売|まで|から")
_MONTH_DAY = re.compile(r"(?<![\d年])(\d{1,2})(?:月 ?|/)(\d{1,2})(?:日|(?= |$))")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=\D|\d{2,}|$)")
_NEAR = 90
"""Characters of a line beside the headline at most; longer ones are text."""


@dataclass(frozen=True, slots=True)
class Said:
    """日付の示し: the day, None for one that is none; the words as written; what shows it."""

    day: date | None
    written: str
    shown: Shown


def day_in_data(text: str) -> date | None:
    """Return the day in Japan of a field for machines: ISO 8601, RFC 5322, 20250510, Japanese. None: no day.

    例: "2025-05-09T22:10:00Z" 2025-05-10.
    """
    text = view_of(text[:100]).text.strip()
    match = _ISO.match(text)
    if match:
        return _plausible(_instant(match))
    compact = _COMPACT.match(text)
    if compact:
        return _plausible(_day(*(int(part) for part in compact.groups())))
    found = next(days_in(text), None)
    if found:
        return found[2]
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _plausible((moment.astimezone(JAPAN) if moment.tzinfo else moment).date())


def _instant(match: re.Match[str]) -> date | None:
    year, month, day, hour, minute, _, zone = match.groups()
    start = _day(int(year), int(month), int(day))
    if start is None or hour is None or zone is None or int(hour) > 23 or int(minute) > 59:
        return start
    digits = zone.replace(":", "")
    hours = timedelta() if zone == "Z" else timedelta(hours=int(digits[1:3]), minutes=int(digits[3:]))
    offset = -hours if digits[0] == "-" else hours
    try:
        moment = datetime(start.year, start.month, start.day, int(hour), int(minute), tzinfo=timezone(offset))
        return moment.astimezone(JAPAN).date()
    except (ValueError, OverflowError):
        return None


def days_in(text: str) -> Iterator[tuple[int, int, date | None]]:
    """Yield the full dates of a normalised text with where they stand; None for a day that is none."""
    for match in _DAY.finditer(text):
        parts = match.groupdict()
        year = _number(parts["year"]) if parts["year"] else _ERAS[parts["era"]] + _number(parts["of"])
        yield (
            match.start(),
            match.end(),
            _day(year, _number(parts["m1"] or parts["m2"]), _number(parts["d1"] or parts["d2"])),
        )
    for match in _ENGLISH.finditer(text):
        day = match["d1"] or match["d2"]
        if day:
            yield match.start(), match.end(), _day(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(day))


def _number(text: str) -> int:
    """Return 12 for 12, 十二, 一二; 2031 for 二〇三一; 1 for 元."""
    if text == "元":
        return 1
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_DIGITS[c]) for c in text))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plausible(day: date | None) -> date | None:
    return day if day and FIRST <= day.year <= LAST and day not in _EMPTY else None


def from_data(values: Sequence[str], shown: Shown) -> Iterator[Said]:
    """Yield what fields for machines say; those that hold no digits say nothing."""
    for value in values:
        if any(c.isdigit() for c in value) and not value.startswith(("0000", "0001", "1970-01-01")):
            day = day_in_data(value)
            if day or _ISO.match(value) or next(days_in(view_of(value).text), None):
                yield Said(day, value[:100], shown)


@dataclass(frozen=True, slots=True)
class Near:
    """見出しのそばの行: a line and how many lines it is away from the headline; lines before it count twice."""

    text: str
    away: int
    after: bool = True  #: it stands after the headline


def from_lines(lines: Sequence[Near]) -> Iterator[Said]:
    """Yield the days lines by the headline say: those labelled 公開 or 配信 first, then the nearest, 更新 last."""
    found = []
    for line in lines:
        text = view_of(line.text[: _NEAR + 1]).text.strip()
        if len(text) > _NEAR or (text.endswith("。") and len(text) > 30):
            continue
        days = list(days_in(text))
        for n, (start, end, day) in enumerate(days):
            before = text[days[n - 1][1] if n else 0 : start]
            after = text[end : days[n + 1][0] if n + 1 < len(days) else len(text)]
            rank = _rank(before, after, alone=len(days) == 1)
            rank = 2 if rank == 1 and not line.after else rank  # may be today's, at the top of every page
            if rank < 3 and not _within_sentence(text, start, end):
                found.append((rank, line.away, start, Said(day, text[start:end], "visible")))
    for *_, said in sorted(found, key=lambda entry: entry[:3]):
        yield said


def _rank(before: str, after: str, *, alone: bool) -> int:
    """Return 0 for a day labelled as that of publication, 1 for one without a label, 2 for a revision's, 3: none."""
    near = after[:14] if not alone else after
    if _PUBLISHED.search(before[-12:]):
        return 0
    if _MODIFIED.search(before[-12:]):
        return 2
    if _PUBLISHED.search(near):
        return 0
    if _MODIFIED.search(near):
        return 2
    return 3 if _OTHER.search(after[:6]) else 1


def _within_sentence(text: str, start: int, end: int) -> bool:
    """Say whether a day stands amid running words: 「2025年5月10日に開かれた…」."""
    return bool(re.match(r"(?:の[^発]|に|から|まで|、[ぁ-んァ-ヴ一-龯]{3})", text[end : end + 6])) or start > 60


def by_address(lines: Sequence[Near], url: str | None) -> Said | None:
    """Return the day that both the address and a line by the headline say: /2025/05/10/ and 「5月10日 18時30分」."""
    stamps = {(int(y), int(m), int(d)) for y, m, d in _IN_ADDRESS.findall(url or "")}
    for line in lines:
        for month, day in _MONTH_DAY.findall(view_of(line.text[:_NEAR]).text):
            for stamp in stamps:
                if stamp[1:] == (int(month), int(day)) and (found := _day(*stamp)):
                    return Said(found, f"{month}月{day}日", "address")
    return None
