"""根拠: a visible, weighted reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """根拠: one scored feature that spoke for (or against) a decision. 例: 「敬体から常体へ」 +1.5."""

    feature: str  #: the feature's id: in ingest/scrap/features for a cut, in the link room's rows for a link
    weight: float  #: its signed weight, in log odds for a cut, in points of the room's score for a link
    note: str  #: the words that showed it; may be empty
