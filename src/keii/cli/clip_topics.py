"""What the help pages say of `keii clip` and its commands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from keii.cli.topic import Example, Topic
from keii.wording.language import N_

CLIP: Final[Mapping[str, Topic]] = MappingProxyType(
    {
        "clip": Topic(
            N_(
                "Put right what is known of a clip, and what was read in it.\n\n"
                "Words are named as they stand in the clip. What would change is shown first; the saved text never "
                "does. What you say beats every rule, is kept when clips are read again, and can be undone."
            ),
            (Example("keii clip outlet 3 NHK", N_("clip 3 is of NHK")),),
        ),
        "clip outlet": Topic(
            N_("Say who published a clip."),
            (
                Example("keii clip outlet 3 NHK", N_("clip 3 is of NHK")),
                Example("keii clip outlet 3 --unknown", N_("what was taken for its outlet is none")),
            ),
        ),
        "clip date": Topic(
            N_("Say when a clip was published. Its days counted from then (昨日, 9日) are read anew."),
            (Example("keii clip date 3 2025-05-10 --dry-run", N_("what would change if it were of 10 May 2025")),),
        ),
        "clip title": Topic(
            N_("Say what a clip's headline is."),
            (Example("keii clip title 3 '市庁舎、移転せず'", N_("its headline in every list")),),
        ),
        "clip name": Topic(
            N_("Say whom or what words of a clip name, or that they are no name."),
            (
                Example("keii clip name 3 金氏 --is 金正恩", N_("in clip 3 金氏 is 金正恩")),
                Example("keii clip name 3 金氏 --is e12 --everywhere", N_("the same, wherever 金氏 stands in it")),
                Example("keii clip name 3 みどり --no-name", N_("it is a colour")),
            ),
        ),
        "clip time": Topic(
            N_("Say which time words of a clip mean, or that they mean none."),
            (
                Example("keii clip time 3 9日 2025-05-09", N_("9日 in clip 3 is 9 May 2025")),
                Example("keii clip time 3 1日1回 --no-time --nth 2", N_("where it stands for the second time")),
            ),
        ),
        "clip claims": Topic(
            N_("List a clip's claims with the numbers by which they are put right."),
            (Example("keii clip claims 3", N_("who says what in clip 3")),),
        ),
        "clip speaker": Topic(
            N_("Say whose words a claim is."),
            (
                Example("keii clip speaker 3 2 ロシア国防省", N_("claim 2 of clip 3 is the ministry's")),
                Example("keii clip speaker 3 2 --open", N_("the text does not say whose it is")),
            ),
        ),
        "clip stance": Topic(
            N_("Say how a claim is meant: assert, deny, conjecture or demand."),
            (Example("keii clip stance 3 2 deny", N_("claim 2 of clip 3 denies its content")),),
        ),
        "clip drop-claim": Topic(
            N_("Say that what was read as a claim is none."),
            (Example("keii clip drop-claim 3 2", N_("claim 2 of clip 3 is the writer's own")),),
        ),
        "clip add-claim": Topic(
            N_("Say that there is a claim that was not read."),
            (
                Example(
                    "keii clip add-claim 3 費用は膨らむ --cue との見方 --by 専門家", N_("it is given as the expert's")
                ),
            ),
        ),
        "clip cut": Topic(
            N_(
                "Say that a clip is two. The page's text stays as it is; adding it again brings nothing back.\n\n"
                "What was put right in the clip holds for its parts."
            ),
            (Example("keii clip cut 3 --at 高原県で10日", N_("the second begins with these words")),),
        ),
        "clip join": Topic(
            N_("Say that a clip and the next one of its page are one."),
            (Example("keii clip join 3", N_("clip 3 goes on in the one after it")),),
        ),
        "clip undo": Topic(
            N_("Undo a correction of clips."),
            (Example("keii clip undo 5 --dry-run", N_("what would change if entry 5 no longer held")),),
        ),
    }
)
