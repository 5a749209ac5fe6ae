"""How right the weaving is on the bundled stories: which clips tell of one happening, who is one and the same, and
which accounts are at odds.

    python benchmarks/weaving.py [--corpus FOLDER] [--stories FOLDER] [--prefixes intl home] [--shuffles 3] [--misses]
    python benchmarks/weaving.py --corpus corpus/fresh --prefixes

Every document of the corpus goes into a fresh dossier: all as one file, then one file a day in order of the days, then
one document at a time in shuffled orders (seeds 1, 2 …). For each is printed, by beginning of the id and together:

stories    B-cubed over documents: of each document, how much of what stands in its story belongs there (P), and how
           much of what belongs there stands in it (R). A document in no story stands alone. Documents that no file of
           --stories names belong to the matter in their id: collision-1 and collision-2 to collision.
entities   B-cubed over the gold names that the engine found, to the character, over all documents at once.
conflicts  a conflict said is right when two of its accounts stand in the documents, and on words, of two accounts of a
           gold conflict that no other has taken; "kind" wants quantity, update, denial or blame right as well.

--misses prints the conflicts that were missed (-) and wrongly said (+), of the first way only.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from clips import ROOT
from keii.desk import Desk
from keii.publish.gold import gold_items
from keii.publish.rows import Kind

Json = Mapping[str, Any]
Place = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True)
class Truth:
    """What a careful reader makes of a set of documents."""

    texts: Mapping[str, str]
    stories: Mapping[str, str]  #: document -> story
    entities: Mapping[Place, str]  #: name -> type and entity
    conflicts: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Said:
    """What a dossier says of them."""

    stories: Mapping[str, str]
    entities: Mapping[Place, str]
    conflicts: Sequence[Json]


@dataclass(slots=True)
class Paired:
    """Conflicts said and wanted: places in their lists, and what found no partner."""

    pairs: list[tuple[int, int]] = field(default_factory=list)  #: (of said, of gold)
    kinds: int = 0  #: pairs of one kind


def main() -> None:
    """Add, weave, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus" / "dev")
    parser.add_argument("--stories", type=Path, default=ROOT / "corpus" / "stories")
    parser.add_argument("--prefixes", nargs="*", default=["intl", "home"])
    parser.add_argument("--shuffles", type=int, default=3)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    documents, stories = parts(args.corpus), parts(args.stories)
    print(f"{'':28}{'stories':^20}{'entities':^20}{'conflicts':^20}{'kind':>7}{'gold':>6}{'said':>6}")
    print(f"{'':28}" + "".join(f"{'P':>7}{'R':>6}{'F1':>6} " for _ in range(3)) + f"{'F1':>7}")
    for n, (way, files) in enumerate(ways(documents, args.shuffles)):
        said = woven(files)
        for prefix in (*args.prefixes, ""):
            truth = truth_of([d for d in documents if d["id"].startswith(prefix)], stories)
            print(line(f"{way}, {prefix or 'together'}", truth, narrowed(said, truth)), flush=True)
        if args.misses and n == 0:
            sys.stdout.writelines(misses(truth_of(documents, stories), said))


def parts(folder: Path) -> list[dict[str, Any]]:
    """Return the JSON files of a folder, in order of name. Leaves the program where there is none."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    if not found:
        sys.exit(f"{folder}: no JSON files there")
    return found


def ways(documents: Sequence[Json], shuffles: int) -> Iterator[tuple[str, list[list[Json]]]]:
    """Yield the ways to add the documents: what a way is called, and its files."""
    yield "one file", [list(documents)]
    by_day = sorted(documents, key=lambda d: d["published"])
    yield "day by day", [list(day) for _, day in groupby(by_day, key=lambda d: d["published"])]
    for seed in range(1, shuffles + 1):
        shuffled = list(documents)
        random.Random(seed).shuffle(shuffled)  # noqa: S311  # an order, no secret
        yield f"shuffled {seed}", [[document] for document in shuffled]


def woven(files: Iterable[Sequence[Json]]) -> Said:
    """Add the files to a fresh dossier one after another; return what it says."""
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "dossier.sqlite") as desk:
        for n, file in enumerate(files):
            desk.add("".join(map(json_line, file)).encode(), name=f"{n}.jsonl")
        failed = [trouble for trouble in desk.problems() if trouble.problem.code == "K1902"]
        if failed:
            sys.exit(f"{len(failed)} clips could not be woven, the first: {failed[0].problem.args}")
        return Said(
            stories={clip: row["id"] for row in exported(desk, "stories") for clip in row["clips"]},
            entities={
                (m["clip"], *m["span"]): row["id"] for row in exported(desk, "entities") for m in row["mentions"]
            },
            conflicts=tuple(exported(desk, "conflicts")),
        )


def json_line(document: Json) -> str:
    """Return a gold document as a line of input: without its gold."""
    fields = ("id", "text", "published", "outlet", "title", "url")
    return json.dumps({key: document[key] for key in fields if document.get(key)}, ensure_ascii=False) + "\n"


def exported(desk: Desk, kind: Kind) -> Iterator[dict[str, Any]]:
    """Yield an export's objects."""
    for each in desk.export(kind):
        yield from map(json.loads, each.decode().splitlines())


