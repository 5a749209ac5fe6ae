"""WXR: posts and pages, whatever the XML declares, breaks or hides."""

from __future__ import annotations

import pytest
from exports_made import ARTICLE, OTHER, taken

from keii.errors import FormatError

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>覚え書き</title><wp:wxr_version>1.2</wp:wxr_version>
"""
TAIL = "</channel></rss>\n"


def item(number: int, content: str, *, kind: str = "post", day: str = "2025-05-{:02} 23:30:00") -> str:
    return (
        f"<item><title>{number}日</title><link>https://memo.example.jp/{number}/</link><guid>urn:{number}</guid>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        "<excerpt:encoded><![CDATA[要約]]></excerpt:encoded>"
        f"<wp:post_date>{day.format(number)}</wp:post_date><wp:post_type>{kind}</wp:post_type></item>\n"
    )


def export(*items: str) -> str:
    return HEAD + "".join(items) + TAIL


def test_posts_are_pages_and_pictures_none() -> None:
    blocks = f"<!-- wp:paragraph --><p>{ARTICLE.format(9)}</p><!-- /wp:paragraph --><hr/><p>{OTHER.format(9)}</p>"
    plain = f"{ARTICLE.format(10)}\n\n{OTHER.format(10)}"
    clips, rejected = taken(
        export(item(9, blocks), item(8, "写真", kind="attachment"), item(10, plain)).encode(), "w.xml"
    )
    assert [(clip.source_id, clip.url, str(clip.published)) for clip in clips[:3]] == [
        ("https://memo.example.jp/9/", "https://memo.example.jp/9/", "2025-05-09"),
        ("https://memo.example.jp/9/", "https://memo.example.jp/9/", "2025-05-09"),
        ("https://memo.example.jp/10/", "https://memo.example.jp/10/", "2025-05-10"),
    ]
    assert [clip.text for clip in clips[:2]] == [ARTICLE.format(9), OTHER.format(9)]
    assert (clips[2].text[:8], clips[-1].text[-8:], rejected) == ("山川市は10日、", OTHER[-8:], [])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_the_declared_encoding_is_not_trusted(codec: str) -> None:
    clips, rejected = taken(export(item(9, f"<p>{ARTICLE.format(9)}</p>")).encode(codec), "w.xml")
    assert ([clip.text for clip in clips], rejected) == ([ARTICLE.format(9)], [])


def test_characters_no_xml_may_hold_and_unknown_entities() -> None:
    text = export(item(9, f"<p>\x08{ARTICLE.format(9)}</p>")).replace("<title>9日", "<title>&hearts;9日&amp;夜")
    (clip,), rejected = taken(text.encode(), "w.xml")
    assert (clip.text, clip.title, rejected) == (ARTICLE.format(9), "♥9日&夜", [])


def test_posts_without_text_are_named() -> None:
    clips, rejected = taken(export(item(9, ""), item(10, f"<p>{ARTICLE.format(10)}</p>")).encode(), "w.xml")
    assert ([clip.title for clip in clips], [problem.args[:2] for problem in rejected]) == (
        ["10日"], [("w.xml #1", "no text")],
    )  # fmt: skip


def test_a_file_cut_short_keeps_what_is_whole_and_says_so() -> None:
    data = export(item(9, f"<p>{ARTICLE.format(9)}</p>"), item(10, ARTICLE.format(10) * 20)).encode()
    clips, rejected = taken(data[:-900], "w.xml")
    assert [clip.text for clip in clips] == [ARTICLE.format(9)]
    assert [problem.args[0] for problem in rejected] == ["w.xml #2"]


@pytest.mark.parametrize("escaped", [False, True])
def test_a_post_that_is_too_long_is_named_and_the_others_are_taken(escaped: bool) -> None:
    long = item(10, "雪が積もった。<br />" * 400_000)
    if escaped:
        body = long.split("<![CDATA[", 1)[1].split("]]>", 1)[0]
        long = long.replace(f"<![CDATA[{body}]]>", body.replace("<", "&lt;"))
    data = export(item(9, f"<p>{ARTICLE.format(9)}</p>"), long, item(11, "雨。"), item(12, "晴れ。")).encode()
    clips, rejected = taken(data, "w.xml")
    assert [clip.text for clip in clips] == [ARTICLE.format(9), "雨。", "晴れ。"]
    assert [problem.args[:2] for problem in rejected] == [("w.xml #2", "longer than 10,000,000 bytes")]


def test_a_long_post_at_the_end_of_a_file_that_is_cut_short() -> None:
    data = export(item(9, "雨。"), item(10, "雪が積もった。" * 600_000)).encode()[:-40]
    clips, rejected = taken(data, "w.xml")
    assert [clip.text for clip in clips] == ["雨。"]
    assert len(rejected) == 1


def test_a_post_on_feeds_may_hold_the_tags_of_one() -> None:
    code = "&lt;item&gt;は<code><item><title>題</title></code>と書く。"
    clips, rejected = taken(export(item(9, f"<p>{code}</p>"), item(10, "雨。")).encode(), "w.xml")
    assert (len(clips), rejected) == (2, [])
    assert clips[1].text == "雨。"


def test_a_draft_without_a_date() -> None:
    (clip,), _ = taken(export(item(9, f"<p>{ARTICLE.format(9)}</p>", day="0000-00-00 00:00:00")).encode(), "w.xml")
    assert (clip.published, [problem.code for problem in clip.problems]) == (None, ["K1004"])


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>',
    ],
)
def test_entities_are_refused(declared: str) -> None:
    data = export(item(9, "雪。")).replace("<rss", declared + "<rss").encode()
    with pytest.raises(FormatError, match="entities"):
        taken(data, "w.xml")


def test_nesting_without_end() -> None:
    clips, rejected = taken(
        export(item(9, f"<p>{ARTICLE.format(9)}</p>"), "<a>" * 50_000, item(10, "雪。")).encode(), "w.xml"
    )
    assert [clip.text for clip in clips] == [ARTICLE.format(9)]
    assert len(rejected) == 1


def test_no_posts() -> None:
    with pytest.raises(FormatError, match="no posts"):
        taken(export().encode(), "w.xml")
