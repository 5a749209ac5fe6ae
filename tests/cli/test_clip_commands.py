"""Corrections through the terminal's door: what would change is shown, entered when a person says so, and undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from runner import Runner

from keii.cli.columns import width
from keii.wording.labels import CHANGES

PAGE = (
    "白灘市の佐藤健一市長は9日、市庁舎の移転を断念すると発表した。佐藤市長は「費用が膨らんだ」と述べた。\n"
    "長野県で10日、バスとトラックが衝突し、12人がけがをしました。長野県警の佐藤花子署長が会見しました。"
)
REPORTS = (
    {"id": "a", "outlet": "東新聞", "published": "2031-05-09", "text": PAGE},
    {"id": "b", "outlet": "西新聞", "published": "2031-05-09",
     "text": "白灘市の佐藤市長は9日に会見し、費用は120億円に膨らんだと明らかにしました。"},
)  # fmt: skip
KINDS = ("stories", "entities", "conflicts", "clips", "readings")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A dossier of the two reports, read once."""
    folder = tmp_path_factory.mktemp("dossier")
    data = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in REPORTS)
    Runner(folder / "d.sqlite").ok("add", "-", data=data.encode())
    return (folder / "d.sqlite").read_bytes()


@pytest.fixture
def run(tmp_path: Path, filled: bytes) -> Runner:
    path = tmp_path / "d.sqlite"
    path.write_bytes(filled)
    return Runner(path)


def exports(run: Runner) -> str:
    return "".join(run.ok("export", kind) for kind in KINDS)


def test_a_correction_is_shown_entered_and_undone(run: Runner) -> None:
    before = exports(run)
    dry = run("clip", "outlet", "1", "列島通信", "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "outlet: 東新聞 (from the input) → 列島通信 (as you said)\n")
    asked = run("clip", "outlet", "1", "列島通信")
    assert (asked.exit_code, "nobody to ask" in asked.stderr, exports(run)) == (2, True, before)
    done = run("clip", "outlet", "1", "列島通信", "--yes", "--why", "署名から")
    assert "entered as correction 1; keii clip undo 1 takes it back" in done.stderr
    assert run.ok("judgements").split()[2:] == ["[1]", "outlet:", "列島通信", "署名から"]
    assert run("story", "undo", "1", "--yes").exit_code == 1  # it is of a clip
    assert run("clip", "undo", "1", "--yes").exit_code == 0
    assert exports(run) == before
    assert "undone" in run.ok("judgements")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["date", "1", "2031-06-09"], ["date: 2031-05-09 (from the input) → 2031-06-09 (as you said)",
                                       "time 「9日」: value 2031-05-09 → 2031-06-09"]),
        (["date", "1", "--unknown"], ["date: 2031-05-09 (from the input) → not known",
                                      "time 「9日」: 2031-05-09 → (none)"]),
        (["outlet", "1", "--unknown"], ["outlet: 東新聞 (from the input) → not known"]),
        (["title", "1", "移転せず"], [f"{CHANGES['title']}: not known → 移転せず"]),
        (["name", "2", "佐藤", "--is", "佐藤健一"], ["name 「佐藤」: entity 佐藤 → 佐藤健一"]),
        (["name", "1", "長野県警", "--no-name"], ["name 「長野県警」: organisation 長野県警察本部 → (none)"]),
        (["name", "1", "市庁舎", "--is", "白灘市庁舎", "--type", "ORG"],
         ["name 「市庁舎」: (none) → organisation 白灘市庁舎"]),
        (["time", "1", "9日", "2031-04-09"], ["time 「9日」: value 2031-05-09 → 2031-04-09"]),
        (["time", "1", "10日", "--no-time"], ["time 「10日」: 2031-05-10 → (none)"]),
        (["speaker", "1", "2", "白灘市"],
         ["claim 「費用が膨らんだ」: source 佐藤市長 → 白灘市"]),
        (["speaker", "1", "2", "--open"],
         ["claim 「費用が膨らんだ」: source 佐藤市長 → (open) · entity 佐藤健一 → (none)"]),
        (["stance", "1", "2", "deny"], ["claim 「費用が膨らんだ」: stance asserts → denies"]),
        (["drop-claim", "1", "2"], ["claim 「費用が膨らんだ」: 佐藤市長 = 佐藤健一 asserts → (none)"]),
        (["add-claim", "1", "12人がけが", "--cue", "会見しました", "--by", "署長"],
         ["claim 「12人がけが」: (none) → 署長 asserts"]),
        (["cut", "1", "--at", "長野県で"],
         ["clip 「白灘市の佐藤健一市長は9日、市庁舎の移転を断念…」: [1] 2031-05-09 東新聞 → (none)",
          "clip 「白灘市の佐藤健一市長は9日、市庁舎の移転を断念…」: (none) → [3] 2031-05-09 東新聞",
          "clip 「長野県で10日、バスとトラックが衝突し、12人…」: (none) → [4] 2031-05-09 東新聞"]),
    ],
)  # fmt: skip
def test_every_kind_tells_what_changes(run: Runner, words: list[str], told: list[str]) -> None:
    before = exports(run)
    shown = run.ok("clip", *words, "--dry-run").splitlines()
    assert [line for line in told if not any(found.startswith(line) for found in shown)] == []
    assert all(width(line) <= 100 for line in shown)
    assert run("clip", *words, "--yes").exit_code == 0
    assert exports(run) != before
    (entry,) = run.rows("judgements", "--json")
    assert (entry["number"], entry["about"], entry["undone_at"]) == (1, "clip", None)
    run.ok("undo", "1", "--yes")
    assert exports(run) == before


