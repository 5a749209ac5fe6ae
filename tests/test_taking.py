"""The line from inputs to the dossier: a file of many lines is never held as a whole, and a cut short run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from keii import Desk, InputError
from keii.ingest.take import take, take_file
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem

TEXT = "県は9日、避難者が{}人になったと発表した。"
NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def streamed(data: bytes, order: Order | None = None) -> list[Clip | Problem]:
    stream = take_file(BytesIO(data), name="束.jsonl", order=order or Order())
    items, used = zip(*stream.items, strict=True)
    assert (stream.digest, stream.size) == (sha256(data).hexdigest(), len(data))
    assert 0 < used[0] <= used[-1] == len(data)
    assert list(used) == sorted(used)
    return list(items)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "d.sqlite", patience=0.2, clock=lambda: NOON) as opened:
        yield opened


LINES = (
    line(id="甲", text=TEXT.format(1), published="2031-05-10") + "\n{broken\n" + line(text="雪。\r\n雨。\ud800", id=7)
    + line(title="題のみ") + line(text="晴れた。", outlet="列島通信")
).encode("utf-8", "replace")  # fmt: skip


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (LINES, None),
        (b"\xef\xbb\xbf" + LINES, "shift_jis"),
        (LINES.replace(b"\n", b"\r\n"), None),
        (LINES.replace(b"\n", b"\r"), None),
        (LINES.replace("晴れた".encode(), "晴\x01れた\x7f".encode()), None),
        (LINES.decode().encode("utf-16"), None),
        (LINES.decode().encode("cp932"), None),
        (b"\n\n" + LINES.rstrip(), "utf-8"),
    ],
)
def test_by_line_and_at_once_are_the_same(monkeypatch: pytest.MonkeyPatch, data: bytes, label: str | None) -> None:
    intake = take(data, name="束.jsonl", label=label)
    assert (len(intake.clips), len(intake.rejected)) == (3, 2)
    monkeypatch.setattr("keii.ingest.take.BLOCK", 40)
    monkeypatch.setattr("keii.ingest.survey.BLOCK", 40)
    items = streamed(data, Order(label=label))
    assert tuple(item for item in items if isinstance(item, Clip)) == intake.clips
    assert tuple(item for item in items if isinstance(item, Problem)) == intake.rejected


@pytest.mark.parametrize("block", [1 << 20, 40])
def test_bytes_that_are_no_text_cost_only_their_line(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr("keii.ingest.take.BLOCK", block)
    monkeypatch.setattr("keii.ingest.survey.BLOCK", block)
    good = line(id="甲", text=TEXT.format(1)).encode()
    cut_short = line(id="乙", text=TEXT.format(2)).encode()[:-10]  # in the middle of a character
    first, bad, last = streamed(good + cut_short + b"\n" + line(id="丙", text="晴れた。").encode())
    assert isinstance(first, Clip)
    assert isinstance(last, Clip)
    assert isinstance(bad, Problem)
    assert (first.source_id, last.source_id, bad.args[:2]) == ("甲", "丙", ("束.jsonl:2", "no UTF-8 (character 40)"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n" * 20, b'[{"text": "a"}]' * 9, bytes(99) + b"\x01" * 300])
def test_what_cannot_be_taken_is_refused_whatever_its_size(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    with pytest.raises(InputError) as small:
        streamed(data)
    monkeypatch.setattr("keii.ingest.take.BLOCK", 20)
    monkeypatch.setattr("keii.ingest.survey.BLOCK", 20)
    with pytest.raises(InputError) as large:
        streamed(data)
    assert str(large.value) == str(small.value)


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "束.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(60):
            file.write(line(id=n, text=TEXT.format(n), page="紙" * 300_000))  # a field Keii does not know
    assert path.stat().st_size > 50_000_000
    take(LINES, name="束.jsonl")  # the tables are loaded
    tracemalloc.start()
    with path.open("rb") as opened:
        taken = sum(1 for _ in take_file(opened, name=path.name, order=Order()).items)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken == 60
    assert peak < 8_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_by_its_path(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "束.jsonl"
    os.mkfifo(pipe)
    data = "".join(line(id=n, text=TEXT.format(n), page="紙" * 50_000) for n in range(20)).encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    receipt = desk.add(pipe)
    writer.join()
    assert (receipt.name, receipt.taken, receipt.rejected) == ("束.jsonl", 20, ())


def test_a_text_that_is_too_long_for_one_clip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keii.ingest.take.LONGEST", 50)
    text = "".join(TEXT.format(n) + "\n" for n in range(5))
    clips = take(line(id="長", text=text, published="2031-05-10").encode(), name="a.jsonl").clips
    assert "".join(clip.text for clip in clips) == text
    assert [text[clip.span.start : clip.span.end] for clip in clips] == [clip.text for clip in clips]
    assert len({clip.id for clip in clips}) == len(clips) == 3
    stream = take_file(BytesIO(text.encode()), name="a.txt", order=Order(whole=True))
    assert [used * 3 // stream.size for _, used in stream.items] == [1, 2, 3]
    assert [[p.args for p in clip.problems if p.code == "K1105"] for clip in clips] == [
        [("1", "50")], [("2", "50")], [("3", "50")],
    ]  # fmt: skip


def test_a_line_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keii.ingest.jsonl.adapt.LONGEST_LINE", 200)
    monkeypatch.setattr("keii.ingest.take.LONGEST_LINE", 200)
    data = (line(text="雪" * 1000) + line(text="雨。") + line(text="霧" * 300)).encode()
    expected = ["束.jsonl:1 longer than 200 characters", "雨。", "束.jsonl:3 longer than 200 characters"]
    for block in (1 << 20, 100):
        monkeypatch.setattr("keii.ingest.take.BLOCK", block)
        monkeypatch.setattr("keii.ingest.survey.BLOCK", block)
        items = streamed(data)
        assert [i.text if isinstance(i, Clip) else " ".join(i.args[:2]) for i in items] == expected


def test_a_file_of_many_parcels_has_one_receipt_and_says_how_far_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keii.taking._PARCEL", 7)
    lines = [line(id=n, text=TEXT.format(n), published="2031-05-10") for n in range(40)]
    data = "".join([*lines[:20], "{broken\n", *lines[20:], "{broken too\n"]).encode()
    steps: list[tuple[int, int]] = []
    (receipt,) = desk.add_all([("束.jsonl", data)], moved=lambda clips, size: steps.append((clips, size)))
    assert (receipt.taken, receipt.seen, [p.args[0] for p in receipt.rejected]) == (
        40,
        0,
        ["束.jsonl:21", "束.jsonl:42"],
    )
    assert (len(steps), sum(clips for clips, _ in steps), sum(size for _, size in steps)) == (6, 40, len(data))
    assert [clip.source_id for clip in desk.clips()] == [str(n) for n in range(40)]
    (again,) = desk.add_all([("束.jsonl", data)])
    assert (again.taken, again.seen, len(again.rejected)) == (0, 40, 2)
    assert len([trouble for trouble in desk.problems() if trouble.clip is None]) == 2


def test_a_clip_that_stands_twice_in_a_file_is_taken_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    documents: list[dict[str, object]] = [{"id": n, "text": TEXT.format(n)} for n in range(6)]
    documents += [documents[0], documents[1] | {"published": "2031-05-10"}, documents[5] | {"published": "2031-05-11"}]
    data = "".join(line(**document) for document in documents).encode()
    (receipt,) = desk.add_all([("束.jsonl", data)])
    assert (receipt.taken, receipt.seen, receipt.changed) == (6, 3, 0)
    days = [str(clip.published) for clip in desk.clips()]
    assert days == ["None", "2031-05-10", "None", "None", "None", "2031-05-11"]
    monkeypatch.setattr("keii.taking._PARCEL", 3)
    monkeypatch.setattr("keii.taking.FEW", 0)  # nothing is stored before the last parcel is cut
    with Desk.open(desk._store.path.with_name("e.sqlite")) as other:
        (receipt,) = other.add_all([("束.jsonl", data)], workers=0)
        assert (receipt.taken, receipt.seen, receipt.changed) == (6, 1, 2)
        assert [str(clip.published) for clip in other.clips()] == days


ADD = """
import sys
from multiprocessing import active_children
from pathlib import Path
import keii.taking
from keii import Desk
keii.taking._PARCEL, keii.taking.FEW, keii.taking._AHEAD = 5, 0, 0
with Desk.open(sys.argv[1]) as desk:
    moved = lambda clips, size: print(*(child.pid for child in active_children()), flush=True)
    for receipt in desk.add_all([("束.jsonl", Path(sys.argv[2]))], workers=int(sys.argv[3]), moved=moved):
        print("receipt", receipt.taken, receipt.seen, flush=True)
"""


def gone(process: int) -> bool:
    """Say whether a process ends within ten seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("workers", [0, 2])
def test_a_run_killed_in_the_middle_of_a_file_goes_on(tmp_path: Path, workers: int) -> None:
    path, dossier = tmp_path / "束.jsonl", tmp_path / "d.sqlite"
    path.write_text("".join(line(id=n, text=TEXT.format(n)) for n in range(60)), encoding="utf-8")
    env = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-c", ADD, str(dossier), str(path), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as run:  # noqa: S603  # our own code
        assert run.stdout is not None
        for _ in range(4):
            readers = [int(word) for word in run.stdout.readline().split()]
        run.send_signal(signal.SIGKILL)
    assert len(readers) == workers
    assert all(gone(reader) for reader in readers)
    with Desk.open(dossier) as desk:
        kept = [clip.source_id for clip in desk.clips()]
        assert kept == [str(n) for n in range(len(kept))]
        assert 20 <= len(kept) < 60
        (receipt,) = desk.add_all([("束.jsonl", path)])
        assert (receipt.taken, receipt.seen) == (60 - len(kept), len(kept))
        assert [clip.source_id for clip in desk.clips()] == [str(n) for n in range(60)]
