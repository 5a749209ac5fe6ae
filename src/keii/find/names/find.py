"""Names (名前): people, organisations, places, each with the row or step that found it."""

from __future__ import annotations

from collections.abc import Iterator

from keii.find.names import (
    context,
    direct,
    firms,
    foreign,
    given,
    lines,
    lists,
    officers,
    organisations,
    persons,
    places,
    posts,
    rings,
    sports,
    spots,
    spread,
    teams,
    trades,
)
from keii.find.names.acting import acting
from keii.find.names.candidate import Candidate, resolve
from keii.find.names.entities import entities
from keii.find.names.fitted import fitted
from keii.find.names.people import title_after
from keii.find.names.shortened import shortened
from keii.find.names.tagger import Table
from keii.find.names.units import Units, units
from keii.records.name import Name
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span


def find(parse: Parse, table: Table | None = None) -> tuple[tuple[Name, ...], tuple[Problem, ...]]:
    """Return the names of a text in order, not overlapping.

    `table` is a table of weights to read with in place of the shipped one (`tagger.padded`): training scores the whole
    room on documents that the weights were not fitted to.
    """
    seen, begin, finish, kept = ruled(parse)
    kept = resolve((*kept, *fitted(seen, parse, kept, begin, finish, table)))
    short = [
        *spread.abbreviations(seen, kept, begin, finish),
        *spread.readings(seen, kept, begin),
        *spread.glosses(seen, kept, begin, finish),
        *shortened(seen, kept, begin, finish),
    ]
    kept = spread.again(seen, resolve((*kept, *short)) if short else kept, begin, finish)
    kept = places.venues(seen.text, places.same_quarters(seen.text, [one for one in kept if one.type]))
    kept = acting(seen.text, kept)
    means, problems = entities(seen, kept, begin)
    names = (_name(seen, one, entity, begin) for one, entity in zip(kept, means, strict=True))
    return tuple(names), tuple(problems)


def ruled(parse: Parse) -> tuple[Units, dict[int, int], dict[int, int], list[Candidate]]:
    """Return the units of a text, which of them begins and which ends at an offset, and the names the rules have, in
    order and apart: all that the model is shown."""
    seen = units(parse)
    begin = dict(zip(seen.starts, range(len(seen.starts)), strict=True))
    finish = dict(zip(seen.ends, range(len(seen.ends)), strict=True))
    return seen, begin, finish, resolve(_candidates(seen, begin, finish))


def _candidates(seen: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    yield from direct.listed(seen)
    yield from direct.countries(seen)
    yield from direct.moneys(seen)
    yield from direct.no_names(seen)
    yield from direct.outlets(seen)
    yield from direct.parties(seen)
    yield from direct.companies(seen)
    yield from direct.outlets_reporting(seen, finish)
    yield from organisations.compounds(seen)
    yield from organisations.parties(seen)
    yield from teams.teams(seen)
    yield from teams.editions(seen)
    yield from sports.scores(seen, begin, finish)
    yield from sports.played(seen)
    yield from sports.clubs(seen)
    yield from lines.lines(seen, finish)
    yield from lists.spaced(seen, begin, finish)
    yield from lists.chiefs(seen, begin)
    yield from places.railways(seen)
    yield from places.governed(seen)
    yield from places.whole(seen)
    yield from places.seats(seen)
    yield from places.roads(seen, begin)
    yield from places.quarters(seen)
    yield from places.blocks(seen, finish)
    yield from places.stations(seen)
    yield from places.others(seen)
    yield from spots.abroad(seen)
    yield from spots.sections(seen, finish)
    yield from spots.with_particle(seen, finish)
    yield from spots.along(seen, begin)
    yield from spots.vessels(seen, begin)
    yield from spots.works(seen, begin)
    yield from spots.chugoku(seen)
    yield from spots.areas(seen, begin)
    yield from persons.full_names(seen)
    yield from persons.titled(seen)
    yield from persons.crumbs(seen)
    yield from persons.kin(seen)
    yield from persons.ranked(seen)
    yield from officers.officers(seen)
    yield from officers.ruling(seen)
    yield from officers.called(seen)
    yield from given.kana(seen, begin)
    yield from given.emperors(seen, begin, finish)
    yield from given.relatives(seen)
    yield from rings.wrestlers(seen, begin, finish)
    yield from officers.credited(seen, begin, finish)
    yield from rings.animals(seen, begin, finish)
    yield from posts.sectioned(seen)
    yield from posts.posted(seen)
    yield from posts.runs(seen)
    yield from foreign.foreign(seen, begin, finish)
    yield from foreign.readings(seen, begin, finish)
    yield from context.quoted(seen)
    yield from context.companies(seen, begin, finish)
    yield from context.makers(seen)
    yield from context.papers(seen)
    yield from context.apposed(seen)
    yield from context.unions(seen, begin)
    yield from context.shops(seen)
    yield from context.bylines(seen, begin)
    yield from context.datelines(seen)
    yield from context.shared_heads(seen, finish)
    yield from context.contacts(seen, begin, finish)
    yield from firms.led(seen)
    yield from firms.bodies(seen, begin, finish)
    yield from firms.care(seen, begin, finish)
    yield from firms.joined(seen, begin, finish)
    yield from firms.boards(seen)
    yield from firms.alumni(seen, begin)
    yield from trades.solid(seen)
    yield from trades.legal(seen, begin, finish)
    yield from trades.owned(seen)
    yield from trades.divisions(seen)
    yield from trades.schools(seen, begin, finish)


def _name(seen: Units, one: Candidate, entity: str, begin: dict[int, int]) -> Name:
    title = one.title
    if one.type == "PER" and not title and one.end in begin:
        title = title_after(seen, begin[one.end])
    kind = one.type or "ORG"
    return Name(
        span=Span(one.start, one.end), type=kind, entity=entity, title=Span(*title) if title else None, rule=one.rule
    )
