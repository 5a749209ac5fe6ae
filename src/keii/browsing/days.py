"""紙面と暦: the questions of the front page and of the calendar."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from typing import Final

from keii.asking import Asking
from keii.browsing import front
from keii.errors import InputError
from keii.records.claim import Stance
from keii.records.days import Calendar, DayInk, DayStory, FrontPage, Headline, Told
from keii.records.facts import Statement
from keii.store.days import ClipOfDay

_STORIES = 40  # on one front page: as many headlines as a newspaper's first pages have
_OTHERS = 30
_ACCOUNTS = 2_000  # clips of one day whose claims are looked at: twice a day of the largest dossiers we measure with
_CLAIMS = 4_000
_HEADS = 12  # headlines of one story
_TOLD = 8
_INKS = 5
_STANCES: Final[tuple[Stance, Stance]] = ("deny", "demand")  # worth a heading of their own


class Days(Asking):
    """紙面と暦."""

    def front_page(self, of: date | str | None = None) -> FrontPage | None:
        """Return a day as a front page; without one the last day that has a clip. None: there is no clip at all.
        Raises `InputError` for a day that is none."""
        self.weave()
        days = self._store.days
        told = days.last() if of is None else str(of)
        if told is None:
            return None
        day = _day(told)
        previous, following = days.before(told), days.after(told)
        figures = days.figures(told)
        if not figures.clips and previous is None and following is None:
            return None
        page = FrontPage(
            day=day, previous=_maybe(previous), next=_maybe(following), clips=figures.clips, copies=figures.copies,
            undated=figures.undated, outlets=figures.outlets, stories=(), more=0, others=(), denials=(), demands=(),
            speakers=(), changed=(), disputes=(),
            told=tuple(Told(happening=event, clip=line) for event, line in days.told(told, _TOLD)),
        )  # fmt: skip
        return self._filled(page) if figures.clips else page

    def calendar_month(self, of: str | None = None) -> Calendar | None:
        """Return a month (YYYY-MM), the weightiest story of each day with it; without one the last month that has a
        clip. None: there is no clip at all. Raises `InputError` for a month that is none."""
        self.weave()
        told = of if of is not None else self._store.days.last()
        if told is None:
            return None
        first = _first(told[:7] if of is None else told, "-01")
        last = first.replace(day=monthrange(first.year, first.month)[1])
        calendar = self._calendar(first, last)
        leads: dict[date, DayStory] = {}
        for story in map(front.weighed, self._store.days.stories(first.isoformat(), last.isoformat())):
            day = story[0]
            if day not in leads or front.order(story[1]) < front.order(leads[day]):
                leads[day] = story[1]
        words = self._store.days.leads([(day, story.number) for day, story in leads.items()])
        headed = {
            day: replace(ink, headline=words.get(day) or leads[day].label, story=leads[day].number)
            if day in leads
            else ink
            for day, ink in calendar.days.items()
        }
        return replace(calendar, days=headed)

    def calendar_year(self, of: str) -> Calendar:
        """Return a year (YYYY). Raises `InputError` for one that is none."""
        first = _first(of, "-01-01")
        return self._calendar(first, first.replace(month=12, day=31))

    def _calendar(self, first: date, last: date) -> Calendar:
        days = self._store.days
        counts = days.counts(first.isoformat(), last.isoformat())
        most = max((clips for _, clips, _ in counts), default=0)
        return Calendar(
            first=first, last=last,
            days={day: DayInk(day=day, clips=clips, ink=ink(clips, most)) for day, clips, _ in counts},
            clips=sum(clips for _, clips, _ in counts), undated=sum(undated for *_, undated in counts),
            previous=_maybe(days.before(first.isoformat())), next=_maybe(days.after(last.isoformat())),
        )  # fmt: skip

    def _filled(self, page: FrontPage) -> FrontPage:
        days, told = self._store.days, page.day.isoformat()
        ranked = sorted((story for _, story in map(front.weighed, days.stories(told, told))), key=front.order)
        shown = ranked[:_STORIES]
        heads = _headlines(days.headlines(told, [story.number for story in shown]))
        places = {story.number: place for place, story in enumerate(ranked)}
        accounts = sorted(days.accounts(told, _ACCOUNTS), key=lambda a: (places.get(a.story or 0, len(places)), a.clip))
        order = {account.clip: at for at, account in enumerate(accounts)}
        stories = self._quoted(tuple(replace(story, headlines=heads.get(story.number, ())) for story in shown))
        used = {(quote.number, quote.n) for story in stories for quote in story.quotes}
        denials, demands = (
            front.voices(days.statements(list(order), stance=stance, most=_CLAIMS), order, used) for stance in _STANCES
        )
        beginners = days.beginners(told, list(order)) if page.previous else ()  # on the first day everyone begins
        changed, disputes = self._contrasts(
            [story.number for story in shown], {id_ for account in accounts for id_ in account.ids}
        )
        return replace(
            page, stories=stories, more=len(ranked) - len(shown), denials=denials, demands=demands,
            speakers=front.voices(beginners, order, used | front.places(denials + demands)),
            changed=changed, disputes=disputes, others=days.others(told, list(places), _OTHERS),
        )  # fmt: skip

    def _quoted(self, stories: tuple[DayStory, ...]) -> tuple[DayStory, ...]:
        """Return stories with the lines that stand under their headlines."""
        told = stories[: front.QUOTED]
        wanted = [head.clip for story in told for head in story.headlines]
        said: dict[int, list[Statement]] = {}
        for statement in self._store.days.statements(wanted, most=_CLAIMS):
            said.setdefault(statement.number, []).append(statement)
        return tuple(
            replace(
                story,
                quotes=front.standfirst(
                    [s for head in story.headlines for s in said.get(head.clip, ())], story.headlines, lead=at == 0
                ),
            )
            for at, story in enumerate(told)
        ) + tuple(stories[len(told) :])

    def _contrasts(self, stories: Sequence[int], ids: set[str]) -> tuple[tuple[front.Contrast, ...], ...]:
        chosen = front.chosen(self._store.days.disputes(stories, sorted(ids)), ids)
        lines = self._store.days.lines_of(
            sorted({account.clip for pairs in chosen for _, some in pairs for account in some})
        )
        return tuple(tuple(front.contrast(dispute, some, lines) for dispute, some in pairs) for pairs in chosen)


def ink(clips: int, most: int) -> int:
    """Return how dark a day is drawn, 0 to 5, where the fullest day has `most` clips: by the logarithm, so that a day
    of three is told from a day of one beside a day of three hundred."""
    if clips <= 0:
        return 0
    return max(1, math.ceil(_INKS * math.log1p(clips) / math.log1p(max(clips, most))))


def _headlines(clips: Sequence[ClipOfDay]) -> Mapping[int, tuple[Headline, ...]]:
    """Return the headlines of each story, copies folded into what they repeat; the first of
    several that repeat a clip of another day stands for them."""
    found: dict[int, tuple[Headline, ...]] = {}
    for story, some in groupby(clips, key=lambda clip: clip.story):
        heads: dict[int, ClipOfDay] = {}
        copied: dict[int, list[str]] = {}
        for clip in some:
            key = clip.clip if clip.head is None else clip.head
            if key in heads:
                copied.setdefault(key, []).append(clip.outlet or "")
            else:
                heads[key] = clip
        found[story] = tuple(
            Headline(
                clip=clip.clip, words=clip.words, outlet=clip.outlet, kind=clip.kind, claims=clip.claims,
                echo=clip.echo, copied_by=tuple(dict.fromkeys(copied.get(key, ()))),
            )
            for key, clip in islice(heads.items(), _HEADS)
        )  # fmt: skip
    return found


def _day(text: str) -> date:
    """Return the day a text names. Raises `InputError`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # what fromisoformat takes beside: 20250510, 2025-W19-6
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return day


def _first(text: str, rest: str) -> date:
    """Return the first day of a month or year; `rest` is what the text wants to be a day. Raises `InputError`."""
    try:
        return _day(text + rest)
    except InputError:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025") from None


def _maybe(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
