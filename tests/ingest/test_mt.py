"""Movable Type の書き出し: right entries whatever stands in their bodies, ends their lines, and encodes them."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from exports_made import ARTICLE, OTHER, entry, taken

from keii.ingest.mt.dates import moment
from keii.ingest.take import take_file
from keii.records.clip import Clip
from keii.records.order import Order

DAYS = (9, 10, 11)


def seen(clips: list[Clip]) -> list[tuple[str, str, str]]:
    return [(clip.source_id, str(clip.published), clip.text) for clip in clips]


EXPECTED = [(f"2025/05/{n:02}/1830", f"2025-05-{n:02}", text.format(n)) for n in DAYS for text in (ARTICLE, OTHER)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_any_line_end_and_encoding(end: str, codec: str) -> None:
    clips, rejected = taken("".join(entry(n, end=end) for n in DAYS).encode(codec), "blog.txt")
    assert (seen(clips), rejected) == (EXPECTED, [])
    assert all((clip.kind, clip.published_by, clip.problems) == ("article", "input", ()) for clip in clips)


def test_the_encoding_changes_from_entry_to_entry_and_within_one() -> None:
    title, rest = entry(11).split("BASENAME", 1)
    data = entry(9).encode("cp932") + b"\xef\xbb\xbf" + entry(10).encode() + title.encode("euc_jp") + b"BASENAME"
    clips, rejected = taken(data + rest.encode(), "blog.txt", Order(label="euc-jp"))
    assert (seen(clips), rejected) == (EXPECTED, [])
    assert [[problem.code for problem in clip.problems] for clip in clips[::2]] == [["K1001"], ["K1001"], ["K1031"]]


def test_a_few_torn_characters_cost_only_themselves() -> None:
    body = ("<p>" + ARTICLE.format(9) + "</p>\n") * 3
    data = entry(9, body=body + "@@").encode().replace(b"@@", "県".encode()[:2])
    (clip,), rejected = taken(data, "blog.txt")
    assert (clip.text.count("\ufffd"), [problem.code for problem in clip.problems], rejected) == (1, ["K1032"], [])


@pytest.mark.parametrize(
    "inside",
    [
        "--------",
        "--------\n",
        "-----",
        "-----\n-----\n--------\n",
        "--------\n次の話題：灯台",
        "--------\nNOTE: 覚え書き\nもう一つ",
        "-----\nBODYという語で始まる行",
        "---------",
    ],
)
def test_hyphens_inside_a_body(inside: str) -> None:
    body = f"<p>{ARTICLE.format(9)}</p>\n{inside}\n<p>おわりに、{OTHER.format(9)}</p>"
    clips, rejected = taken((entry(9, body=body) + entry(10)).encode(), "blog.txt", Order(whole=True))
    assert ([clip.source_id for clip in clips], rejected) == (["2025/05/09/1830", "2025/05/10/1830"], [])
    assert clips[0].text.startswith("山川市は9日")
    assert clips[0].text.endswith(OTHER.format(9))


def test_comments_are_no_clips_and_what_follows_the_fold_is() -> None:
    text = entry(9).replace("EXTENDED BODY:\n", "EXTENDED BODY:\n<p>続き。灯台の寄付は役場で受け付ける。</p>\n")
    clips, _ = taken(text.encode(), "blog.txt", Order(whole=True))
    assert clips[0].text.endswith("続き。灯台の寄付は役場で受け付ける。")
    assert "応援" not in clips[0].text


@pytest.mark.parametrize(
    ("body", "convert", "text"),
    [
        ("山川市は雪。\n海は\n晴れ。", "0", "山川市は雪。\n海は\n晴れ。"),
        ("山川市は雪。<br />\n海は晴れ。", "__default__", "山川市は雪。\n海は晴れ。"),
        ("山川市は雪。\n\n海は晴れ。", "1", "山川市は雪。\n\n海は晴れ。"),
        ("<p>山川市は\n雪。</p>\n<p>海は晴れ。</p>", "richtext", "山川市は雪。\n\n海は晴れ。"),
        ("<p>山川市は雪。</p>\n\n海は\n晴れ。", "__default__", "山川市は雪。\n\n海は\n晴れ。"),
        ("# 雪\n山川市は雪。", "markdown", "# 雪\n山川市は雪。"),
    ],
)
def test_line_ends_of_a_body_as_the_service_means_them(body: str, convert: str, text: str) -> None:
    data = entry(9, body=body).replace("BREAKS: 0", f"BREAKS: {convert}")
    (clip,), _ = taken(data.encode(), "blog.txt", Order(whole=True))
    assert clip.text == text


def test_what_the_markup_shows_cuts_the_page() -> None:
    body = (
        "<p>この二つ。</p><p><cite class='hatena-citation'><a href='https://www3.nhk.or.jp/news/1.html'>"
        f"www3.nhk.or.jp</a></cite></p><blockquote><p>{ARTICLE.format(9)}</p></blockquote><hr/>"
        f"<p><a href='http://d.hatena.ne.jp/keyword/雪'>雪</a>{OTHER.format(9)[1:]}</p><script>var a;</script>"
    )
    clips, _ = taken(entry(9, body=body).encode(), "blog.txt")
    assert [(clip.kind, clip.text) for clip in clips] == [
        ("article", "この二つ。"),
        ("link", "https://www3.nhk.or.jp/news/1.html"),
        ("article", ARTICLE.format(9)),
        ("article", OTHER.format(9)),
    ]


def test_an_entry_that_is_one_clip_has_its_title_and_permalink() -> None:
    text = entry(9, body=f"<p>{ARTICLE.format(9)}</p>", extra="PERMALINK: https://memo.example.jp/e/9\n")
    (clip,), _ = taken(text.encode(), "blog.txt")
    assert (clip.source_id, clip.url, clip.title) == ("https://memo.example.jp/e/9",) * 2 + ("9日の切り抜き",)


def test_entries_without_text_are_named_with_their_place() -> None:
    data = entry(9).encode() + entry(10, body=" ").encode() + b"TITLE: x\nDATE: 05/11/2025\n-----\n--------\n"
    clips, rejected = taken(data, "blog.txt")
    at = len(entry(9).encode())
    after = at + len(entry(10, body=" ").encode())
    assert len(clips) == 2
    assert [problem.args[:2] for problem in rejected] == [
        (f"blog.txt #2 @{at}", "no text"), (f"blog.txt #3 @{after}", "no text"),
    ]  # fmt: skip


def test_an_impossible_date_stays_open() -> None:
    clips, _ = taken(entry(9, date="02/30/2025 10:00:00").encode(), "blog.txt")
    assert {(clip.published, clip.problems[0].code) for clip in clips} == {(None, "K2104")}
    assert clips[0].problems[0].args == ("1", "02/30/2025 10:00:00")


def test_the_users_word_goes_before() -> None:
    clips, _ = taken(entry(9).encode(), "blog.txt", Order(published=date(2024, 1, 1), outlet="切り抜き帳"))
    assert {(str(clip.published), clip.published_by, clip.outlet) for clip in clips} == {
        ("2024-01-01", "user", "切り抜き帳")
    }


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("01/31/2002 03:31:05 PM", "2002-01-31 15:31:05"),
        ("07/12/2013 22:42:34", "2013-07-12 22:42:34"),
        ("07/12/2013 22:42:34 PM", "2013-07-12 22:42:34"),
        ("07/12/2013 12:00:00 AM", "2013-07-12 00:00:00"),
        ("07/12/2013 12:00:00 PM", "2013-07-12 12:00:00"),
        ("2013/07/12 9:05", "2013-07-12 09:05:00"),
        ("2013-07-12", "2013-07-12 00:00:00"),
        ("13/12/2013 10:00:00", "None"),
        ("7月12日", "None"),
        ("", "None"),
    ],
)
def test_dates(said: str, found: str) -> None:
    assert str(moment(said)) == found


def test_a_text_page_is_no_export() -> None:
    text = "TITLE: 題\nDATE: 05/09/2025\nという行で始まる頁。\n-----\nBODY:\nこれも本文。"
    clips, _ = taken(text.encode(), "a.txt", Order(whole=True))
    assert clips[0].text == text


def test_a_large_export_is_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "blog.txt"
    one = entry(9, body=f"<p>{ARTICLE.format(9)}</p><!--" + "紙" * 300_000 + "-->").encode()
    with path.open("wb") as file:
        for _ in range(40):
            file.write(one)
    taken(entry(9).encode(), "blog.txt")  # the tables are loaded
    tracemalloc.start()
    with path.open("rb") as opened:
        found = sum(isinstance(item, Clip) for item, _ in take_file(opened, name="blog.txt", order=Order()).items)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 40
    assert peak < 16_000_000


def test_an_entry_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keii.ingest.mt.records.LONGEST", 2000)
    data = entry(9, body="<p>" + "雪。\n" * 1000 + "</p>") + entry(10)
    clips, rejected = taken(data.encode(), "blog.txt")
    assert {clip.source_id for clip in clips} == {"2025/05/10/1830"}
    assert [problem.args[0] for problem in rejected] == ["blog.txt #1 @0"]


LONG = (
    "山川市は9日、灯台の修復工事を始めた。費用1億2千万円は寄付で賄い、来年3月の完成を目指す。",
    "灯台は1903年に建てられ、2年前の地震で上部の石積みが崩れた。市は修復工事のため、全国から寄付を募っていた。",
    "修復工事では、崩れた石を一つずつ調べて積み直す。市の担当者は「灯台を元の姿に戻したい」と話した。",
    "灯台の寄付には2千人が応じた。市は工事の様子を月に1度公開し、寄付をした人を灯台に招くことにしている。",
)


def test_a_rule_inside_an_article_does_not_cut_it() -> None:
    one, two, three, four = (f"<p>{text}</p>" for text in LONG)
    clips, _ = taken(entry(9, body=f"{one}{two}<hr>{three}{four}").encode(), "blog.txt")
    assert [clip.text for clip in clips] == ["\n\n".join([*LONG[:2], "-----", *LONG[2:]])]


def test_a_rule_between_two_articles_does() -> None:
    one, two, three, four = (f"<p>{text}</p>" for text in LONG)
    body = f"{one}{two}{three}{four}<hr><h3>鉄道、雪で運休</h3><p>{OTHER.format(9)}</p>"
    clips, _ = taken(entry(9, body=body).encode(), "blog.txt")
    assert [clip.text[:8] for clip in clips] == [LONG[0][:8], "鉄道、雪で運休\n"]
    assert "rule_before" in [evidence.feature for evidence in clips[1].cut]


def test_hyphens_typed_by_the_author_still_part_for_certain() -> None:
    one, two, *_ = LONG
    clips, _ = taken(entry(9, body=f"<p>{one}</p><p>----------</p><p>{two}</p>").encode(), "blog.txt")
    assert [clip.text for clip in clips] == [one, two]
