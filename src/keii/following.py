"""追う: followed feeds and single addresses -> the dossier. One round: due feeds are asked for, what is new is taken.

What a feed says is stored first, in one transaction with its validator: its state, and the new entries as waiting.
Then each waiting entry is taken, one transaction each: its clips, the page as it came, the page's validator, and that
it is done. So a round may end anywhere: the next one goes on with what still waits, and nothing is lost to a 304.

Feeds and pages are asked for ahead, several hosts at once; what came is stored by one thread, in the order of the
feeds and of their entries, so that a dossier does not depend on which server was quick.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from keii.bulk import sheet_from
from keii.correcting import corrected
from keii.errors import DossierLocked, InputError, KeiiError
from keii.fetch.crew import Crew, Job
from keii.fetch.rounds import after, due, next_due
from keii.ingest.feed.dates import entry_day
from keii.ingest.feed.news import news_of
from keii.ingest.feed.read import read_feed
from keii.ingest.stream import Item, problem_of
from keii.ingest.web import file_items, is_page, outlet_named, own_words, page_clips
from keii.records.clip import Clip
from keii.records.facts import Receipt
from keii.records.feed import Feed, FeedEntry, Followed, Waiting
from keii.records.fetched import Fetched, NotFetched
from keii.records.order import Order
from keii.records.original import Original, original_of
from keii.records.problem import Problem
from keii.store.keys import storable
from keii.store.store import Parcel, Store
from keii.taking import better
from keii.weaving import weave

TRIES = 3
"""Rounds in which the page of an entry is asked for while its server fails; then the feed's own words are taken."""
_PASSING = frozenset(("K2004", "K2005", "K2013", "K2015", "K2017", "K2018"))
"""Problems of servers and networks that may be over in an hour."""
_BUSY_STATUS = frozenset((408, 425, 429))
_NOT_TAKEN = frozenset(("K2107", "K2110"))
"""Problems of a feed that say that some entry was not taken; the others say what had to be put up with."""
_NAP = timedelta(minutes=1)
"""Watching, the list of feeds is looked at again after this long at most: another command may have changed it."""
Moved = Callable[[int, int], None]
"""Told how it goes: so many clips, so many feeds."""


