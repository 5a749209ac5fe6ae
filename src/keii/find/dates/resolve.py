"""Points -> values: which month, day and minute a point means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.calendar import last_day, monday, month_shifted, moved
from keii.find.dates.context import nearest
from keii.find.dates.points import Point
from keii.find.dates.years import NO_DAY, NO_MENTION, NOT_A_TIME, Open, YearResolver

_FRESH = 10
"""Days within which a month and day are news of the publication date, whatever year was just spoken of."""


_BORN = ("生まれ", "生れ", "に生まれ", "の生まれ")
"""After these a date is somebody's birth and says nothing of the year of the story."""
_COMING, _GONE = ("来る", "来たる", "きたる"), ("去る", "さる")
_SMALL_HOURS = 300
"""Minutes of 5時: up to then the hours of a night (12日夜の2時, 12日深夜0時) lie on the day after that it began on."""
_LATEST = 4
_ELSEWHERE = 20
"""Days from the publication date beyond which a date just said draws the next bare day into its month."""


class Resolver(YearResolver):
    """Resolves points; see `YearResolver` for its fields."""

    def value(self, point: Point) -> str:
        """Return a point's value and leave its anchor in `anchor`. Raises Open."""
        self.anchor = "written"
        try:
            return self._value(point)
        except (ValueError, OverflowError) as error:
            raise Open(NO_DAY) from error

    def _value(self, point: Point) -> str:
        slots = point.slots
        if "sub" in slots:
            return self._sub(point)
        if "day" in slots or "clock" in slots or "part" in slots or point.kind("wday"):
            return self._daily(point)
        if "week" in slots:
            return self._week(slots["week"])
        if "month" in slots:
            year, month, end = self._month(point)
            if end is not None:
                return f"{year:04}-{month:02}/{year + (end < month):04}-{end:02}"
            return f"{year:04}-{month:02}"
        if "year" in slots:
            return self._year_value(slots["year"], point)
        raise Open(NOT_A_TIME)

    # months and days

    def _month(self, point: Point) -> tuple[int, int, int | None]:
        """Return year, month and, for 10〜11月, the last month."""
        atom = point.slots["month"]
        if atom.kind == "rmonth" and "year" in point.slots:  # 去年の今月
            return self._year(point.slots["year"], point), self.published().month, None
        if atom.kind == "rmonth":
            now = self.published()
            return (*month_shifted(now.year, now.month, atom.n), None)
        if atom.kind == "newyear" and "year" in point.slots:
            return self._year(point.slots["year"], point), 1, None
        if atom.kind == "newyear":
            now = self.published()
            return now.year + (now.month > 3), 1, None
        if atom.kind == "mmonth":
            before = self.mentioned(point)
            return (*month_shifted(before.year, before.month, atom.n), None)
        year = point.slots.get("year")
        if year is not None:
            return self._year(year, point), atom.n, atom.m
        if point.shift == "next":
            before = self.mentioned(point)
            return before.year + (atom.n <= before.month), atom.n, None
        return self._bare_month(point, atom.n), atom.n, atom.m

    def _bare_month(self, point: Point, month: int) -> int:
        if self.base is not None:
            return self.base.year + (month < self.base.month)
        day = point.slots.get("day")
        number = day.n if day is not None and day.kind == "day" else 15
        mention, now = self._dated_near(point), self.context.published
        said_now = (
            now is not None and day is not None and abs((date(now.year, month, min(number, 28)) - now).days) <= _FRESH
        )
        if mention is not None and not said_now:
            self.anchor = "mention"
            return mention.year
        now = self.published()
        if point.weekday is not None and day is not None:
            fits = [
                d
                for y in range(now.year - 3, now.year + 4)
                if (d := _day_or_none(y, month, number)) and d.weekday() == point.weekday
            ]
            if fits:
                return nearest(fits, now, None).year
        if day is None and month == now.month:
            return now.year
        dates = [date(y, month, min(number, 28)) for y in (now.year - 1, now.year, now.year + 1)]
        return nearest(dates, now, self._tense(point)).year

    def _dated_near(self, point: Point) -> date | None:
        """Return the last mention where its own sentence or the one before put the story in another year."""
        mention, now = self.context.last(), self.context.published
        if mention is None or not mention.dated or self.context.text.startswith(_BORN, mention.end):
            return None
        if now is None:
            return mention.first if mention.first.year == mention.last.year else None
        far = abs((mention.first - now).days) > 400
        close = self.context.sentence(point.start) - mention.sentence <= 1
        return (
            mention.first
            if far and close and mention.first.year == mention.last.year and mention.value.count("-")
            else None
        )

    def _daily(self, point: Point) -> str:
        first, last = self._days(point)
        clock = point.slots.get("clock")
        if clock is not None:
            return self._minute(point, first, clock)
        return first.isoformat() if last is None else f"{first.isoformat()}/{last.isoformat()}"

    def _days(self, point: Point) -> tuple[date, date | None]:
        atom = point.slots.get("day")
        if atom is None:
            return self._dayless(point), None
        if atom.kind == "nth":
            return self._nth(point, atom), None
        if atom.kind == "rday" and "year" in point.slots:  # 去年のきょう
            now = self.published()
            return moved(now, Length(years=now.year - self._year(point.slots["year"], point)), -1), None
        if atom.kind == "rday":
            return self._today(point) + timedelta(days=atom.n), None
        if atom.kind == "mday":
            return self.mentioned(point, day=True) + timedelta(days=atom.n), None
        if atom.kind == "date":
            return date(atom.n // 10000, atom.n // 100 % 100, atom.n % 100), None
        if atom.kind == "wmon":
            now = self.published()
            return monday(now) + timedelta(days=7 if now.weekday() >= 3 or self._tense(point) else 0), None
        if atom.kind in ("slash", "feast"):
            return self._fixed(point, atom), None
        return self._numbered(point, atom)

    def _nth(self, point: Point, atom: Atom) -> date:
        """Return the day of 5月の第2日曜日, 6月最終月曜."""
        if "month" not in point.slots or atom.m is None:
            raise Open(NOT_A_TIME)
        year, month, _ = self._month(point)
        if atom.n < 0:
            last = last_day(year, month)
            return last - timedelta(days=(last.weekday() - atom.m) % 7)
        first = date(year, month, 1)
        return date(year, month, 1 + (atom.m - first.weekday()) % 7 + 7 * (atom.n - 1))

    def _today(self, point: Point) -> date:
        """Return the day きょう counts from: the publication date, but the day last spoken of where someone is quoted
        in a text that itself does not say きょう (a newspaper of the next day)."""
        now = self.published()
        if not self.context.in_quote(point.start):
            self.context.says_today = True
            return now
        mention = None if self.context.says_today else self.context.last_day(point.start)
        if mention is not None and mention.weight >= 2 and 0 < (now - mention.first).days <= 2:
            self.anchor = "mention"
            return mention.first
        return now

    def _fixed(self, point: Point, atom: Atom) -> date:
        month, number = divmod(atom.n, 100)
        year = point.slots.get("year")
        if year is not None:
            return date(self._year(year, point), month, number)
        now = self.published()
        days = [d for y in (now.year - 1, now.year, now.year + 1) if (d := _day_or_none(y, month, number))]
        if not days:
            raise Open(NO_DAY)
        return nearest(days, now, self._tense(point))

    def _numbered(self, point: Point, atom: Atom) -> tuple[date, date | None]:
        if "month" in point.slots:
            year, month, _ = self._month(point)
            first = date(year, month, atom.n)
        elif "named" in point.slots:
            named = point.slots["named"]
            before = self.mentioned(point, day=True) if named.kind == "mday" else self.published()
            first = _closest(before + timedelta(days=named.n), atom.n)
        elif "week" in point.slots:
            first = self._day_in_week(point.slots["week"], atom.n)
        elif point.shift or self.base is not None:
            first = self._after_mention(point, atom.n)
        else:
            first = self._bare_day(point, atom.m or atom.n)
            if atom.m is not None:
                return _closest_before(first, atom.n), first
        if atom.m is None:
            return first, None
        return first, date(first.year, first.month, atom.m) if atom.m > atom.n else _next_with(first, atom.m)

    def _after_mention(self, point: Point, number: int) -> date:
        before = self.mentioned(point, day=True)
        if point.shift == "same":
            return before.replace(day=number)
        return _next_with(before, number)

    def _bare_day(self, point: Point, number: int) -> date:
        now = self.context.published
        near = self._nearest_day(point, number) if now is not None else None
        mention = self._dated_here(point, near)
        if mention is not None:
            self.anchor = "mention"
            return _next_with(mention - timedelta(days=1), number)
        self.published()
        if near is None:
            raise Open(NO_DAY)
        return near

    def _nearest_day(self, point: Point, number: int) -> date | None:
        """Return the day with a number in its month that lies nearest to the publication date; None for none."""
        now = self.published()
        days: Sequence[date] = _days_around(now.year, now.month, number)
        if self.context.text[point.start - 1 : point.start] == "る":
            days = self._coming_or_gone(point, days)
        if point.weekday is not None:
            days = [d for d in days if d.weekday() == point.weekday] or days
        return nearest(days, now, self._tense(point)) if days else None

    def _coming_or_gone(self, point: Point, days: Sequence[date]) -> Sequence[date]:
        """Return the days that 来る20日, 去る7日 may be."""
        text, now = self.context.text, self.published()
        if text.endswith(_COMING, 0, point.start):
            return [d for d in days if d > now]
        return [d for d in days if d < now] if text.endswith(_GONE, 0, point.start) else days

    def _dated_here(self, point: Point, near: date | None) -> date | None:
        """Return the mention whose month a bare day shares: the one before in its sentence, if its month was said and
        is not this one (7月3日公示、20日投開票); news of the last days (`_LATEST`) is of now all the same."""
        mention, now = self.context.last(), self.context.published
        if mention is None or not mention.dated or mention.first != mention.last or point.weekday is not None:
            return None
        if mention.sentence != self.context.sentence(point.start) or now is None:
            return None
        ahead = mention.first > now and mention.first.month != now.month
        if ahead and near is not None and near < now:  # (19日) 12月2日公示、14日投開票
            return mention.first
        latest = near is not None and 0 <= (now - near).days <= _LATEST
        return mention.first if abs((mention.first - now).days) > _ELSEWHERE and not latest else None

    def _dayless(self, point: Point) -> date:
        """Return the day of a time of day, or of a weekday, that names no day itself."""
        wday = point.slots.get("wday")
        if wday is not None:
            if "week" in point.slots:
                return self._week_monday(point.slots["week"]) + timedelta(days=wday.n)
            if self.base is not None:
                self.anchor = "mention"
                return self.base + timedelta(days=(wday.n - self.base.weekday()) % 7)
            now = self.published()
            if point.turn:
                days = point.turn * (wday.n - now.weekday()) % 7
                return now + point.turn * timedelta(days=days or 7)
            weekdays = [monday(now) + timedelta(days=wday.n + 7 * n) for n in (-1, 0, 1)]
            return nearest(weekdays, now, self._tense(point))
        if self.base is not None:
            self.anchor = "mention"
            return self.base
        zone = self.context.last_in_zone("日本時間") if self.context.text.startswith("日本時間", point.start) else None
        mention, today = zone or self.context.last_day(point.start), self.context.published
        ahead = mention is not None and today is not None and mention.last > today
        if mention is not None and not (ahead and self._tense(point) is not True):
            self.anchor = "mention"
            return mention.last
        return self.published()

    def _minute(self, point: Point, day: date, clock: Atom) -> str:
        minutes = clock.n
        part = point.slots.get("part")
        day_word = point.slots.get("named") or point.slots.get("day")
        half = part.part if part is not None else clock.part or (day_word.part if day_word is not None else "")
        before = self.base_minute or self._last_minute(point)
        if clock.kind == "kmin":
            if before is None:
                raise Open(NO_MENTION)
            minutes = int(before[11:13]) * 60 + clock.n
        elif not half and self.base_minute is not None and not point.kind("day"):
            minutes = self._closing(minutes, self.base_minute)
        elif not half and minutes < 720 and before is not None and _inherits(point):
            minutes += 720 if int(before[11:13]) >= 12 else 0
        elif minutes < 720 and (
            half == "pm" or (half == "noon" and minutes < 300) or (half == "night" and minutes >= _SMALL_HOURS)
        ):
            minutes += 720
        elif half == "night" and (720 <= minutes < 780 or (minutes < _SMALL_HOURS and point.kind("day"))):
            minutes += 720 if minutes >= 720 else 1440
        if not 0 <= minutes < 1440:
            day, minutes = day + timedelta(days=minutes // 1440), minutes % 1440
        value = f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}"
        if self.base_minute is not None and point.kind("day") == "" and value < self.base_minute:
            value = f"{(day + timedelta(days=1)).isoformat()}{value[10:]}"
        return value

    def _closing(self, minutes: int, opening: str) -> int:
        """Return the minute of the day a span ends, its half unsaid: 午前11時から3時 ends at 15:00, 午後11時から3時 at
        3:00, 午後1時から3時 at 15:00: the half that comes sooner."""
        if self.base_hour >= 13 or minutes >= 780:
            return minutes
        begun = int(opening[11:13]) * 60 + int(opening[14:16])
        return min((minutes % 720, minutes % 720 + 720), key=lambda m: (m - begun - 1) % 1440)

    def _last_minute(self, point: Point) -> str | None:
        """Return the last clock time said, where 午前 or 午後 and the hour may carry over: in this sentence."""
        for mention in reversed(self.context.mentions[-3:]):
            if mention.minute is not None:
                return mention.minute if point.shift or self.context.sentence(point.start) == mention.sentence else None
        return None

    # weeks

    def _week_monday(self, atom: Atom) -> date:
        if atom.kind == "mweek":
            mention = self.context.last()
            if mention is None:
                raise Open(NO_MENTION)
            self.anchor = "mention"
            return monday(mention.first) + timedelta(days=7 * atom.n)
        return monday(self.published()) + timedelta(days=7 * atom.n)

    def _week(self, atom: Atom) -> str:
        first = self._week_monday(atom)
        if atom.kind == "wend":
            saturday = first + timedelta(days=5)
            return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
        return f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"

    def _day_in_week(self, atom: Atom, number: int) -> date:
        first = self._week_monday(atom)
        return _closest(first + timedelta(days=3), number)


def _inherits(point: Point) -> bool:
    clock = point.slots["clock"]
    return clock.rule != "colon-clock" and ("day" not in point.slots or bool(point.shift))


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _days_around(year: int, month: int, number: int) -> tuple[date, ...]:
    """Return the days with a number in the two months before, this one and the two after."""
    months = [month_shifted(year, month, n) for n in range(-2, 3)]
    return tuple([d for y, m in months if (d := _day_or_none(y, m, number))])


def _closest(day: date, number: int) -> date:
    """Return the day with this number in its month that lies nearest to a day."""
    months = [month_shifted(day.year, day.month, n) for n in (-1, 0, 1)]
    days = [d for y, m in months if (d := _day_or_none(y, m, number))]
    return min(days, key=lambda d: abs((d - day).days))


def _next_with(day: date, number: int) -> date:
    """Return the first day after a day with this number in its month."""
    for n in range(3):
        found = _day_or_none(*month_shifted(day.year, day.month, n), number)
        if found is not None and found > day:
            return found
    raise Open(NO_DAY)


def _closest_before(day: date, number: int) -> date:
    """Return the last day up to a day with this number in its month."""
    for n in range(3):
        found = _day_or_none(*month_shifted(day.year, day.month, -n), number)
        if found is not None and found <= day:
            return found
    raise Open(NO_DAY)
