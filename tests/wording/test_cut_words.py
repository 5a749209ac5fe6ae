"""Every reason for a cut has words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from keii.ingest.take import take
from keii.wording.cuts import CUTS
from keii.wording.language import speaking, t

CORPUS = Path(__file__).parents[2] / "corpus" / "scrap"


def test_every_reason_on_the_bundled_pages_has_words_in_japanese() -> None:
    told = set()
    for file in sorted(CORPUS.glob("*.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        day = date.fromisoformat(page["published"])
        for clip in take(page["text"].encode(), name=f"{file.stem}.txt", published=day).clips:
            told |= {evidence.feature for evidence in clip.cut}
    assert len(told) > 20
    assert told <= CUTS.keys()
    with speaking("ja"):
        assert all(not t(CUTS[feature]).isascii() for feature in told)
