"""The commands across clips, through the terminal's door, on four reports: two stories, a copy, figures and a denial at
odds, and persons whom later sentences call by their family names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from runner import Runner

from keii.cli.columns import width

FIRE = """丘陵市の倉庫で９日夜に起きた火災で、丘陵市消防局は10日、従業員12人が死亡したと発表した。
火は約5時間後に消し止められた。
倉庫を運営する北星物流の村瀬康弘社長は記者会見し、「防火扉は正常に動いた」と述べた。
消防局によると、出火当時、倉庫には従業員80人余りがいた。丘陵市の堀江早苗市長は「原因を徹底的に調べる」と話した。"""
LATER = """丘陵市の倉庫火災で、丘陵県警は10日、死者は15人に上ると明らかにした。
県警は業務上過失致死の疑いで北星物流を捜索した。
北星物流の元従業員は「防火扉は何年も前から壊れていた」と証言した。これに対し村瀬社長は「防火扉が壊れていた事実はない」と否定した。堀江市長は現場を訪れ、「遺族を支える」と語った。"""
TALKS = """ノルデン共和国のエリク・サンドベリ大統領は11日、首都ハムネで隣国ベルカのアンナ・コヴァチ首相と会談した。
両首脳は漁業協定の延長で合意した。サンドベリ氏は会談後の会見で「両国の漁師にとって大きな一歩だ」と述べた。"""
REPORTS = (
    {"id": "fire-1", "outlet": "丘陵新聞", "published": "2031-05-10", "title": "倉庫火災で12人死亡", "text": FIRE},
    {"id": "fire-2", "outlet": "列島通信", "published": "2031-05-11", "title": "倉庫火災、死者15人に", "text": LATER},
    {"id": "fire-3", "outlet": "夕刊みなと", "published": "2031-05-11", "title": "倉庫火災で12人死亡",
     "text": FIRE.replace("約5時間後", "約6時間後")},
    {"id": "talks-1", "outlet": "列島通信", "published": "2031-05-12", "title": "漁業協定の延長で合意", "text": TALKS},
)  # fmt: skip
COMMANDS = (
    ["story", "list"], ["story", "show", "s1", "--changes"], ["entity", "list"], ["conflicts"], ["timeline", "s1"],
    ["timeline", "村瀬"], ["digest", "--since", "2031-05-11"], ["search", "倉庫"], ["who", "村瀬"],
)  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A dossier of the four reports, read once."""
    folder = tmp_path_factory.mktemp("dossier")
    data = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in REPORTS)
    Runner(folder / "d.sqlite").ok("add", "-", data=data.encode())
    return (folder / "d.sqlite").read_bytes()


@pytest.fixture
def run(tmp_path: Path, filled: bytes) -> Runner:
    path = tmp_path / "d.sqlite"
    path.write_bytes(filled)
    return Runner(path)


def test_stories_latest_first(run: Runner) -> None:
    talks, fire = run.ok("story", "list").splitlines()
    assert talks.split() == ["s2", "2031-05-12", "×1", "漁業協定の延長で合意"]
    assert fire.split() == ["s1", "2031-05-10/11", "×2+1", "⇔", "2", "倉庫火災で12人死亡"]
    assert "stories: 2 · clips: 4" in run("story", "list").stderr
    assert [row["id"] for row in run.rows("story", "list", "--to", "2031-05-11", "--json")] == ["s1"]
    (row,) = run.rows("story", "list", "--from", "2031-05-12", "--json")
    assert (row["clip_count"], row["account_count"], row["conflict_count"]) == (1, 1, 0)
    assert run("story", "list", "--from", "2032").exit_code == 1


def test_a_story_folds_copies_and_tells_what_they_change(run: Runner) -> None:
    lines = run.ok("story", "show", "s1").splitlines()
    assert lines[0] == "s1  倉庫火災で12人死亡"
    assert lines[1].strip().startswith("2031-05-10/11 · accounts: 2 · copies: 1 · 丘陵新聞")
    assert lines[2:5] == [
        "  [1] 2031-05-10 丘陵新聞  倉庫火災で12人死亡",
        "      began the story",
        "    ↳ nearly the same text  [3] 2031-05-11 夕刊みなと  倉庫火災で12人死亡",
    ]
    assert lines[5].startswith("  [2] 2031-05-11 列島通信")
    changed = run.ok("story", "show", "s1", "--changes").splitlines()
    assert changed[5:7] == ["        - 火は約5時間後に消し止められた。", "        + 火は約6時間後に消し止められた。"]
    (row,) = run.rows("story", "show", "s1", "--changes", "--json")
    assert [member["clip"] for member in row["members"]] == row["clips"] == ["fire-1", "fire-2", "fire-3"]
    assert [member["copy_of"] for member in row["members"]] == [None, None, 1]
    assert row["members"][2]["changes"] == [
        {"before": "火は約5時間後に消し止められた。", "after": "火は約6時間後に消し止められた。"}
    ]
    assert row["members"][1]["changes"] == []


