"""切り分け: where clips begin, and where they must not."""

from __future__ import annotations

import pytest

from keii.ingest.scrap.features import GOING, LOCAL
from keii.ingest.scrap.lines import line_kind, page_lines
from keii.ingest.scrap.pieces import pieces, usual_blanks
from keii.ingest.scrap.register import register_of, sentence_ends

LIGHTHOUSE = [
    "山川市は9日、港の灯台の修復を始めた。費用のおよそ8000万円は寄付で賄い、来年3月の完成を目指す。",
    "灯台は明治時代の建物で、外壁のひび割れが進んでいた。山根健一（やまね・けんいち）市長は「港の顔を守りたい」と話した。",
    "市によると、寄付は全国の約2000人から寄せられた。灯台の内部は完成後に公開する方針だ。",
]
RAILWAY = [
    "雪の影響で、北部を走る海岸鉄道は9日の始発から全線で運転を見合わせています。",
    "海岸鉄道によりますと、倒木が線路をふさいでいて、除雪の作業員が取り除きを進めているということです。",
    "運転の再開は10日の昼ごろになる見込みで、鉄道会社は代行のバスを走らせています。",
]
TALKS = [
    "【ジュネーブ時事】両国の外相は9日、停戦を30日間延長することで合意した。仲介した国連の特使が発表した。",
    "特使は記者会見で「次は捕虜の交換だ」と述べ、来週にも協議を再開する考えを示した。",
]


def texts(page: str) -> list[str]:
    return [page[p.span.start : p.span.end] for p in pieces(page, list(page_lines(page)))]


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n", "\n>>\n", "\n\n>>\n\n", "\n-----\n"])
@pytest.mark.parametrize("inside", ["\n\n", "\n"])
def test_three_articles_however_they_are_pasted(inside: str, between: str) -> None:
    articles = [inside.join(paragraphs) for paragraphs in (LIGHTHOUSE, RAILWAY, TALKS)]
    assert texts(between.join(articles)) == articles


def test_links_are_clips_of_their_own() -> None:
    page = "https://memo.example.jp\nmemo.example.com/a?b=1\n\n" + "\n\n".join(RAILWAY) + "\n\n<https://a.example.jp>"
    assert texts(page) == [
        "https://memo.example.jp",
        "memo.example.com/a?b=1",
        "\n\n".join(RAILWAY),
        "<https://a.example.jp>",
    ]


@pytest.mark.parametrize(
    "heading",
    ["◇費用は寄付で", "■市民の声", "【街の声】", "▽関連記事 港の歴史", "【写真】修復が始まった灯台=9日午前、山川市"],
)
def test_what_stands_inside_an_article_does_not_cut_it(heading: str) -> None:
    page = "\n\n".join([*LIGHTHOUSE[:2], heading, LIGHTHOUSE[2]])
    assert texts(page) == [page]


def test_a_tail_belongs_to_the_article_before_it() -> None:
    first = "\n\n".join(
        [*LIGHTHOUSE, "【写真】修復が始まった灯台=9日午前、山川市", "(C)北の海通信　無断転載を禁じます"]
    )
    second = "\n\n".join([*RAILWAY, "続きを読む"])
    assert texts(first + "\n\n" + second) == [first, second]


def test_headlines_begin_clips() -> None:
    first = "\n\n".join(["灯台の修復始まる　市長「港の顔」", *LIGHTHOUSE])
    second = "\n\n".join(["停戦を30日延長、外相が合意　国連特使「次は捕虜交換」", *TALKS])
    assert texts(first + "\n\n" + second) == [first, second]


def test_a_post_between_articles() -> None:
    post = "\n\n".join(
        [
            "【海峡の封鎖は月末まで続く見通し＝運輸当局",
            "🚢⚓運輸当局は、沖合の海峡の封鎖が月末まで続くと明らかにした。タンカーの迂回で運賃は2倍に跳ね上がっている。",
            "「機雷の除去には時間がかかる」と当局者は記者団に語った。掃海艇4隻が北の水路から順に作業を進めているという。",
            "保険各社は海峡を通る船の料率を引き上げており、産油国は陸上のパイプラインで輸出を補う考えを示した。",
            "海峡は原油の輸送路の2割を占めていて、封鎖が長引けば燃料の値上がりは避けられないと市場関係者はみている。",
        ]
    )
    page = "\n\n".join([*RAILWAY, post, *LIGHTHOUSE])
    assert texts(page) == ["\n\n".join(RAILWAY), post, "\n\n".join(LIGHTHOUSE)]


def test_a_separator_with_words_is_text() -> None:
    page = "\n\n".join([*RAILWAY, ">>関連：「雪の朝」駅のふもとから（5日配信）"])
    assert texts(page) == [page]


def test_every_cut_says_why() -> None:
    page = "\n\n".join(["memo.example.jp", *LIGHTHOUSE, *TALKS]) + "\n>>\n" + "\n\n".join(RAILWAY)
    reasons = [p.cut for p in pieces(page, list(page_lines(page)))]
    assert [cut[0].feature for cut in reasons][:2] == ["link", "link"]
    assert ("dateline", "【ジュネーブ時事】") in [(e.feature, e.note) for e in reasons[2]]
    assert sum(e.weight for e in reasons[2]) > 0
    assert (reasons[3][0].feature, reasons[3][0].note) == ("separator", ">>")
    assert {e.feature for e in reasons[2]} <= {*LOCAL, *GOING}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (">>", "separator"),
        ("＞＞", "separator"),
        ("----------", "separator"),
        ("＊＊＊", "separator"),
        ("* * *", "separator"),
        ("◇　◇　◇", "text"),
        (">>関連：駅から", "text"),
        ("ー", "text"),
        ("…", "text"),
        ("https://a.example.jp/b?c=d#e", "link"),
        ("ttps://a.example.jp/b", "link"),
        ("a.example.jp", "link"),
        ("<https://a.example.jp>", "link"),
        ("www.example.com/路/1", "link"),
        ("example.com:8080/a", "link"),
        ("https://a.example.jp を参照", "text"),
        ("🔗 https://a.example.jp", "text"),
        ("scrap.txt", "text"),
        ("3.5", "text"),
        ("停戦。協議へ", "text"),
        ("A.B", "text"),
        ("a" * 5000 + ".jp", "text"),
    ],
)
def test_line_kinds(line: str, kind: str) -> None:
    assert line_kind(line) == kind


def test_usual_blanks() -> None:
    assert [
        usual_blanks(list(page_lines(p)))
        for p in ("", "一", "一\n二\n三\n\n四", "一\n\n二\n\n三\n四", "一\n\n\n\n\n\n二")
    ] == [
        0,
        0,
        0,
        1,
        3,
    ]


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("列車が止まりました。再開は未定です。", "polite"),
        ("列車が止まった。再開は未定だ。", "plain"),
        ("市長は「必ず直します。お待ちください」と述べた。", "plain"),
        ("「もうだめだ」と話していました。", "polite"),
        ("列車が止まった。再開は未定です。", None),
        ("灯台の修復", None),
        ("", None),
    ],
)
def test_registers(text: str, register: str | None) -> None:
    assert register_of(text) == register


def test_register_of_a_headline_counts_for_nothing() -> None:
    assert sentence_ends("灯台の修復始まる\n市は直しました。\n写真=9日") == (1, 0)
