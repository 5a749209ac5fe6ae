"""record <-> JSON: the shape that `keii read --format jsonl` prints and the dossier keeps.

`to_json(reading)` adds, for a reader's sake, the text under each span; `from_json` ignores it and takes it from the
clip. ``from_json(to_json(x)) == x`` for every reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from keii.errors import PROBLEMS
from keii.records.claim import Claim, Source
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.evidence import Evidence
from keii.records.name import Name
from keii.records.problem import Problem
from keii.records.quantity import Quantity
from keii.records.quote import Quote
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.records.time import Time

Json = dict[str, Any]


def message(problem: Problem) -> str:
    """Return a problem's English sentence. An unknown code (a later version's) gives its arguments."""
    if problem.code not in PROBLEMS:
        return " ".join(problem.args)
    return PROBLEMS[problem.code].format(*problem.args)


def clip_to_json(clip: Clip) -> Json:
    """Return a clip as a JSON object. `links` is there only where there are any."""
    links = {"links": list(clip.links)} if clip.links else {}
    return {
        "id": clip.id,
        "source_id": clip.source_id,
        "span": _pair(clip.span),
        "kind": clip.kind,
        "outlet": clip.outlet,
        "outlet_by": clip.outlet_by,
        "title": clip.title,
        "url": clip.url,
        "published": clip.published.isoformat() if clip.published else None,
        "published_by": clip.published_by,
        "register": clip.register,
        "text": clip.text,
        **links,
        "cut": [{"feature": e.feature, "weight": e.weight, "note": e.note} for e in clip.cut],
        "problems": [_problem(p) for p in clip.problems],
    }


def clip_from_json(data: Mapping[str, Any]) -> Clip:
    """Return the clip a JSON object describes. Raises KeyError or ValueError where it does not describe one."""
    return Clip(
        id=data["id"],
        source_id=data["source_id"],
        span=Span(*data["span"]),
        kind=data["kind"],
        outlet=data["outlet"],
        outlet_by=data["outlet_by"],
        title=data["title"],
        url=data["url"],
        published=date.fromisoformat(data["published"]) if data["published"] else None,
        published_by=data["published_by"],
        register=data["register"],
        text=data["text"],
        links=tuple(data.get("links", ())),
        cut=tuple(Evidence(feature=e["feature"], weight=float(e["weight"]), note=e["note"]) for e in data["cut"]),
        problems=tuple(map(_problem_back, data["problems"])),
    )


def to_json(reading: Reading) -> Json:
    """Return a reading as a JSON object; see the contract in docs/design.md."""
    text = reading.clip.text

    def cited(span: Span) -> Json:
        return {"span": _pair(span), "text": text[span.start : span.end]}

    return {
        "clip": clip_to_json(reading.clip),
        "sentences": [_pair(s) for s in reading.sentences],
        "names": [
            cited(n.span) | {"type": n.type, "entity": n.entity, "title": _maybe(n.title, cited), "rule": n.rule}
            for n in reading.names
        ],
        "times": [cited(t.span) | {"value": t.value, "anchor": t.anchor, "rule": t.rule} for t in reading.times],
        "quantities": [
            cited(q.span) | {"value": _amount(q), "unit": q.unit, "bound": q.bound, "rule": q.rule}
            for q in reading.quantities
        ],
        "quotes": [
            cited(q.span) | {"inner": _pair(q.inner), "kind": q.kind, "depth": q.depth, "closed": q.closed}
            for q in reading.quotes
        ],
        "claims": [
            {
                "source": cited(c.source.span) | {"carried": c.source.carried} if c.source else None,
                "via": [cited(v) for v in c.via],
                "content": cited(c.content),
                "cue": cited(c.cue),
                "addressee": _maybe(c.addressee, cited),
                "manner": c.manner,
                "stance": c.stance,
                "said": c.said,
                "rule": c.rule,
            }
            for c in reading.claims
        ],
        "events": [
            {
                "type": e.type,
                "actor": e.actor,
                "recipient": e.recipient,
                "anchor": cited(e.anchor),
                "date": e.date,
                "place": e.place,
                "claim": e.claim,
                "rule": e.rule,
                "status": e.status,
            }
            for e in reading.events
        ],
        "problems": [_problem(p) for p in reading.problems],
        "made_by": {
            "keii": reading.made_by.keii,
            "tables": reading.made_by.tables,
            "dictionary": reading.made_by.dictionary,
        },
    }


def from_json(data: Mapping[str, Any]) -> Reading:
    """Return the reading a JSON object describes. Raises KeyError, TypeError or ValueError where it does not."""
    return Reading(
        clip=clip_from_json(data["clip"]),
        sentences=tuple(Span(*s) for s in data["sentences"]),
        names=tuple(
            Name(
                span=Span(*n["span"]),
                type=n["type"],
                entity=n["entity"],
                title=_maybe(n["title"], _cited_back),
                rule=n["rule"],
            )
            for n in data["names"]
        ),
        times=tuple(
            Time(span=Span(*t["span"]), value=t["value"], anchor=t["anchor"], rule=t["rule"]) for t in data["times"]
        ),
        quantities=tuple(map(_quantity_back, data["quantities"])),
        quotes=tuple(
            Quote(span=Span(*q["span"]), inner=Span(*q["inner"]), kind=q["kind"], depth=q["depth"], closed=q["closed"])
            for q in data["quotes"]
        ),
        claims=tuple(map(_claim_back, data["claims"])),
        events=tuple(
            Event(
                type=e["type"],
                actor=e["actor"],
                recipient=e["recipient"],
                anchor=_cited_back(e["anchor"]),
                date=e["date"],
                place=e["place"],
                claim=e["claim"],
                rule=e["rule"],
                status=e.get("status", "done"),
            )
            for e in data["events"]
        ),
        problems=tuple(map(_problem_back, data["problems"])),
        made_by=MadeBy(**data["made_by"]),
    )


def number_to_json(value: Decimal) -> int | float:
    """Return a decimal as a JSON number: whole ones as int, others as the float whose shortest form it is."""
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(quantity: Quantity) -> Any:
    if quantity.low == quantity.high:
        return number_to_json(quantity.low)
    return [number_to_json(quantity.low), number_to_json(quantity.high)]


def _quantity_back(data: Mapping[str, Any]) -> Quantity:
    value = data["value"]
    low, high = value if isinstance(value, list) else (value, value)
    return Quantity(span=Span(*data["span"]), low=Decimal(str(low)), high=Decimal(str(high)), unit=data["unit"],
                    bound=data["bound"], rule=data["rule"])  # fmt: skip


def _claim_back(data: Mapping[str, Any]) -> Claim:
    source = data["source"]
    return Claim(
        source=Source(span=_cited_back(source), carried=source["carried"]) if source else None,
        via=tuple(map(_cited_back, data["via"])),
        content=_cited_back(data["content"]),
        cue=_cited_back(data["cue"]),
        addressee=_maybe(data["addressee"], _cited_back),
        manner=data["manner"],
        stance=data["stance"],
        said=data["said"],
        rule=data["rule"],
    )


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "span": _maybe(problem.span, _pair),
        "args": list(problem.args),
        "message": message(problem),
    }


def _problem_back(data: Mapping[str, Any]) -> Problem:
    return Problem(code=data["code"], span=_maybe(data["span"], lambda s: Span(*s)), args=tuple(data["args"]))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _cited_back(data: Mapping[str, Any]) -> Span:
    return Span(*data["span"])


def _maybe(value: Any, then: Any) -> Any:
    return None if value is None else then(value)
