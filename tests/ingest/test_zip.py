"""ZIP: what is in an archive is taken as if it lay in a folder; names, links, locks and bombs lead nowhere."""

from __future__ import annotations

import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from exports_made import ARTICLE, OTHER, answer, entry, packed, page, record, taken

from keii.errors import FormatError


def archive(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def test_files_of_every_format() -> None:
    files = {
        "blog.txt": entry(9).encode("cp932"),
        "sub/2025-05-10.md": ARTICLE.format(10).encode(),
        "list.csv": f"本文\n{OTHER.format(11)}\n".encode(),
        "a.jsonl": b'{"text": "\xe9\x9b\xaa\xe3\x80\x82"}\n{broken\n',
        "p.html": page("灯台の修復始まる", ARTICLE.format(12)).encode(),
        "w.warc.gz": packed(record("https://a.example.jp/", answer(page("雪の日", OTHER.format(13)).encode()))),
        "p.png": b"\x89PNG\r\n\x1a\n",
        "__MACOSX/._blog.txt": b"\0\5\x16\7",
        "b.zip": archive({"a.txt": b"a"}),
        "c.pdf": b"%PDF-1.7",
        "leer.txt": b"",
    }
    clips, rejected = taken(archive(files), "包み 2024-01-01.zip")
    assert [clip.source_id for clip in clips] == [
        "包み 2024-01-01.zip/a.jsonl:1", "2025/05/09/1830", "2025/05/09/1830", "包み 2024-01-01.zip/list.csv #2",
        "包み 2024-01-01.zip/p.html", "包み 2024-01-01.zip/sub/2025-05-10.md", "https://a.example.jp/",
    ]  # fmt: skip
    assert str(clips[5].published) == "2025-05-10"
    assert [problem.args[0].split("/")[-1].split(" is")[0] for problem in rejected] == [
        "a.jsonl:2", "b.zip", "c.pdf", "leer.txt: the file",
    ]  # fmt: skip


def test_names_that_lead_out_links_and_locks() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name in ("../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\c.txt"):
            file.writestr(ZipInfo(name), "雪。")
        link = ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/hostname")
        file.writestr("good.txt", ARTICLE.format(9))
    clips, rejected = taken(out.getvalue(), "a.zip")
    assert [clip.source_id for clip in clips] == ["a.zip/good.txt"]
    assert len(rejected) == 6
    locked = bytearray(archive({"a.txt": b"abc"}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    _, rejected = taken(bytes(locked), "a.zip")
    assert [problem.args[1] for problem in rejected] == ["it is locked with a password"]


def test_bombs_and_damage() -> None:
    data = archive({"a.txt": ARTICLE.format(9).encode(), "b.txt": bytes(50_000_000), "c.txt": OTHER.format(9).encode()})
    clips, rejected = taken(data, "a.zip")
    assert [clip.source_id for clip in clips] == ["a.zip/a.txt", "a.zip/c.txt"]
    assert [problem.args[1] for problem in rejected] == ["it unpacks to more than is taken"]
    hurt = bytearray(archive({"a.txt": ARTICLE.format(9).encode(), "c.txt": OTHER.format(9).encode()}))
    hurt[50:60] = bytes(10)
    clips, rejected = taken(bytes(hurt), "a.zip")
    assert ([clip.source_id for clip in clips], len(rejected)) == (["a.zip/c.txt"], 1)


def test_names_of_japanese_windows() -> None:
    data = archive({"XXXX.txt": ARTICLE.format(9).encode()}).replace(b"XXXX", "灯台".encode("cp932"))
    (clip,), _ = taken(data, "a.zip")
    assert clip.source_id == "a.zip/灯台.txt"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive({}), "an empty ZIP"),
        (archive({"a.txt": b"a"})[:-30], "a damaged ZIP"),
        (archive({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "Word, Excel or EPUB"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        taken(data, "a.zip")


def test_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keii.ingest.zip.adapt.MOST_FILES", 2)
    clips, rejected = taken(archive({f"{n}.txt": OTHER.format(n).encode() for n in range(4)}), "a.zip")
    assert (len(clips), len(rejected)) == (2, 1)
