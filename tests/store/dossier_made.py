"""Readings written by hand, from a text and the words in it; and the command that makes the kept dossiers.

    python tests/store/dossier_made.py     makes tests/store/fixtures/vN.sqlite with this version's schema N

A released fixture is never made again: it is what an old dossier looks like.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from keii.judging import enter
from keii.records.claim import Claim, Source, Stance
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.judgement import Judgement
from keii.records.name import Name, NameType
from keii.records.problem import Problem
from keii.records.quantity import Quantity
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.records.time import Time
from keii.store.migrate import steps
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store
from keii.weaving import weave

FIXTURES = Path(__file__).parent / "fixtures"
MADE_BY = MadeBy(keii="0.1.0", tables="sha256:0123456789abcdef", dictionary="sudachidict-core 20261015")
AT = "2031-05-10T03:00:00+00:00"

JUDGED = Judgement(number=0, about="entity", verdict="name", left=3, right=None, name="シビハ外相", why="手本", at=AT)
"""The judgement in every kept dossier from schema 2 on."""

Spelled = tuple[str, NameType, str]
Said = tuple[str | None, str, str, Stance, str | None]


def span(text: str, part: str) -> Span:
    """Return where a part stands first."""
    at = text.index(part)
    return Span(at, at + len(part))


def clip_of(
    text: str, published: str | None = "2031-05-10", outlet: str | None = "列島通信", source: str = "頁.txt"
) -> Clip:
    """Return an article of that text."""
    return Clip(
        id="a" + hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:16],
        source_id=source,
        span=Span(0, len(text)),
        kind="article",
        text=text,
        outlet=outlet,
        outlet_by="user" if outlet else None,
        published=date.fromisoformat(published) if published else None,
        published_by="user" if published else None,
    )


def reading_of(
    clip: Clip,
    *,
    names: tuple[Spelled, ...] = (),
    said: tuple[Said, ...] = (),
    events: tuple[Event, ...] = (),
    quantity: str | None = None,
    day: tuple[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Reading:
    """Return a reading of the clip: names (words, type, entity), claims (source, content, cue, stance, said) …"""
    text = clip.text
    return Reading(
        clip=clip,
        sentences=(Span(0, len(text)),),
        names=tuple(Name(span=span(text, w), type=t, entity=e, title=None, rule="hand") for w, t, e in names),
        times=(Time(span=span(text, day[0]), value=day[1], anchor="published", rule="hand"),) if day else (),
        quantities=(
            Quantity(
                span=span(text, quantity), low=Decimal(5026), high=Decimal(5026), unit="回", bound=None, rule="hand"
            ),
        )
        if quantity
        else (),
        quotes=(),
        claims=tuple(_claim(text, *one) for one in said),
        events=events,
        problems=problems,
        made_by=MADE_BY,
    )


def _claim(text: str, source: str | None, content: str, cue: str, stance: Stance, said: str | None) -> Claim:
    return Claim(
        source=Source(span=span(text, source), carried=False) if source else None,
        via=(),
        content=span(text, content),
        cue=span(text, cue),
        addressee=None,
        manner="indirect",
        stance=stance,
        said=said,
        rule="hand",
    )


MINISTRY = "ロシア国防省は9日、停戦違反が5026回あったと発表した。"
DENIAL = "ウクライナのシビハ外相は「違反はない」と反論した。ＮＡＴＯも同調した。"
LATE = "金正恩総書記は10日、平壌で演説し、金氏は「血盟だ」と述べた。"


def three_readings() -> tuple[Reading, Reading, Reading]:
    """Return readings of three short articles: a claim with a day, a denial without one, a speech."""
    ministry = reading_of(
        clip_of(MINISTRY, source="一.txt"),
        names=(("ロシア国防省", "ORG", "ロシア国防省"),),
        said=(("ロシア国防省", "停戦違反が5026回あった", "発表した", "assert", "2031-05-09"),),
        quantity="5026回",
        day=("9日", "2031-05-09"),
        problems=(Problem(code="K1101", span=Span(0, 1), args=("「",)),),
    )
    denial = reading_of(
        clip_of(DENIAL, published=None, outlet=None, source="二.txt"),
        names=(
            ("ウクライナ", "GPE", "ウクライナ"),
            ("シビハ", "PER", "アンドリー・シビハ"),
            ("ＮＡＴＯ", "ORG", "北大西洋条約機構"),
        ),
        said=(("ウクライナのシビハ外相", "違反はない", "反論した", "deny", None),),
    )
    speech = Event(
        type="CONSULT", actor="金正恩", recipient=None, anchor=span(LATE, "演説し"), date="2031-05-10", place="平壌",
        claim=None, rule="hand",
    )  # fmt: skip
    late = reading_of(
        clip_of(LATE, published="2031-05-11", source="三.txt"),
        names=(("金正恩", "PER", "金正恩"), ("平壌", "GPE", "平壌"), ("金氏", "PER", "金正恩")),
        said=(("金氏", "血盟だ", "述べた", "assert", None),),
        events=(speech,),
    )
    return ministry, denial, late


def parcel_of(*readings: Reading, rejected: tuple[Problem, ...] = (), name: str = "頁.txt") -> Parcel:
    """Return a parcel of new readings."""
    return Parcel(name=name, digest="0" * 64, added_at=AT, new=tuple(map(sheet_of, readings)), rejected=rejected)


def main() -> None:
    """Make this version's fixture."""
    path = FIXTURES / f"v{steps()[-1].version}.sqlite"
    if path.exists():
        sys.exit(f"{path} is kept as it is")
    refused = Problem(code="K1005", args=("悪い.jsonl:3", "not a JSON object"))
    with Store.open(path, create=True) as store:
        store.write(parcel_of(*three_readings(), rejected=(refused,)))
        for _ in weave(store):
            pass
        store.weave(lambda loom: enter(loom, JUDGED))


if __name__ == "__main__":
    main()
