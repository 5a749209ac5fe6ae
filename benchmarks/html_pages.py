"""Main text, publication date, outlet and title of the pages of corpus/html: Keii beside trafilatura and htmldate.

    python benchmarks/html_pages.py [PAGES] [--each] [--only 01-28]

Tokens are runs of letters and digits and every other single character; F1 is over their multisets, the mean over
pages. A date counts as right when the day is, no answer where there is none; outlets and titles are compared in
Keii's own usual form, for both sides alike.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction

from keii.ingest.html.outlet import house_name, key
from keii.ingest.html.page import page_of
from keii.ingest.html.wire import wired

PAGES = Path(__file__).parent.parent / "corpus/html"
_TOKEN = re.compile(r"[A-Za-z0-9]+|[^\s\w]|\w")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side says of a page."""

    text: str
    published: str | None
    outlet: str | None
    title: str | None


def ours(data: bytes, gold: dict[str, Any]) -> Answer:
    """Return what Keii says."""
    page = page_of(data, url=gold["url"], label=gold["label"])
    return Answer(page.text, page.published.isoformat() if page.published else None, page.outlet, page.title)


def theirs(data: bytes, gold: dict[str, Any]) -> Answer:
    """Return what trafilatura and htmldate say of the text that Keii's ladder decoded."""
    html = wired(data, gold["label"]).text
    found: Any = bare_extraction(html, url=gold["url"], with_metadata=True, include_comments=False)
    day = find_date(
        html, original_date=True, url=gold["url"], min_date="1990-01-01", max_date="2099-12-31"
    )  # ours lie ahead
    return Answer(
        found.text or "" if found else "", day, found.sitename if found else None, found.title if found else None
    )


def f1(said: str, wanted: str) -> float:
    """Return the F1 of two texts' tokens."""
    one, other = Counter(_TOKEN.findall(said)), Counter(_TOKEN.findall(wanted))
    shared = (one & other).total()
    return 2 * shared / max(1, one.total() + other.total())


def same_outlet(said: str | None, gold: dict[str, Any]) -> bool:
    """Say whether an outlet is the one wanted, or another way to call it that the page itself allows."""
    wanted = [gold["outlet"], *gold.get("outlet_also", ())]
    return said is not None and house_name(said) in [house_name(name) for name in wanted]


def scores(
    side: Callable[[bytes, dict[str, Any]], Answer], golds: list[dict[str, Any]], folder: Path, *, each: bool
) -> None:
    """Print the figures of one side."""
    total, days, outlets, titles = 0.0, 0, 0, 0
    for gold in golds:
        said = side((folder / f"{gold['id']}.html").read_bytes(), gold)
        share = f1(said.text, gold["text"])
        right = (
            said.published == gold["published"],
            same_outlet(said.outlet, gold),
            key(said.title or "") == key(gold["title"]),
        )
        total, days, outlets, titles = total + share, days + right[0], outlets + right[1], titles + right[2]
        if each and (share < 0.98 or not all(right)):
            print(
                f"  {gold['id']}: F1 {share:.3f}",
                *(
                    f"| {name} {value!r}"
                    for name, value, ok in zip(
                        ("date", "outlet", "title"), (said.published, said.outlet, said.title), right, strict=True
                    )
                    if not ok
                ),
            )
    n = len(golds)
    print(f"{side.__name__:>7}: text F1 {total / n:.3f}   date {days}/{n}   outlet {outlets}/{n}   title {titles}/{n}")


def main() -> None:
    """Print the figures of both sides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--each", action="store_true", help="list the pages with faults")
    parser.add_argument("--only", default="", help="numbers of pages, or first-last")
    given = parser.parse_args()
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(given.pages.glob("*.json"))]
    if given.only:
        first, _, last = given.only.partition("-")
        golds = [gold for gold in golds if first <= gold["id"][:2] <= (last or first)]
    for side in (ours, theirs):
        scores(side, golds, given.pages, each=given.each)


if __name__ == "__main__":
    main()