class Fetches(Protocol):
    """取得: what asks for an address; `keii.fetch.fetcher.Fetcher` is the real one."""

    def fetch(self, url: str) -> Fetched | NotFetched:
        """Return what an address holds, or why it gave nothing."""

    def prepare(self, url: str) -> Callable[[], Fetched | NotFetched]:
        """Return what does so in any thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """採録: clips that were found, and what they were made from."""

    name: str
    digest: str
    items: Sequence[Item]
    original: Original | None = None


@dataclass(slots=True)
class _Turn:
    """番: a feed of a round, as far as it has come."""

    followed: Followed
    job: Job | None  #: its address on its way; None: it is not asked for
    opened: bool = False
    known: int = 0  #: entries that were there
    problems: tuple[Problem, ...] | None = None  #: of the feed; None: as before
    pages: deque[tuple[Waiting, Job | None]] = field(default_factory=deque)  #: entries to be taken, in order


class Follower:
    """追跡係: takes what is new in the feeds of a dossier. `now` gives the time in UTC."""

    def __init__(self, store: Store, fetcher: Fetches, now: Callable[[], datetime]) -> None:
        self._store, self._fetcher, self._now = store, fetcher, now
        self._moved: Moved = _unseen

    def round(self, *, everything: bool = False, moved: Moved | None = None) -> Iterator[Receipt]:
        """Ask for the feeds that are due, or for `everything`, and take what is new; yield a receipt for each feed
        when all of it is stored. What an earlier round left behind is taken, too. `moved` is told how it goes."""
        self._moved = moved or _unseen
        with Crew(self._fetcher.prepare) as crew:
            turns = [
                _Turn(followed, crew.send(followed.outline.url) if ask else None)
                for followed, ask in self.planned(everything=everything)
            ]
            for n, turn in enumerate(turns):
                yield self._followed(turn, turns[n + 1 :], crew)
                self._moved(0, 1)

    def planned(self, *, everything: bool = False) -> Sequence[tuple[Followed, bool]]:
        """Return the feeds of a round in order, and whether each is asked for: else only what waits of it is taken."""
        feeds = {followed.outline.url: followed for followed in self._store.feeds.listed()}
        states = [followed.state for followed in feeds.values()]
        asked = [state.url for state in (states if everything else due(states, self._now()))]
        left = [url for url, followed in feeds.items() if followed.waiting and url not in set(asked)]
        rest = [feeds[url] for url in left if self._store.feeds.waiting(feeds[url].number, fresh=True)]
        return (*((feeds[url], True) for url in asked), *((followed, False) for followed in rest))

    def watch(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[Receipt]:
        """Do rounds for ever, and sleep between them; stop it as you like. While another process writes, wait."""
        while True:
            try:
                yield from self.round()
            except DossierLocked:
                sleep(_NAP.total_seconds())
                continue
            now = self._now()
            at = next_due((followed.state for followed in self._store.feeds.listed()), now)
            sleep(min(max((at or now + _NAP) - now, timedelta(seconds=1)), _NAP).total_seconds())

    def _followed(self, turn: _Turn, ahead: Sequence[_Turn], crew: Crew) -> Receipt:
        """Take all of a feed; meanwhile open the feeds ahead as they come, so that their pages are asked for."""
        self._open(turn, crew)
        name = turn.followed.outline.url
        receipt = Receipt(name=name, taken=0, seen=turn.known, changed=0, rejected=())
        if turn.job:
            self._list(name, turn.problems)
            failing = turn.followed.problem
            failed = tuple(p for p in turn.problems or () if failing or p.code in _NOT_TAKEN)
            receipt = replace(receipt, rejected=failed)
        while turn.pages:
            waiting, job = turn.pages[0]
            following = next((other for other in ahead if not other.opened), None)
            if job and following and not job.done:
                crew.wait(*(one for one in (job, following.job) if one))
            if following and (following.job is None or following.job.done):
                self._open(following, crew)
            if job is None or job.done or following is None:
                turn.pages.popleft()
                receipt = _sum(receipt, self._entry(turn.followed, waiting, crew.take(job) if job else None))
        return receipt

    def _open(self, turn: _Turn, crew: Crew) -> None:
        """Store what a feed says, and send for the pages of its entries."""
        if turn.opened:
            return
        turn.opened = True
        if turn.job:
            turn.followed, turn.known, turn.problems = self._asked(turn.followed, crew.take(turn.job))
        for waiting in self._store.feeds.waiting(turn.followed.number, fresh=turn.job is None):
            link = waiting.entry.link
            turn.pages.append((waiting, crew.send(link) if link else None))

    def _asked(self, followed: Followed, got: Fetched | NotFetched) -> tuple[Followed, int, tuple[Problem, ...] | None]:
        """Store what a feed says; return it as it is now, how many entries were known, and its problems, None: as
        before."""
        if isinstance(got, NotFetched):
            return self._noted(followed, got, got.problem), 0, (got.problem,)
        if got.unchanged:
            return self._noted(followed, got, None), 0, () if followed.problem else None
        feed = read_feed(
            got.body, name=followed.outline.url, url=got.final_url, label=got.charset, fetched=got.fetched_at
        )
        if isinstance(feed, Problem):
            return self._noted(followed, got, feed), 0, (feed,)
        return self._read(followed, got, feed)

    def _read(self, followed: Followed, got: Fetched, feed: Feed) -> tuple[Followed, int, tuple[Problem, ...]]:
        if got.moved_to and self._store.feeds.move(followed.number, got.moved_to):
            followed = replace(
                followed,
                outline=replace(followed.outline, url=got.moved_to),
                state=replace(followed.state, url=got.moved_to),
            )
        outline = followed.outline
        outline = replace(outline, title=outline.title or feed.title, home=outline.home or feed.home)
        news = news_of(feed.entries, self._store.feeds.kept(followed.number))
        fresh = {id(entry) for entry in (*news.new, *news.changed)}
        entries = [entry for entry in reversed(feed.entries) if id(entry) in fresh]  # the oldest first, as they came
        noted = self._noted(replace(followed, outline=outline), got, None, feed.refresh, entries)
        return noted, news.known, feed.problems

    def _noted(
        self,
        followed: Followed,
        got: Fetched | NotFetched,
        problem: Problem | None,
        refresh: int | None = None,
        entries: Sequence[FeedEntry] = (),
    ) -> Followed:
        state = after(followed.state, got, problem=problem, refresh=refresh)
        validator = got.validator if isinstance(got, Fetched) else None
        self._store.feeds.note(followed, state, problem, validator=validator, entries=entries, at=self._stamp())
        return replace(followed, state=state, problem=problem)

    def _entry(self, followed: Followed, waiting: Waiting, got: Fetched | NotFetched | None) -> Receipt:
        """Take one entry: its page, else the feed's own words; or put it off while its server fails."""
        entry = waiting.entry
        name = entry.link or f"{followed.outline.url}#{entry.id}"
        try:
            return self._page(followed, waiting, name, got)
        except KeiiError:
            raise
        except Exception as error:  # a fault of ours on bytes of strangers: this entry is listed, the others go on
            problem = Problem(code="K2117", args=(name, type(error).__name__))
            return self._refused(waiting, name, problem)

    def _page(self, followed: Followed, waiting: Waiting, name: str, got: Fetched | NotFetched | None) -> Receipt:
        entry, outlet, why = waiting.entry, outlet_named(followed.outline.title), tuple[Problem, ...]()
        if got is not None:
            if isinstance(got, NotFetched):
                if _passing(got) and waiting.tries + 1 < TRIES:
                    return self._put_off(waiting, name, got.problem)
                why = (got.problem,)
            elif got.unchanged:
                return self._store_clips(_Taken(name=name, digest="", items=()), waiting, seen=1)
            else:
                items = page_clips(got, Order(), day=entry_day(entry), outlet=outlet)
                if any(isinstance(item, Clip) for item in items):
                    found = _Taken(name=name, digest=got.sha256, items=items, original=original_of(got))
                    return self._store_clips(found, waiting)
                why = tuple(item for item in items if isinstance(item, Problem))
        noted = (Problem(code="K2115", args=(name,)), *why) if why else ()
        items = own_words(entry, Order(), place=name, outlet=outlet, problems=noted)
        if items:
            return self._store_clips(_Taken(name=name, digest="", items=items), waiting)
        return self._refused(waiting, name, *(why or (Problem(code="K2116", args=(name,)),)))

    def _store_clips(self, found: _Taken, waiting: Waiting, seen: int = 0) -> Receipt:
        receipt = store_clips(self._store, found, self._stamp(), waiting)
        self._moved(receipt.taken + receipt.seen + receipt.changed, 0)
        return replace(receipt, seen=receipt.seen + seen)

    def _put_off(self, waiting: Waiting, name: str, problem: Problem) -> Receipt:
        self._store.feeds.put_off(waiting)
        self._list(name, (problem,))
        return Receipt(name=name, taken=0, seen=0, changed=0, rejected=(problem,))

    def _refused(self, waiting: Waiting, name: str, *problems: Problem) -> Receipt:
        return store_clips(self._store, _Taken(name=name, digest="", items=problems), self._stamp(), waiting)

    def _list(self, name: str, problems: tuple[Problem, ...] | None) -> None:
        """List what was not taken of a feed or entry, in the place of what was listed before; None: leave that."""
        once = None if problems is None else tuple(dict.fromkeys(problems))
        self._store.write(Parcel(name=storable(name), digest="", added_at=self._stamp(), new=(), rejected=once))

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _unseen(_clips: int, _feeds: int) -> None:
    """Nobody looks on."""


