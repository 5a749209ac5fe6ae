"""Fit the weights of the scrap page's features (src/keii/ingest/scrap/weights.tsv).

    python training/cutting.py FOLDER... [--pages FOLDER] [--news ARTICLES.tsv.gz] [--write] [--seed 7]

FOLDER holds documents, one JSON file each with "id" and "text" (the project's own: corpus/dev). Pages are put together
from them at random, in the ways people paste, and the weights are fitted on every line that may begin a clip.
`--pages` is a folder of pages with the bounds of their clips ("clips": [{"span": [0, 27]} or {"first", "last"}]): they
are not fitted on but scored. `--news` is the list of Japanese Wikinews articles of
github.com/tm4roon/jawikinews-headline-dataset (CC BY 2.5), whose articles are pasted in as well. Stories (the part of
an id before its last hyphen) are left out one by one for the figures printed. `--write` puts the weights in the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from keii.ingest.scrap.cut import Weight
from keii.ingest.scrap.facts import facts_of
from keii.ingest.scrap.features import GOING, LOCAL
from keii.ingest.scrap.lines import page_lines
from keii.ingest.scrap.pieces import pieces, usual_blanks
from keii.ingest.scrap.section import Section
from keii.tables.load import load

NAMES = (*LOCAL, *GOING)
TABLE = Path(__file__).parent.parent / "src/keii/ingest/scrap/weights.tsv"
PAGES = 700
"""Pages put together for a fit. Twice as many moved weights by up to 0.8, but the figures of no page (2026-11)."""
RIDGE = 10.0
"""Strength of the pull of every weight to what is expected of it, in lines."""
EXPECTED = {
    "dateline": 4.0,
    "long_bracketed": 3.5,
    "tagged": 2.5,
    "letterhead": 2.0,
    "document": 2.0,
    "headline": 1.0,
    "headline_shaped": 1.0,
    "headline_again": 1.0,
    "headline_missing": -0.5,
    "headline_then_dateline": 2.0,
    "register_turns": 1.0,
    "register_turns_firmly": 3.0,
    "credit_before": 2.0,
    "ended_before": 2.0,
    "more_blanks": 2.0,
    "a_blank_more": 1.0,
    "width_turns": 1.0,
    "words_none_known": 1.0,
    "emoji_turns": 1.0,
    "person_anew": 1.0,
    "lede_day": 1.0,
    "closing_before": 0.5,
    "joining": -2.0,
    "lead_pointing": -1.0,
    "speech": -1.0,
    "marked": -1.5,
    "short_bracketed": -2.0,
    "numbered": -1.5,
    "closes_here": -4.0,
    "open_before": -3.0,
    "no_blank": -0.5,
    "person_known": -1.0,
    "one_paragraph": -0.5,
    "no_paragraph": -2.0,
    "after_heading": -1.0,
}
"""What a reader of newspapers expects of a sign before counting, in log odds: the fit moves away from it as far as the
pages say. The project's documents are too few to show every sign; 0 where nothing is expected."""


