"""名前: a mention of a person, an organisation or a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.span import Span

NameType = Literal["PER", "ORG", "GPE", "LOC"]
"""人 / 組織 / 政府のある土地 / その他の場所"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """名前: a mention in the text, without title and honorific. 例: 「習近平国家主席」 -> 習近平 PER."""

    span: Span
    type: NameType
    entity: str  #: one usual full name of the thing, the same for every spelling known to the tables or the clip
    title: Span | None  #: 肩書・敬称 that leans on it (総書記, 氏); None: none
    rule: str  #: id of the row, or of the step, that found it
