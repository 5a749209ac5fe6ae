"""What the help pages say of each command: its purpose, and examples. A test runs the options of every example."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from keii.cli.clip_topics import CLIP
from keii.cli.topic import Example, Topic
from keii.wording.language import N_

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
                Example("keii demo", N_("see what Keii does with the news it brings along")),
                Example("keii add page.txt --date 2025-05-10", N_("take a page into your dossier")),
                Example("keii story list", N_("see what it is about")),
                Example("keii conflicts", N_("see where accounts disagree")),
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
                Example("keii add clippings/ more.jsonl", N_("all files of a folder that Keii can take, and one more")),
                Example("keii add https://www.example.jp/news/1.html", N_("a page of the web")),
                Example(
                    "keii add notes.csv --column text=原稿 --column published=日付",
                    N_("a table whose columns have names of their own"),
                ),
                Example("keii add - --outlet NHK --whole < article.txt", N_("one article from the pipe, in one piece")),
            ),
        ),
        "serve": Topic(
            N_(
                "Open the reading room: the dossier as pages in your browser.\n\n"
                "Nobody but this machine can visit it, unless --host says otherwise; then a --token is needed, and "
                "--name for the name by which other machines call this one. No page asks anything of another host. "
                "Ctrl-C closes the room; what was saved stays."
            ),
            (
                Example("keii serve", N_("read in the browser")),
                Example("keii serve --port 0 --no-browser", N_("at any free port, without opening a browser")),
                Example(
                    "keii serve --host 0.0.0.0 --name desk.local --token sesame",
                    N_("let other machines in that show the word"),
                ),
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
                Example("keii show 3 --original > page.html", N_("the web page it was made from, as it came")),
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
                Example("keii who 金正恩", N_("spellings, titles, offices, claims, events and clips of one person")),
                Example("keii who NATO --json", N_("the same of an organisation, as JSON")),
            ),
        ),
        "search": Topic(
            N_(
                "Find clips by their words.\n\n"
                "All words must be there, in any spelling and width; a name finds every spelling of who it means. "
                "「」 or quotation marks keep words together."
            ),
            (
                Example("keii search 首相 増税", N_("clips with both words")),
                Example("keii search 停戦 --by ロシア国防省 --from 2025-05", N_("where one source speaks of it")),
            ),
        ),
        "story": Topic(
            N_(
                "Show the stories of the dossier, and put them right.\n\n"
                "Clips on one happening are put together as they arrive, with the reasons. What you decide is kept "
                "when clips are read again, and can be undone."
            ),
            (Example("keii story list --from 2025-05", N_("the stories of a month")),),
        ),
        "story list": Topic(
            N_("List the stories, the latest first."),
            (Example("keii story list --from 2025-05-10", N_("those with a clip of that day or later")),),
        ),
        "story show": Topic(
            N_("Show a story: its clips and why they are in it, copies folded, and what is at odds."),
            (
                Example("keii story show s3", N_("the story called s3")),
                Example("keii story show s3 --changes", N_("and what its copies have otherwise")),
            ),
        ),
        "story merge": Topic(
            N_("Say that two stories are one. What would change is shown first."),
            (Example("keii story merge s3 s7 --why 同じ事故", N_("the clips of s7 go to s3")),),
        ),
        "story split": Topic(
            N_("Say that some clips of a story are another. What would change is shown first."),
            (Example("keii story split s3 12 15", N_("clips 12 and 15 become a story of their own")),),
        ),
        "story rename": Topic(
            N_("Say what a story is called."),
            (Example("keii story rename s3 灯台沖の衝突", N_("the label stays, whatever comes later")),),
        ),
        "story undo": Topic(
            N_("Undo a judgement on stories."),
            (Example("keii story undo 4", N_("entry 4 of keii judgements no longer holds")),),
        ),
        "entity": Topic(
            N_(
                "Show who and what is named in the dossier, and put it right.\n\n"
                "One thing under many spellings is one entity. What you decide beats every rule, is kept when clips "
                "are read again, and can be undone."
            ),
            (Example("keii entity list", N_("everything named, most mentioned first")),),
        ),
        "entity list": Topic(
            N_("List entities with their spellings, most mentioned first."),
            (Example("keii entity list --json", N_("the same with every mention, as JSON Lines")),),
        ),
        "entity merge": Topic(
            N_("Say that two entities are one. What would change is shown first."),
            (Example("keii entity merge 金正恩 e24", N_("what was taken for two is one")),),
        ),
        "entity split": Topic(
            N_("Say that some mentions of an entity mean another. What would change is shown first."),
            (
                Example("keii entity split 佐藤 --clip 12", N_("in clip 12 another 佐藤 is meant")),
                Example("keii entity split e24 --spelled 与正", N_("what is spelled so is another")),
            ),
        ),
        "entity rename": Topic(
            N_("Say what an entity is called."),
            (Example("keii entity rename e24 金与正", N_("its name in every list")),),
        ),
        "entity undo": Topic(
            N_("Undo a judgement on entities."),
            (Example("keii entity undo 4 --dry-run", N_("what would change if entry 4 no longer held")),),
        ),
        "conflicts": Topic(
            N_(
                "Show accounts that disagree, side by side.\n\n"
                "Figures that differ, figures replaced later, denials, and each side blaming the other; each account "
                "with its source, outlet and day. What is merely compatible (12人 and 少なくとも10人) is not shown."
            ),
            (
                Example("keii conflicts", N_("all, the latest story first")),
                Example("keii conflicts --story s3 --kind denial", N_("what one story's sources deny")),
            ),
        ),
        "timeline": Topic(
            N_(
                "Show what happened and what was said, by the time it is about.\n\n"
                "Each line has its own words under it and the clips that tell it. A time is as fine as the text gives "
                "it; in brackets stands the day of publication, where the text gives none."
            ),
            (
                Example("keii timeline 金正恩", N_("around one person")),
                Example("keii timeline ロシア 北朝鮮", N_("between two countries")),
                Example("keii timeline s3", N_("in one story")),
            ),
        ),
        "digest": Topic(
            N_(
                "Show what is new.\n\n"
                "New stories, new claims in older stories, changed figures, new denials, and who speaks for the first "
                "time. A clip counts by its publication, else by its arrival."
            ),
            (Example("keii digest --since 2025-05-09", N_("what two days brought")),),
        ),
        "judgements": Topic(
            N_("Show the ledger: what was decided about clips, entities and stories, and what was undone."),
            (Example("keii judgements --json", N_("the same as JSON Lines")),),
        ),
        "undo": Topic(
            N_("Undo any entry of the ledger, a judgement or a correction. What would change is shown first."),
            (Example("keii undo 4", N_("entry 4 of keii judgements no longer holds")),),
        ),
        "export": Topic(
            N_(
                "Print one kind of finding for other programs.\n\n"
                "Kinds: clips, readings, claims, names, times, quantities, events, stories, entities, conflicts. CSV "
                "cells that a spreadsheet would run as a formula begin with an apostrophe."
            ),
            (
                Example("keii export claims --format csv > claims.csv", N_("all claims as a table for a spreadsheet")),
                Example("keii export readings > readings.jsonl", N_("everything found, one JSON object a clip")),
                Example("keii export conflicts --format csv > odds.csv", N_("all conflicts, one account a line")),
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
        "feed": Topic(
            N_(
                "Say which feeds are followed.\n\n"
                "RSS, Atom and JSON feeds are understood. keii fetch asks for them; nothing is fetched except from "
                "addresses you named, and those they lead to."
            ),
            (Example("keii feed list", N_("the feeds, when each was fetched and is due, and which fail")),),
        ),
        "feed add": Topic(
            N_(
                "Follow feeds: by their address, by that of a page that names one, or all of a list (OPML).\n\n"
                "Of several feeds a page names the first is followed, and the others are told."
            ),
            (
                Example("keii feed add https://www.example.jp/rss.xml", N_("follow a feed")),
                Example("keii feed add feeds.opml", N_("follow all feeds of another program's list")),
            ),
        ),
        "feed list": Topic(
            N_("List the feeds: title, last fetch, next fetch, and why one fails."),
            (Example("keii feed list --json", N_("the same as JSON Lines")),),
        ),
        "feed remove": Topic(
            N_("Follow a feed no longer. Its clips stay."),
            (Example("keii feed remove f3", N_("the feed that the list calls f3")),),
        ),
        "feed export": Topic(
            N_("Print the feeds as a list for other programs (OPML)."),
            (Example("keii feed export > feeds.opml", N_("all feeds, with their folders")),),
        ),
        "fetch": Topic(
            N_(
                "Ask for the feeds that are due, and take what is new in them.\n\n"
                "The page of each new entry is fetched; where it cannot be had, the feed's own words are taken and "
                "keii problems says so. robots.txt and Retry-After are obeyed, and a host is asked once a second at "
                "most. Stop it at any time: the next run goes on where it stopped. Private addresses are refused "
                "unless --allow names them. KEII_CONTACT is a web or mail address that servers are given."
            ),
            (
                Example("keii fetch", N_("what is new in the feeds that are due")),
                Example("keii fetch --all --json", N_("all feeds now; a JSON object a feed")),
                Example("keii fetch --allow wiki.example", N_("with a feed in your own network")),
            ),
        ),
        "watch": Topic(
            N_(
                "Fetch each feed whenever it is due, until stopped.\n\n"
                "Ctrl-C ends it; what is stored stays, and the next run goes on. While another command writes to the "
                "dossier, watching waits."
            ),
            (Example("keii watch", N_("leave it running")),),
        ),
        "demo": Topic(
            N_("Show what Keii does, on a page and five papers it brings along. Nothing is kept."),
            (
                Example(
                    "keii demo", N_("invented news becomes a dossier: clips, claims, a story, conflicts, a timeline")
                ),
            ),
        ),
    }
    | dict(CLIP)
)
"""Command -> its page; "" is the first page."""
