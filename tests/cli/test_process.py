"""The command as a process: closed pipes, Ctrl-C, SIGTERM, a dossier that another process holds, very long lines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

TEXT = "ロシア国防省は9日、違反が5026回あったと発表した。"


def environment(tmp_path: Path) -> dict[str, str]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    extra = {"KEII_DOSSIER": str(tmp_path / "d.sqlite"), "KEII_LANG": "en", "KEII_WAIT": "0.3", "PYTHONPATH": path}
    extra["PYTHONUNBUFFERED"] = ""  # as users have it
    return os.environ | extra


def keii(tmp_path: Path, *args: str | Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "keii", *map(str, args)]
    env = environment(tmp_path)
    return subprocess.run(command, input=data, capture_output=True, env=env, timeout=60, check=False)  # noqa: S603  # our own code


def start(tmp_path: Path, *args: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "keii", *map(str, args)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment(tmp_path))  # noqa: S603


def documents(count: int) -> bytes:
    lines = ({"id": f"d{n}", "text": f"第{n}報。{TEXT}" * 5, "published": "2031-05-10"} for n in range(count))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def test_version_and_help_are_quick_and_quiet(tmp_path: Path) -> None:
    done = keii(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"keii ")


def test_without_arguments_the_first_page(tmp_path: Path) -> None:
    done = keii(tmp_path)
    assert done.returncode == 2
    assert b"Every day:" in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("export", "readings"), ("claims",)])
def test_a_reader_that_closes_the_pipe_ends_it_without_a_word(tmp_path: Path, command: tuple[str, ...]) -> None:
    keii(tmp_path, "add", "-", data=documents(80))
    with start(tmp_path, *command) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_in_the_middle_it_keeps_what_it_has_and_goes_on(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.jsonl").write_bytes(documents(n + 40).splitlines(keepends=True)[n])
    with start(tmp_path, "add", folder, "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = [process.stdout.readline() for _ in range(3)]
        process.send_signal(sent)
        rest = process.stdout.read().splitlines()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == code
    acknowledged = {json.loads(line)["name"] for line in [*first, *rest]}
    assert len(acknowledged) < 40
    again = keii(tmp_path, "add", folder, "--json")
    assert again.returncode == 0
    seen = {row["name"] for row in map(json.loads, again.stdout.splitlines()) if row["seen"]}
    assert seen >= acknowledged
    assert len(keii(tmp_path, "list", "--json").stdout.splitlines()) == 40


def test_a_dossier_that_another_process_writes_to(tmp_path: Path) -> None:
    assert keii(tmp_path, "add", "-", data=TEXT.encode()).returncode == 0
    writer = apsw.Connection(str(tmp_path / "d.sqlite"))
    writer.execute("BEGIN IMMEDIATE")
    locked = keii(tmp_path, "add", "-", data="晴れた。".encode())
    assert locked.returncode == 4
    assert b"another process is writing" in locked.stderr
    assert b"Traceback" not in locked.stderr
    assert keii(tmp_path, "claims", "--by", "ロシア国防省").returncode == 0  # reading goes on
    writer.execute("ROLLBACK")
    writer.close()


def test_more_is_piped_in_than_is_kept_in_memory(tmp_path: Path) -> None:
    page = b', "page": "' + b"-" * 100_000 + b'"}\n'  # a field Keii does not know
    padded = b"".join(line.rstrip(b"}") + page for line in documents(30).splitlines())
    assert len(padded) > 2 << 20
    first, again = (json.loads(keii(tmp_path, "add", "-", "--json", data=padded).stdout) for _ in range(2))
    assert (first["taken"], first["seen"], again["taken"], again["seen"]) == (30, 0, 0, 30)
    assert len(keii(tmp_path, "read", "-", "--json", data=padded).stdout.splitlines()) == 30


def test_a_line_without_an_end(tmp_path: Path) -> None:
    line = "川の水が増えて道が閉ざされ" * 4_000
    done = keii(tmp_path, "add", "-", "--whole", "--json", data=line.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["taken"] == 1
    (first, *_) = keii(tmp_path, "list", "--json").stdout.splitlines()
    assert json.loads(first)["length"] == len(line)
    assert "K1103" in keii(tmp_path, "problems").stdout.decode()