@dataclass(frozen=True)
class Doc:
    """A document to paste."""

    story: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page and where its clips are, links too; and the stories pasted into it, where that is known."""

    text: str
    clips: frozenset[tuple[int, int]]
    stories: frozenset[str] = frozenset()


def documents(folders: Sequence[Path]) -> list[Doc]:
    """Return the documents of the folders."""
    docs = [
        json.loads(path.read_text(encoding="utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))
    ]
    return [Doc(d["id"].rsplit("-", 1)[0], d["text"].strip("\n")) for d in docs if "clips" not in d]


def news(path: Path | None, pick: random.Random, count: int = 400) -> list[Doc]:
    """Return Wikinews articles as documents, their sentences set in paragraphs of one to three."""
    if path is None:
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    out = []
    for row in pick.sample([r for r in rows if len(r) > 1 and len(r[1]) > 400], count):
        sentences = re.findall(r"[^。]+。", row[1].replace(" ", ""))
        if len(sentences) >= 3:
            out.append(Doc(f"news-{row[0]}", "\n".join(_paragraphs(sentences, pick))))
    return out


def _paragraphs(sentences: Sequence[str], pick: random.Random) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        size = pick.choice((1, 1, 2, 2, 3))
        yield "".join(sentences[at : at + size])
        at += size


def put_together(docs: Sequence[Doc], others: Sequence[Doc], pick: random.Random) -> Page:
    """Return a page of three to eleven documents, pasted in one of the ways people do."""
    stories = sorted({d.story for d in docs})
    few = pick.sample(stories, min(len(stories), pick.choice((1, 2, 3, 3, 4, 6, 9))))
    pool = [d for d in docs if d.story in few]
    chosen = pick.sample(pool, min(len(pool), pick.randint(3, 11)))
    if others and pick.random() < 0.35:
        chosen[pick.randrange(len(chosen))] = pick.choice(others)
    spacing = pick.choice(("loose", "loose", "loose", "as is", "as is", "tight"))
    glued = pick.choice((0.0, 0.0, 0.2)) if spacing == "as is" else 0.02
    marks, links, cut_tails = pick.choice((0.0, 0.25)), pick.choice((0.0, 0.3)), pick.random() < 0.4
    heads = pick.choice((0.0, 0.0, 0.3, 0.8))
    out: list[str] = []
    clips: list[tuple[int, int]] = []
    at = 0

    def add(piece: str, clip: bool) -> None:
        nonlocal at
        if clip:
            clips.append((at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())))
        out.append(piece)
        at += len(piece)

    if pick.random() < 0.4:
        add("https://memo.example.jp", True)
        add("\n\n", False)
    for n, doc in enumerate(chosen):
        if n:
            roll = pick.random()
            if roll < marks:
                add("\n\n>>\n", False)
            elif roll < marks + links:
                add("\n\n", False)
                add(f"memo.example.jp/entry/{pick.randint(1, 999)}", True)
                add("\n\n", False)
            else:
                gap = (
                    1
                    if pick.random() < glued or (spacing == "tight" and pick.random() < 0.6)
                    else pick.choice((2, 2, 2, 3, 4))
                )
                add("\n" * gap, False)
        text = _posted(doc.text, pick) if pick.random() < 0.1 else doc.text
        add(_pasted(_headed(text, heads, pick), spacing, cut_tails, pick), True)
    return Page("".join(out), frozenset(clips))


def _headed(text: str, share: float, pick: random.Random) -> str:
    """Return a document with a headline made of its first paragraph's nouns, at a given share of them."""
    first = text.split("\n", 1)[0]
    words = [w for w in re.findall(r"[一-龯々]{2,6}|[ァ-ヴー]{3,8}|「[^「」]{4,14}」", first) if len(w) > 1]
    if len(words) < 6 or pick.random() >= share:
        return text
    a, b = pick.sample(range(len(words)), 2)
    joint = pick.choice(("、", "の", "が", "に"))
    tail = pick.choice(("へ", "か", "も", "で", ""))
    space = pick.choice(("　", " "))
    plain = f"{words[0]}{joint}{words[1]}{space}{words[a]}{pick.choice(('は', 'を', ''))}{words[b]}{tail}"
    left, right = pick.choice(
        (("", ""), ("", ""), ("", ""), ("【", "】"), ("【", ""), ("〈", "〉"), ("■", ""), ("○", ""), ("【速報】", ""))
    )
    return f"{left}{plain}{right}{pick.choice((chr(10), chr(10) * 2))}{text}"


def _posted(text: str, pick: random.Random) -> str:
    """Return a document as a post on a social network: flags or other emoji at the start of lines, tags at the end."""
    lines = [line for line in text.split("\n") if line.strip()]
    for n in range(len(lines)):
        if n == 0 or pick.random() < 0.25:
            lines[n] = pick.choice(("🇷🇺", "📢", "⚡️", "🇺🇸🇯🇵", "🔥", "‼️", "🗣️")) + lines[n].lstrip("　")
    words = re.findall(r"[一-龯]{2,5}|[ァ-ヴー]{3,8}", text)
    tags = [f"#{w}" for w in pick.sample(words, 2)] if pick.random() < 0.5 else []
    return "\n\n".join([*lines[: pick.randint(1, 5)], *([" ".join(tags)] if tags else [])])


def _pasted(text: str, spacing: str, cut_tails: bool, pick: random.Random) -> str:
    """Return a document as pasted: blank lines kept, doubled or dropped, its last lines or headline at times lost."""
    lines = [line for line in text.split("\n") if line.strip()]
    if cut_tails and len(lines) > 4 and pick.random() < 0.5:
        lines = lines[: pick.randint(3, len(lines))]
        return ("\n\n" if spacing == "loose" else "\n").join(lines)
    if len(lines) > 4 and len(lines[0]) < 45 and "。" not in lines[0] and pick.random() < 0.4:
        lines = lines[1:]
        return ("\n\n" if spacing == "loose" else "\n").join(lines)
    if spacing == "as is":
        return text
    return ("\n\n" if spacing == "loose" else "\n").join(lines)


def rows(page: Page) -> Iterator[tuple[list[float], float]]:
    """Yield the features of every line that may begin a clip, after the true cuts before it, and whether it does."""
    starts = {start for start, _ in page.clips}
    lines = list(page_lines(page.text))
    usual, at = usual_blanks(lines), 0
    while at < len(lines):
        end = next((k for k in range(at, len(lines)) if lines[k].kind != "text"), len(lines))
        if end == at:
            at += 1
            continue
        section, begin = Section([facts_of(page.text, line) for line in lines[at:end]], usual), 0
        for k in range(1, len(section)):
            new = section[k].line.start in starts
            local = [float(bool(f(section, begin, k))) for f in LOCAL.values()]
            yield local + [float(bool(f(section, begin, k))) for f in GOING.values()], float(new)
            begin = k if new else begin
        at = end


