"""両者: which of those a sentence names are the two sides of its event, by class of language, and which are not."""

from __future__ import annotations

from datetime import date

import pytest

from keii.ingest.take import clip_from_text
from keii.reading import read


def sides(text: str, kind: str) -> list[tuple[str | None, str | None]]:
    found = read(clip_from_text(text, published=date(2025, 5, 10))).events
    return [(e.actor, e.recipient) for e in found if e.type == kind]


def recipients(text: str, kind: str) -> list[str | None]:
    return [recipient for _, recipient in sides(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # what the words after a quotation name
        ("福田外相は「主権を踏みにじるものだ」とロシアを非難した。", "ACCUSE", "ロシア"),
        ("福田外相は「無責任だ」と中国の対応を批判した。", "ACCUSE", "中国"),
        ("福田外相は「勇気ある決断だ」とインドをたたえた。", "SUPPORT", "インド"),
        # a title is no side
        ("山本知事は、式典への高木内閣府政務官の出席を評価した。", "SUPPORT", "高木"),
        # beside whom one speaks
        ("日本はドイツとともに国連安全保障理事会に会合を要請した。", "REQUEST", "国連安全保障理事会"),
        # the law one goes by
        ("北海道は条例に基づき、丸川製鉄に立ち入り検査をした。", "COERCE", "丸川製鉄"),
        # whose premises are searched
        ("大阪府警は、丸川製鉄(堺市)の本社や横浜市の工場など5カ所を家宅捜索した。", "COERCE", "丸川製鉄"),
        ("丸川製鉄の社長が謝った。国土交通省は岡崎市の工場に立ち入り検査をした。", "COERCE", "丸川製鉄"),
        # the desk a suit is brought to
        ("カナダは、フランスの関税は違反だとして、世界貿易機関に提訴した。", "ACCUSE", "フランス"),
        # who heads a group
        ("国軍は、佐藤花子議長ら野党の幹部を拘束した。", "COERCE", "佐藤花子"),
        ("大阪府警は27日、市の課長(48)ら2人を書類送検した。", "COERCE", "市の課長"),
        (
            "長野県警は、縫製会社「青葉モード」と男性社長(61)を労働基準法違反の疑いで書類送検した。",
            "COERCE",
            "青葉モード",
        ),
        # what a noun is called
        ("日本の漁船「第一青葉丸」がロシアの当局に拿捕された。", "COERCE", "第一青葉丸"),
        # whose matter is at issue
        ("違法な漁をしていた船団について、沿岸警備隊は大規模な取り締まりを行った。", "COERCE", "船団"),
        # a suit's two sides
        ("住民団体「青葉の会」が販売店に賠償を求めた訴訟で和解が成立した。", "AGREE", "販売店"),
        ("男性が丸川製鉄に賠償を求めた訴訟で、東京地裁は1億円の支払いを命じた。", "COERCE", "丸川製鉄"),
        ("元従業員の男性が国に賠償を求めた訴訟で、国側は請求の棄却を求めた。", "REJECT", "元従業員の男性"),
        # whom one calls in to be spoken to
        ("山本知事は、丸川製鉄の佐藤花子社長を県庁に呼び、再稼働を急がないよう念を押した。", "REQUEST", "佐藤花子"),
        # who did what is at issue
        (
            "青葉町議会は、町民に大阪府警の機動隊員が暴言を吐いた問題で、抗議する意見書を可決した。",
            "PROTEST",
            "大阪府警察本部",
        ),
        # by whom what is criticised was done
        ("福田外相は、ロシア軍による先月の空爆を厳しく非難した。", "ACCUSE", "ロシア軍"),
        # a town abroad for its country
        ("日本の福田外相は来月モスクワを訪れる。福田外相は9日、モスクワを訪問した。", "CONSULT", "ロシア"),
        # a union's company
        ("丸川鉄道労組は、会社の示した回答を拒んだ。", "REJECT", "丸川鉄道"),
    ],
)
def test_whom_it_is_done_to(text: str, kind: str, expected: str) -> None:
    assert recipients(text, kind) == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "unmeant"),
    [
        ("福田首相はXに「科学者を誇りに思う」と書き込んだ。", "SUPPORT", "X"),
        ("会長はフェイスブックに「ロシアの対応は恥だ」と書き、批判した。", "ACCUSE", "フェイスブック"),
        ("法律を変えたことに、軍に任命された上院議員が反発した。", "PROTEST", "軍"),
        ("チャド政府は、将官への制裁は「傲慢だ」と猛反発した。", "PROTEST", "将官"),
        ("組合長は、長野県警に被害届を出した。", "ACCUSE", "長野県警察本部"),
        ("監視艇は、停船に応じないとして警告射撃を加えた。", "THREATEN", "停船"),
        ("佐藤花子氏は式を終えた。日本の福田外相は停戦を求めた。", "REQUEST", "佐藤花子"),
    ],
)
def test_who_is_no_side(text: str, kind: str, unmeant: str) -> None:
    assert unmeant not in recipients(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("青葉漁協は一日、自衛隊の戦闘機が漁船の上を飛んだとして、防衛省に抗議文を出した。", "PROTEST", "青葉漁協"),
        (
            "住民団体「青葉の会」は、町が手当を払いすぎたのは違法だとして、住民訴訟を地裁に起こした。",
            "ACCUSE",
            "青葉の会",
        ),
        ("政府は東部に非常事態を宣言し、山地に展開していた旅団を首都へ送った。", "COERCE", "政府"),
        ("スーダンで国軍と準軍事組織「即応支援部隊」の戦闘が続いている。", "ASSAULT", "国軍"),
        ("【松山東署】8日、窃盗の疑いで佐藤花子容疑者(52)を逮捕。", "COERCE", "松山東署"),
        ("▼長崎県警　アワビを盗んだとして、佐藤花子容疑者を逮捕。", "COERCE", "長崎県警察本部"),
    ],
)
def test_who_does_it(text: str, kind: str, expected: str) -> None:
    assert [actor for actor, _ in sides(text, kind)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本赤十字社は予備の分析を求めている。", [None]),
        ("大分県は手洗いの徹底を呼びかけている。", [None]),
        ("町の人は手洗いの徹底を呼びかけている。", []),  # who asks is no name
        ("日本赤十字社は市に予備の分析を求めている。", ["市"]),
    ],
)
def test_a_demand_at_large(text: str, expected: list[str | None]) -> None:
    assert recipients(text, "REQUEST") == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # a title of another's than the one right before
        ("山本知事は、内閣府の対応を評価した。", "SUPPORT", "内閣府"),
        # に of the one spoken to, not of a circumstance
        ("丸川製鉄は山形県に抗議した。", "PROTEST", "山形県"),
        # to a person of a relative clause that is no passive
        ("知事に説明を求める要望書を、住民らが提出した。", "REQUEST", "知事"),
        # a town at home stays a town
        ("山形県の山本知事は横浜市に応援を要請した。", "REQUEST", "横浜市"),
        # a group without a head
        ("国軍は野党の幹部を拘束した。", "COERCE", "野党の幹部"),
        # the one who stands alone beside と
        ("遺族は丸川製鉄と和解した。", "AGREE", "丸川製鉄"),
    ],
)
def test_where_the_rules_must_not_fire(text: str, kind: str, expected: str) -> None:
    assert recipients(text, kind) == [expected]


def test_a_quoted_name_is_no_quotation() -> None:
    text = "元所有者の男性が不動産会社「オルドン都市再生」に賠償を求めた訴訟で、東京地裁は支払いを命じた。"
    assert recipients(text, "COERCE") == ["オルドン都市再生"]


def test_partners_of_a_relative_clause_and_of_oyobi() -> None:
    assert sides("パキスタン及びアフガニスタンは停戦に合意した。", "RETREAT") == [("パキスタン", "アフガニスタン")]
    assert sides("停戦に合意したパキスタンとアフガニスタンは9日、声明を出した。", "RETREAT") == [
        ("パキスタン", "アフガニスタン")
    ]


def test_a_visit_and_the_talks_it_is_for_are_one() -> None:
    text = "ロシアのプーチン大統領は9日、平壌を訪れ、北朝鮮の金正恩総書記と会談した。"
    assert sides(text, "CONSULT") == [("ウラジーミル・プーチン", "金正恩")]
    text = "ロシアのプーチン大統領は9日、平壌を訪れ、中国の習近平国家主席と会談した。"
    assert len(sides(text, "CONSULT")) == 2
