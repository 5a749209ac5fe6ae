"""Times, numbers and quantities of `read()` beside the Japanese cases of microsoft/Recognizers-Text.

    python benchmarks/recognizers.py DATA [--show CLASS] [--file NAME]

DATA is the folder of public data of docs/models.md; of it test/recognizers/*.json is read (the Specs of the repository,
MIT). The cases are what people say to an assistant, so not all of it is Japanese that news would print. Each text is
read as a clip published on the case's reference date.

Times agree when a time of ours that overlaps means one of the resolutions given (cases.py says what is compared with
what); where a case gives no value, when the spans are the same but for particles. Numbers agree when a number of ours
that overlaps has the value; percentages and units also want the quantity: % as it is, 割 times ten, the unit's name by
the table below. What is ours and not in the set is counted only in the files that look for everything (DateTimeModel):
the others look for one kind each. Printed are agreement by file, then the disagreements by class, told by rule
(disagree.py); --show prints the cases of a class.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cases import Case, Wanted, agrees, cases, meaning_of
from disagree import VERDICTS, Found, Pair, Reason, reason, same, value_of
from keii.find.numbers.find import find as find_numbers
from keii.ingest.take import clip_from_text
from keii.reading import read
from keii.records.reading import Reading
from keii.records.span import Span
from keii.text.view import view_of
from keii.words.parse import parse
from reasons import NUMBERS, TIMES

UNITS = {
    "Japanese yen": "円", "United States dollar": "ドル|米ドル", "Dollar": "ドル", "Chinese yuan": "元|人民元",
    "Euro": "ユーロ", "Pound": "ポンド", "Swiss franc": "スイス・?フラン", "Hong Kong dollar": "香港ドル",
    "New Taiwan dollar": "台湾ドル|新台湾ドル|元", "Nigerian naira": "ナイラ", "Panamanian balboa": "バルボア",
    "F": "度|華氏度|°F|℉", "C": "度|℃|°C", "Degree": "度|°", "Mile": "マイル", "Foot": "フィート", "Inch": "インチ",
    "Kilometer": "キロ|キロメートル|km", "Meter": "メートル|m", "Centimeter": "センチ|センチメートル|cm",
    "Millimeter": "ミリ|ミリメートル|mm", "Decimeter": "デシメートル", "Picometer": "ピコメートル|ピクトメーター|pm",
    "Kilogram": "キロ|キログラム|kg", "Ton": "トン", "Metric ton": "トン|メートルトン", "Ounce": "オンス",
    "Gallon": "ガロン", "Milliliter": "ミリリットル|ml", "Acre": "エーカー", "Square meter": "平方メートル|平米",
    "Square kilometer": "平方キロメートル|平方キロ", "Cubic foot": "立方フィート", "Bit": "ビット",
    "Megabit": "メガビット|メガバイト", "Mile per hour": "マイル",
    "Kilometer per hour": "キロ|キロメートル", "Meter per second": "メートル",
    "Mu": "畝|ムー",
    "Year": "歳|才", "Month": "か月|ヶ月|カ月|月", "Week": "週|週間", "Day": "日|日齢",
}  # fmt: skip
"""The set's names of units -> ours, as a pattern."""
_AFTER = re.compile(
    r"(までの間|までの|から|まで|の間|間|以内|中|いつか|ごろ|頃|ころ|くらい|ぐらい|すぎ|過ぎ|に|で|の|は|、)+$"
)
_BEFORE = re.compile(r"^(もう|まる|あと|約|およそ|この|の|、)+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one thing wanted; no reason: agreed."""

    file: str
    wanted: str
    case: Case
    reason: Reason | None
    ours: str


def main() -> None:
    """Read the cases, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder of public data")
    parser.add_argument("--show", metavar="CLASS", help="print the cases of a class of disagreement")
    parser.add_argument("--file", metavar="NAME", default="", help="with --show: only of files with this in their name")
    given = parser.parse_args()
    folder = given.data / "test" / "recognizers"
    times, extra = [*time_outcomes(folder)], extras(folder)
    numbers = [*number_outcomes(folder)]
    for title, outcomes, rows in (("times", times, TIMES), ("numbers", numbers, NUMBERS)):
        by_file(title, outcomes)
        by_class(title, outcomes, rows)
    print(f"\nours alone, where the set looks for everything: {sum(map(len, extra.values()))}")
    for kind, texts in sorted(extra.items()):
        print(f"  {kind:24}{len(texts):6}")
    show([*times, *numbers], given.show, given.file)
    for line in extra.get(given.show or "", ()):
        print(line)


def time_outcomes(folder: Path) -> Iterator[Outcome]:
    """Compare the times."""
    for case in cases(folder, "DateTime"):
        reading = _read(case)
        for wanted in case.wanted:
            near = [t for t in reading.times if _touch(t.span, wanted)]
            spans = tuple((t.span.start, t.span.end) for t in near)
            found = Found(spans, meanings=tuple(meaning_of(t.value) for t in near))
            if wanted.span_only:
                good = any(same_words(case.text, span, wanted) for span in spans)
            else:
                good = any(agrees(ours, theirs) for ours in found.meanings for theirs in wanted.meanings)
                good = good or any(t.value in wanted.timexes for t in near)  # seasons: no other value is given
            ours = " + ".join(f"{case.text[t.span.start : t.span.end]} {t.value}" for t in near)
            why = None if good else reason(Pair(case, wanted, found), TIMES)
            yield Outcome(case.file, wanted.text, case, why, ours)


def same_words(text: str, ours: tuple[int, int], wanted: Wanted) -> bool:
    """Say whether two spans hold the same words but for particles and ごろ."""
    return _bare(text[ours[0] : ours[1]]) == _bare(text[wanted.start : wanted.end])


def _bare(words: str) -> str:
    return _BEFORE.sub("", _AFTER.sub("", words.strip()))


def number_outcomes(folder: Path) -> Iterator[Outcome]:
    """Compare the numbers and quantities."""
    for case in cases(folder, "Number"):
        reading, numbers = _read(case), _numbers(case.text)
        for wanted in case.wanted:
            near = [(span, low, high) for span, low, high in numbers if _touch(span, wanted)]
            good = _number_agrees(wanted, near, reading)
            spans = tuple((span.start, span.end) for span, _, _ in near)
            values = tuple(value for _, low, high in near for value in (low, high))
            why = None if good else reason(Pair(case, wanted, Found(spans, values=values)), NUMBERS)
            ours = " + ".join(f"{low}" if low == high else f"{low} to {high}" for _, low, high in near)
            ours += "".join(
                f" [{q.low} {q.unit} {q.bound or ''}]" for q in reading.quantities if _touch(q.span, wanted)
            )
            yield Outcome(case.file, wanted.text, case, why, ours)


def _numbers(text: str) -> list[tuple[Span, Decimal, Decimal]]:
    view = view_of(text)
    numbers, _ = find_numbers(parse(view.text)[0])
    return [(view.saved(n.span), n.low, n.high) for n in numbers]


def _number_agrees(wanted: Wanted, near: Sequence[tuple[Span, Decimal, Decimal]], reading: Reading) -> bool:
    if wanted.number is None:
        return wanted.span_only and bool(near)
    if wanted.type == "numberrange":
        there = [q for q in reading.quantities if _touch(q.span, wanted)]
        return any(interval(q.low, q.high, q.bound) == wanted.number[0] for q in there)
    value, unit = value_of(wanted), wanted.number[1]
    if value is None:
        return False
    quantities = [(q.low, q.unit) for q in reading.quantities if q.low == q.high and _touch(q.span, wanted)]
    if wanted.type == "percentage":
        shares = [low * 10 if name == "割" else low for low, name in quantities if name in ("%", "割", "ポイント")]
        return any(same(low, value) for low in shares)
    if unit and wanted.type != "age":
        return any(same(low, value) and re.fullmatch(UNITS.get(unit, "$."), name) for low, name in quantities)
    return any(low == high and same(low, value) for _, low, high in near)


def interval(low: Decimal, high: Decimal, bound: str | None) -> str:
    """Return a quantity in the set's notation of ranges: 30以上 is [30,)."""
    forms = {"min": f"[{low},)", "over": f"({low},)", "max": f"(,{high}]", "under": f"(,{high})"}
    return forms.get(bound or "", f"[{low},{high}]" if low == high else f"[{low},{high})")


def extras(folder: Path) -> dict[str, list[str]]:
    """Return our times that a set looking for all times does not have, by what they are."""
    found: dict[str, list[str]] = {}
    for case in cases(folder, "DateTime-DateTimeModel"):
        for time in _read(case).times:
            if not any(_touch(time.span, wanted) for wanted in case.wanted):
                kind = "lengths" if time.value.startswith("P") else "times"
                kind = f"{kind}, {'none' if not case.wanted else 'others'} wanted"
                words = case.text[time.span.start : time.span.end]
                found.setdefault(kind, []).append(f"{words} {time.value} | {case.text}")
    return found


def by_file(title: str, outcomes: Sequence[Outcome]) -> None:
    """Print agreement by file."""
    wanted, agreed = Counter(o.file for o in outcomes), Counter(o.file for o in outcomes if not o.reason)
    print(f"\n{title:42}{'wanted':>8}{'agreed':>8}{'%':>7}")
    for file, count in wanted.items():
        print(f"  {file:40}{count:8}{agreed[file]:8}{100 * agreed[file] / count:7.1f}")
    print(f"  {'all':40}{len(outcomes):8}{agreed.total():8}{100 * agreed.total() / len(outcomes):7.1f}")


def by_class(title: str, outcomes: Sequence[Outcome], rows: Sequence[Reason]) -> None:
    """Print the disagreements by verdict and class."""
    counts = Counter((o.reason.verdict, o.reason.name) for o in outcomes if o.reason)
    verdicts = Counter(o.reason.verdict for o in outcomes if o.reason)
    print(f"\n{title}: disagreements by class")
    for verdict in VERDICTS:
        print(f"  {verdict:30}{verdicts[verdict]:6}")
        for row in dict.fromkeys((r.verdict, r.name) for r in rows):
            if row[0] == verdict and counts[row]:
                words = next(r.words for r in rows if (r.verdict, r.name) == row)
                print(f"    {row[1]:28}{counts[row]:6}  {words}")
    settled = sum(not o.reason for o in outcomes)
    open_ = verdicts["error"] + verdicts["unsupported"]
    print(f"  of what is not convention and not foreign to news, agreed: {100 * settled / (settled + open_):.1f} %")


def show(outcomes: Sequence[Outcome], name: str | None, file: str) -> None:
    """Print the cases of one class."""
    for o in outcomes:
        if o.reason and o.reason.name == name and file in o.file:
            print(f"{o.file} | {o.case.text} | {o.wanted} | ours: {o.ours or '-'} | {o.case.reference:%Y-%m-%d}")


def _read(case: Case) -> Reading:
    return read(clip_from_text(case.text, published=case.reference.date()))


def _touch(span: Span, wanted: Wanted) -> bool:
    return span.start < wanted.end and wanted.start < span.end


if __name__ == "__main__":
    main()
