"""Every command, through the same door as the terminal's, on a small page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from runner import Runner

SENTENCE = "ロシア国防省は9日、違反が5026回あったと発表した。"
PAGE = """ロシア国防省は9日、ウクライナ側による停戦違反が5026回あったと発表しました。ウクライナ側は否定しています。

>>

【ソウル列島】韓国軍合同参謀本部は10日、北朝鮮が弾道ミサイルを発射したと明らかにした。韓国の申源植国防相は「断固として対応する」と述べた。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "頁.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "d.sqlite")


def test_add_says_what_became_of_the_page(run: Runner, page: Path) -> None:
    assert "clips taken: 2 · already there: 0" in run("add", page, "--date", "2031-05-10").stderr
    again = run("add", page, "--date", "2031-05-10")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "clips taken: 0 · already there: 2" in again.stderr


def test_add_takes_folders_and_the_pipe(run: Runner, page: Path) -> None:
    (page.parent / "注.md").write_text("覚え書きを一つ残す。", encoding="utf-8")
    (page.parent / "絵.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (row, other) = run.rows("add", page.parent, "--json")
    assert [(Path(str(r["name"])).name, r["taken"]) for r in (row, other)] == [("注.md", 1), ("頁.txt", 2)]
    piped = json.loads(run.ok("add", "-", "--whole", "--json", data="県は9日、雨が降ったと発表した。".encode()))
    assert (piped["name"], piped["taken"]) == ("-", 1)


def test_rejects_are_listed_and_stop_no_other(run: Runner, page: Path) -> None:
    empty, old = page.with_name("空.txt"), page.with_name("図.png")
    empty.write_bytes(b"")
    old.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    mixed = run("add", empty, page, old, page.with_name("無い.txt"))
    assert mixed.exit_code == 3
    assert mixed.stderr.count("keii: ") == 3
    assert "rejected: 3" in mixed.stderr
    assert [row["clip"] for row in run.rows("problems", "--json")][:3] == [None, None, None]
    assert "空.txt" in run.ok("problems")
    nothing = run("add", empty)
    assert (nothing.exit_code, "empty" in nothing.stderr) == (2, True)


def test_read_needs_no_dossier(run: Runner, page: Path, tmp_path: Path) -> None:
    first, second = run.rows("read", page, "--date", "2031-05-10", "--format", "jsonl")
    assert first["clip"]["source_id"] == "頁.txt"
    assert first["times"][0]["value"] == "2031-05-09"
    assert [*second] == [*first]
    assert run.rows("read", page, "--whole", "--json")[0]["clip"]["text"].strip() == PAGE.strip()
    text = run.ok("read", page, "--date", "2031-05-10")
    assert "[ロシア国防省]は{9日}" in text
    assert not (tmp_path / "d.sqlite").exists()


def test_list(run: Runner, page: Path) -> None:
    run("add", page, "--date", "2031-05-10")
    shown = run.ok("list").splitlines()
    assert shown[0].startswith("1  k")
    assert "2031-05-10" in shown[0]
    first, second = run.rows("list", "--json")
    assert (first["number"], first["published_by"], second["kind"]) == (1, "user", "article")


def test_show_marks_and_lists_what_was_found(run: Runner, page: Path) -> None:
    run("add", page, "--date", "2031-05-10")
    shown = run.ok("show", "1", "--cuts")
    for part in (
        "[ロシア国防省]は{9日}",
        "<5026回>",
        "9日 = 2031-05-09",
        "5026回 = 5,026 回",
        "asserts",
        "発表しました",
    ):
        assert part in shown
    assert ">>" in run.ok("show", "2", "--cuts")
    whole = json.loads(run.ok("show", "2", "--json"))
    assert run.ok("show", str(whole["clip"]["id"])[:9], "--json") == run.ok("show", "2", "--json")


def test_show_is_coloured_on_a_terminal_only(run: Runner, page: Path) -> None:
    run("add", page)
    assert "\x1b[" not in run.ok("show", "1")
    assert "\x1b[" in run("show", "1", FORCE_COLOR="1", NO_COLOR="").stdout


def test_claims(run: Runner, page: Path) -> None:
    run("add", page, "--date", "2031-05-10")
    shown = run.ok("claims", "--by", "ロシア国防省")
    assert shown.splitlines()[0] == "2031-05-09    ロシア国防省  asserts"
    assert "停戦違反が5026回あった" in shown
    (row,) = run.rows("claims", "--about", "停戦違反 5026", "--from", "2031-05", "--to", "2031-05-09", "--json")
    assert row["source"]["text"] == "ロシア国防省"
    assert run("claims", "--by", "だれか").exit_code == 1
    assert run("claims", "--stance", "maybe").exit_code == 2
    assert run("claims", "--from", "きのう").exit_code == 2


def test_who(run: Runner, page: Path) -> None:
    run("add", page, "--date", "2031-05-10")
    shown = run.ok("who", "申源植")
    for part in ("person", "Spellings: 申源植 ×1", "断固として対応する", "[2]"):
        assert part in shown
    (card,) = run.rows("who", "ロシア国防省", "--json")
    assert (card["type"], card["mentions"]) == ("ORG", 1)
    assert run("who", "だれか").exit_code == 1


def test_export(run: Runner, page: Path) -> None:
    run("add", page, "--date", "2031-05-10")
    read = run.ok("read", page, "--date", "2031-05-10", "--format", "jsonl")
    assert run.ok("export", "readings") == read
    table = list(csv.DictReader(io.StringIO(run.ok("export", "claims", "--format", "csv"))))
    assert table[0]["source"] == "ロシア国防省"
    for kind in ("clips", "names", "times", "quantities", "events"):
        assert run("export", kind, "--format", "csv").stdout.startswith(("clip", "id"))
    assert run("export", "everything").exit_code == 2
    assert run("export", "claims", "--format", "xlsx").exit_code == 2
    assert run("export", "readings", "--format", "csv").exit_code == 2


def test_evaluate_counts_like_the_gold_guide(run: Runner, tmp_path: Path) -> None:
    gold = {
        "id": "g1", "published": "2031-05-10", "text": "ロシア国防省は9日、発表した。",
        "times": [{"text": "9日", "value": "2031-05-09"}],
        "names": [{"entity": "ロシア国防省", "type": "ORG", "forms": ["ロシア国防省"]}],
    }  # fmt: skip
    pages = {
        "id": "g2",
        "published": "2031-05-10",
        "text": PAGE,
        "clips": [{"first": "ロシア", "last": "います。"}, {"first": "【", "last": "と述べた。"}],
    }
    folder = tmp_path / "gold"
    folder.mkdir()
    for document in (gold, pages):
        (folder / f"{document['id']}.json").write_text(json.dumps(document), encoding="utf-8")
    figures = json.loads(run.ok("evaluate", folder, "--json"))
    assert figures["clips"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 2, "said": 2}
    assert figures["times"]["recall"] == 1.0
    table = run.ok("evaluate", folder, "--prefix", "g1").splitlines()
    assert table[0].split() == ["P", "R", "F1", "gold", "said"]
    assert table[1].split() == ["times", "1.000", "1.000", "1.000", "1", "1"]
    assert run.ok("evaluate", folder, "--misses", "times", "--prefix", "g2").startswith("+ g2: 9日")
    assert run("evaluate", folder, "--misses", "moods").exit_code == 2
    assert run("evaluate", tmp_path / "none").exit_code == 1


@pytest.mark.parametrize(("language", "readme"), [("en", "README.md"), ("ja", "README.ja.md")])
def test_demo_shows_a_dossier_and_keeps_nothing(run: Runner, tmp_path: Path, language: str, readme: str) -> None:
    shown = run("demo", KEII_LANG=language)
    assert shown.exit_code == 0
    commands = ("list", "claims", "show", "who", "story show", "conflicts", "timeline", "add page.txt")
    assert [name for name in commands if f"keii {name}" not in shown.stdout] == []
    assert not (tmp_path / "d.sqlite").exists()
    page = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    sample = page.split("```text\n")[1].split("```")[0].rstrip().split("\n")
    assert "\n".join(f"  {line}" for line in sample) in shown.stdout  # the page shows what the command prints


def test_reread(run: Runner, page: Path) -> None:
    run("add", page)
    assert "clips read again: 0" in run("reread").stderr


def test_version(run: Runner) -> None:
    assert run.ok("--version").startswith("keii ")


def test_the_dossier_may_be_named_before_or_after_the_command(run: Runner, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    run("add", page, "--dossier", other)
    assert len(run.rows("--dossier", other, "list", "--json")) == 2
    assert run("list").exit_code == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["add", "無い.txt"], 2, "無い.txt: there is no such file"),
        (["add", "x.txt", "--date", "2031-02-30"], 2, "2031-02-30 is not a day"),
        (["read", "x.txt", "--format", "xml"], 2, "xml is not one of: text, jsonl"),
        (["list"], 1, "there is no dossier"),
        (["show", "1"], 1, "there is no dossier"),
        (["problems"], 1, "there is no dossier"),
        (["list", "--dossier", "/"], 4, "folder"),
        (["list", "--dossier", __file__], 4, "damaged, or no dossier"),
        (["add"], 2, "PATH... is missing"),
        (["ad"], 2, "there is no command ad"),
        (["add", "x.txt", "--dat", "1"], 2, "there is no option --dat"),
    ],
)
def test_trouble_is_one_sentence_and_a_code(run: Runner, args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_wait_that_is_no_number(run: Runner) -> None:
    assert "seconds" in run("list", KEII_WAIT="long").stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "empty"),
        ("絵.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("頁.html", b"<!doctype html><html><body>x</body></html>", "no main text"),
        ("混.txt", "東京".encode("utf-16-le") + b"\xd8" * 3, "encoding"),
    ],
)
def test_input_that_cannot_be_taken(run: Runner, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for command in ("add", "read"):
        done = run(command, path)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        assert name in done.stderr


def test_a_wrong_label_is_seen_through(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "sjis.txt"
    path.write_bytes(SENTENCE.encode("cp932"))
    (reading,) = run.rows("read", path, "--encoding", "utf-8", "--json")
    assert reading["clip"]["text"].strip() == SENTENCE
    assert "K1001" in [problem["code"] for problem in reading["problems"]]


def test_without_a_date_relative_dates_stay_open_and_it_says_so(run: Runner) -> None:
    reading = json.loads(run.ok("read", "-", "--json", data=SENTENCE.encode()))
    assert reading["clip"]["published"] is None
    assert reading["times"] == []
    assert "K1004" in [problem["code"] for problem in reading["problems"]]
