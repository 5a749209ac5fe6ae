"""大きさ: pages of any length in bounded steps, counted in lines looked at, not by a clock."""

from __future__ import annotations

import pytest

from keii.ingest import take as door
from keii.ingest.scrap import facts, pieces
from keii.ingest.scrap.lines import page_lines


def test_one_line_of_two_megabytes() -> None:
    text = "停戦の協議は続いている、" * 60_000
    clips = door.take(text.encode(), name="a.txt").clips  # more than one clip holds
    assert ("".join(clip.text for clip in clips), {clip.outlet for clip in clips}) == (text, {None})


@pytest.mark.parametrize(
    "text", ["「" * 200_000, "\n" * 500_000 + "雪。", " " * 500_000 + "雪。", "a." * 200_000, "😭" * 100_000]
)
def test_odd_masses(text: str) -> None:
    (clip,) = door.take(text.encode(), name="a.txt").clips
    assert clip.text == text.strip()


@pytest.mark.parametrize("size", [1000, 9000])
def test_every_line_is_looked_at_about_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks overlap only in the clip in hand, so the lines looked at grow with the page and no faster."""
    seen = 0
    real = facts.facts_of

    def counted(page: str, line: object) -> facts.Facts:
        nonlocal seen
        seen += 1
        return real(page, line)  # type: ignore[arg-type]

    monkeypatch.setattr(pieces, "facts_of", counted)
    page = "\n".join(
        "雪の影響で列車が止まりました。" if n % 7 else "【カイロ共同】外相は9日、会談した。" for n in range(size)
    )
    found = list(pieces.pieces(page, list(page_lines(page))))
    assert sum(len(p.facts) for p in found) == size
    assert seen < 1.3 * size


def test_a_text_without_any_sign_stays_one() -> None:
    page = "雪の影響で列車が止まりました。\n" * 5000
    (clip,) = door.take(page.encode(), name="a.txt").clips
    assert clip.text == page.strip()
