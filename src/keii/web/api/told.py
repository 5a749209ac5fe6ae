"""What the API's own page says of its addresses, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from keii.wording.language import N_

ADDRESSES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "/api/clips": (N_("Clips, the latest first"), "keii list"),
        "/api/clips/{clip}": (N_("The reading of one clip, its story and its neighbours"), "keii show"),
        "/api/claims": (N_("Who says what"), "keii claims"),
        "/api/stories": (N_("Stories"), "keii story list"),
        "/api/stories/{number}": (N_("One story with its clips"), "keii story show"),
        "/api/conflicts": (N_("Where accounts are at odds"), "keii conflicts"),
        "/api/entities": (N_("Persons, bodies and places by their names"), "keii who"),
        "/api/entities/{number}": (N_("One of them: spellings, titles, how much there is"), "keii who"),
        "/api/search": (N_("Clips by their words"), "keii search"),
        "/api/timeline": (N_("What happened and was said, by time"), "keii timeline"),
        "/api/digest": (N_("What is new since a day"), "keii digest"),
        "/api/judgements": (N_("What persons put right, and what a rule left open"), "keii judgements"),
        "/api/feeds": (N_("The feeds that are followed"), "keii feed list"),
        "/api/problems": (N_("What was not taken or not read"), "keii problems"),
    }
)
"""Address -> what it answers, and the command that prints the same with --json."""