def test_parts_are_joined_again(run: Runner) -> None:
    before = run.ok("export", "clips")
    run.ok("clip", "cut", "1", "--at", "長野県で", "--yes")
    assert [row["number"] for row in run.rows("list", "--json")] == [2, 3, 4]
    run.ok("clip", "join", "3", "--yes")
    assert [row["number"] for row in run.rows("list", "--json")] == [1, 2]
    assert run.ok("export", "clips") == before


def test_a_correction_as_json(run: Runner) -> None:
    (row,) = run.rows("clip", "time", "1", "9日", "2031-04-09", "--yes", "--json")
    assert row["done"] is True
    assert (row["correction"]["kind"], row["correction"]["words"], row["correction"]["span"]) == (
        "time",
        "9日",
        [11, 13],
    )
    assert row["shifts"][0] == {
        "what": "time", "clip": row["correction"]["clip"], "span": [11, 13], "text": "9日",
        "before": {"value": "2031-05-09"}, "after": {"value": "2031-04-09"},
    }  # fmt: skip
    assert (row["placed"], row["renamed"]) == ([], [])


def test_claims_have_numbers(run: Runner) -> None:
    shown = run.ok("clip", "claims", "1").splitlines()
    assert [line for line in shown if line.startswith("claim")] == ["claim 1", "claim 2"]
    assert [row["n"] for row in run.rows("clip", "claims", "1", "--json")] == [0, 1]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["outlet", "1"], 2, "either NAME or --unknown is wanted"),
        (["outlet", "7", "列島通信"], 1, "no clip is called 7"),
        (["date", "1", "昨日"], 2, "昨日 is not a day"),
        (["name", "1", "佐藤", "--is", "佐藤花子"], 2, "佐藤 stands 3 times in clip 1"),
        (["name", "1", "佐藤", "--is", "佐藤花子", "--nth", "4"], 1, "佐藤 stands 3 times in clip 1"),
        (["name", "1", "鈴木", "--no-name"], 1, "鈴木 does not stand in clip 1"),
        (["name", "1", "市庁舎", "--is", "白灘市庁舎"], 2, "of which type the name is must be said"),
        (["name", "1", "市庁舎", "--is", "白灘市庁舎", "--type", "木"], 2, "木 is not one of: PER, ORG, GPE, LOC"),
        (["time", "1", "9日", "9日"], 2, "9日 is not a time"),
        (["speaker", "1", "3", "白灘市"], 1, "clip 1 has no claim 3"),
        (["stance", "1", "1", "勝手"], 2, "勝手 is not one of"),
        (["cut", "1", "--at", "白灘市の"], 2, "leaves one part empty"),
        (["join", "1"], 1, "no clip of the same page follows clip 1"),
        (["undo", "1"], 1, "no judgement 1 holds"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(run: Runner, words: list[str], code: int, told: str) -> None:
    done = run("clip", *words, "--yes")
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr
    assert run.ok("judgements") == ""
