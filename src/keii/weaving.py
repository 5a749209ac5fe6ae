"""織り: the line across clips, as they arrive: copies -> story -> entities -> conflicts. Incremental, one transaction a
batch; a run that was cut short goes on with the clips that have no row in `woven`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from keii.errors import DossierError
from keii.link.conflicts.find import conflicts_of
from keii.link.conflicts.rename import renamed
from keii.link.copies.judge import likeness
from keii.link.entities.compare import Choice as Meaning
from keii.link.entities.compare import choose as choose_entity
from keii.link.entities.display import Called, display
from keii.link.entities.spelling import key
from keii.link.settle import apart, names, settled
from keii.link.stories.join import WINDOW, choose
from keii.link.stories.label import label
from keii.link.stories.profile import Profile
from keii.link.strand import Strand, pack, profile_from_json, profile_to_json, strand_of, unpack
from keii.records.conflict import Conflict, conflict_to_json
from keii.records.copy import Likeness
from keii.records.entity import Known, Persona
from keii.records.gist import Gist
from keii.records.point import Point, point_from_json, point_to_json
from keii.records.reading import Reading
from keii.store.loom import Loom, Thing, Waiting
from keii.store.store import Store
from keii.words.gist import gist_of

BATCH = 100
"""Clips woven in one transaction: what a kill loses at most, to be woven again."""
_TELLING = 24  # words a clip is found by
_ALIKE = 12  # clips compared as copies: those that share most of a sketch
_NEAR = 30  # clips looked at closely, and of each story as many of its latest
_STORY = 60
"""Latest clips of a story whose points are compared and whose names are tried: a day's papers on a great matter."""


def strand_bytes(reading: Reading, gist: Gist) -> bytes | None:
    """Return what weaving needs of a reading, for keeping. Done where the clip is read. None where that fails: weaving
    tries it once more, and notes what went wrong."""
    try:
        return pack(strand_of(reading, gist))
    except Exception:  # one bad clip never stops a batch; the error is told when the clip is woven
        return None


def weave(store: Store, *, wait: bool = True) -> Iterator[int]:
    """Weave what is still to be woven; yield how many clips a batch had, when it is stored. Without `wait` a
    `DossierLocked` comes at once where another process is writing."""
    while woven := store.weave(_batch, wait=wait):
        yield woven


def _batch(loom: Loom) -> int:
    waiting = loom.waiting(BATCH)
    Weaver(loom).weave(waiting)
    return len(waiting)


