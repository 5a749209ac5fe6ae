"""Count in how many news articles each word stands: python training/frequencies.py DATA [--out FILE].

DATA holds corpus/jawikinews-articles.tsv.gz (tm4roon/jawikinews-headline-dataset: the articles of Japanese Wikinews,
CC BY 2.5). Counts are facts and carry no text; words in fewer than LEAST articles are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections import Counter
from pathlib import Path

from keii.link.stories.words import told
from keii.words.gist import gist_of

LEAST = 3
"""A word in one or two of 3,669 articles is as good as unknown: leaving those out keeps a quarter of the rows."""
_BLANKS = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")  # the data's blanks between words


def main() -> None:
    """Count, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--out", type=Path, default=Path("src/keii/link/stories/frequencies.tsv"))
    given = options.parse_args()
    counts: Counter[str] = Counter()
    articles = 0
    csv.field_size_limit(sys.maxsize)
    with gzip.open(given.data / "corpus" / "jawikinews-articles.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            counts.update(told(gist_of(_BLANKS.sub("", row["article"]))).keys())
            articles += 1
    rows = sorted((word, count) for word, count in counts.items() if count >= LEAST and "\t" not in word)
    lines = ["# articles that hold a word, of Japanese Wikinews (CC BY 2.5); made by training/frequencies.py"]
    lines += ["word\tarticles", f"\t{articles}", *(f"{word}\t{count}" for word, count in rows)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(rows)} words of {articles} articles, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
