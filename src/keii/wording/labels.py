"""The vocabulary's words for people: what a code in the data is called on the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from keii.wording.language import N_

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
    {
        "words": N_("same words"), "names": N_("same names"), "other names": N_("other names"),
        "days": N_("days apart"), "link": N_("one links to the other"),
    }
)  # fmt: skip
"""Reasons that put a clip into a story."""
LIKENESS: Final = MappingProxyType(
    {
        "same strings": N_("same runs of words"), "shorter one inside": N_("the shorter one is inside the longer"),
        "same address": N_("same address"), "same outlet": N_("same outlet"),
    }
)  # fmt: skip
"""Reasons that make a clip a copy of another."""
AT_ODDS: Final = MappingProxyType(
    {
        "sources": N_("figures of different sources that cannot both hold"),
        "later": N_("a later figure takes the place of an earlier one"),
        "word": N_("the same thing is counted or told"),
        "near": N_("they stand sentences apart"), "cue": N_("the reporting verb denies"),
        "plain_denial": N_("it is plainly denied"), "accused": N_("what is denied is an accusation"),
        "points_back": N_("the denial points back"), "other_head": N_("counted under another word"),
        "other_class": N_("counted of another kind"), "mutual": N_("each accuses the other"),
        "bare": N_("the figure stands alone"), "rare_unit": N_("few things are counted so"),
        "home_named": N_("its country is named"), "named": N_("who said it is named"), "admits": N_("it is admitted"),
    }
)  # fmt: skip
"""Reasons that set accounts at odds."""
GIVEN_BY: Final = MappingProxyType(
    {
        "user": N_("as you said"), "input": N_("from the input"), "dateline": N_("from the dateline"),
        "credit": N_("from the credit line"), "byline": N_("from the by-line"), "host": N_("from the link"),
        "text": N_("from the text"), "style": N_("a guess from the style"), "inferred": N_("worked out from the text"),
    }
)  # fmt: skip
ANCHORS: Final = MappingProxyType(
    {
        "written": N_("as written"), "published": N_("counted from the day of publication"),
        "mention": N_("counted from an earlier mention"), "none": N_("a length of time"),
    }
)  # fmt: skip
"""What a time was worked out from."""
ENTRIES: Final = MappingProxyType(
    {
        "same": N_("put together"), "different": N_("split"), "named": N_("renamed"), "unsure": N_("not decided"),
        "outlet": N_("outlet"), "published": N_("date"), "title": N_("heading"), "name": N_("name"),
        "time": N_("time"), "source": N_("source"), "stance": N_("stance"), "claim": N_("claim"), "cut": N_("cut"),
        "join": N_("joined"),
    }
)  # fmt: skip
"""Kinds of entries of the ledger: of judgements, then of corrections."""
CHANGES: Final = MappingProxyType(
    {
        "outlet": N_("outlet"), "published": N_("date"), "title": N_("heading"), "name": N_("name"),
        "time": N_("time"), "claim": N_("claim"), "event": N_("event"), "clip": N_("clip"),
    }
)  # fmt: skip
"""What a correction changes."""
FIELDS: Final = MappingProxyType(
    {
        "value": N_("value"), "by": N_("how known"), "type": N_("type"), "entity": N_("entity"), "source": N_("source"),
        "stance": N_("stance"), "said": N_("said"), "actor": N_("actor"), "recipient": N_("recipient"),
        "date": N_("date"), "number": N_("number"), "outlet": N_("outlet"), "published": N_("date"),
        "title": N_("heading"),
    }
)  # fmt: skip
"""Fields of what a correction changes."""
