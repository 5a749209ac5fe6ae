"""The desk, from Japanese text to answers, with the real engine and a real dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from keii import Desk, FormatError, InputError, NotFound, Order
from keii.bulk import FEW

PAGE = """ロシア国防省は9日、ウクライナ側による停戦違反が5026回あったと発表しました。ウクライナ側は否定しています。

>>

【ソウル列島】韓国軍合同参謀本部は10日、北朝鮮が弾道ミサイルを発射したと明らかにした。韓国の申源植国防相は「断固として対応する」と述べた。
"""
DAY = date(2031, 5, 10)
NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "d.sqlite", patience=0.2, clock=lambda: NOON) as opened:
        yield opened


def lines(*documents: Mapping[str, str]) -> bytes:
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode()


def test_a_page_becomes_clips_and_claims(desk: Desk) -> None:
    receipt = desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    assert (receipt.name, receipt.taken, receipt.seen, receipt.rejected) == ("頁.txt", 2, 0, ())
    first, second = desk.clips()
    assert (first.source_id, first.published, first.published_by) == ("頁.txt", DAY, "user")
    assert PAGE[second.span.start : second.span.end].startswith("【ソウル列島】")
    assert first.added_at == "2031-05-10T12:00:00+00:00"
    (statement,) = desk.claims(by="ロシア国防省")
    assert statement.content.text == "ウクライナ側による停戦違反が5026回あった"
    assert (statement.said, statement.clip) == ("2031-05-09", first.id)


def test_the_same_page_twice_changes_nothing(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    before = list(desk.readings()), desk.clips()
    receipt = desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    assert (receipt.taken, receipt.seen, receipt.changed) == (0, 2, 0)
    assert (list(desk.readings()), desk.clips()) == before


def test_a_date_that_was_missing_is_filled_in(desk: Desk) -> None:
    assert desk.add(PAGE.encode(), name="頁.txt").taken == 2
    assert [clip.published for clip in desk.clips()] == [None, None]
    assert {trouble.problem.code for trouble in desk.problems()} >= {"K1004"}
    receipt = desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY, outlet="列島通信"))
    assert (receipt.taken, receipt.seen, receipt.changed) == (0, 0, 2)
    assert [(clip.number, clip.published, clip.outlet) for clip in desk.clips()] == [
        (1, DAY, "列島通信"),
        (2, DAY, "列島通信"),
    ]
    assert [time.value for time in desk.reading("1").times] == ["2031-05-09"]
    assert not {trouble.problem.code for trouble in desk.problems()} & {"K1004"}
    again = desk.add(PAGE.encode(), name="頁.txt")  # nothing known is lost to a run without options
    assert (again.seen, again.changed) == (2, 0)


def test_a_file_by_its_path(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "2031-05-10.txt"
    path.write_text(PAGE, encoding="cp932")
    assert desk.add(path).taken == 2
    assert desk.clips()[0].published == DAY


def test_one_bad_input_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    good = tmp_path / "よい.txt"
    good.write_text(PAGE, encoding="utf-8")
    inputs: list[tuple[str, bytes | Path]] = [
        ("空.txt", b""), ("図.png", b"\x89PNG\r\n\x1a\n" + bytes(99)), ("よい.txt", good),
        ("無い.txt", tmp_path / "無い.txt"),
        ("文書.jsonl", lines({"id": "1", "text": "雨だ。"}) + b"{broken\n" + lines({"id": "2", "text": "晴れだ。"})),
    ]  # fmt: skip
    receipts = list(desk.add_all(inputs))
    assert [(r.name, r.taken, len(r.rejected)) for r in receipts] == [
        ("空.txt", 0, 1), ("図.png", 0, 1), ("よい.txt", 2, 0), ("無い.txt", 0, 1), ("文書.jsonl", 2, 1),
    ]  # fmt: skip
    assert [trouble.name for trouble in desk.problems() if trouble.clip is None] == [
        "空.txt",
        "図.png",
        "無い.txt",
        "文書.jsonl",
    ]
    assert [r.taken for r in desk.add_all(inputs)] == [0, 0, 0, 0, 0]
    assert len([trouble for trouble in desk.problems() if trouble.clip is None]) == 4


def test_a_bad_single_input_raises(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        desk.add(b"", name="空.txt")
    with pytest.raises(InputError, match="no such file"):
        desk.add(tmp_path / "無い.txt")
    with pytest.raises(InputError, match="folder"):
        desk.add(tmp_path)
    assert desk.clips() == ()


def test_many_clips_are_read_by_processes_and_stay_in_order(desk: Desk) -> None:
    texts = [f"第{n}報。県は9日、避難者が{n}人になったと発表した。" + "雪。" * 250 for n in range(210)]
    assert sum(map(len, texts)) > FEW
    data = lines(*({"id": f"d{n}", "text": text, "published": "2031-05-10"} for n, text in enumerate(texts)))
    (receipt,) = desk.add_all([("束.jsonl", data)], workers=2)
    assert receipt.taken == 210
    assert [reading.clip.text for reading in desk.readings()] == texts
    assert [desk.reading(f"d{n}").times[0].value for n in (0, 209)] == ["2031-05-09"] * 2


def test_claims_are_narrowed_by_partial_dates(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    everything = desk.claims()
    assert desk.claims(since="2031", until="2031-05") == everything
    assert desk.claims(until=date(2031, 5, 8)) == ()
    with pytest.raises(InputError, match="not a date"):
        desk.claims(since="きのう")


def test_who_is_known_by_a_spelling(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    (card,) = desk.who("申源植")
    assert (card.type, card.entity, [listed.number for listed in card.clips]) == ("PER", "申源植", [2])
    assert desk.who("だれでもない") == ()


def test_exports_hold_what_the_readings_hold(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    readings = [json.loads(line) for line in desk.export("readings")]
    for kind in ("names", "times", "quantities"):
        rows = [json.loads(line) for line in desk.export(kind)]
        assert rows == [{"clip": r["clip"]["id"]} | item for r in readings for item in r[kind]]
    claims = [json.loads(line) for line in desk.export("claims")]
    assert {c["content"]["text"] for c in claims} == {c["content"]["text"] for r in readings for c in r["claims"]}
    assert [json.loads(line) for line in desk.export("clips")] == [r["clip"] for r in readings]
    assert len(list(desk.export("events"))) == sum(len(r["events"]) for r in readings)
    with pytest.raises(FormatError, match="CSV"):
        desk.export("readings", "csv")


def test_rereading_is_for_what_another_engine_made(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁.txt", order=Order(published=DAY))
    assert list(desk.reread()) == []


def test_a_desk_that_is_not_there_is_not_made_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Desk.open(tmp_path / "none.sqlite", create=False)
