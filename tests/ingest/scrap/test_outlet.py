"""媒体: what shows an outlet, and what does not."""

from __future__ import annotations

import pytest

from keii.ingest.scrap.outlet import OutletRow, host_of, named_in, outlet_of
from keii.tables.load import load

BODY = "両国の外相は9日、停戦の延長で合意した。"


def outlet(page: str, host: str | None = None) -> tuple[str | None, str | None]:
    return outlet_of(page.split("\n"), named_in(page), host, None)


@pytest.mark.parametrize(
    ("page", "name", "by"),
    [
        (f"【モスクワ共同】{BODY}", "共同通信", "dateline"),
        (f"【5月10日 AFP】{BODY}", "AFP", "dateline"),
        (f"[ソウル 10日 ロイター] - {BODY}", "ロイター", "dateline"),
        (f"(ソウル中央日報){BODY}", "中央日報", "dateline"),
        (f"【ソウル＝聯合ニュース】{BODY}", "聯合ニュース", "dateline"),
        (f"停戦を延長、外相が合意\n【カイロ時事】{BODY}", "時事通信", "dateline"),
        (f"[カイロ 9日 北の海通信] - {BODY}", "北の海通信", "dateline"),
        (f"【カイロ北海】{BODY}\n北海通信の調べでは違反は減った。", "北海通信", "dateline"),
        (f"【カイロ北海】{BODY}", "北海", "dateline"),
        (f"{BODY}\n(C)AFP", "AFP", "credit"),
        (f"{BODY}\n(C)北の海通信　無断転載を禁じます", "北の海通信", "credit"),
        (f"{BODY}\n© 2025 REUTERS", "ロイター", "credit"),
        (f"{BODY}\n翻訳・編集：AFPBB News", "AFP", "credit"),
        (f"{BODY}\n翻訳・編集：海風ニュース日本語版編集部", "海風ニュース", "credit"),
        (f"{BODY}（共同）", "共同通信", "byline"),
        (f"{BODY}\n山根太郎＝朝日新聞", "朝日新聞", "byline"),
        (f"停戦を延長｜静岡新聞アットエス\n【カイロ共同】{BODY}", "静岡新聞", "text"),
        (f"停戦を延長（ 山川日報 ） - Yahoo!ニュース\n{BODY}", "山川日報", "text"),
        (f"{BODY}外相は山川新聞の取材に「続ける」と答えた。", "山川新聞", "text"),
        (f"港の会【公式】\n{BODY}", "港の会", "text"),
    ],
)
def test_shown(page: str, name: str, by: str) -> None:
    assert outlet(page) == (name, by)


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        f"【カイロ＝山根太郎】{BODY}",
        f"【カイロ支局】{BODY}",
        f"【速報】{BODY}",
        f"【街の声】{BODY}",
        "【海峡の封鎖は解除へ=北の海通信\n北の海通信は9日、海峡の封鎖が解かれると伝えた。",
        f"{BODY}\n写真=共同",
        f"（写真=共同）9日、会談する両外相\n{BODY}",
        f"北の海通信によると、{BODY}",
        f"{BODY}外相は同紙の取材に応じなかった。地元新聞の取材にも応じなかった。",
        f"{BODY}外相は山川新聞の取材に「続ける」、海風新聞の取材に「やめる」と答えた。",
        "欧州連合（EU）の首脳は去年、およそ20か国で合意したということです。",
    ],
)
def test_not_shown(page: str) -> None:
    assert outlet(page) == (None, None)


@pytest.mark.parametrize("row", load("keii.ingest.scrap", "outlets.tsv", OutletRow), ids=lambda row: row.outlet)
def test_rows(row: OutletRow) -> None:
    page = (
        f"{row.example}{BODY}"
        if row.example[0] in "【[(" and not row.example.startswith("(C)")
        else f"{BODY}\n{row.example}"
    )
    assert outlet(page)[0] == row.outlet
    for host in row.hosts:
        assert outlet(BODY, f"www.{host}") == (row.outlet, "host")
        assert outlet(BODY, f"not{host}") == (None, None)


def test_hosts() -> None:
    assert host_of("https://www3.NHK.or.jp:443/news?a=1") == "www3.nhk.or.jp"
    assert host_of("example.jp/a/b") == "example.jp"
    assert host_of("<http://example.jp>") == "example.jp"
