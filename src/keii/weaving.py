"""織り: the line across clips, as they arrive: copies -> story -> entities -> conflicts. Incremental, one transaction a
batch; a run that was cut short goes on with the clips that have no row in `woven`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from keii.comparing import LATEST, Each, compare, noting, told
from keii.errors import DossierError
from keii.link.copies.judge import likeness
from keii.link.entities.compare import Choice as Meaning
from keii.link.entities.compare import choose as choose_entity
from keii.link.entities.display import Called, display
from keii.link.entities.spelling import key
from keii.link.settle import judged, may_be_one, names, settled
from keii.link.stories.join import WINDOW, choose
from keii.link.stories.label import cut
from keii.link.stories.profile import Profile
from keii.link.strand import Packed, compact, pack, packed, profile_of_text, profile_to_json, strand_of, unpack
from keii.records.copy import Likeness
from keii.records.entity import Known, Persona
from keii.records.gist import Gist
from keii.records.judgement import About, Judgement
from keii.records.reading import Reading
from keii.store.loom import Kept, Loom, Thing, Waiting
from keii.store.store import Store
from keii.words.gist import gist_of

BATCH = 100
"""Clips woven in one transaction: what a kill loses at most, to be woven again."""
_COMPARED = 20  # stories compared in one transaction
_TELLING = 24  # words a clip is found by
_ALIKE = 12  # clips compared as copies: those that share most of a sketch
_SOME = 12  # latest clips of a story that tell what it is about at large
_NEAR = 30  # clips looked at closely, and of each story as many of its latest
_BRIDGED = "a clip belongs to both"


def strand_bytes(reading: Reading, gist: Gist) -> bytes | None:
    """Return what weaving needs of a reading, for keeping. Done where the clip is read. None where that fails: weaving
    tries it once more, and notes what went wrong."""
    try:
        return pack(strand_of(reading, gist))
    except Exception:  # one bad clip never stops a batch; the error is told when the clip is woven
        return None


def weave(store: Store, *, wait: bool = True, last: bool = True, each: Each = map) -> Iterator[int]:
    """Weave what is still to be woven; yield how many clips a batch had, when it is stored. Without `wait` a
    `DossierLocked` comes at once where another process is writing. Without `last`, as more clips follow, the accounts
    of the stories they went to are left to be compared by a later call: once, however many clips a story gets. `each`
    as in `compare`."""
    woven = BATCH
    while woven == BATCH:
        if woven := store.weave(_batch, wait=wait):
            yield woven
    while last and store.weave(partial(_comparison, each=each), wait=wait):
        yield 0


def _batch(loom: Loom) -> int:
    waiting = loom.waiting(BATCH)
    if waiting:
        Weaver(loom).weave(waiting)
    return len(waiting)


def _comparison(loom: Loom, each: Each) -> int:
    stories = loom.uncompared(_COMPARED)
    if stories:
        compare(loom, stories, each)
    return len(stories)


class Weaver:
    """One batch: keeps what was touched, so that each entity is named once."""

    def __init__(self, loom: Loom) -> None:
        self._loom = loom
        self._stories: set[int] = set()
        self._entities: set[int] = set()
        self._begin()

    def _begin(self) -> None:
        """Take from the dossier what is kept at hand."""
        self._on_stories = self._loom.judgements("story")
        self._on_entities = self._loom.judgements("entity")
        self._things_seen: dict[int, Thing] = {}
        self._known_seen: dict[tuple[int, bool], Known] = {}

    def weave(self, waiting: Sequence[Waiting]) -> None:
        """Weave clips, in order."""
        for clip in waiting:
            touched = self._stories.copy(), self._entities.copy()
            try:
                with self._loom.attempt():
                    self._weave(clip)
            except DossierError:
                raise
            except Exception as error:  # one bad clip never stops a batch: it stands alone, with a problem
                self._stories, self._entities = touched
                self._begin()
                self._alone(clip, told(error))
        self.name(self._entities)
        self._loom.compare_later(self._stories)

    def _weave(self, clip: Waiting) -> None:
        loom, number = self._loom, clip.number
        strand = unpack(clip.strand) if clip.strand is not None else self._strand(number)
        kept, profile = loom.story_of(number), strand.profile
        day = profile.day.toordinal() if profile.day else 0
        telling = _heaviest(profile)
        if kept is not None:
            loom.drop_found_by(number)
        loom.put_found_by(number, day=day, words=strand.words, telling=telling, bands=strand.bands)
        story = self._story(number, profile, telling, day, kept)
        loom.put_woven(
            number, day=day, headline=strand.headline, profile=strand.profile_json, points=strand.points_json
        )
        self._copies(number, strand.bands)
        self._things(number, strand, story)
        self._stories.add(story)

    def _alone(self, clip: Waiting, error: str) -> None:
        """Give a clip that cannot be compared with others a story of its own, called by its first words."""
        loom, number = self._loom, clip.number
        empty = Profile(clip=clip.id, day=None, words={}, names={})
        stored = loom.clip(number)
        loom.put_woven(
            number, day=0, headline=cut(stored.title or stored.text.strip()),
            profile=compact(profile_to_json(empty)), points="[]",
        )  # fmt: skip
        loom.put_problem(number, "K1902", error)
        kept = loom.story_of(number)
        story = kept.story if kept else loom.new_story()
        if kept is None:
            loom.put_story(number, clip.id, day=0, base=story, story=story, score=0.0, reasons=())
        self._stories.add(story)

    def _strand(self, number: int) -> Packed:
        """Return the strand of a clip from before weaving."""
        reading: Reading = self._loom.reading(number)
        return packed(strand_of(reading, gist_of(reading.clip.text)))

    # copies

    def _copies(self, number: int, bands: Sequence[int]) -> None:
        """Find what a clip repeats; the earliest of those that repeat each other heads them."""
        loom = self._loom
        sharing = loom.sharing(bands, number, _ALIKE)
        clips = loom.clips([number, *sharing]) if sharing else {}
        alike = ((other, likeness(clips[other], clips[number])) for other in sharing)
        heads: dict[int, Likeness] = {}
        for other, how in sorted(alike, key=lambda pair: -pair[1].alike if pair[1] else 0.0):
            if how is not None:
                heads.setdefault(loom.head(other), how)
        loom.drop_copy(number)
        if not heads:
            return
        first, *others = loom.order_of(sorted({number, *heads, *loom.repeated_by(number)}))
        loom.drop_copy(first)
        for other in others:
            self._repeats(other, first, heads.get(number if other == number else other) or next(iter(heads.values())))

    def _repeats(self, number: int, first: int, else_: Likeness) -> None:
        """Note that a clip, and what repeats it, repeats an earlier one; `else_` is how where they are not alike."""
        loom = self._loom
        told = loom.clip(first)
        how = likeness(told, loom.clip(number)) or else_
        loom.put_copy(number, first, kind=how.kind, alike=how.alike, within=how.within, reasons=how.reasons)
        if how.kind != "exact":
            for other in loom.repeated_by(number):
                if anew := likeness(told, loom.clip(other)):
                    loom.put_copy(
                        other, first, kind=anew.kind, alike=anew.alike, within=anew.within, reasons=anew.reasons
                    )  # fmt: skip
        loom.lead_copies(number, first)

    # stories

    def _story(
        self, number: int, profile: Profile, telling: Sequence[tuple[str, float]], day: int, kept: Kept | None
    ) -> int:
        """Return the story of a clip, found or made. A clip that has one keeps it: last month is not reshuffled. But
        one that has another day now is placed anew, unless a person placed it."""
        loom = self._loom
        if kept is not None:
            self._stories.add(kept.story)  # maybe without this clip
            if kept.day == day or self._stays(number, kept):
                loom.redate(number, day)
                return kept.story
        linked = sorted(loom.linked(number))[:_NEAR]
        near = dict.fromkeys((*loom.near(telling, _window(profile.day), _NEAR), *linked))
        stories: dict[int, list[Profile]] = {}
        led = set()
        for woven in loom.woven([other for other in near if other != number]):
            stories.setdefault(woven.story, []).append(profile_of_text(woven.id, woven.profile))
            if woven.number in linked:
                led.add(woven.id)
        choice = choose(profile, stories, self._some_of, led)
        base = choice.story
        if base is None:
            base = kept.story if kept and loom.of_story(kept.story, 2) == (number,) else loom.new_story()
        story = settled(base, (profile.clip,), self._on_stories)
        loom.put_story(
            number, profile.clip, day=day, base=base, story=story, score=choice.score, reasons=choice.reasons
        )
        for other in choice.bridged:
            if may_be_one(story, other, self._on_stories):
                story = self._bridge_stories(story, other)
        return story

    def _some_of(self, story: int) -> list[Profile]:
        """Return the latest clips of a story, to see what it is about at large."""
        woven = self._loom.woven(self._loom.of_story(story, _SOME))
        return [profile_of_text(clip.id, clip.profile) for clip in woven]

    def _stays(self, number: int, kept: Kept) -> bool:
        """Say whether a person placed a clip, or named the story that is this clip alone."""
        named = kept.story in names(self._on_stories) and self._loom.of_story(kept.story, 2) == (number,)
        return named or kept.base != kept.story

    def _bridge_stories(self, one: int, other: int) -> int:
        """Make two stories one, by rule; the one a person named stays, else the older. Return it."""
        kept, gone = _by_name(one, other, self._on_stories)
        self._loom.rebase_story(gone, kept)
        if gone in judged(self._on_stories):
            self._on_stories = self._follow("story", kept, gone)
        self._stories.discard(gone)
        self._loom.put_conflicts(gone, ())
        return kept

    def _follow(self, about: About, kept: int, gone: int) -> tuple[Judgement, ...]:
        """Enter into the ledger that what judgements put into a thing is now elsewhere; return the ledger."""
        loom = self._loom
        loom.enter(Judgement(number=0, about=about, verdict="same", left=kept, right=gone, by="rule", why=_BRIDGED))
        ledger = loom.judgements(about)
        for item, base, now in loom.items(about, gone, base=True):
            if (to := settled(base, item, ledger)) != now:
                loom.settle(about, item, to)
        return ledger

    # entities

    def _things(self, number: int, strand: Packed, story: int) -> None:
        """Find what each name of a clip means. Names that were there before keep their meaning."""
        loom = self._loom
        before = loom.personas(number)
        lost = before.keys() - {persona.name for persona in strand.personas}
        loom.drop_personas(number, lost)
        self._entities.update(before[name][1] for name in lost)
        self._forget(*(entity for _, entity in before.values()))
        nearby = set(loom.in_story(story, LATEST))
        taken = {entity for name, (_, entity) in before.items() if name in strand.mentions}
        spelled = loom.spelled(key(form) for persona in strand.personas for form in persona.forms)
        for persona in strand.personas:
            keys = tuple(dict.fromkeys(key(form) for form in persona.forms))
            if persona.name in before:
                base, entity = before[persona.name]
                meaning = Meaning(entity=entity, reasons=())
            else:
                meaning = self._meaning(persona, nearby.union(*(spelled[key] for key in keys)), nearby, taken)
                base = meaning.entity if meaning.entity is not None else loom.new_entity(persona.name, persona.type)
                entity = base
                self._leave_open(base, persona, meaning)
            forms, titles = compact(persona.forms), compact(persona.titles)
            loom.put_persona(
                number, persona.name, type_=persona.type, forms=forms, titles=titles,
                mentions=strand.mentions[persona.name], base=base, entity=entity, reasons=meaning.reasons, keys=keys,
            )  # fmt: skip
            if (thing := self._things_seen.get(entity)) and (forms, titles) not in thing.seen:
                self._forget(entity)
            for each in keys:
                spelled[each].add(entity)
            for other in meaning.bridged:
                if may_be_one(entity, other, self._on_entities):
                    entity = self._bridge_entities(entity, other)
                    before, spelled = loom.personas(number), loom.spelled(spelled)
            taken.add(entity)
            nearby.add(entity)
            self._entities.add(entity)

    def _leave_open(self, number: int, persona: Persona, meaning: Meaning) -> None:
        """Enter into the ledger between whom a name could not be decided: 金氏, where two are called so."""
        if meaning.unsure:
            self.name(meaning.unsure)  # as they are called now, wherever a batch began
            others = " or ".join(f"{self._loom.named(other)[0]} (e{other})" for other in meaning.unsure)
            self._loom.enter(
                Judgement(
                    number=0, about="entity", verdict="unsure", left=number, right=None,
                    part=((persona.clip, persona.name),), by="rule", why=f"{persona.name}: {others}",
                )
            )  # fmt: skip

    def _meaning(self, persona: Persona, candidates: set[int], nearby: set[int], taken: set[int]) -> Meaning:
        if persona.type == "GPE":  # 浜松市 and 浜松市天竜区 of one clip are two; a person may go by two names in it
            candidates -= taken
        known = [self._known(number, number in nearby) for number in candidates]
        return choose_entity(persona, [thing for thing in known if thing.forms])

    def _known(self, number: int, near: bool) -> Known:
        """Return an entity as comparing has it; `near`: the clip's story mentions it. Remembered like `_thing`."""
        known = self._known_seen.get((number, near))
        if known is None:
            known = self._known_seen[number, near] = _known(self._thing(number), near)
        return known

    def _thing(self, number: int) -> Thing:
        """Return an entity as the dossier has it, remembered within the batch until something new is told of it."""
        if number not in self._things_seen:
            self._things_seen[number] = self._loom.thing(number)
        return self._things_seen[number]

    def _forget(self, *numbers: int) -> None:
        """Look entities up anew when they are asked for again."""
        for number in numbers:
            self._things_seen.pop(number, None)
            for near in (False, True):
                self._known_seen.pop((number, near), None)

    def _bridge_entities(self, one: int, other: int) -> int:
        """Make two entities one, by rule; the one a person named stays, else the older. Return it."""
        kept, gone = _by_name(one, other, self._on_entities)
        self._loom.rebase_entity(gone, kept)
        if gone in judged(self._on_entities):
            self._on_entities = self._follow("entity", kept, gone)
        self._forget(kept, gone)
        self._entities.discard(gone)
        self._entities.add(kept)
        return kept

    def name(self, entities: Iterable[int]) -> None:
        """Give entities the best of the names that clips call them by, or that which a person gave."""
        loom, given = self._loom, names(self._on_entities)
        for entity in sorted(entities):
            with noting(self._loom, partial(loom.clips_with, entity)):
                self._name(entity, given)

    def _name(self, entity: int, given: Mapping[int, str]) -> None:
        called = [Called(name=n, type=t, mentions=m, clips=c) for n, t, m, c in self._loom.called(entity)]
        if not called:
            return
        name, type_ = display(called)
        name, before = given.get(entity, name), self._loom.named(entity)
        if name != before[0]:
            self._stories.update(self._loom.disputed_with(entity))  # what is at odds in them is told with the name
        if (name, type_) != before:
            self._loom.name_entity(entity, name, type_)


def _by_name(one: int, other: int, judgements: Sequence[Judgement]) -> tuple[int, int]:
    """Return which of two stays and which goes: the one a person named stays, else the older."""
    given = names(judgements)
    kept, gone = sorted((one, other), key=lambda number: (number not in given, number))
    return kept, gone


def _known(thing: Thing, near: bool) -> Known:
    return Known(
        number=thing.number,
        type=thing.type,  # type: ignore[arg-type]  # the store only holds name types
        forms=thing.forms,
        titles=thing.titles,
        same_story=near,
    )


def _heaviest(profile: Profile) -> tuple[tuple[str, float], ...]:
    """Return the words a clip is found by, the most telling first."""
    return tuple(sorted(profile.words.items(), key=lambda pair: (-pair[1], pair[0]))[:_TELLING])


def _window(day: date | None) -> tuple[int, int] | None:
    return None if day is None else (day.toordinal() - WINDOW, day.toordinal() + WINDOW)