def truth_of(documents: Iterable[Json], stories: Sequence[Json]) -> Truth:
    """Return what the gold says of these documents alone."""
    texts = {document["id"]: document["text"] for document in documents}
    told = {member: story for each in stories for story, members in each["clusters"].items() for member in members}
    return Truth(
        texts=texts,
        stories={id_: told.get(id_, id_.rpartition("-")[0] or id_) for id_ in texts},
        entities=dict(pair for document in documents for pair in names_of(document)),
        conflicts=[c for each in stories for c in each["conflicts"] if all(a["doc"] in texts for a in c["accounts"])],
    )


def names_of(document: Json) -> Iterator[tuple[Place, str]]:
    """Yield a document's gold names: where, and type and entity as one word."""
    names = [
        name if name["type"] == "NONE" else name | {"type": f"{name['type']} {name['entity']}"}
        for name in document.get("names", ())
    ]
    for item in gold_items({"text": document["text"], "names": names})["names"]:
        if item.span is not None:
            yield (document["id"], item.span.start, item.span.end), item.fields["type"]


def narrowed(said: Said, truth: Truth) -> Said:
    """Return what was said of the documents of the truth: conflicts with an account in one of them."""
    kept = [c for c in said.conflicts if any(a["clip"] in truth.texts for a in c["accounts"])]
    return Said(said.stories, said.entities, kept)


def line(name: str, truth: Truth, said: Said) -> str:
    """Return a line of the table."""
    found = {place: entity for place, entity in truth.entities.items() if place in said.entities}
    paired = conflicts(truth, said)
    hits, gold, all_said = len(paired.pairs), len(truth.conflicts), len(said.conflicts)
    cells = (
        b_cubed(truth.stories, said.stories),
        b_cubed(found, said.entities),
        (hits / max(1, all_said), hits / max(1, gold)),
    )
    figures = "".join(f"{p:7.3f}{r:6.3f}{f1(p, r):6.3f} " for p, r in cells)
    kind = f1(paired.kinds / max(1, all_said), paired.kinds / max(1, gold))
    if not gold:  # the set has none, as corpus/fresh: nothing to be right or wrong about
        return f"{name:28}{figures[:40]}{'–':>7}{'–':>6}{'–':>6} {'–':>7}{gold:6}{all_said:6}"
    return f"{name:28}{figures}{kind:7.3f}{gold:6}{all_said:6}"


def b_cubed(gold: Mapping[Any, str], said: Mapping[Any, str]) -> tuple[float, float]:
    """Return B-cubed precision and recall over what the gold holds; what was not said stands alone."""
    placed: dict[Any, Hashable] = {key: said.get(key, ("alone", key)) for key in gold}
    both = Counter((gold[key], placed[key]) for key in gold)
    of_gold, of_said = Counter(gold.values()), Counter(placed.values())
    p = sum(n * n / of_said[group] for (_, group), n in both.items())
    r = sum(n * n / of_gold[group] for (group, _), n in both.items())
    return p / max(1, len(gold)), r / max(1, len(gold))


def f1(p: float, r: float) -> float:
    """Return the harmonic mean of both; 0 where both are."""
    return 2 * p * r / (p + r) if p + r else 0.0


def conflicts(truth: Truth, said: Said) -> Paired:
    """Pair each conflict said with a gold one it tells of, of the same kind where there is one."""
    paired, taken = Paired(), set[int]()
    for j, one in enumerate(said.conflicts):
        fits = [i for i, gold in enumerate(truth.conflicts) if i not in taken and same(gold, one, truth.texts)]
        if not fits:
            continue
        alike = [i for i in fits if truth.conflicts[i]["kind"] == one["kind"]]
        best = alike[-1] if alike else fits[0]
        taken.add(best)
        paired.pairs.append((j, best))
        paired.kinds += bool(alike)
    return paired


def same(gold: Json, said: Json, texts: Mapping[str, str]) -> bool:
    """Say whether two accounts of the gold conflict are told by accounts of the one said."""
    return sum(any(told(account, other, texts) for other in said["accounts"]) for account in gold["accounts"]) > 1


def told(gold: Json, said: Json, texts: Mapping[str, str]) -> bool:
    """Say whether an account said stands on the words of the gold's, in its document."""
    if gold["doc"] != said["clip"]:
        return False
    text, (start, end) = gold["text"], said["span"]
    at = texts[gold["doc"]].find(text)
    while at >= 0:
        if at < end and start < at + len(text):
            return True
        at = texts[gold["doc"]].find(text, at + 1)
    return False


def misses(truth: Truth, said: Said) -> Iterator[str]:
    """Yield a line for each conflict that was missed or wrongly said."""
    pairs = conflicts(truth, said).pairs
    right, found = {j for j, _ in pairs}, {i for _, i in pairs}
    for sign, column, members, without in (
        ("+", "clip", said.conflicts, right),
        ("-", "doc", truth.conflicts, found),
    ):
        for n, one in enumerate(members):
            if n not in without:
                accounts = " | ".join(f"{a[column]}: {a['text']}" for a in one["accounts"])
                yield f"{sign} {one['kind']}, {one['about']}: {accounts}\n"


if __name__ == "__main__":
    main()
