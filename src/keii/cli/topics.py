"""What the help pages say of each command: its purpose, and examples. A test runs the options of every example."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from keii.cli.language import N_


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type, and what it does."""

    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One command's page; the first line of its text stands in the list of commands."""

    text: str
    examples: tuple[Example, ...]


TOPICS: Final = MappingProxyType(
    {
        "": Topic(
            N_(
                "Keii (経緯) turns a pile of Japanese news clippings into a dossier whose every line leads back to its "
                "words.\n\n"
                "Data is printed on stdout, words on stderr. KEII_DOSSIER names the dossier, KEII_LANG the language "
                "(en, ja), KEII_WAIT the seconds to wait for another process.\n\n"
                "Exit codes: 0 done, 1 nothing found, 2 bad input, 3 done but some input was rejected, 4 trouble with "
                "the dossier, 130 interrupted."
            ),
            (
                Example("keii demo", N_("see what Keii does with the page it brings along")),
                Example("keii add page.txt --date 2025-05-10", N_("take a page into your dossier")),
                Example("keii claims --by ロシア国防省", N_("see what one source says")),
            ),
        ),
        "add": Topic(
            N_(
                "Take clippings into the dossier.\n\n"
                "Text pages are cut into their articles, posts and links; the documents of JSON Lines files are kept "
                "as they are. What is there already is not added again, but a date or an outlet that was missing is "
                "filled in. A file that cannot be taken stops no other."
            ),
            (
                Example("keii add page.txt --date 2025-05-10", N_("a page of clippings, published on 10 May 2025")),
                Example(
                    "keii add clippings/ more.jsonl", N_("all .txt, .md and .jsonl files of a folder, and one more")
                ),
                Example("keii add - --outlet NHK --whole < article.txt", N_("one article from the pipe, in one piece")),
            ),
        ),
        "read": Topic(
            N_(
                "Read clippings and print what is found, without a dossier.\n\n"
                "With --format jsonl each clip is one JSON object; all spans are [start, end) in code points of the "
                "clip's own text."
            ),
            (
                Example("keii read page.txt --date 2025-05-10", N_("what Keii finds in a page, to be read")),
                Example("keii read docs.jsonl --format jsonl > found.jsonl", N_("the same for programs")),
            ),
        ),
        "list": Topic(
            N_("List the clips of the dossier."),
            (
                Example("keii list", N_("every clip in order of arrival: number, id, kind, date, outlet")),
                Example("keii list --json", N_("the same as JSON Lines")),
            ),
        ),
        "show": Topic(
            N_("Show one clip with its findings marked, and listed under it."),
            (
                Example("keii show 3", N_("the third clip")),
                Example("keii show k1f3 --cuts", N_("the clip whose id begins so, and why it was cut there")),
            ),
        ),
        "claims": Topic(
            N_("Show who says what, through whom, when, and how."),
            (
                Example("keii claims --by 金正恩", N_("what one source says, under any of its spellings")),
                Example("keii claims --about 停戦 --from 2025-05 --to 2025-05-10", N_("on one matter, within a time")),
                Example("keii claims --stance deny --json", N_("all denials as JSON Lines")),
            ),
        ),
        "who": Topic(
            N_("Show what the dossier holds on a person, an organisation or a place."),
            (
                Example("keii who 金正恩", N_("spellings, titles, claims, events and clips of one person")),
                Example("keii who NATO --json", N_("the same of an organisation, as JSON")),
            ),
        ),
        "export": Topic(
            N_(
                "Print one kind of finding for other programs.\n\n"
                "Kinds: clips, readings, claims, names, times, quantities, events. CSV cells that a spreadsheet would "
                "run as a formula begin with an apostrophe."
            ),
            (
                Example("keii export claims --format csv > claims.csv", N_("all claims as a table for a spreadsheet")),
                Example("keii export readings > readings.jsonl", N_("everything found, one JSON object a clip")),
            ),
        ),
        "problems": Topic(
            N_("Show what was not taken, and what stayed open in the clips."),
            (Example("keii problems --json", N_("the same as JSON Lines")),),
        ),
        "reread": Topic(
            N_("Read the stored clips again where an earlier engine read them."),
            (Example("keii reread", N_("after an upgrade of Keii")),),
        ),
        "evaluate": Topic(
            N_(
                "Score the engine against gold documents.\n\n"
                "Prints precision (P), recall (R) and F1 of each kind of finding. Documents with clips are cut as "
                "pages, the others read whole. With --against, each gain and loss since a kept evaluation is printed "
                "with its sentence: kind, change (found, lost, mended, wrong), document, item."
            ),
            (
                Example("keii evaluate corpus/dev", N_("the table over all documents of a folder")),
                Example("keii evaluate corpus/dev --misses claims --prefix intl", N_("what is missed in some of them")),
                Example(
                    "keii evaluate corpus/dev --against benchmarks/baseline.json",
                    N_("what a change of rules gains and loses"),
                ),
            ),
        ),
        "demo": Topic(
            N_("Show what Keii does, on a page it brings along. Nothing is kept."),
            (Example("keii demo", N_("a pasted page of invented news becomes a dossier")),),
        ),
    }
)
"""Command -> its page; "" is the first page."""
