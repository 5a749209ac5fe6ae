"""所在: addresses as they are compared, whose blog a page is of, and the step that gives old dossiers their places."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import apsw
import pytest
from dossier_made import FIXTURES, clip_of, parcel_of, reading_of

from keii.errors import NotFound
from keii.records.clip import Clip
from keii.store.keys import address_key
from keii.store.migrate import migrate, steps
from keii.store.places import series_of
from keii.store.store import Store


@pytest.mark.parametrize(
    "address",
    ["https://Memo.example.jp/entry/10", "http://memo.example.jp/entry/10/", " https://memo.example.jp/entry/10#続き "],
)
def test_scheme_fragment_last_slash_and_capitals_of_the_host_do_not_count(address: str) -> None:
    assert address_key(address) == "memo.example.jp/entry/10"


def test_escapes_do_not_count_but_queries_and_paths_do() -> None:
    assert address_key("https://a.example.jp/%E7%95%B0%E8%AB%96") == address_key("https://a.example.jp/異論")
    assert address_key("https://a.example.jp/?p=1") != address_key("https://a.example.jp/?p=2")
    assert address_key("https://a.example.jp/Entry") != address_key("https://a.example.jp/entry")
    assert [address_key(word) for word in ("頁.txt", "2025/05/10/1830", "mailto:a@example.jp", "")] == [None] * 4


@pytest.mark.parametrize(
    ("source", "series"),
    [
        ("https://memo.example.jp/entry/2025/05/10", "memo.example.jp"),
        ("https://memo.example.jp/2025/05/10/1830", "memo.example.jp"),
        ("https://blogs.example.jp/minato/entry-12.html", "blogs.example.jp/minato"),
        ("https://memo.example.jp/about", "memo.example.jp"),
        ("2025/05/10/1830", "file:blog.txt"),
    ],
)
def test_whose_page_it_is(source: str, series: str) -> None:
    assert series_of(source, "blog.txt") == series


def made(source: str, text: str, day: str, **known: object) -> Clip:
    return replace(clip_of(text, day, source=source), **known)  # type: ignore[arg-type]


ONE = made("https://memo.example.jp/entry/9", "港で船が燃えた。", "2025-05-09", url="https://news.example.jp/a1")
TWO = made(
    "https://memo.example.jp/entry/10", "消防が調べている。", "2025-05-10",
    links=("http://news.example.jp/a1/", "https://memo.example.jp/entry/9#top", "https://elsewhere.example.jp/"),
)  # fmt: skip
BARE = made(
    "https://memo.example.jp/entry/11", "https://news.example.jp/a1", "2025-05-11",
    kind="link", url="https://news.example.jp/a1",
)  # fmt: skip


def test_links_lead_to_an_article_and_to_the_page_it_stands_on(tmp_path: Path) -> None:
    with Store.open(tmp_path / "d.sqlite", create=True) as store:
        store.write(parcel_of(*map(reading_of, (ONE, TWO, BARE))))
        told = store.neighbours("2")
        assert [(to.address, [clip.number for clip in to.clips]) for to in told.links_to] == [
            ("http://news.example.jp/a1/", [1]), ("https://memo.example.jp/entry/9#top", [1]),
        ]  # fmt: skip
        assert [clip.number for clip in told.before] == [1]
        assert [clip.number for clip in told.linked_from] == []
        first = store.neighbours("1")
        assert [clip.number for clip in first.linked_from] == [2, 3]
        assert ([clip.number for clip in first.after], first.before, first.links_to) == ([2], (), ())
        with pytest.raises(NotFound):
            store.neighbours("9")


def test_names_in_an_export_are_known_by_the_end_of_an_address(tmp_path: Path) -> None:
    day = made("2025/05/09/183000", "県は避難所を増やした。", "2025-05-09")
    short = made("blog-entry-12", "雨がやんだ。", "2025-05-08")
    later = made(
        "2025/05/10/190000", "避難所は閉じた。", "2025-05-10",
        links=("https://memo.example.jp/entry/2025/05/09/183000.html", "https://other.example.jp/blog-entry-12.html"),
    )  # fmt: skip
    with Store.open(tmp_path / "d.sqlite", create=True) as store:
        store.write(parcel_of(*map(reading_of, (day, short, later)), name="blog.txt"))
        assert [[clip.number for clip in to.clips] for to in store.neighbours("3").links_to] == [[1]]
        assert [clip.number for clip in store.neighbours("1").linked_from] == [3]
        assert [clip.number for clip in store.neighbours("1").before] == [2]
    with Store.open(tmp_path / "other.sqlite", create=True) as store:
        store.write(parcel_of(reading_of(day), name="blog.txt"))
        store.write(parcel_of(reading_of(later), name="another.txt"))  # another blog's entry of that name
        assert store.neighbours("2").links_to == ()
        assert store.neighbours("1").linked_from == ()


def test_a_new_date_moves_a_page_among_its_neighbours(tmp_path: Path) -> None:
    undated = replace(TWO, published=None, published_by=None)
    with Store.open(tmp_path / "d.sqlite", create=True) as store:
        store.write(parcel_of(reading_of(ONE), reading_of(undated)))
        assert store.neighbours("1").after == ()
        dated = replace(undated, published=date(2025, 5, 10), published_by="user")
        store.write(replace(parcel_of(), changed=parcel_of(reading_of(dated)).new))
        assert [clip.number for clip in store.neighbours("1").after] == [2]


def test_what_is_read_again_keeps_its_links_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "d.sqlite", create=True) as store:
        store.write(parcel_of(reading_of(ONE), reading_of(TWO)))
        again = reading_of(store.reading("2").clip)
        store.write(replace(parcel_of(), changed=parcel_of(again).new))
        assert [to.address for to in store.neighbours("2").links_to] == list(TWO.links[:2])


def old_dossier(path: Path) -> None:
    """Put clips of the web into a kept dossier of schema 2, as its own version did."""
    shutil.copy(FIXTURES / "v2.sqlite", path)
    connection = apsw.Connection(str(path))
    pages = [
        ("x1", "https://memo.example.jp/entry/9", "article", "https://news.example.jp/a1/", "2025-05-09"),
        ("x2", "https://blogs.example.jp/minato/entry-12.html", "article", None, "2025-05-10"),
        ("x3", "http://memo.example.jp/entry/11/#c", "link", "https://news.example.jp/a1", "2025-05-11"),
        ("x4", "note.txt", "note", None, None),
    ]
    for number, (id_, source, kind, url, day) in enumerate(pages, 10):
        connection.execute(
            "INSERT INTO clips (number, id, intake, source_id, start, end, kind, url, published, text)"
            " VALUES (?, ?, 1, ?, 0, 1, ?, ?, ?, '文')",
            (number, id_, source, kind, url, day),
        )
    connection.close()


def test_a_dossier_of_schema_2_gets_its_places(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    old_dossier(path)
    connection = apsw.Connection(str(path))
    migrate(connection, path, steps()[:3])
    places = connection.execute("SELECT * FROM places WHERE clip >= 10 ORDER BY clip").fetchall()
    assert places == [
        (10, "memo.example.jp/entry/9", "news.example.jp/a1", "memo.example.jp", "2025-05-09"),
        (11, "blogs.example.jp/minato/entry-12.html", None, "blogs.example.jp/minato", "2025-05-10"),
        (12, "memo.example.jp/entry/11", None, "memo.example.jp", "2025-05-11"),
        (13, "name:note.txt", None, "file:頁.txt", None),
    ]
    for clip, page, _, series, _ in places:
        source = str(connection.execute("SELECT source_id FROM clips WHERE number = ?", (clip,)).get)
        assert series_of(source, "頁.txt") == series
        assert address_key(source) in (page, None)
    links = connection.execute("SELECT * FROM clip_links").fetchall()
    assert links == [(12, 0, "https://news.example.jp/a1", "news.example.jp/a1", "")]
    assert connection.execute("SELECT count(*) FROM clips").get == connection.execute("SELECT count(*) FROM places").get
    connection.close()
    with Store.open(path, create=False) as store:
        assert [clip.number for clip in store.neighbours("10").linked_from] == [12]
        assert [clip.number for clip in store.neighbours("10").after] == []
