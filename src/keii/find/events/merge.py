"""One record a happening (一件一記録)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from keii.records.event import Event

_GENERIC = re.compile(
    r"(?!別の).*(?:男|女|男性|女性|少年|少女|容疑者|[0-9]+(?:人|名)|男ら|作成者|代表ら?|学生|会社員|社員|役員|選手|会社)"
)
"""Nouns for somebody whom the clip may well name elsewhere: 容疑の男, 男女4人; not 別の男."""

_ARRESTS = ("逮捕", "送検", "拘束")
"""Ends of the rules of an arrest."""
_CHARGED = (*_ARRESTS, "起訴", "捜索", "摘発")


def merge(events: list[Event], nation: Callable[[str], str | None]) -> tuple[Event, ...]:
    """Return the events of a clip in order; those of one type between the same two sides are one, the fullest.

    `nation` gives an actor's country: what two presidents sign and what their countries sign is one happening.
    """
    kept: dict[tuple[str, frozenset[str]], Event] = {}
    for event in sorted(events, key=lambda e: not e.rule.startswith("claim-")):
        key = (event.type, frozenset(filter(None, (event.actor, event.recipient))))
        before = kept.get(key)
        kept[key] = event if before is None or _detail(event) > _detail(before) else before
    once = _freed_once(_one_outcry(_without_poorer(_captive(list(kept.values())))))
    found = _pleas(_letters(_ceasefires(_by_persons(once, nation))))
    return tuple(sorted(found, key=lambda e: (e.anchor.start, e.anchor.end)))


_RELEASES = ("解放", "釈放")
"""Ends of the rules of a release."""


def _freed_once(events: list[Event]) -> list[Event]:
    """Keep one release by each captor, the first that says of whom: it is told again of 8人, 二人, each by name."""
    kept: dict[str | None, Event] = {}
    for event in sorted(events, key=lambda e: (e.recipient is None, e.anchor.start)):
        if event.rule.endswith(_RELEASES):
            kept.setdefault(event.actor, event)
    return [e for e in events if not e.rule.endswith(_RELEASES) or kept[e.actor] is e]


def _one_outcry(events: list[Event]) -> list[Event]:
    """Drop what only says a protest again in the same breath: 大使を呼び、抗議した; 抗議し、強く非難した."""
    out: list[Event] = []
    for event in sorted(events, key=lambda e: e.anchor.start):
        last = out[-1] if out else None
        again = last is not None and last.type == "PROTEST" and last.actor == event.actor
        if last is None or not again or event.type not in _OUTCRY or event.anchor.start - last.anchor.end > _BREATH:
            out.append(event)
    return out


_OUTCRY = ("PROTEST", "ACCUSE")
_BREATH = 8
"""How many characters apart two verbs of one protest stand at most."""


def _letters(events: list[Event]) -> list[Event]:
    """Drop the sending of a letter that only carries a demand: 撤回を求める書簡を送った."""
    asked = [e for e in events if e.type == "REQUEST"]
    return [e for e in events if e.type != "CONSULT" or not any(_carries(e, other) for other in asked)]


def _pleas(events: list[Event]) -> list[Event]:
    """Drop what a suit or appeal asks for: 賠償を求めて提訴した, 取り消しを求め、異議を申し立てた."""
    filed = [e for e in events if e.rule.endswith(_FILINGS)]
    return [e for e in events if e.type != "REQUEST" or not any(_pleaded(e, suit) for suit in filed if suit != e)]


_FILINGS = (
    "提訴", "提訴-2", "訴え", "訴訟", "住民訴訟", "相手取る", "異議", "申し立てる", "不服", "告訴", "告発", "控訴",
    "上告", "抗告",
)  # fmt: skip
"""Ends of the rules of going to law."""
_SENTENCE = 60
"""How many characters from what is asked the filing may stand."""


def _pleaded(plea: Event, suit: Event) -> bool:
    return plea.actor == suit.actor and abs(suit.anchor.start - plea.anchor.start) < _SENTENCE


def _ceasefires(events: list[Event]) -> list[Event]:
    """Drop the agreement that only carries a ceasefire: 停戦に入ることで合意した."""
    kept = [e for e in events if e.type == "RETREAT"]
    events = [e for e in events if not (e.type == "RETREAT" and any(_agreed_on(e, other) for other in kept))]
    return [e for e in events if e.type != "AGREE" or not any(_carries(e, other) for other in kept)]


def _agreed_on(retreat: Event, agreement: Event) -> bool:
    """Say whether a withdrawal is what the next words agree upon: 後退させることで合意した."""
    far = agreement.anchor.start - retreat.anchor.end
    return agreement.rule.endswith("合意") and agreement.recipient is not None and 0 <= far < _NEAR


def _carries(agreement: Event, retreat: Event) -> bool:
    far = agreement.anchor.start - retreat.anchor.start
    return 0 < far < _NEAR and {agreement.actor, agreement.recipient} == {retreat.actor, retreat.recipient}


_NEAR = 24
"""How far before 合意 what is agreed upon may begin, in characters."""


def _by_persons(events: list[Event], nation: Callable[[str], str | None]) -> list[Event]:
    """Drop the meeting of two countries where the clip says which persons of theirs met."""
    met = [e for e in events if e.type == "CONSULT" and e.actor and e.recipient]
    sides = [(e, {nation(e.actor or ""), nation(e.recipient or "")}) for e in met]
    persons = [s for e, s in sides if None not in s and not {e.actor, e.recipient} <= s]
    double = [e for e, s in sides if {e.actor, e.recipient} == s and s in persons]
    trips = [e for e in met if any(_on_the_trip(e, other, nation) for other in met)]
    return [e for e in events if e not in double and e not in trips]


def _on_the_trip(visit: Event, talks: Event, nation: Callable[[str], str | None]) -> bool:
    """Say whether talks with somebody of a country are what a visit there is for: 首都を訪れ、大統領と会談した."""
    far = talks.anchor.start - visit.anchor.end
    land = visit.recipient or ""
    same = visit.actor == talks.actor and talks.recipient != land
    return same and 0 <= far < _BREATH * 4 and nation(land) == land == nation(talks.recipient or "")


def _detail(event: Event) -> int:
    return (event.recipient is not None) * 2 + (event.date is not None) + (event.place is not None)


def _without_poorer(events: list[Event]) -> list[Event]:
    """Drop an event whose other side is unsaid or a mere 男 where one of its type and actor says who."""
    full = [e for e in events if _says_who(e)]
    return [e for e in events if _says_who(e) or not any(_says_more(f, e) for f in full)]


def _says_who(event: Event) -> bool:
    return event.recipient is not None and _GENERIC.fullmatch(event.recipient) is None


def _says_more(full: Event, poor: Event) -> bool:
    if full.rule.endswith(_ARRESTS) and poor.rule.endswith(_ARRESTS):
        return True
    return full.type == poor.type and alike(full.actor, poor.actor) and poor.recipient is None


def alike(a: str | None, b: str | None) -> bool:
    return bool(a and b) and (str(a) in str(b) or str(b) in str(a))


def _captive(events: list[Event]) -> list[Event]:
    """Say of the confession or denial of someone arrested or indicted whom it answers: who did that."""
    captors = [e for e in events if e.recipient is not None and e.rule.endswith(_CHARGED)]
    out = []
    for event in events:
        if event.type in ("CONCEDE", "REJECT") and event.recipient is None:
            who = next((c.actor for c in captors if alike(c.recipient, event.actor)), None)
            if who is None and event.rule.endswith("否認") and len({c.actor for c in captors}) == 1:
                who = captors[0].actor
            event = replace(event, recipient=who) if who is not None else event
        out.append(event)
    return out
