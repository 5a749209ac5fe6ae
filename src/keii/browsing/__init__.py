"""閲覧: what the pages of the reading room ask of a dossier, a page at a time."""

from __future__ import annotations

from keii.browsing.claims import Claims
from keii.browsing.days import Days
from keii.browsing.listing import Listing
from keii.browsing.parts import Parts
from keii.browsing.people import People
from keii.browsing.places import Places
from keii.browsing.shelf import Shelf
from keii.browsing.stories import Stories


class Browsing(Claims, Days, Listing, Parts, People, Places, Shelf, Stories):
    """閲覧: the questions of `Asking`, and those that are answered a page at a time, however large the dossier is."""