def test_conflicts_stand_side_by_side(run: Runner) -> None:
    lines = run.ok("conflicts").splitlines()
    assert lines[:4] == [
        "s1  倉庫火災で12人死亡",
        "  figures differ  死者",
        "    丘陵市消防局  12人  2031-05-10  丘陵新聞  [1]",
        "    丘陵県警      15人  2031-05-10  列島通信  [2]",
    ]
    denied = run.ok("conflicts", "--story", "s1", "--kind", "denial").splitlines()
    assert denied[2:] == [
        "    北星物流の元従業員  防火扉は何年も前から壊れていた",
        "                        2031-05-11  列島通信  [2]",
        "    村瀬康弘            防火扉が壊れていた事実はない",
        "                        2031-05-11  列島通信  [2]",
    ]
    assert [row["kind"] for row in run.rows("conflicts", "--json")] == ["quantity", "denial"]
    assert run("conflicts", "--story", "s2").exit_code == 1
    assert run("conflicts", "--kind", "blame").exit_code == 1


def entity(run: Runner, name: str) -> dict[str, Any]:
    """Return what the list of entities says of one."""
    (row,) = [row for row in run.rows("entity", "list", "--json") if row["name"] == name]
    return row


def test_an_entity_has_all_its_spellings(run: Runner) -> None:
    row = entity(run, "村瀬康弘")
    (line,) = [line for line in run.ok("entity", "list").splitlines() if "村瀬康弘" in line]
    assert line.split() == [row["id"], "person", "×3", "村瀬康弘", "村瀬"]
    assert {mention["clip"] for mention in row["mentions"]} == {"fire-1", "fire-2", "fire-3"}
    assert run.rows("who", "村瀬", "--json")[0]["id"] == row["id"] == run.rows("who", row["id"], "--json")[0]["id"]


def test_who_tells_offices_over_time(run: Runner) -> None:
    shown = run.ok("who", "堀江早苗").splitlines()
    assert shown[0] == f"{entity(run, '堀江早苗')['id']}  堀江早苗  person  mentions: 3 · clips: 3"
    assert shown[3:5] == ["  Offices", "  2031-05-10/11  市長  in office  clips: 3"]
    (card,) = run.rows("who", "堀江早苗", "--json")
    (office,) = card["offices"]
    assert (office["office"], office["status"], office["first"], office["last"]) == (
        "市長",
        "current",
        "2031-05-10",
        "2031-05-11",
    )


def test_a_timeline_gives_a_line_a_happening_and_its_words_once(run: Runner) -> None:
    shown = run.ok("timeline", "s1")
    assert "2031-05-10    丘陵県警  asserts  [2] 列島通信\n              死者は15人に上る\n" in shown
    assert "(2031-05-11)  村瀬康弘  denies  [2] 列島通信" in shown
    (talk,) = [row for row in run.rows("timeline", "サンドベリ", "コヴァチ", "--json") if row["type"] == "CONSULT"]
    assert (talk["when"], talk["places"][0]["outlet"]) == ("2031-05-11", "列島通信")
    assert run("timeline", "村瀬", "サンドベリ").exit_code == 1
    whole = entity(run, "村瀬康弘")["id"]
    run("entity", "split", "村瀬", "--clip", "fire-2", "--yes")
    assert f"村 could be any of these: {whole}, {entity(run, '村瀬')['id']}" in run("timeline", "村").stderr


def test_a_digest_tells_what_is_new(run: Runner) -> None:
    shown = run.ok("digest", "--since", "2031-05-11")
    for part in ("New since 2031-05-11 · clips: 3", "New stories", "New in s1", "New denials", "エリク・サンドベリ"):
        assert part in shown
    (row,) = run.rows("digest", "--json")
    assert (row["since"], row["clips"], [story["id"] for story in row["stories"]]) == ("2031-05-12", 1, ["s2"])
    assert run("digest", "--since", "2032").exit_code == 1


