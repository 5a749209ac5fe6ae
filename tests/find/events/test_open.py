"""起こり方: what did not happen is kept apart from the events, each with its status."""

from __future__ import annotations

import pytest

from keii.find.events.find import find, find_open
from keii.find.names.find import find as find_names
from keii.records.event import Event
from keii.words.parse import parse


def opened(text: str) -> tuple[Event, ...]:
    parsed, _ = parse(text)
    names, _ = find_names(parsed)
    return find_open(parsed, names, (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本の外相は韓国の外相と会談する予定だ。", ("CONSULT", "planned")),
        ("政府はイランに制裁を科す方針だ。", ("SANCTION", "planned")),
        ("日本の外相は韓国の外相と会談しなかった。", ("CONSULT", "negated")),
        ("日本の外相は韓国の外相との会談を中止した。", ("CONSULT", "negated")),
        ("ロシア軍がウクライナを攻撃する可能性がある。", ("ASSAULT", "hypothetical")),
        ("ロシア軍がウクライナを攻撃すれば、状況は変わる。", ("ASSAULT", "hypothetical")),
        ("アメリカはロシアに、部隊を撤退させるよう求めた。", ("RETREAT", "demanded")),
    ],
)
def test_what_did_not_happen_has_its_status(text: str, expected: tuple[str, str]) -> None:
    assert [(e.type, e.status) for e in opened(text) if e.type == expected[0]] == [expected]


def test_what_happened_is_not_open() -> None:
    assert opened("日本の外相は韓国の外相と会談した。") == ()


def test_events_are_done() -> None:
    parsed, _ = parse("日本の外相は韓国の外相と会談した。中国の外相とは会談しなかった。")
    names, _ = find_names(parsed)
    events, _ = find(parsed, names, (), ())
    assert [(e.type, e.status) for e in events] == [("CONSULT", "done")]