def visit(store: Store, fetcher: Fetches, url: str, order: Order, stamp: Callable[[], str]) -> Receipt:
    """Take one address by itself, a page or a file of any format that is taken; return what became of it."""
    got = fetcher.fetch(url)
    if isinstance(got, NotFetched):
        items: Sequence[Item] = (got.problem,)
        return store_clips(store, _Taken(name=url, digest="", items=items), stamp())
    if is_page(got):
        items = page_clips(got, order)
    elif isinstance(_feed(got), Feed):
        error = InputError("{0} is a feed", url, hint="follow it with: keii feed add {0}")
        items = (problem_of(error),)
    else:
        items = file_items(got, order)
    clips = any(isinstance(item, Clip) for item in items)
    found = _Taken(name=url, digest=got.sha256, items=items, original=original_of(got) if clips else None)
    return store_clips(store, found, stamp())


def _feed(got: Fetched) -> Feed | Problem:
    return read_feed(got.body, name=got.url, url=got.final_url, label=got.charset, fetched=got.fetched_at)


def store_clips(store: Store, found: _Taken, stamp: str, waiting: Waiting | None = None) -> Receipt:
    """Read and store the clips found in one transaction; return how many were new, there, and known better now."""
    clips = {item.id: item for item in found.items if isinstance(item, Clip)}
    problems = tuple(item for item in found.items if isinstance(item, Problem))
    known = store.known(clips.values())
    new = [clip for clip in clips.values() if clip.id not in known]
    changed = [told for clip in clips.values() if clip.id in known and (told := better(clip, known[clip.id]))]
    parcel = Parcel(
        name=storable(found.name), digest=found.digest, added_at=stamp, new=tuple(map(sheet_from, new)),
        changed=corrected(store, tuple(map(sheet_from, changed))), rejected=problems, original=found.original,
        entry=waiting,
    )  # fmt: skip
    taken = store.write(parcel)
    for _ in weave(store):
        pass
    seen = len(clips) - taken - len(changed)
    return Receipt(name=storable(found.name), taken=taken, seen=seen, changed=len(changed), rejected=problems)


def _passing(got: NotFetched) -> bool:
    """Say whether a page that could not be had may be there in an hour."""
    failing = got.status is not None and (got.status >= 500 or got.status in _BUSY_STATUS)
    return got.problem.code in _PASSING or (got.problem.code == "K2014" and failing)


def _sum(whole: Receipt, part: Receipt) -> Receipt:
    return replace(
        whole, taken=whole.taken + part.taken, seen=whole.seen + part.seen, changed=whole.changed + part.changed,
        rejected=(*whole.rejected, *part.rejected),
    )  # fmt: skip
