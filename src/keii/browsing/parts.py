"""分冊: what programs are handed, a part at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from keii.asking import Asking
from keii.errors import InputError
from keii.records.correction import Correction
from keii.records.digest import Digest
from keii.records.judgement import Judgement
from keii.records.parts import CardHead, StoryPart
from keii.records.story import Story
from keii.store.keys import days_of

_NEWS = 2_000
"""New clips a digest is made of at most: as many as the latest days of a large dossier have; half a second."""
_SPELLINGS = 50


class Parts(Asking):
    """分冊."""

    def stories_with(self, clips: Collection[int]) -> dict[int, int]:
        """Return the stories of those clips, by number, that are in one."""
        self.weave()
        return self._store.parts.stories_of(sorted(clips))

    def story_part(self, number: int, limit: int, offset: int = 0) -> StoryPart:
        """Return a story with a part of its clips, in order of time. Raises `NotFound`."""
        self.weave()
        line = self._store.story_pages.line(number)
        story = Story(line=line, members=self._store.parts.members(number, limit, offset), conflicts=())
        return StoryPart(story=story, total=line.clips)

    def card_head(self, number: int) -> CardHead:
        """Return the head of an entity's card: what it is called, and how much there is on it. Raises `NotFound`."""
        self.weave()
        return self._store.parts.card(number, _SPELLINGS)

    def news(self, since: str) -> Digest:
        """Return what is new since a day as `digest` does; where that is more than 2,000 clips, since the first later
        day with no more. Raises `InputError` for a date that is none, and where one day alone has more; `NotFound`
        where there is no clip."""
        self.weave()
        last, days = self._store.days.last(), days_of(since) if since else None
        first = days[0] if days else last
        crowded = self._store.parts.crowded(first, _NEWS) if first else None
        if crowded is None:
            return self.digest(since or None)
        if crowded == last:
            raise InputError("more than {0} clips are new on {1}", _NEWS, last, hint="ask for pages of clips instead")
        return self.digest(date.fromisoformat(crowded) + timedelta(days=1))

    def ledger_part(self, limit: int, offset: int = 0) -> tuple[int, tuple[Judgement | Correction, ...]]:
        """Return how many entries the ledger has, and a part of them, the latest first; undone ones too."""
        entries: list[Judgement | Correction] = [*self._store.judgements(), *self._store.corrections()]
        entries.sort(key=lambda entry: -entry.number)
        return len(entries), tuple(entries[offset : offset + limit])
