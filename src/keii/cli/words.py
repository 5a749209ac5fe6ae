"""The vocabulary's words for people: what a code in the data is called on the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from keii.cli.language import N_

KINDS: Final = MappingProxyType({"article": N_("article"), "post": N_("post"), "note": N_("note"), "link": N_("link")})
STANCES: Final = MappingProxyType(
    {"assert": N_("asserts"), "deny": N_("denies"), "conjecture": N_("supposes"), "demand": N_("demands")}
)
MANNERS: Final = MappingProxyType({"direct": N_("direct"), "indirect": N_("indirect"), "mixed": N_("partly quoted")})
TYPES: Final = MappingProxyType(
    {"PER": N_("person"), "ORG": N_("organisation"), "GPE": N_("state or town"), "LOC": N_("place")}
)
BOUNDS: Final = MappingProxyType(
    {"about": N_("about"), "min": N_("at least"), "max": N_("at most"), "over": N_("over"), "under": N_("under")}
)
EVENTS: Final = MappingProxyType(
    {
        "AGREE": N_("agrees with"), "CONSULT": N_("consults"), "SUPPORT": N_("supports"),
        "COOPERATE": N_("cooperates with"), "AID": N_("aids"), "CONCEDE": N_("concedes to"),
        "RETREAT": N_("retreats from"), "REQUEST": N_("requests of"), "ACCUSE": N_("accuses"),
        "REJECT": N_("rejects"), "THREATEN": N_("threatens"), "PROTEST": N_("protests against"),
        "SANCTION": N_("sanctions"), "MOBILIZE": N_("mobilizes against"), "COERCE": N_("coerces"),
        "ASSAULT": N_("assaults"),
    }
)  # fmt: skip
FINDINGS: Final = MappingProxyType(
    {
        "names": N_("names"), "times": N_("times"), "quantities": N_("quantities"), "claims": N_("claims"),
        "events": N_("events"),
    }
)  # fmt: skip
CONFLICTS: Final = MappingProxyType(
    {
        "quantity": N_("figures differ"), "update": N_("changed later"), "denial": N_("said and denied"),
        "blame": N_("each blames the other"),
    }
)  # fmt: skip
COPIES: Final = MappingProxyType(
    {
        "exact": N_("same text"),
        "near": N_("nearly the same text"),
        "part": N_("cut short"),
        "version": N_("other version"),
    }
)
OFFICES: Final = MappingProxyType({"current": N_("in office"), "former": N_("former"), "next": N_("designated")})
ABOUT: Final = MappingProxyType({"entity": N_("entity"), "story": N_("story")})
"""What a judgement is about; looked up where an error names it."""
FEATURES: Final = MappingProxyType(
    {"words": N_("same words"), "names": N_("same names"), "other names": N_("other names"), "days": N_("days apart")}
)
"""Reasons that put a clip into a story."""
GIVEN_BY: Final = MappingProxyType(
    {
        "user": N_("as you said"), "input": N_("from the input"), "dateline": N_("from the dateline"),
        "credit": N_("from the credit line"), "byline": N_("from the by-line"), "host": N_("from the link"),
        "text": N_("from the text"), "style": N_("a guess from the style"), "inferred": N_("worked out from the text"),
    }
)  # fmt: skip
