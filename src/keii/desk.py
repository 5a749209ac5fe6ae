"""机: the one object people use from Python. It joins intake, reading and the dossier, and is where the clock is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from keii.errors import DossierLocked, FormatError, InputError, NotFound
from keii.link.entities.spelling import key
from keii.publish.export import Format, table_bytes
from keii.publish.rows import Kind, clip_names, dispute_row, entity_row, rows, story_row
from keii.records.claim import Stance
from keii.records.digest import Digest, Grown, Speaker
from keii.records.entity import Entity
from keii.records.facts import Card, Happening, Listed, Receipt, Reread, Statement, Trouble
from keii.records.feed import Followed, Subscribed
from keii.records.hit import Hit, Hits, Query
from keii.records.judgement import About, Effect, Item, Judgement
from keii.records.order import Order
from keii.records.original import Original
from keii.records.reach import Reach
from keii.records.reading import Reading
from keii.records.story import Dispute, Story, StoryLine
from keii.records.timeline import Timeline
from keii.store.claims import Wanted
from keii.store.keys import days_of, storable
from keii.store.store import PATIENCE, Store

if TYPE_CHECKING:
    from keii.fetch.fetcher import Fetcher
    from keii.following import Follower

_MOST_READINGS = 2_000
"""Clips a timeline is made of at most, the latest: more lines than anyone reads, read in about five seconds."""


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """机: a dossier, and what can be done with it. Open with `Desk.open`; close it, or use it in `with`."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._clock = clock
        self._fetchers: dict[tuple[Reach, bool], Fetcher] = {}  # one each, so that all requests keep one pace

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = _now,
    ) -> Desk:
        """Open the dossier at `path`.

        Makes one where there is none, unless `create` is False (`NotFound`). `patience` is how many seconds to wait
        for another process that is writing. Raises `DossierError` where the file cannot be used.
        """
        return cls(Store.open(Path(path), create=create, patience=patience), clock)

    def close(self) -> None:
        """Close the dossier; everything added is in it."""
        self._store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, item: bytes | str | os.PathLike[str], *, name: str | None = None, order: Order | None = None
    ) -> Receipt:
        """Take one input into the dossier: a file by its path, or bytes, called `name`.

        All of it is stored, or none. What is there already stays, but a date or an outlet that was unknown, or that
        the order now gives, is filled in and the clip read again. Raises `InputError` where nothing can be taken.
        """
        from keii.bulk import Readers  # the engine is loaded when there is something to read: questions do without
        from keii.taking import Line, opened

        shown = name or ("bytes" if isinstance(item, bytes) else Path(item).name)
        with Readers(workers=0) as readers, opened(item if isinstance(item, bytes) else Path(item)) as file:
            line = Line(self._store, readers, order or Order(), self._stamp)
            (receipt,) = (*line.take_in(shown, shown, file), *line.rest())
        return receipt

    def add_all(
        self,
        items: Iterable[tuple[str, bytes | Path | BinaryIO]],
        *,
        order: Order | None = None,
        workers: int | None = None,
        moved: Callable[[int, int], None] | None = None,
    ) -> Iterator[Receipt]:
        """Take many inputs, each (what to call it, bytes, path or open file); yield a receipt as each is stored, in
        order. An open file is one that can be read twice; it is closed.

        An input that cannot be taken gives a receipt with its problem and stops no other. Many clips are read by
        `workers` processes (None: one a core). Stop at any time: what has a receipt is stored, and the same call
        again takes the rest. `moved` is told of what is stored between receipts: so many clips, so many bytes of the
        inputs.
        """
        from keii.bulk import Readers  # as in `add`
        from keii.taking import Line

        with Readers(workers) as readers:
            line = Line(self._store, readers, order or Order(), self._stamp, moved)
            for shown, item in items:
                yield from line.feed(shown, item)
            yield from line.rest()

    def add_addresses(
        self, urls: Iterable[str], *, order: Order | None = None, reach: Reach | None = None
    ) -> Iterator[Receipt]:
        """Take pages of the web, or files of a format that is taken, by their addresses; yield a receipt as each is
        stored. `reach` says how far the fetcher may go. What is not taken stands in the receipt."""
        from keii.following import visit  # as in `add`

        fetcher = self._fetcher(reach)
        for url in urls:
            yield visit(self._store, fetcher, url, order or Order(), self._stamp)

    def original(self, clip: str) -> Original:
        """Return what a clip was made from, as it was fetched. `clip` as in `reading`. Raises `NotFound`."""
        return self._store.original(clip)

    def feeds(self) -> tuple[Followed, ...]:
        """Return the feeds that are followed, in the order in which they were added."""
        from keii.subscribing import followed  # as in `add`

        return followed(self._store)

    def feed_add(self, word: str, *, reach: Reach | None = None) -> Subscribed:
        """Follow a feed, or the one a page names, by its address; or the feeds of a list (OPML) by its address or file.
        Raises `InputError` where there is no feed."""
        from keii.subscribing import follow  # as in `add`

        return follow(self._store, self._fetcher(reach), word, self._stamp())

    def feed_remove(self, word: str) -> Followed:
        """Follow a feed no longer, by its number (f3), address or title; its clips stay. Raises `NotFound`."""
        from keii.subscribing import follow_no_longer  # as in `add`

        return follow_no_longer(self._store, word)

    def feeds_opml(self) -> bytes:
        """Return the feeds as a list in OPML."""
        from keii.subscribing import list_bytes  # as in `add`

        return list_bytes(self._store)

    def follower(self, *, reach: Reach | None = None) -> Follower:
        """Return what does rounds through the feeds."""
        from keii.following import Follower  # as in `add`

        fetcher = self._fetcher(reach, conditional=True)
        return Follower(self._store, fetcher, self._now)

    def fetch(self, *, everything: bool = False, reach: Reach | None = None) -> Iterator[Receipt]:
        """Ask for the feeds that are due, or for `everything`, and take what is new; yield a receipt for each feed as
        it is stored. Stop at any time: the same call again takes the rest."""
        return self.follower(reach=reach).round(everything=everything)

    def clips(self) -> tuple[Listed, ...]:
        """Return every clip's line, in order of arrival."""
        return self._store.listed()

    def clip(self, word: str) -> Listed:
        """Return one clip's line. `word` is its number, its id, a beginning of the id that no other has, or its
        source where that holds one clip. Raises `NotFound`."""
        return self._store.line(word)

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

    def weave(self) -> int:
        """Weave clips that are still to be woven, as of a dossier from before weaving; return how many there were."""
        if not self._store.writable or not (self._store.unwoven() or self._store.uncompared()):
            return 0
        from keii.weaving import weave  # as in `add`

        with suppress(DossierLocked):  # the process that is adding clips weaves them; until then they stand alone
            return sum(weave(self._store, wait=False))
        return 0

    def stories(self, *, since: date | str | None = None, until: date | str | None = None) -> tuple[StoryLine, ...]:
        """Return the stories with a clip of those days, the latest first. Raises `InputError`."""
        self.weave()
        first, last = _days(since), _days(until)
        return self._store.stories(first[0] if first else None, last[1] if last else None)

    def story(self, name: str) -> Story:
        """Return one story by its number as shown, s12. Raises `NotFound`."""
        self.weave()
        return self._store.story(_told("s", name, "story"))

    def conflicts(self, story: str | None = None) -> tuple[Dispute, ...]:
        """Return what accounts are at odds about, in one story (s12) or in all, the latest story first."""
        self.weave()
        return self._store.disputes(None if story is None else [self.story(story).line.number])

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

    def timeline(self, *names: str) -> Timeline:
        """Return what happened and was said, by the time it is about: of a story (one name, s12), of an entity (one
        name), or between two entities. Raises `NotFound` for a name that is nobody's."""
        from keii.link.timeline.entries import entries  # as in `add`

        self.weave()
        story = _number("s", names[0]) if len(names) == 1 else None
        if story is not None:
            found, left_out = self._store.named_readings(story=story, most=_MOST_READINGS)
            label = (self._store.story(story).line.label,)
            return Timeline(about=label, entries=entries(found, ()), left_out=left_out)
        meant = [self._one(name) for name in names]
        found, left_out = self._store.named_readings(entities=[number for number, _ in meant], most=_MOST_READINGS)
        about = tuple(name for _, name in meant)
        return Timeline(about=about, entries=entries(found, about), left_out=left_out)

    def digest(self, since: date | str | None = None) -> Digest:
        """Return what is new since a day; None: the day of the newest clip. Raises `InputError` for a date that is
        none, `NotFound` where there is no clip."""
        self.weave()
        given = _days(since)
        first = given[0] if given else self._store.last_day()
        if first is None:
            raise NotFound("there is no clip yet", hint="take some in with: keii add PATH")
        new, older = self._store.new_clips(first), self._store.older_stories(first)
        lines = {line.number: line for line in self._store.stories()}
        touched = dict.fromkeys(story for _, story, _ in new.values() if story is not None and story in lines)
        fresh = sorted((lines[s] for s in touched if s not in older), key=lambda line: (-line.accounts, line.number))
        said = [s for s in self._store.statements(Wanted(published=first)) if s.number in new and not new[s.number][2]]
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

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the ledger: what persons decided and what a rule could not, in order; undone entries too."""
        return self._store.judgements()

    def merge(self, about: About, left: int, right: int, *, why: str = "", keep: bool = True) -> Effect:
        """Say that two entities or stories are one: what is in `right` goes to `left`. Without `keep` nothing is
        changed, and what would be is told. Raises `NotFound`, `InputError`."""
        return self._judge(Judgement(number=0, about=about, verdict="same", left=left, right=right, why=why), keep)

    def split(self, about: About, left: int, part: Iterable[Item], *, why: str = "", keep: bool = True) -> Effect:
        """Say that a part of an entity ((clip's id, name as read) each) or a story ((clip's id,) each) is another."""
        entry = Judgement(number=0, about=about, verdict="different", left=left, right=None, part=tuple(part), why=why)
        return self._judge(entry, keep)

    def rename(self, about: About, left: int, name: str, *, why: str = "", keep: bool = True) -> Effect:
        """Say what an entity or story is called. Blanks and line ends in the name become one blank."""
        name = " ".join(storable(name).split())
        entry = Judgement(number=0, about=about, verdict="name", left=left, right=None, name=name, why=why)
        return self._judge(entry, keep)

    def undo(self, number: int, *, keep: bool = True) -> Effect:
        """Undo a judgement by its number in the ledger. Raises `NotFound` where none of that number holds."""
        from keii.judging import undo  # as in `add`

        return self._store.weave(lambda loom: undo(loom, number, self._stamp()), keep=keep)

    def _judge(self, entry: Judgement, keep: bool) -> Effect:
        from keii.judging import enter  # as in `add`

        self.weave()
        entry = replace(entry, why=storable(entry.why), at=self._stamp())
        return self._store.weave(lambda loom: enter(loom, entry), keep=keep)

    def reread(self, workers: int | None = None) -> Iterator[Reread]:
        """Read again every clip whose reading an earlier engine made; yield what changed in each as it is stored.
        Judgements stay, and what clips were put together stays together."""
        from keii.rereading import reread  # as in `add`

        self.weave()
        yield from reread(self._store, self._stamp, workers)

    def stale(self) -> int:
        """Return how many clips `reread` would read."""
        from keii.reading import made_by  # as in `add`

        return len(self._store.stale(made_by()))

    def _fetcher(self, reach: Reach | None, *, conditional: bool = False) -> Fetcher:
        from keii.fetch.fetcher import Fetcher  # as in `add`

        reach = reach or Reach()
        if (reach, conditional) not in self._fetchers:
            self._fetchers[reach, conditional] = Fetcher(
                clock=self._now, allowed=reach.allowed, ignore_robots=reach.ignore_robots, contact=reach.contact,
                validators=self._store.feeds if conditional else None,
            )  # fmt: skip
        return self._fetchers[reach, conditional]

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _number(letter: str, word: str) -> int | None:
    """Return the number in a word like e12; None where it is no such word."""
    rest = word[1:]
    return int(rest) if word[:1] == letter and rest.isascii() and rest.isdigit() and len(rest) < 18 else None


def _told(letter: str, word: str, what: str) -> int:
    number = _number(letter, word)
    if number is None:
        raise NotFound("{0} is no {1}: they are called {2}1, {2}2 …", word, what, letter)
    return number


def _days(day: date | str | None) -> tuple[str, str] | None:
    if day is None or day == "":
        return None
    text = day if isinstance(day, str) else day.isoformat()
    found = days_of(text)
    if found is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return found
