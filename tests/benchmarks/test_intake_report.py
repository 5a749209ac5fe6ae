"""The intake report finds what is wrong: text that is not the input's, what is lost, packets to where none may go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from loopback_site import Site

from intake_cases import Case
from intake_report import Seen, judged, main

GOOD = Seen(texts=("\n\n連絡船が揺れた。",), problems=(), count=1, seconds=0.1, connected=())
CASE = Case(row="1", what="頁", way="page", right=("連絡船が揺れた。",))


@pytest.mark.parametrize(
    ("case", "seen", "said"),
    [
        (CASE, GOOD, None),
        (CASE, replace(GOOD, texts=("騾｣邨｡闊ｹ",)), "text not read right"),
        (CASE, replace(GOOD, texts=(), count=0), "lost"),
        (CASE, replace(GOOD, crashed="ValueError: x"), "crashed"),
        (CASE, replace(GOOD, seconds=99.0), "slow"),
        (replace(CASE, codes=("K1001",)), GOOD, "K1001 was not told"),
        (replace(CASE, wrong=("揺れた",)), GOOD, "must not be there"),
        (replace(CASE, count=2), GOOD, "1 for 2"),
        (replace(CASE, packets=False), replace(GOOD, connected=("127.0.0.1:80",)), "connected to"),
        (replace(CASE, right=()), GOOD, "expects nothing"),
    ],
)
def test_every_fault_is_found(case: Case, seen: Seen, said: str | None) -> None:
    with Site() as site:
        faults = judged(case, seen, site)
    assert (said is None) == (not faults)
    assert said is None or any(said in fault for fault in faults)


def test_the_report_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["intake_report.py", "--row", "57"])
    assert main() == 0
    assert "bad: 0 · packets to forbidden addresses: 0" in capsys.readouterr().out
