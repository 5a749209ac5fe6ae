"""問い: what a dossier answers, as questions in Python. No clock, nothing is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from keii.errors import DossierLocked, FormatError, InputError, NotFound
from keii.link.entities.spelling import key
from keii.publish.export import Format, table_bytes
from keii.publish.rows import Kind, clip_names, dispute_row, entity_row, rows, story_row
from keii.records.claim import Stance
from keii.records.digest import Digest, Grown, Speaker
from keii.records.entity import Entity
from keii.records.facts import Card, Happening, Listed, Neighbours, Statement, Trouble
from keii.records.hit import Hit, Hits, Query
from keii.records.judgement import Item
from keii.records.reading import Reading
from keii.records.story import Dispute, Story, StoryLine
from keii.records.timeline import Timeline
from keii.store.claims import Wanted
from keii.store.keys import days_of
from keii.store.store import Store

if TYPE_CHECKING:
    pass

_MOST_READINGS = 2_000
"""Clips a timeline is made of at most, the latest: more lines than anyone reads, read in about five seconds."""


class Asking:
    """問い: the questions of a `Desk`."""

    def __init__(self, store: Store, *, weaving: bool = True) -> None:
        self._store = store
        self._weaving = weaving

    def clips(self) -> tuple[Listed, ...]:
        """Return every clip's line, in order of arrival."""
        return self._store.listed()

    def clip(self, word: str) -> Listed:
        """Return one clip's line. `word` is its number, its id, a beginning of the id that no other has, or its
        source where that holds one clip. Raises `NotFound`."""
        return self._store.line(word)

    def neighbours(self, clip: str) -> Neighbours:
        """Return what a clip leads to and what leads to it, by the addresses in their texts; and the clips of the page
        before and the page after its own, in the same blog, site or file. `clip` as in `reading`. Raises `NotFound`."""
        return self._store.neighbours(clip)

    def stories_of(self, clip: int | None = None) -> dict[int, tuple[int, str]]:
        """Return the story each clip is in, or the clip of that number is: the clip's number -> the story's number and
        label. A clip that waits to be woven is in none."""
        self.weave()
        return self._store.stories_of(clip)

    def clip_names(self) -> dict[str, str]:
        """Return what exports call the clips, by id: see `keii.publish.rows.clip_names`."""
        return clip_names(self.clips())

    def entities(self) -> Iterator[Entity]:
        """Return every entity with its mentions, in order of number."""
        self.weave()
        return self._store.entities()

    def part_of(self, entity: int, *, spelled: Iterable[str] = (), clips: Iterable[str] = ()) -> tuple[Item, ...]:
        """Return the parts of an entity, as `split` takes them, that are spelled so or stand in these clips (ids)."""
        keys, ids = {key(text) for text in spelled}, set(clips)
        return tuple(
            (clip, name)
            for clip, name, forms in self._store.personas(entity)
            if clip in ids or any(key(form) in keys for form in forms)
        )

    def reading(self, clip: str) -> Reading:
        """Return one clip's reading. `clip` is its number, its id, a beginning of the id that no other has, or its
        source where that holds one clip. Raises `NotFound`."""
        return self._store.reading(clip)

    def readings(self) -> Iterator[Reading]:
        """Return all readings in order of arrival, one at a time."""
        return self._store.readings()

    def claims(
        self,
        *,
        by: str = "",
        about: str = "",
        since: date | str | None = None,
        until: date | str | None = None,
        stance: Stance | None = None,
    ) -> tuple[Statement, ...]:
        """Return who says what, in order of the day it was said (else published).

        `by` is the source, by any of its spellings or words of it; `about` words, all of which the content holds or
        names; `since` and `until` days, or text in the grain known (2025-05, 2025). Claims without any day are left
        out where either is given. Raises `InputError` for a date that is none.
        """
        self.weave()
        first, last = _days(since), _days(until)
        wanted = Wanted(
            by=by,
            by_key=key(by),
            about=tuple((word, key(word)) for word in about.split()),
            since=first[0] if first else None,
            until=last[1] if last else None,
            stance=stance,
        )
        return self._store.statements(wanted)

    def who(self, name: str) -> tuple[Card, ...]:
        """Return what the dossier holds on those a name may mean, most mentioned first; empty: nobody. `name` may be
        an entity's number as shown, e12."""
        from keii.link.entities.offices import offices_of  # as in `add`

        cards = map(self._store.card, self.meant(name))
        return tuple(
            replace(card, offices=offices_of(self._store.titles_seen(card.number))) if card.type == "PER" else card
            for card in cards
        )

    def meant(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the entities a name may mean, most mentioned first; `name` may be a number, e12."""
        self.weave()
        number = _number("e", name)
        return (number,) if number is not None else self._store.found(key(name))

    def events(self) -> tuple[Happening, ...]:
        """Return all events, in order of arrival."""
        return self._store.happenings()

    def problems(self) -> tuple[Trouble, ...]:
        """Return what was not taken, and what could not be read in what was."""
        return self._store.troubles()

    def export(self, kind: Kind, form: Format = "jsonl") -> Iterator[bytes]:
        """Return one kind of thing as lines of JSON Lines or CSV, in UTF-8. Readings are JSON Lines only."""
        if kind == "readings" and form == "csv":
            raise FormatError("readings cannot be told in CSV", hint="use --format jsonl, or export one kind")
        if kind in ("stories", "entities", "conflicts"):
            return table_bytes(kind, form, self._woven_rows(kind))
        if kind == "claims":
            return table_bytes(kind, form, rows(kind, statements=self.claims()))
        if kind == "events":
            return table_bytes(kind, form, rows(kind, happenings=self.events()))
        return table_bytes(kind, form, rows(kind, readings=self.readings()))

    def _woven_rows(self, kind: Kind) -> Iterator[dict[str, Any]]:
        self.weave()
        called = clip_names(self.clips())
        if kind == "stories":
            for line in sorted(self._store.stories(), key=lambda line: line.number):
                yield story_row(self._store.story(line.number), lambda clip: called[clip.id])
        elif kind == "entities":
            for entity in self._store.entities():
                yield entity_row(entity, called.__getitem__)
        else:
            for dispute in sorted(self._store.disputes(), key=lambda d: (d.story, d.n)):
                yield dispute_row(dispute, called.__getitem__)

    def weave(self, *, now: bool = False) -> int:
        """Weave clips that are still to be woven, as of a dossier from before weaving; return how many there were.
        Every question does so first, but on a desk that was opened to leave them alone; `now`: on that too."""
        return sum(self.weave_by_batch()) if now or self._weaving else 0

    def weave_by_batch(self) -> Iterator[int]:
        """Weave what is still to be woven; yield how many clips a batch had, when it is stored. Stop at any time: the
        same call again weaves the rest. Nothing is yielded where the dossier cannot be written to."""
        if not self._store.writable or not (self._store.unwoven() or self._store.uncompared()):
            return
        from keii.weaving import weave  # as in `add`

        with suppress(DossierLocked):  # the process that is adding clips weaves them; until then they stand alone
            yield from weave(self._store, wait=False)

    def unwoven(self) -> int:
        """Return how many clips are still to be woven."""
        return self._store.unwoven()

    def stories(self, *, since: date | str | None = None, until: date | str | None = None) -> tuple[StoryLine, ...]:
        """Return the stories with a clip of those days, the latest first. Raises `InputError`."""
        self.weave()
        first, last = _days(since), _days(until)
        return self._store.stories(first[0] if first else None, last[1] if last else None)

    def story(self, name: str) -> Story:
        """Return one story by its number as shown, s12. Raises `NotFound`."""
        self.weave()
        return self._store.story(_told("s", name, "story"))

    def conflicts(
        self, story: str | None = None, *, since: date | str | None = None, until: date | str | None = None
    ) -> tuple[Dispute, ...]:
        """Return what accounts are at odds about, in one story (s12) or in all, the latest story first; of some days
        those with an account that was given then. Raises `InputError`."""
        self.weave()
        first, last = _days(since), _days(until)
        found = self._store.disputes(None if story is None else [self.story(story).line.number])
        if not first and not last:
            return found
        return tuple(
            dispute for dispute in found if any(_within(one.said, first, last) for one in dispute.conflict.accounts)
        )

    def search(
        self,
        words: str = "",
        *,
        by: str = "",
        outlet: str = "",
        story: str | None = None,
        stance: Stance | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Hits:
        """Return the clips that hold all the words, best first, with the stretch that shows it.

        Words are parted by blanks, "" and 「」 keep several together; a name finds all its spellings. `by` narrows to
        clips with a claim of that source, `stance` to claims so made. Raises `InputError` for a date that is none.
        """
        from keii.finding import phrases, snippet, words_of  # as in `add`

        self.weave()
        first, last = _days(since), _days(until)
        asked = [(word, self._names(word)) for word in words_of(words)]
        query = Query(
            terms=tuple(told for word, names in asked if (told := phrases(word, names))),
            speaker=self.meant(by) if by else (),
            outlet=outlet,
            story=None if story is None else _told("s", story, "story"),
            stance=stance,
            since=first[0] if first else None,
            until=last[1] if last else None,
            limit=limit,
            offset=offset,
        )
        if (by and not query.speaker) or (words.strip() and len(query.terms) < len(asked)):
            return Hits(total=0, hits=())
        total, found = self._store.search(query)
        lines = self._store.lines_of(number for number, *_ in found)
        wanted = [(word, *names) for word, names in asked]
        hits = []
        for number, in_story, score, text in found:
            stretch, marks = snippet(text, wanted)
            hits.append(
                Hit(
                    clip=lines[number], story=in_story, score=round(score, 3), snippet=stretch,
                    text=text[stretch.start : stretch.end], marks=marks,
                )
            )  # fmt: skip
        return Hits(total=total, hits=tuple(hits))

    def timeline(
        self,
        *names: str,
        since: date | str | None = None,
        until: date | str | None = None,
        most: int = _MOST_READINGS,
    ) -> Timeline:
        """Return what happened and was said, by the time it is about: of a story (one name, s12), of an entity (one
        name), or between two entities; of some days what touches them. `most` clips are looked at, the latest. Raises
        `NotFound` for a name that is nobody's, `InputError` for a date that is none."""
        first, last = _days(since), _days(until)
        whole = self._timeline(names, most)
        if not first and not last:
            return whole
        return replace(whole, entries=tuple(e for e in whole.entries if _within(e.when, first, last)))

    def _timeline(self, names: tuple[str, ...], most: int) -> Timeline:
        from keii.link.timeline.entries import entries  # as in `add`

        self.weave()
        story = _number("s", names[0]) if len(names) == 1 else None
        if story is not None:
            label = self._store.story_pages.line(story).label
            found, left_out = self._store.named_readings(story=story, most=most)
            return Timeline(about=(label,), entries=entries(found, ()), left_out=left_out)
        meant = [self._one(name) for name in names]
        found, left_out = self._store.named_readings(entities=[number for number, _ in meant], most=most)
        about = tuple(name for _, name in meant)
        return Timeline(about=about, entries=entries(found, about), left_out=left_out)

    def digest(self, since: date | str | None = None) -> Digest:
        """Return what is new since a day; None: the day of the newest clip. Raises `InputError` for a date that is
        none, `NotFound` where there is no clip."""
        self.weave()
        given = _days(since)
        first = given[0] if given else self._store.days.last()
        if first is None:
            raise NotFound("there is no clip yet", hint="take some in with: keii add PATH")
        new = self._store.new_clips(first)
        lines = self._store.story_lines({story for _, story, _ in new.values() if story is not None})
        touched = dict.fromkeys(story for _, story, _ in new.values() if story is not None and story in lines)
        older = self._store.older_stories(first, touched)
        fresh = sorted((lines[s] for s in touched if s not in older), key=lambda line: (-line.accounts, line.number))
        said = self._store.statements(Wanted(clips=tuple(number for number, (*_, copy) in new.items() if not copy)))
        told: dict[int | None, list[Statement]] = {}
        for statement in said:
            told.setdefault(new[statement.number][1], []).append(statement)
        ids = {id_ for id_, _, _ in new.values()}
        updates = (dispute for dispute in self._store.disputes(touched) if dispute.conflict.kind == "update")
        return Digest(
            since=date.fromisoformat(first),
            clips=len(new),
            stories=tuple(fresh),
            grown=tuple(
                Grown(story=lines[story], statements=tuple(told.get(story, ()))) for story in touched if story in older
            ),
            changed=tuple(dispute for dispute in updates if dispute.conflict.accounts[-1].clip in ids),
            denials=tuple(s for s in said if s.stance == "deny"),
            speakers=self._speakers(first, {(s.number, s.n): s for s in said}),
        )

    def _speakers(self, since: str, said: Mapping[tuple[int, int], Statement]) -> tuple[Speaker, ...]:
        first = ((entity, name, said.get((clip, n))) for entity, name, clip, n in self._store.first_speakers(since))
        return tuple(Speaker(number=number, name=name, statement=s) for number, name, s in first if s is not None)

    def _one(self, name: str) -> tuple[int, str]:
        """Return the entity a name means first, and what it is called. Raises `NotFound`."""
        meant = self.meant(name)
        if not meant:
            raise NotFound("nobody and nothing is called {0}", name, hint="try a shorter form of the name")
        return meant[0], self._store.name_of(meant[0])

    def _names(self, word: str) -> tuple[str, ...]:
        """Return the spellings of whom a word names; () for a word that is no name."""
        return self._store.spellings(self._store.spelled(key(word)))


def _number(letter: str, word: str) -> int | None:
    """Return the number in a word like e12; None where it is no such word."""
    rest = word[1:]
    return int(rest) if word[:1] == letter and rest.isascii() and rest.isdigit() and len(rest) < 18 else None


def _told(letter: str, word: str, what: str) -> int:
    number = _number(letter, word)
    if number is None:
        raise NotFound("{0} is no {1}: they are called {2}1, {2}2 …", word, what, letter)
    return number


def _within(value: str | None, since: tuple[str, str] | None, until: tuple[str, str] | None) -> bool:
    """Say whether a value of time touches the days from `since` to `until`; what has no day touches none."""
    days = days_of(value) if value else None
    return days is not None and (not since or days[1] >= since[0]) and (not until or days[0] <= until[1])


def _days(day: date | str | None) -> tuple[str, str] | None:
    if day is None or day == "":
        return None
    text = day if isinstance(day, str) else day.isoformat()
    found = days_of(text)
    if found is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return found