def fit(pages: Sequence[Page]) -> dict[str, float]:
    """Return the weights by ridge logistic regression (Newton's method; `always` is not pulled to 0)."""
    pairs = [row for page in pages for row in rows(page)]
    x, y = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    pull = np.full(len(NAMES), RIDGE)
    pull[NAMES.index("always")] = 1e-3
    expected = np.array([EXPECTED.get(name, 0.0) for name in NAMES])
    w = expected.copy()
    w[NAMES.index("always")] = -6.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), x.T @ (y - p) - pull * (w - expected))
        w += np.clip(step, -0.5, 0.5)
        if float(np.abs(step).max()) < 1e-5:
            break
    return {name: round(float(v), 2) for name, v in zip(NAMES, w, strict=True)}


def score(pages: Sequence[Page], by: Mapping[str, float], say: bool = False) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the clips of the pages."""
    hit = said = gold = 0
    for page in pages:
        found = {(p.span.start, p.span.end) for p in pieces(page.text, list(page_lines(page.text)), by)}
        hit, said, gold = hit + len(found & page.clips), said + len(found), gold + len(page.clips)
        if say:
            for a, b in sorted(found ^ page.clips):
                print(
                    "  +" if (a, b) in found else "  -", repr(page.text[a : a + 30]), "…", repr(page.text[b - 20 : b])
                )
    p, r = hit / max(1, said), hit / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def said(figures: Sequence[float]) -> str:
    """Return precision, recall and F1 as words."""
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*figures)


def read_pages(folder: Path) -> list[Page]:
    """Return the pages of a folder whose clips are known."""
    out = []
    for path in sorted(folder.glob("*.json")):
        doc: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if "clips" in doc:
            stories = frozenset(clip["doc"].rsplit("-", 1)[0] for clip in doc["clips"] if "doc" in clip)
            out.append(Page(doc["text"], frozenset(_bounds(doc)), stories))
    return out


def _bounds(doc: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    text, at = doc["text"], 0
    for clip in doc["clips"]:
        if "span" in clip:
            a, b = clip["span"]
        else:
            a = text.index(clip["first"], at)
            b = at = text.index(clip["last"], a) + len(clip["last"])
        piece = text[a:b]
        yield a + len(piece) - len(piece.lstrip()), b - len(piece) + len(piece.rstrip())


def without_its_own(pages: Sequence[Page], docs: Sequence[Doc], others: Sequence[Doc]) -> tuple[float, float, float]:
    """Return the figures of the pages when each is cut by weights fitted without the stories pasted into it."""
    counts = np.zeros(3)
    for n, page in enumerate(pages):
        pick = random.Random(n)  # noqa: S311  # pages, not secrets
        kept = [d for d in docs if d.story not in page.stories]
        by = fit([put_together(kept, others, pick) for _ in range(PAGES // 2)])
        found = {(p.span.start, p.span.end) for p in pieces(page.text, list(page_lines(page.text)), by)}
        counts += (len(found & page.clips), len(found), len(page.clips))
    p, r = counts[0] / max(1, counts[1]), counts[0] / max(1, counts[2])
    return float(p), float(r), float(2 * p * r / max(1e-9, p + r))


def write(by: Mapping[str, float]) -> None:
    """Put the weights into the table; its other columns stay."""
    old = load("keii.ingest.scrap", TABLE.name, Weight)
    lines = ["\t".join((r.id, f"{by[r.id]:.2f}", r.gloss, r.example, r.near_miss)) for r in old]
    TABLE.write_text("\n".join(["id\tweight\tgloss\texample\tnear_miss", *lines, ""]), encoding="utf-8")


def main() -> None:
    """Fit, print, and write where told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--news", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    pick = random.Random(args.seed)  # noqa: S311  # pages, not secrets
    docs, others = documents(args.folders), news(args.news, pick)
    stories = sorted({d.story for d in docs})
    folds = [stories[k::4] for k in range(4)]
    figures = []
    for fold in folds:
        kept, left = [d for d in docs if d.story not in fold], [d for d in docs if d.story in fold]
        by = fit([put_together(kept, others[: len(others) // 2], pick) for _ in range(PAGES // 2)])
        figures.append(score([put_together(left, others[len(others) // 2 :], pick) for _ in range(60)], by))
        print("stories left out", *fold, said(figures[-1]))
    print("pages of stories left out, mean of four", said(tuple(np.mean(figures, axis=0))))
    by = fit([put_together(docs, others, pick) for _ in range(PAGES)])
    for name in NAMES:
        print(f"{by[name]:7.2f}  {name}")
    for folder in args.pages:
        pages = read_pages(folder)
        print(folder, "as shipped", said(score(pages, by, args.misses)))
        print(folder, "each page's stories left out", said(without_its_own(pages, docs, others)))
    if args.write:
        write(by)


if __name__ == "__main__":
    main()
