"""一覧: stories and clips, a page at a time."""

from __future__ import annotations

from keii.asking import Asking
from keii.errors import InputError
from keii.records.clip import Kind
from keii.records.listing import ClipPage, ClipsWanted, StoriesWanted, StoryOrder, StoryPage
from keii.store.keys import days_of


class Listing(Asking):
    """一覧. Days are text in the grain known: 2025-05-10, 2025-05, 2025; "" does not narrow. All raise `InputError` for
    a date that is none."""

    def story_page(
        self,
        *,
        label: str = "",
        since: str = "",
        until: str = "",
        at_odds: bool = False,
        order: StoryOrder = "latest",
        limit: int = 40,
        offset: int = 0,
    ) -> StoryPage:
        """Return a page of the stories whose label holds all these words, with a clip of these days."""
        self.weave()
        wanted = StoriesWanted(
            label=label, since=_first(since), until=_last(until), at_odds=at_odds, order=order
        )  # fmt: skip
        total, lines = self._store.listing.stories(wanted, limit, offset)
        return StoryPage(total=total, lines=lines)

    def clip_page(
        self,
        *,
        outlet: str = "",
        kind: Kind | None = None,
        since: str = "",
        until: str = "",
        undated: bool = False,
        problems: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> ClipPage:
        """Return a page of the clips, the latest first, those without a date last."""
        wanted = ClipsWanted(
            outlet=outlet, kind=kind, since=_first(since), until=_last(until), undated=undated, problems=problems
        )
        total, lines = self._store.listing.clips(wanted, limit, offset)
        return ClipPage(total=total, lines=lines)

    def commonest_outlets(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the outlets with most clips, and how many."""
        return self._store.listing.outlets(limit)


def _first(day: str) -> str | None:
    return _days(day)[0] if day else None


def _last(day: str) -> str | None:
    return _days(day)[1] if day else None


def _days(day: str) -> tuple[str, str]:
    found = days_of(day)
    if found is None:
        raise InputError("{0} is not a date", day, hint="write it as 2025-05-10, 2025-05 or 2025")
    return found
