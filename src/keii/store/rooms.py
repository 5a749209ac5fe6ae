"""The parts of a dossier that have a class of their own."""

from __future__ import annotations

from pathlib import Path

import apsw

from keii.store.around import Surroundings
from keii.store.days import Days
from keii.store.feeds import Feeds
from keii.store.listing import Listing
from keii.store.parts import Parts
from keii.store.people import People
from keii.store.said import Said
from keii.store.shelf import Shelf
from keii.store.spots import Spots
from keii.store.story_pages import StoryPages


class Rooms:
    """部屋: what `Store` is made of beside its own methods."""

    path: Path
    _connection: apsw.Connection

    @property
    def feeds(self) -> Feeds:
        """Return the part of the dossier that is about feeds."""
        return Feeds(self._connection, self.path)

    @property
    def story_pages(self) -> StoryPages:
        """Return the part of the dossier that is about stories, as pages show it."""
        return StoryPages(self._connection, self.path)

    @property
    def people(self) -> People:
        """Return the part of the dossier that is about entities, as pages show it."""
        return People(self._connection, self.path)

    @property
    def spots(self) -> Spots:
        """Return the part of the dossier that is about where events took place."""
        return Spots(self._connection, self.path)

    @property
    def said(self) -> Said:
        """Return the ledger of claims."""
        return Said(self._connection, self.path)

    @property
    def around(self) -> Surroundings:
        """Return what stands around clips."""
        return Surroundings(self._connection, self.path)

    @property
    def shelf(self) -> Shelf:
        """Return the part of the dossier that is about inputs and their problems."""
        return Shelf(self._connection, self.path)

    @property
    def days(self) -> Days:
        """Return the part of the dossier that is about days."""
        return Days(self._connection, self.path)

    @property
    def parts(self) -> Parts:
        """Return what is handed to programs a part at a time."""
        return Parts(self._connection, self.path)

    @property
    def listing(self) -> Listing:
        """Return the part of the dossier that lists stories and clips a page at a time."""
        return Listing(self._connection, self.path)