def test_search_finds_clips_by_words_names_and_filters(run: Runner) -> None:
    shown = run.ok("search", "村瀬康弘", "壊れていた")
    assert shown.startswith("[2] 2031-05-11 列島通信  倉庫火災、死者15人に  s1\n")
    assert "found: 3 · shown: 1" in run("search", "倉庫", "--limit", "1").stderr
    assert [row["source_id"] for row in run.rows("search", "--by", "村瀬", "--stance", "deny", "--json")] == ["fire-2"]
    (hit,) = run.rows("search", "漁業協定", "--outlet", "列島通信", "--story", "s2", "--json")
    begin, end = hit["marks"][0]
    assert TALKS[begin:end] == "漁業協定"
    assert run("search", "漁業協定", "--story", "s1").exit_code == 1


def test_a_merge_is_shown_entered_and_undone(run: Runner) -> None:
    before = run.ok("export", "stories")
    dry = run("story", "merge", "s1", "s2", "--dry-run")
    assert (dry.exit_code, run.ok("export", "stories")) == (0, before)
    assert dry.stdout.splitlines() == [
        "s2 is no more: 漁業協定の延長で合意",
        "s2 → s1  [4] 2031-05-12 列島通信  漁業協定の延長で合意",
    ]
    asked = run("story", "merge", "s1", "s2")
    assert (asked.exit_code, "nobody to ask" in asked.stderr, run.ok("export", "stories")) == (2, True, before)
    done = run("story", "merge", "s1", "s2", "--yes", "--why", "試し")
    assert "entered as judgement 1; keii story undo 1 takes it back" in done.stderr
    assert [row["id"] for row in run.rows("story", "list", "--json")] == ["s1"]
    assert "put here by a person" in run.ok("story", "show", "s1")
    assert run.ok("judgements").split()[2:] == ["s2", "is", "s1", "試し"]
    assert run("entity", "undo", "1", "--yes").exit_code == 1  # it is of stories
    assert run("story", "undo", "1", "--yes").exit_code == 0
    assert run.ok("export", "stories") == before
    assert "undone" in run.ok("judgements")
    assert run("story", "undo", "1", "--yes").exit_code == 1


def test_a_split_makes_another(run: Runner) -> None:
    (effect,) = run.rows("story", "split", "s1", "2", "--yes", "--json")
    assert (effect["done"], effect["conflicts_before"], effect["conflicts_after"]) == (True, 2, 1)
    assert run.rows("export", "stories")[0]["clips"] == ["fire-1", "fire-3"]
    whole = entity(run, "村瀬康弘")["id"]
    assert run("entity", "split", "村瀬", "--clip", "fire-2", "--yes").exit_code == 0
    part = entity(run, "村瀬")["id"]
    assert [card["id"] for card in run.rows("who", "村瀬", "--json")] == [part] != [whole]
    several = run("entity", "rename", "村", "村瀬社長", "--yes")
    assert (several.exit_code, f"could be any of these: {whole}, {part}" in several.stderr) == (1, True)
    assert [row["verdict"] for row in run.rows("judgements", "--json")] == ["different", "different"]


def test_a_name_given_stays(run: Runner) -> None:
    run("story", "rename", "s1", "丘陵市の倉庫火災", "--yes")
    murase = entity(run, "村瀬康弘")["id"]
    run("entity", "rename", murase, "村瀬社長", "--yes")
    assert run.rows("export", "stories")[0]["label"] == "丘陵市の倉庫火災"
    assert run.ok("who", "村瀬").startswith(f"{murase}  村瀬社長  person")
    (effect,) = run.rows("story", "rename", "s1", "火災", "--dry-run", "--json")
    assert (effect["done"], effect["renamed"]) == (
        False,
        [{"id": "s1", "before": "丘陵市の倉庫火災", "after": "火災"}],
    )


