"""Copies as papers make them: credits, headlines, cuts, pay walls, readings; and forms, which are none."""

from datetime import date

import pytest

from keii.ingest.take import clip_from_text
from keii.link.copies.judge import changes, likeness
from keii.link.copies.matter import LONGEST, Boiler, boilers, matter
from keii.link.copies.shingles import bands, shingles, sketch
from keii.records.clip import Clip

WIRE = (
    "灯台町の沖合で14日未明、貨物船と漁船が衝突し、漁船に乗っていた2人が海に投げ出された。"
    "海上保安部によると、2人はおよそ1時間後に救助され、命に別状はない。"
    "貨物船の船長は「霧で気づくのが遅れた」と話しているという。"
    "現場は灯台町の港から東へ約6キロの海域で、当時は濃い霧が出ていた。"
    "海上保安部は業務上過失往来危険の疑いもあるとみて、船長から事情を聴いている。"
)
DAY, NEXT = date(2031, 4, 14), date(2031, 4, 15)
WALL = "この記事は有料会員限定です。会員登録すると続きをお読みいただけます。残り812文字"


def clip(text: str, *, outlet: str | None = None, day: date | None = DAY, url: str | None = None) -> Clip:
    return clip_from_text(text, published=day, outlet=outlet, url=url, source_id=str(hash((text, outlet, day)) % 10**9))


def kind(one: Clip, other: Clip) -> str | None:
    found, back = likeness(one, other), likeness(other, one)
    assert (found and found.kind) == (back and back.kind)
    return found.kind if found else None


def sentences(text: str, first: int, last: int | None = None) -> str:
    return "".join(part + "。" for part in text.split("。")[:-1][first:last])


@pytest.mark.parametrize(
    ("copy", "is_"),
    [
        ("【共同】" + WIRE, "exact"),
        ("【灯台共同】" + WIRE, "exact"),
        (WIRE + "(時事)", "exact"),
        (WIRE + "(AFP時事)", "exact"),
        (WIRE + "(カラカス通信)", "exact"),
        (WIRE + "\n無断転載を禁じます。", "exact"),
        (WIRE + "\n関連記事\n【写真】衝突した漁船", "exact"),
        (WIRE.replace("灯台町", "灯台町（とうだいちょう）"), "exact"),
        (WIRE.replace("14日", "１４日").replace("、", "，"), "exact"),
        ("漁船と貨物船が衝突、2人救助\n" + WIRE, "near"),
        (sentences(WIRE, 0, 4), "part"),
        (sentences(WIRE, 0, 3), "part"),
        (sentences(WIRE, 0, 2) + WALL, "part"),
        (sentences(WIRE, 0, 2) + "\n続きは会員のみ", "part"),
        (sentences(WIRE, 2), "part"),
        (sentences(WIRE, 0, 1) + WALL, None),
        ("漁船に乗っていた2人が海に投げ出された", None),
    ],
)
def test_what_papers_make_of_a_wire_report(copy: str, is_: str | None) -> None:
    assert kind(clip(WIRE, outlet="東新聞"), clip(copy, outlet="西新聞")) == is_


@pytest.mark.parametrize(
    "copy", [sentences(WIRE, 0, 2) + WALL, "【共同】" + sentences(WIRE, 0, 2), "漁船が衝突\n" + sentences(WIRE, 0, 2)]
)
def test_a_report_cut_short_is_found_by_its_opening(copy: str) -> None:
    assert set(sketch(WIRE)) & set(sketch(copy))


def test_a_sketch_holds_the_bands() -> None:
    assert set(bands(shingles(WIRE))) < set(sketch(WIRE))
    assert sketch("") == sketch("。、") == ()


def test_an_updated_figure_at_one_address_is_a_version() -> None:
    one = clip(WIRE, url="https://example.com/a")
    other = clip(
        WIRE.replace("2人はおよそ1時間後に救助され、命に別状はない", "2人のうち1人の死亡が確認された"),
        url="https://example.com/a",
        day=NEXT,
    )
    assert kind(one, other) == "version"


def test_an_updated_figure_in_another_paper_is_near() -> None:
    assert (
        kind(clip(WIRE, outlet="東新聞"), clip(WIRE.replace("約6キロ", "約8キロ"), outlet="西新聞", day=NEXT)) == "near"
    )


