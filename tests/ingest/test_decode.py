"""文字コード: the same words in every encoding, under right and wrong labels; what is mended; what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.errors import EncodingError
from keii.ingest.decode import decode, mend

PLAIN = "山川市の港で9日、灯台の修復が始まった。\n費用は寄付で賄う。"
VENDOR = "山川市の㈱北海髙﨑組は9日、①灯台～②桟橋－の修復を始めた。ﾊﾞｽも通る。"
ENCODINGS = {
    "UTF-8": ("utf-8", "utf-8-sig"),
    "UTF-16": ("utf-16", "utf-16-le", "utf-16-be"),
    "UTF-32": ("utf-32",),
    "CP932": ("cp932", "shift_jis"),
    "EUC-JP": ("euc_jp",),
    "ISO-2022-JP": ("iso2022_jp",),
}
LABELS = (None, "utf-8", "Shift_JIS", "windows-31j", "EUC-JP", "iso-2022-jp", "latin-1")
FAMILY = {
    "utf-8": "UTF-8",
    "Shift_JIS": "CP932",
    "windows-31j": "CP932",
    "EUC-JP": "EUC-JP",
    "iso-2022-jp": "ISO-2022-JP",
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("name", "codec"), [(name, codec) for name, codecs in ENCODINGS.items() for codec in codecs])
def test_same_words_whatever_the_label(name: str, codec: str, label: str | None) -> None:
    decoded = decode(PLAIN.encode(codec), label=label)
    assert (decoded.text, decoded.encoding) == (PLAIN, name)
    told = [problem.args for problem in decoded.problems if problem.code == "K1001"]
    wrong = label is not None and FAMILY.get(label) != name and name != "ISO-2022-JP"
    assert told == ([(label, name)] if wrong else [])


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp932"])
def test_vendors_characters_are_kept(codec: str) -> None:
    assert decode(VENDOR.encode(codec)).text == VENDOR


def test_vendors_rows_of_euc_jp() -> None:
    """①㈱ stand in row 13, which the codec of the standard library leaves out."""
    data = "山川市の".encode("euc_jp") + b"\xad\xea\xad\xa1" + "灯台を直した。".encode("euc_jp")
    assert decode(data).text == "山川市の㈱①灯台を直した。"


def test_iso_2022_jp_with_kana_and_open_end() -> None:
    assert decode(b"\x1b$B%F%9%H\x1b(B ok \x1b(I6^\x1b$B%F").text == "テスト ok ｶﾞテ"
    assert decode(b"\x1b$B-!%F\x1b(B\n\x1b$B%F").text == "①テ\nテ"


def test_broken_escape_names_its_byte() -> None:
    with pytest.raises(EncodingError, match="3 to 6"):
        decode(b"\x1b$B%F%")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"SQLite format 3\x00" + bytes(80), "an SQLite database"),
        (bytes(range(256)) * 4 + bytes(400), "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(EncodingError, match=what) as caught:
        decode(data)
    assert caught.value.hint


def test_no_encoding_fits() -> None:
    with pytest.raises(EncodingError, match="byte 3 is no UTF-8") as caught:
        decode("café naïve über".encode("latin-1"))
    assert "UTF-8" in caught.value.hint


def test_label_decides_where_too_little_is_left() -> None:
    assert decode("ｱｲｳ".encode("cp932"), label="Shift_JIS").text == "ｱｲｳ"
    with pytest.raises(EncodingError):
        decode("ｱｲｳ".encode("cp932"))


def test_control_characters_and_line_ends() -> None:
    decoded = decode("一行\r\n二\x00行\r三\x07行\t。\n".encode())
    assert decoded.text == "一行\n二行\n三行\t。\n"
    assert [(problem.code, problem.args) for problem in decoded.problems] == [("K1002", ("2",))]


def test_lone_surrogates() -> None:
    text, problems = mend("市は\ud800説明した。")
    assert text == "市は\ufffd説明した。"
    assert [(problem.code, problem.args) for problem in problems] == [("K1003", ("1",))]


@given(st.text())
def test_utf_8_comes_back(text: str) -> None:
    clean, _ = mend(text)
    assert decode(clean.encode("utf-8")).text == clean.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except EncodingError:
        return
    assert mend(decoded.text) == (decoded.text, ())