def test_exports_keep_the_contract(run: Runner) -> None:
    fire, talks = run.rows("export", "stories")
    assert {name: fire[name] for name in ("id", "label", "clips", "first", "last")} == {
        "id": "s1", "label": "倉庫火災で12人死亡", "clips": ["fire-1", "fire-2", "fire-3"],
        "first": "2031-05-10", "last": "2031-05-11",
    }  # fmt: skip
    assert talks["clips"] == ["talks-1"]
    (murase,) = [row for row in run.rows("export", "entities") if row["name"] == "村瀬康弘"]
    assert (murase["id"][0], murase["type"], murase["aliases"]) == ("e", "PER", ["村瀬"])
    at = FIRE.index("村瀬康弘")
    assert {"clip": "fire-1", "span": [at, at + 4], "text": "村瀬康弘"} in murase["mentions"]
    figures = run.rows("export", "conflicts")[0]
    assert (figures["story"], figures["kind"], figures["about"]) == ("s1", "quantity", "死者")
    at = LATER.index("15人")
    told = {
        "clip": "fire-2",
        "span": [at, at + 3],
        "text": "15人",
        "source": "丘陵県警",
        "via": [],
        "said": "2031-05-10",
    }
    assert figures["accounts"][1] == told


def test_exports_as_tables(run: Runner) -> None:
    def table(kind: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(run.ok("export", kind, "--format", "csv"))))

    assert table("stories")[0]["clips"] == "fire-1; fire-2; fire-3"
    assert [row["aliases"] for row in table("entities") if row["name"] == "村瀬康弘"] == ["村瀬"]
    accounts = [(row["source"], row["clip"], row["text"]) for row in table("conflicts") if row["kind"] == "quantity"]
    assert accounts == [("丘陵市消防局", "fire-1", "12人"), ("丘陵県警", "fire-2", "15人")]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(run: Runner, command: list[str], language: str) -> None:
    for columns in ("40", "80", "120"):
        shown = run(*command, COLUMNS=columns, KEII_LANG=language)
        assert shown.exit_code == 0
        assert [line for line in shown.stdout.splitlines() if width(line) > int(columns)] == []


@pytest.mark.parametrize(
    "command", [["story", "list"], ["entity", "list"], ["conflicts"], ["digest"], ["search", "雨"]]
)
def test_an_empty_dossier_has_nothing_to_show(run: Runner, tmp_path: Path, command: list[str]) -> None:
    missing = run(*command, KEII_DOSSIER=str(tmp_path / "none.sqlite"))
    assert (missing.exit_code, missing.stdout) == (1, "")
    empty = tmp_path / "empty.sqlite"
    (tmp_path / "空.txt").write_bytes(b"")
    run("add", tmp_path / "空.txt", "--dossier", empty)
    nothing = run(*command, KEII_DOSSIER=str(empty))
    assert (nothing.exit_code, nothing.stdout, nothing.stderr.startswith("keii: ")) == (1, "", True)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["story", "show", "x"], 1, "x is no story: they are called s1, s2"),
        (["story", "show", "s9"], 1, "there is no story s9"),
        (["story", "merge", "s1", "s9", "--yes"], 1, "there is no story s9"),
        (["story", "merge", "s1", "s1", "--yes"], 2, "s1 is one already"),
        (["story", "split", "s1", "4", "--yes"], 2, "not in s1"),
        (["story", "split", "s1", "1", "2", "3", "--yes"], 2, "nothing of s1 would stay"),
        (["story", "split", "s1"], 2, "CLIP... is missing"),
        (["story", "rename", "s1", " "], 2, "a name is wanted"),
        (["story", "undo", "7"], 1, "no judgement 7 holds"),
        (["story", "tell"], 2, "there is no command tell"),
        (["entity", "merge", "村瀬", "だれか"], 1, "nobody and nothing is called だれか"),
        (["entity", "merge", "e1", "e99"], 1, "there is no entity e99"),
        (["entity", "split", "村瀬"], 2, "--spelled or --clip"),
        (["conflicts", "--kind", "war"], 2, "war is not one of: quantity, update, denial, blame"),
        (["conflicts", "--story", "火災"], 1, "火災 is no story"),
        (["timeline", "だれか"], 1, "nobody and nothing is called だれか"),
        (["timeline", "e99"], 1, "there is no entity e99"),
        (["timeline", "a", "b", "c"], 2, "not of 3"),
        (["timeline"], 2, "NAME... is missing"),
        (["digest", "--since", "きのう"], 2, "きのう is not a date"),
        (["search"], 2, "there is nothing to look for"),
        (["search", "鯨"], 1, "no clip fits"),
        (["search", "倉庫", "--stance", "maybe"], 2, "maybe is not one of"),
    ],
)
def test_trouble_is_one_sentence_and_a_code(run: Runner, args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