WEATHER = (
    "{}のきょう{}日の天気です。高気圧に覆われておおむね晴れますが、夕方からは所によりにわか雨があるでしょう。"
    "最高気温は{}度、最低気温は{}度の予想です。"
)
MARKET = (
    "{}日の東京株式市場で日経平均株価は値上がりし、終値は前日比{}円高の4万{}円だった。米国の利下げ観測を背景に半導体関連が買われた。"
    "東証株価指数は{}ポイント高の{}だった。東証プライムの売買代金は{}兆円だった。"
)
PATIENTS = (
    "{}は{}日、県内で新たに{}人の感染が確認されたと発表した。県内の感染者は計{}人になった。"
    "入院している人は{}人で、うち重症の人は{}人。"
)


@pytest.mark.parametrize(
    ("one", "other", "day"),
    [
        (WEATHER.format("灯台地方", 14, 22, 9), WEATHER.format("灯台地方", 15, 23, 11), NEXT),
        (WEATHER.format("灯台地方", 14, 22, 9), WEATHER.format("鷹取地方", 14, 25, 13), DAY),
        (MARKET.format(14, 214, 1830, 12, 2911, 4), MARKET.format(15, 87, 1917, 3, 2914, 5), NEXT),
        (PATIENTS.format("灯台県", 14, 18, 412, 33, 2), PATIENTS.format("鷹取県", 14, 5, 97, 12, 0), DAY),
        (PATIENTS.format("灯台県", 14, 18, 412, 33, 2), PATIENTS.format("灯台県", 15, 21, 433, 35, 2), NEXT),
    ],
)
def test_a_form_filled_in_again_is_no_copy(one: str, other: str, day: date) -> None:
    assert kind(clip(one, outlet="東新聞"), clip(other, outlet="東新聞", day=day)) is None


def test_a_form_picked_up_word_for_word_is_a_copy() -> None:
    text = MARKET.format(14, 214, 1830, 12, 2911, 4)
    assert kind(clip(text, outlet="東新聞"), clip("(共同)" + text, outlet="西新聞", day=NEXT)) == "exact"


@pytest.mark.parametrize("row", boilers(), ids=lambda row: row.words)
def test_each_boiler_is_cut_from_its_example_and_leaves_its_near_miss(row: Boiler) -> None:
    assert row.words in row.example
    assert row.words not in row.near_miss
    assert matter("船が沈んだ。" + row.example).rstrip("。\n") == "船が沈んだ"
    assert matter("船が沈んだ。" + row.near_miss) == "船が沈んだ。" + row.near_miss
    assert len(row.example) <= LONGEST


def test_a_long_sentence_with_such_words_stays() -> None:
    text = (
        "漁協の組合長は10日の会見で、会員登録した人にだけ漁場の地図を渡していたことについて、"
        "不公平だとの声があることは知っていると述べ、見直す考えを示した。"
    )
    assert matter(text) == text


@pytest.mark.parametrize("text", ["続きは会員のみ", "(共同)", "【時事】", "無断転載を禁じます。"])
def test_where_nothing_else_would_be_left_the_text_stays(text: str) -> None:
    assert matter(text) == text


def test_a_bracket_that_is_no_credit_stays() -> None:
    assert matter("【灯台町】船が沈んだ。(写真は2日撮影)") == "【灯台町】船が沈んだ。(写真は2日撮影)"


def test_long_texts_are_told_apart_by_their_changed_sentence() -> None:
    lines = [f"第{n}条について委員会は{n * 7}件の意見を受け取り、案を改めた。" for n in range(3000)]
    after = [*lines[:1500], "この条は削られた。", *lines[1501:]]
    (change,) = changes("".join(lines), "".join(after))
    assert "".join(after)[change.after.start : change.after.end] == "この条は削られた。"
    assert "".join(lines)[change.before.start : change.before.end] == lines[1500]


def test_texts_of_one_line_over_and_over_end() -> None:
    before, after = "はい。" * 9000, "いいえ。" + "はい。" * 4000 + "そう。" + "はい。" * 4000
    told = changes(before, after)
    assert told
    assert all(
        c.before.start <= c.before.end <= len(before) and c.after.start <= c.after.end <= len(after) for c in told
    )


def test_changes_put_back_in_place_give_the_other_text() -> None:
    before, after = WIRE, "号外。" + sentences(WIRE, 0, 1) + "新しい文。" + sentences(WIRE, 3)
    made, at = "", 0
    for change in changes(before, after):
        made += before[at : change.before.start] + after[change.after.start : change.after.end]
        at = change.before.end
    assert made + before[at:] == after
