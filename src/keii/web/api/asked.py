"""Parameters of the API, with the bounds that its description tells and the server holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic.json_schema import SkipJsonSchema

from keii.records.claim import Manner, Stance
from keii.records.clip import Kind
from keii.records.conflict import ConflictKind
from keii.records.name import NameType

_YEAR = "[12][0-9]{3}"
_LEAP = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)"
_MONTHS = (
    "(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?", "(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?",
    "02(?:-(?:0[1-9]|1[0-9]|2[0-8]))?",
)  # fmt: skip
DAY = f"^(?:{_YEAR}(?:-(?:{'|'.join(_MONTHS)}))?|{_LEAP}-02-29)?$"
"""A day, month or year of the calendar from 1000 to 2999; or nothing."""

Limit = Annotated[int, Query(ge=1, le=500, description="items at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="items to pass over")]
Text = Annotated[str, Query(max_length=200)]
Name = Annotated[str, Query(max_length=200, description="a name in any spelling, or a number, as e12")]
Words = Annotated[
    str,
    Query(max_length=500, description="parted by blanks; what stands in 「」 or quotes is one", examples=["首相 会見"]),
]
Since = Annotated[
    str, Query(alias="from", pattern=DAY, description="that day or later, in any grain: 2025-05-10, 2025-05, 2025")
]
Until = Annotated[str, Query(alias="to", pattern=DAY, description="that day or before")]
InStory = Annotated[str, Query(pattern="^(?:s[1-9][0-9]{0,15})?$", description="as s12")]
About = Annotated[
    list[str],
    Query(min_length=1, max_length=2, description="one name or two, or a story as s12", examples=[["s1"], ["e1"]]),
]
Looked = Annotated[int, Query(ge=1, le=500, description="clips it is made of at most, the latest")]
Number = Annotated[int, Path(ge=1, le=2**53, examples=[1])]
Clip = Annotated[
    str,
    Path(min_length=1, max_length=200, description="number, id, the beginning of an id, or source", examples=["1"]),
]
OfKind = Kind | SkipJsonSchema[None]
OfStance = Stance | SkipJsonSchema[None]
OfManner = Manner | SkipJsonSchema[None]
OfConflict = ConflictKind | SkipJsonSchema[None]
OfType = Annotated[NameType | SkipJsonSchema[None], Query(alias="type")]
