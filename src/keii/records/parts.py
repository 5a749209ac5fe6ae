"""分冊: what programs are handed a part at a time."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.name import NameType
from keii.records.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """話題の一部: a story with some of its clips."""

    story: Story  #: `members`: a part of them, in order of time; `conflicts`: none
    total: int  #: clips of the story


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHead:
    """人物票の頭: what a card says, with how much there is of what it lists."""

    number: int
    entity: str  #: what it is called
    type: NameType
    mentions: int
    spellings: tuple[tuple[str, int], ...]  #: with how often they stand in texts, most used first
    titles: tuple[tuple[str, int], ...]
    clips: int  #: that mention it
    claims: int  #: whose source it is
    events: int  #: in which it acts or is acted upon
