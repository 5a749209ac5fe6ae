"""文字化け: text stored garbled comes back where nothing is lost; what only looks so stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from exports_made import entry, page, taken
from hypothesis import given
from hypothesis import strategies as st

from keii import Desk
from keii.errors import NotFound
from keii.ingest.garbled import Garble, garbles, restored, restored_text
from keii.records.order import Order

ROWS = garbles()
TEXT = (
    "山川市は9日、灯台の修復を始めた。費用は寄付で賄い、来年3月の完成を目指す。\n\n"
    "市長は「港の顔を守りたい」と話した。ソフトの表示も改める。\nＮＨＫ（列島）"
)
WINDOWS = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def windows(data: bytes) -> str:
    """Return bytes as browsers read them under the label ISO-8859-1."""
    return data.decode("latin-1").translate(WINDOWS)


def codes(text: str) -> list[str]:
    return [problem.code for problem in restored_text(text)[1]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_by_its_example_and_its_near_miss(row: Garble) -> None:
    assert re.search(row.signs, row.example)
    (problem,) = restored_text(row.example)[1]
    assert (problem.code, problem.args) == ("K1033", (row.was, row.read_as))
    assert restored_text(row.near_miss) == (row.near_miss, ())


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
@pytest.mark.parametrize("wrong", [windows, lambda data: data.decode("latin-1")], ids=["windows-1252", "latin-1"])
def test_any_encoding_read_as_a_western_one(codec: str, wrong: object) -> None:
    garbled = wrong(TEXT.encode(codec))  # type: ignore[operator]
    text, problems = restored_text(garbled)
    assert (text, [problem.code for problem in problems]) == (TEXT, ["K1033"])


def test_shift_jis_as_latin_1_names_both() -> None:
    (problem,) = restored_text(TEXT.encode("cp932").decode("latin-1"))[1]
    assert problem.args == ("cp932", "latin-1")


def test_utf_8_read_as_shift_jis_comes_back_line_by_line_and_the_rest_is_told() -> None:
    text, problems = restored_text(
        "縺薙ｌ縺ｯ縺ｪ繧薙〒縺吶°\n螻ｱ蟾晏ｸゅ縺ｯ・呎律縲・・譎ゅ↓轣ｯ蜿ｰ縺ｮ菫ｮ蠕ｩ繧貞ｧ九ａ縺溘・\n"
    )
    assert text.startswith("これはなんですか\n螻ｱ")
    assert [problem.code for problem in problems] == ["K1033", "K1034"]
    assert problems[1].args == ("1",)


def test_euc_read_as_shift_jis() -> None:
    garbled = "この町の人は皆そう話す\nきのうのことです".encode("euc_jp").decode("cp932")
    assert restored_text(garbled)[0] == "この町の人は皆そう話す\nきのうのことです"


def test_escapes_that_were_dropped() -> None:
    garbled = f"日付 {TEXT}".encode("iso2022_jp").decode("ascii").replace("\x1b", "")
    assert restored_text(garbled)[0] == f"日付 {TEXT}"


def test_garbled_twice() -> None:
    twice = windows(windows(TEXT.encode()).encode())
    text, problems = restored_text(twice)
    assert (text, [problem.code for problem in problems]) == (TEXT, ["K1033"])


def test_only_the_garbled_lines_of_a_page_change() -> None:
    good = "市は10日、「ãは文字化けの印」と説明した。"
    text, problems = restored_text(f"{good}\n{windows(TEXT.encode('euc_jp'))}")
    assert text == f"{good}\n{TEXT}"
    assert [problem.code for problem in problems] == ["K1033"]


def test_a_title_is_judged_with_its_text() -> None:
    found = restored([windows(part.encode("cp932")) for part in ("港", TEXT)])
    assert found.texts == ["港", TEXT]
    assert restored([windows("港".encode("cp932"))]).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "ﾃﾞﾝｷ､ｶﾞｽ､ｽｲﾄﾞｳﾉ ﾘｮｳｷﾝｶﾞ ｱｶﾞﾘﾏｼﾀ｡\n｢ﾐﾅﾄ･ﾏﾂﾘ｣ﾊ 9ﾆﾁ､ｶｲｻｲ｡",
        "ﾃﾚﾋﾞ･ﾗｼﾞｵ･ｼﾝﾌﾞﾝ･ｻﾞｯｼ､ｿﾉﾎｶ",
        "« À l’été, Noël à Genève fut fêté »: la réunion a coûté 12 €. Ça va déjà mieux, naïve élève.",
        "Ärger über Größe: „Ja“, ‚nein‘ – Straße, übermäßig, fünfzehn, Göttingen.",
        "İstanbul’da çağrı: güneş, şöyle, ığdır.",
        "ハングルの한국어と中文简体字、Ελληνικά、Русский。",
        "縺れた糸を繕う。繧繝縁の畳。縲は括弧。",
        "¥5,000と¤の記号、¡Hola!、§3、°C、×と÷。",
        "echo $BASH_VERSION $(BETA) $Bxx(B",
        "文字化けの例: 「縺ゅ>縺」「ã\x81\x82」などと表示される。読めない場合は設定を確かめる。",
        "",
    ],
)
def test_what_stands_there_rightly_stays(text: str) -> None:
    assert restored_text(text) == (text, ())


def test_what_lost_characters_is_told_and_kept() -> None:
    torn = windows(TEXT.encode()).replace("\x81", "").replace("\x8d", "?").replace("\x90", "?")
    text, problems = restored_text(torn)
    assert "K1034" in [problem.code for problem in problems]
    assert text.split("\n")[0] == torn.split("\n")[0]


@given(st.text(max_size=60))
def test_what_is_changed_can_be_made_again(text: str) -> None:
    new, problems = restored_text(text)
    assert new.count("\n") == text.count("\n")
    assert (new == text) or any(problem.code == "K1033" for problem in problems)


@given(st.lists(st.text(alphabet="港町雪の日はが市長がーたと話したﾃﾞﾝｷ､･｡éèàçüößñ ", max_size=40), max_size=4))
def test_japanese_with_half_width_kana_and_accents_is_never_changed_to_less(lines: list[str]) -> None:
    text = "\n".join(lines)
    new, _ = restored_text(text)
    assert new == text or "\ufffd" not in new


SOURCES: dict[str, Callable[[str], str]] = {
    "頁.txt": lambda text: text,
    "頁.html": lambda text: page("Todai", text),
    "表.csv": lambda text: f"title,text,published\na,{text.split(chr(10))[0]},2025-05-09\n",
    "文書.jsonl": lambda text: json.dumps({"id": "a", "text": text, "published": "2025-05-09"}, ensure_ascii=False),
    "blog.txt": lambda text: entry(9, body=f"<p>{text}</p>"),
    "mail.eml": lambda text: (
        "From: a@example.jp\nSubject: =?utf-8?B?YWJj?=\nDate: Fri, 9 May 2025 18:30:00 +0900\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
def test_whatever_it_comes_in(name: str, codec: str) -> None:
    good = TEXT.replace("\n\n", "\n")
    clips, rejected = taken(SOURCES[name](windows(good.encode(codec))).encode(), name, Order(whole=True))
    right, _ = taken(SOURCES[name](good).encode(), name, Order(whole=True))
    assert [clip.text for clip in clips] == [clip.text for clip in right]
    assert all("K1033" in [problem.code for problem in clip.problems] for clip in clips)
    assert rejected == []


def test_the_bytes_are_kept_where_the_words_are_not_those_of_the_file(tmp_path: Path) -> None:
    data = windows(TEXT.encode("cp932")).encode()
    with Desk.open(tmp_path / "d.sqlite") as desk:
        desk.add(data, name="頁.txt")
        desk.add(TEXT.encode(), name="別の頁.txt")
        first, second = (clip.number for clip in desk.clips() if clip.source_id.endswith("頁.txt"))
        assert desk.original(str(first)).body == data
        with pytest.raises(NotFound):
            desk.original(str(second))
