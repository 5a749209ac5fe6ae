"""JSON Lines: every good line one clip, every bad one listed with its number."""

from __future__ import annotations

import json
from datetime import date

import pytest

from keii.ingest.jsonl.adapt import jsonl_items
from keii.ingest.scrap.clips import Given
from keii.ingest.take import take
from keii.records.clip import Clip
from keii.records.problem import Problem

GOOD = {
    "id": "a1",
    "text": "【モスクワ共同】政府は9日、交渉を再開すると発表した。\n\n雪の影響で列車が止まりました。",
    "published": "2025-05-10",
    "outlet": "山川新聞",
    "title": "交渉再開",
    "url": "https://news.example.jp/1",
}


def lines(*items: object) -> bytes:
    return "\n".join(i if isinstance(i, str) else json.dumps(i, ensure_ascii=False) for i in items).encode()


def test_a_document_is_never_split() -> None:
    (clip,) = take(lines(GOOD), name="news.jsonl").clips
    assert (clip.source_id, clip.text, clip.span.start, clip.span.end) == ("a1", GOOD["text"], 0, len(GOOD["text"]))
    assert (clip.outlet, clip.outlet_by) == ("山川新聞", "input")
    assert (clip.published, clip.published_by) == (date(2025, 5, 10), "input")
    assert (clip.title, clip.url, clip.cut, clip.problems) == ("交渉再開", "https://news.example.jp/1", (), ())


def test_what_a_document_leaves_out_is_looked_for_in_its_words() -> None:
    (clip,) = take(lines({"text": GOOD["text"]}), name="news.jsonl").clips
    assert (clip.source_id, clip.outlet, clip.outlet_by) == ("news.jsonl:1", "共同通信", "dateline")
    assert (clip.published, clip.published_by, [p.code for p in clip.problems]) == (None, None, ["K1004"])


def test_the_field_beats_a_date_line_of_the_text() -> None:
    (clip,) = take(
        lines({"text": "令和7年5月9日\n山川市\n被害はありません。", "published": "2025-05-11"}), name="n"
    ).clips
    assert clip.published == date(2025, 5, 11)


def test_the_users_word_beats_the_file() -> None:
    (clip,) = take(lines(GOOD), name="news.jsonl", published=date(2025, 6, 1), outlet="自分").clips
    assert (clip.published, clip.published_by, clip.outlet, clip.outlet_by) == (
        date(2025, 6, 1),
        "user",
        "自分",
        "user",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON (Expecting property name enclosed in double quotes at character 1)"),
        ("[1, 2]", "not a JSON object"),
        ({"id": "x"}, 'no "text"'),
        ({"text": " \n"}, 'no "text"'),
        ({"text": "雪。", "published": "5月10日"}, "\"published\" is no ISO date: '5月10日'"),
        ({"text": "雪。", "published": 20250510}, "\"published\" is no ISO date: '20250510'"),
        ({"text": "雪。", "outlet": ["a"]}, '"outlet" is no string'),
        ("[" * 100_000, "not JSON (nested too deeply)"),
    ],
)
def test_bad_lines_are_listed_and_the_others_go_on(line: object, reason: str) -> None:
    intake = take(lines(GOOD, "", line, {"id": "b", "text": "雪が降った。"}), name="news.jsonl")
    assert [clip.source_id for clip in intake.clips] == ["a1", "b"]
    assert [(p.code, p.args[:2]) for p in intake.rejected] == [("K1005", ("news.jsonl:3", reason))]


def test_surrogates_and_control_characters_from_json() -> None:
    (clip,) = take(b'{"text": "\\u5e02\\ud800\\u0000\\r\\n\\u96ea\\u3002"}', name="n").clips
    assert clip.text == "市\ufffd\n雪。"
    assert [(p.code, p.args) for p in clip.problems] == [("K1002", ("1",)), ("K1003", ("1",)), ("K1004", ())]


def test_times_and_numbers() -> None:
    (clip,) = take(lines({"id": 7, "text": "雪。", "published": "2025-05-10T23:30:00-08:00"}), name="n").clips
    assert (clip.source_id, clip.published) == ("7", date(2025, 5, 10))


def test_the_name_alone_makes_a_broken_first_line_json_lines() -> None:
    intake = take(b'oops\n{"text": "\xe9\x9b\xaa\xe3\x80\x82"}', name="a.jsonl")
    assert ([c.text for c in intake.clips], len(intake.rejected)) == (["雪。"], 1)


def test_fields_by_the_names_the_user_gives() -> None:
    lines = ['{"原稿": "雪が積もった。", "日付": "2031-05-10", "title": "雪"}', '{"記事": "雨。", "text": ""}']
    found = list(jsonl_items(lines, "a.jsonl", Given(), {"text": "原稿", "published": "日付"}))
    clip, problem = found
    assert isinstance(clip, Clip)
    assert (clip.text, str(clip.published), clip.title) == ("雪が積もった。", "2031-05-10", "雪")
    assert isinstance(problem, Problem)
    assert problem.args[:2] == ("a.jsonl:2", 'no "原稿"')
