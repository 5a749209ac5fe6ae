"""Run by beside_ginza.py in GiNZA's own environment: a JSON list of texts on the first line, then one timed pass over
all of them for each further line, its seconds printed. Knows nothing of Keii."""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version


def main() -> None:
    """Load, say which versions, and work for as long as lines come."""
    import spacy  # type: ignore[import-not-found]  # only in its own environment

    texts = json.loads(sys.stdin.readline())
    nlp = spacy.load("ja_ginza")
    list(nlp.pipe(texts[:2]))  # warms up
    print(", ".join(f"{name} {version(name)}" for name in ("ginza", "ja_ginza", "spacy", "SudachiPy")), flush=True)
    for _ in sys.stdin:
        begun = time.perf_counter()
        for document in nlp.pipe(texts):
            len(document.ents)
        print(time.perf_counter() - begun, flush=True)


if __name__ == "__main__":
    main()
