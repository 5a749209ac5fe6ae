"""話題・食い違い・年表: what the pages on them show, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from keii.asking import Asking
from keii.errors import InputError, NotFound
from keii.link.accounts.odds import Backing, odds_of
from keii.link.accounts.table import abreast
from keii.records.conflict import Conflict, ConflictKind
from keii.records.facts import Listed
from keii.records.odds import Ages, Odds, OddsPage, StorySheet
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.story import Dispute, StoryLine
from keii.records.timeline import Timeline
from keii.store.keys import days_of, storable, words_key
from keii.store.story_pages import Disputed, Numbered, StoryPages

READ = 60
"""Latest accounts of a story that its summary and time line are made of: a day's papers on a great matter. The same as
what is compared (keii.comparing.LATEST)."""
CLIPS = 50
"""Clips of a story on a page."""
ODDS = 20
"""Conflicts on a page."""
_OF_YEAR = 80  # clips a page of a time line is made of
_CONFLICTS = 120  # of one story that a page shows, those that belong together as one
_HEARD = 300  # latest clips of a story whose speakers are counted
_VOICES = 24
_STORIES = 12


class Stories(Asking):
    """Questions of the pages on stories, conflicts and time lines."""

    def story_sheet(self, number: int, page: int = 1) -> StorySheet:
        """Return what the page of a story shows, with a page of its clips. Raises `NotFound`."""
        from keii.link.stories.excerpts import excerpts  # as in `Desk.add`: the engine is loaded when it is needed
        from keii.link.timeline.entries import entries

        self.weave()
        asked = self._store.story_pages
        line = asked.line(number)
        count = asked.count(number)
        latest = asked.latest(number, READ)
        readings = sorted(asked.readings(sorted(latest)), key=_day)  # of one day in order of arrival
        found = asked.conflicts(number, _CONFLICTS)
        odds = self._set_out(found)
        voices, unsaid = asked.voices(number, latest=_HEARD, most=_VOICES)
        lines = self._store.lines_of(latest)
        pages = _pages(count, CLIPS)
        page = min(page, pages)
        return StorySheet(
            line=line,
            summary=excerpts(readings, asked.telling(latest), _disputed_places(found)),
            timeline=Timeline(about=(line.label,), entries=entries(readings, ()), left_out=count - len(latest)),
            odds=odds,
            abreast=abreast(odds, sorted(lines.values(), key=_listed_day)),
            voices=voices,
            open=unsaid,
            clips=asked.clips(number, limit=CLIPS, offset=(page - 1) * CLIPS),
            page=page,
            pages=pages,
        )

    def story_line(self, number: int) -> StoryLine:
        """Return a story's line. Raises `NotFound`."""
        self.weave()
        return self._store.story_pages.line(number)

    def stories_called(self, words: str, *, but: int) -> tuple[StoryLine, ...]:
        """Return the story of that number (12, s12), else stories whose label holds all the words; never `but`."""
        words = storable(words).strip()
        digits = words.removeprefix("s")
        if digits.isascii() and digits.isdigit() and len(digits) < 18:
            try:
                return (self._store.story_pages.line(int(digits)),) if int(digits) != but else ()
            except NotFound:
                return ()
        return self._store.story_pages.called(words, but=but, most=_STORIES) if words else ()

    def lines_by_id(self, ids: Sequence[str]) -> dict[str, Listed]:
        """Return the lines of clips by their ids; those that are none are left out."""
        return self._store.story_pages.by_id(ids)

    def odds(
        self, *, kind: ConflictKind | None = None, source: str = "", words: str = "", since: str = "", until: str = "",
        page: int = 1,
    ) -> OddsPage:  # fmt: skip
        """Return a page of conflicts, those of a story that belong together as one, that with the latest account first.

        `source` is whose an account is, by any spelling; `words` are all in the point or one of its accounts; `since`
        and `until` are as in `claims`. Raises `InputError` for a date that is none.
        """
        wanted = self._disputed(kind, source, words, since, until)
        total, found = self._store.story_pages.folds(wanted, limit=ODDS, offset=(page - 1) * ODDS)
        return OddsPage(total=total, odds=self._set_out(found), page=page, pages=_pages(total, ODDS))

    def dispute_page(
        self, *, kind: ConflictKind | None = None, source: str = "", words: str = "", since: str = "", until: str = "",
        limit: int = ODDS, offset: int = 0,
    ) -> tuple[int, tuple[Dispute, ...]]:  # fmt: skip
        """Return how many conflicts fit, narrowed as in `odds`, and a part of them as `conflicts` gives them."""
        wanted = self._disputed(kind, source, words, since, until)
        total, found = self._store.story_pages.disputes(wanted, limit=limit, offset=offset)
        lines = self.lines_by_id(sorted({account.clip for *_, conflict in found for account in conflict.accounts}))
        return total, tuple(
            Dispute(
                story=story, n=n, label=label, conflict=conflict,
                clips={account.clip: lines[account.clip] for account in conflict.accounts},
            )
            for story, label, n, conflict in found
        )  # fmt: skip

    def ages(self, *names: str, year: int | None = None, page: int = 1) -> Ages:
        """Return the time line of a story (one name, s12), of an entity (one name) or between two entities.

        Of entities it is that of the clips of a year, None: the latest with any, 0: those without a date. Raises
        `NotFound` for a name that is nobody's, `InputError` for none or more than two.
        """
        from keii.link.timeline.entries import entries  # as above

        self.weave()
        if not 1 <= len(names) <= 2:
            raise InputError("one name or two are wanted", hint="a person, a body, a place, or a story as s12")
        story = names[0].removeprefix("s")
        if len(names) == 1 and names[0] != story and story.isascii() and story.isdigit() and len(story) < 18:
            return self._story_ages(int(story), page)
        asked = self._store.story_pages
        meant = [self._one(storable(name)) for name in names]
        numbers, about = [number for number, _ in meant], tuple(name for _, name in meant)
        years = asked.years(numbers)
        shown = (years[0][0] if years else None) if year is None else year or None
        count = dict(years).get(shown, 0)
        pages = _pages(count, _OF_YEAR)
        page = min(page, pages)
        found = asked.of_year(numbers, shown, limit=_OF_YEAR, offset=(page - 1) * _OF_YEAR)
        told = entries(asked.readings(found), about)
        timeline = Timeline(about=about, entries=told, left_out=count - len(found))
        return Ages(timeline=timeline, years=years, year=shown, page=page, pages=pages)

    def _story_ages(self, number: int, page: int) -> Ages:
        from keii.link.timeline.entries import entries

        asked = self._store.story_pages
        line, count = asked.line(number), asked.count(number)
        pages = _pages(count, _OF_YEAR)
        page = min(page, pages)
        latest = asked.latest(number, page * _OF_YEAR)[(page - 1) * _OF_YEAR :]
        told = entries(asked.readings(latest), ())
        timeline = Timeline(about=(line.label,), entries=told, left_out=count - len(latest))
        return Ages(timeline=timeline, years=(), year=None, page=page, pages=pages)

    def _disputed(self, kind: ConflictKind | None, source: str, words: str, since: str, until: str) -> Disputed:
        self.weave()
        return Disputed(
            kind=kind, sources=self._called(source), words=tuple(storable(words).split()),
            since=_day_told(since, 0), until=_day_told(until, 1),
        )  # fmt: skip

    def _called(self, source: str) -> tuple[str, ...]:
        """Return what sources of accounts are called whom a name means: the name itself, and entities' names."""
        name = storable(source).strip()
        if not name:
            return ()
        meant = [self._store.name_of(number) for number in self.meant(name)[:3]]
        return tuple(dict.fromkeys((name, words_key(name), *meant)))

    def _set_out(self, found: Sequence[Numbered]) -> tuple[Odds, ...]:
        """Return conflicts as a page sets them out, those of one story that belong together as one."""
        ids = sorted({account.clip for *_, conflict in found for account in conflict.accounts})
        backing = _backing(self._store.story_pages, ids)
        by_story: dict[int, list[tuple[int, Conflict]]] = {}
        labels = {}
        for story, label, n, conflict in found:
            kept = tuple(account for account in conflict.accounts if account.clip in backing.clips)
            if len(kept) > 1:
                by_story.setdefault(story, []).append((n, replace(conflict, accounts=kept)))
                labels[story] = label
        order = {(story, n): place for place, (story, _, n, _) in enumerate(found)}
        odds = [one for story, some in by_story.items() for one in odds_of(story, labels[story], some, backing)]
        known = [replace(one, known=all(map(self.meant, one.between))) if one.between else one for one in odds]
        return tuple(sorted(known, key=lambda one: order[one.story, one.n]))


def _backing(asked: StoryPages, ids: Sequence[str]) -> Backing:
    told = list(asked.backing(ids))
    return Backing(
        clips=asked.by_id(ids),
        texts={id_: text for id_, text, _ in told},
        points={id_: points for id_, _, points in told},
        stances=asked.stances(ids),
    )


def _disputed_places(found: Sequence[Numbered]) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = {}
    for *_, conflict in found:
        for account in conflict.accounts:
            places.setdefault(account.clip, []).append(account.span)
    return places


def _day(reading: Reading) -> tuple[bool, date]:
    day = reading.clip.published
    return day is None, day or date.min


def _listed_day(clip: Listed) -> tuple[bool, date, int]:
    return clip.published is None, clip.published or date.min, clip.number


def _day_told(text: str, end: int) -> str | None:
    if not text.strip():
        return None
    days = days_of(text.strip())
    if days is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return days[end]


def _pages(count: int, each: int) -> int:
    return max(1, -(-count // each))