class Weaver:
    """One batch: keeps what was touched, so that each story is compared and each entity named once."""

    def __init__(self, loom: Loom) -> None:
        self._loom = loom
        self._on_stories = loom.judgements("story")
        self._on_entities = loom.judgements("entity")
        self._stories: set[int] = set()
        self._entities: set[int] = set()
        self._held_apart = apart(self._on_entities)
        self._things_seen: dict[int, Thing] = {}

    def weave(self, waiting: Sequence[Waiting]) -> None:
        """Weave clips, in order."""
        for clip in waiting:
            try:
                with self._loom.attempt():
                    self._weave(clip)
            except DossierError:
                raise
            except Exception as error:  # one bad clip never stops a batch: it stands alone, with a problem
                self._things_seen.clear()
                self._alone(clip.number, clip.id, f"{type(error).__name__}: {error}")
        self.name(self._entities)
        self.compare(self._stories)

    def _weave(self, clip: Waiting) -> None:
        loom, number = self._loom, clip.number
        strand = unpack(clip.strand) if clip.strand is not None else self._strand(number)
        profile = strand.profile
        day = profile.day.toordinal() if profile.day else 0
        telling = _heaviest(profile)
        loom.put_found_by(number, day=day, words=strand.words, telling=telling, bands=strand.bands)
        story = self._story(number, profile, telling, day)
        loom.put_woven(
            number, day=day, headline=strand.headline, profile=profile_to_json(profile),
            points=[point_to_json(point) for point in strand.points],
        )  # fmt: skip
        self._copies(number, strand)
        self._things(number, strand, story)
        self._stories.add(story)

    def _alone(self, number: int, id_: str, error: str) -> None:
        """Give a clip that cannot be compared with others a story of its own."""
        empty = Profile(clip=id_, day=None, words={}, names={})
        self._loom.put_woven(number, day=0, headline="", profile=profile_to_json(empty), points=())
        self._loom.put_problem(number, "K1902", error)
        if self._loom.story_of(number) is None:
            story = self._loom.new_story()
            self._loom.put_story(number, id_, day=0, base=story, story=story, score=0.0, reasons=())

    def _strand(self, number: int) -> Strand:
        """Return the strand of a clip from before weaving."""
        reading: Reading = self._loom.reading(number)
        return strand_of(reading, gist_of(reading.clip.text))

    # copies

    def _copies(self, number: int, strand: Strand) -> None:
        """Find what a clip repeats; the earliest of those that repeat each other heads them."""
        loom = self._loom
        clip = loom.clip(number)
        heads: dict[int, Likeness] = {}
        for other in loom.sharing(strand.bands, number, _ALIKE):
            if found := likeness(loom.clip(other), clip):
                head = loom.head(other)
                if head not in heads or found.alike > heads[head].alike:
                    heads[head] = found
        loom.drop_copy(number)
        if not heads:
            return
        together = {number, *heads, *(copy for head in heads for copy in loom.repeated_by(head))}
        first, *others = loom.order_of(sorted(together))
        loom.drop_copy(first)
        for other in others:
            if how := likeness(loom.clip(first), loom.clip(other)) or (heads.get(other) if other != number else None):
                loom.put_copy(
                    other, first, kind=how.kind, alike=how.alike, within=how.within, reasons=how.reasons
                )  # fmt: skip
            elif other == number:
                best = max(heads.values(), key=lambda h: h.alike)
                loom.put_copy(
                    number, first, kind=best.kind, alike=best.alike, within=best.within, reasons=best.reasons
                )  # fmt: skip

    # stories

    def _story(self, number: int, profile: Profile, telling: Sequence[tuple[str, float]], day: int) -> int:
        """Return the story of a clip, found or made. A clip that has one keeps it: last month is not reshuffled."""
        loom = self._loom
        if (kept := loom.story_of(number)) is not None:
            return kept[1]
        near = loom.near(telling, _window(profile.day), _NEAR)
        stories: dict[int, list[Profile]] = {}
        for woven in loom.woven([other for other in near if other != number]):
            stories.setdefault(woven.story, []).append(profile_from_json(woven.id, woven.profile))
        choice = choose(profile, stories)
        base = choice.story if choice.story is not None else loom.new_story()
        loom.put_story(number, profile.clip, day=day, base=base, story=base, score=choice.score, reasons=choice.reasons)
        held = apart(self._on_stories)
        for other in choice.bridged:
            if frozenset((base, other)) not in held:
                base = self._bridge_stories(base, other)
        return base

    def _bridge_stories(self, one: int, other: int) -> int:
        """Make two stories one, by rule; the older number stays. Return it."""
        kept, gone = sorted((one, other))
        for clip, id_ in self._loom.rebase_story(gone, kept):
            self._loom.settle_story(clip, settled(kept, (id_,), self._on_stories))
        self._stories.discard(gone)
        self._loom.put_conflicts(gone, ())
        return kept

    # entities

    def _things(self, number: int, strand: Strand, story: int) -> None:
        """Find what each name of a clip means. Names that were there before keep their meaning."""
        loom = self._loom
        before = loom.personas(number)
        loom.drop_personas(number, before.keys() - {persona.name for persona in strand.personas})
        nearby = set(loom.in_story(story, _STORY))
        taken = {entity for name, (_, entity) in before.items() if name in strand.mentions}
        for persona in strand.personas:
            keys = tuple(dict.fromkeys(key(form) for form in persona.forms))
            if persona.name in before:
                base, entity = before[persona.name]
                meaning = Meaning(entity=entity, reasons=())
            else:
                meaning = self._meaning(persona, keys, nearby, taken)
                base = meaning.entity if meaning.entity is not None else loom.new_entity(persona.name, persona.type)
                entity = base
            loom.put_persona(
                number, persona.name, type_=persona.type, forms=persona.forms, titles=persona.titles,
                mentions=strand.mentions[persona.name], base=base, entity=entity, reasons=meaning.reasons, keys=keys,
            )  # fmt: skip
            self._seen(entity, persona)
            for other in meaning.bridged:
                if frozenset((entity, other)) not in self._held_apart:
                    entity = self._bridge_entities(entity, other)
            taken.add(entity)
            nearby.add(entity)
            self._entities.add(entity)

    def _meaning(self, persona: Persona, keys: Sequence[str], nearby: set[int], taken: set[int]) -> Meaning:
        candidates = nearby | set(self._loom.spelled(keys))
        if persona.type == "GPE":  # 浜松市 and 浜松市天竜区 of one clip are two; a person may go by two names in it
            candidates -= taken
        known = (_known(self._thing(number), nearby) for number in sorted(candidates))
        return choose_entity(persona, [thing for thing in known if thing.forms])

    def _thing(self, number: int) -> Thing:
        """Return an entity as the dossier has it, remembered within the batch."""
        if number not in self._things_seen:
            (self._things_seen[number],) = self._loom.things([number])
        return self._things_seen[number]

    def _seen(self, number: int, persona: Persona) -> None:
        """Keep in mind the spellings and titles an entity has now."""
        if (thing := self._things_seen.get(number)) is not None:
            forms, titles = (
                dict.fromkeys((*thing.forms, *persona.forms)),
                dict.fromkeys((*thing.titles, *persona.titles)),
            )
            self._things_seen[number] = replace(thing, forms=tuple(forms), titles=tuple(titles))

    def _bridge_entities(self, one: int, other: int) -> int:
        kept, gone = sorted((one, other))
        for clip, id_, name in self._loom.rebase_entity(gone, kept):
            self._loom.settle_persona(clip, name, settled(kept, (id_, name), self._on_entities))
        self._things_seen.pop(kept, None)
        self._things_seen.pop(gone, None)
        self._entities.discard(gone)
        self._entities.add(kept)
        return kept

    def name(self, entities: Iterable[int]) -> None:
        """Give entities the best of the names that clips call them by, or that which a person gave."""
        given = names(self._on_entities)
        for entity in sorted(entities):
            called = [Called(name=n, type=t, mentions=m, clips=c) for n, t, m, c in self._loom.called(entity)]
            if called:
                name, type_ = display(called)
                self._loom.name_entity(entity, given.get(entity, name), type_)

    # conflicts

    def compare(self, stories: Iterable[int]) -> None:
        """Set the accounts of stories side by side, and label them."""
        given = names(self._on_stories)
        for story in sorted(set(stories)):
            clips = self._loom.of_story(story, _STORY)
            found = self._conflicts(clips)
            woven = self._loom.woven(clips)
            own = label([(profile_from_json(clip.id, clip.profile), clip.headline) for clip in woven])
            self._loom.label_story(story, given.get(story, own))
            self._loom.put_conflicts(story, [(c.kind, c.about, conflict_to_json(c)) for c in found])

    def _conflicts(self, clips: Sequence[int]) -> tuple[Conflict, ...]:
        points: list[Point] = []
        ids: dict[int, str] = {}
        for clip in clips:
            ids[clip], told = self._loom.points(clip)
            called = self._loom.names_in(clip)
            points += (renamed(point_from_json(point), called) for point in told)
        repeats = self._loom.repeats(clips)
        return conflicts_of(points, {ids[copy]: ids[head] for copy, head in repeats.items() if head in ids})


def _known(thing: Thing, nearby: set[int]) -> Known:
    return Known(
        number=thing.number,
        type=thing.type,  # type: ignore[arg-type]  # the store only holds name types
        forms=thing.forms,
        titles=thing.titles,
        same_story=thing.number in nearby,
    )


def _heaviest(profile: Profile) -> tuple[tuple[str, float], ...]:
    """Return the words a clip is found by, the most telling first."""
    return tuple(sorted(profile.words.items(), key=lambda pair: (-pair[1], pair[0]))[:_TELLING])


def _window(day: date | None) -> tuple[int, int] | None:
    return None if day is None else (day.toordinal() - WINDOW, day.toordinal() + WINDOW)
