"""The public face: what `import keii` shows, and that it costs nothing until it is used."""

from __future__ import annotations

import json
import subprocess
import sys

import keii


def test_all_is_what_is_visible() -> None:
    assert sorted(keii.__all__) == dir(keii)


def test_every_public_name_is_there() -> None:
    for name in keii.__all__:
        assert getattr(keii, name) is not None
    assert keii.__all__ == sorted(keii.__all__)


def test_what_is_not_public_is_not_there() -> None:
    assert not hasattr(keii, "Store")


def test_from_text_to_reading_and_back() -> None:
    clip = keii.clip_from_text(
        "ロシア国防省は9日、違反が5026回あったと発表した。", published="2031-05-10", outlet="列島通信"
    )
    reading = keii.read(clip)
    assert [time.value for time in reading.times] == ["2031-05-09"]
    assert keii.from_json(json.loads(json.dumps(keii.to_json(reading)))) == reading


def test_importing_keii_loads_no_engine() -> None:
    code = "import sys, keii, keii.cli.main; print(*sorted({'sudachipy', 'numpy', 'apsw', 'rich'} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert done.stdout.split() == []
