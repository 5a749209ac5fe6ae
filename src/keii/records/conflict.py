"""食い違い: accounts of one point that disagree, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from keii.records.evidence import Evidence
from keii.records.span import Span

ConflictKind = Literal["quantity", "update", "denial", "blame"]
"""数字の食い違い / 後の数字・計画が前のに代わる / 一方が言い他方が否む / 互いに相手のせいにする"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """言い分: one version of a point, in a clip's own words."""

    clip: str  #: the clip's id
    span: Span  #: the words that carry it (a figure, a claim's content), in code points of the clip's text
    text: str  #: those words
    source: str | None  #: whose it is: an entity's name, else the noun phrase; None: the clip's own words
    via: tuple[str, ...] = ()  #: who relays it, outermost first
    said: str | None = None  #: when, in the notation of `Time.value`; the clip's date where the text does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """食い違い: what is disputed, and every account of it. 例: 死者 12人 / 少なくとも15人."""

    kind: ConflictKind
    about: str  #: the point, in words of the clips: 死者, 停戦違反
    accounts: tuple[Account, ...]  #: two or more, in order of time; accounts of copies are folded into one
    reasons: tuple[Evidence, ...]  #: why these are of one point and at odds


def conflict_to_json(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as a JSON object."""
    return {
        "kind": conflict.kind,
        "about": conflict.about,
        "accounts": [
            {
                "clip": account.clip,
                "span": [account.span.start, account.span.end],
                "text": account.text,
                "source": account.source,
                "via": list(account.via),
                "said": account.said,
            }
            for account in conflict.accounts
        ],
        "reasons": [[reason.feature, reason.weight, reason.note] for reason in conflict.reasons],
    }


def conflict_from_json(data: Mapping[str, Any]) -> Conflict:
    """Return the conflict a JSON object describes. Raises KeyError or ValueError where it does not describe one."""
    return Conflict(
        kind=data["kind"],
        about=data["about"],
        accounts=tuple(
            Account(
                clip=account["clip"],
                span=Span(*account["span"]),
                text=account["text"],
                source=account["source"],
                via=tuple(account["via"]),
                said=account["said"],
            )
            for account in data["accounts"]
        ),
        reasons=tuple(Evidence(feature=f, weight=float(w), note=n) for f, w, n in data["reasons"]),
    )
