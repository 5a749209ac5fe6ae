"""keii story: stories and the clips in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.accounts import draw_conflict
from keii.cli.columns import clip_to, pad, width, wrap
from keii.cli.judging import DryOption, WhyOption, YesOption, judge
from keii.cli.ledger import clip_line
from keii.cli.options import DossierOption, JsonOption, SinceOption, UntilOption, open_desk
from keii.cli.output import console, heading, print_json, say
from keii.cli.when import days_text
from keii.errors import NotFound
from keii.records.story import Member, Story, StoryLine
from keii.wording.labels import COPIES, FEATURES
from keii.wording.language import N_, t

if TYPE_CHECKING:
    from rich.console import Console

    from keii.desk import Desk

Changed = Mapping[int, Sequence[tuple[str, str]]]

StoryArgument = Annotated[str, typer.Argument(metavar="STORY", help=N_("A story as shown: s12."))]
ClipsArgument = Annotated[list[str], typer.Argument(metavar="CLIP...", help=N_("Clips of the story: number or id."))]


def list_stories(
    since: SinceOption = None, until: UntilOption = None, json: JsonOption = False, dossier: DossierOption = None
) -> None:
    """Print one line a story, the latest first."""
    from keii.publish.rows import story_line_row  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        lines = desk.stories(since=since, until=until)
    if not lines:
        raise NotFound("there is no story", hint="fill the dossier with: keii add PATH")
    if json:
        for line in lines:
            print_json(story_line_row(line))
        return
    draw_lines(console(), lines)
    clips = sum(line.clips for line in lines)
    say("stories: {0} · clips: {1} · ×: accounts + copies · ⇔: conflicts", len(lines), clips)


def show_story(
    story: StoryArgument,
    changes: Annotated[bool, typer.Option("--changes", help=N_("Write out what copies have otherwise."))] = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print a story: its clips, why they are in it, copies folded, what is at odds."""
    from keii.publish.rows import story_row  # as above

    with open_desk(dossier) as desk:
        found = desk.story(story)
        changed = _differences(desk, found) if changes else None
        called = desk.clip_names() if json else {}
    if json:
        print_json(story_row(found, lambda clip: called[clip.id], changed))
    else:
        draw_story(console(), found, changed)


def merge_stories(
    left: Annotated[str, typer.Argument(metavar="STORY", help=N_("The story that stays."))],
    right: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The story whose clips come to it."))],
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that two stories are one."""
    with open_desk(dossier) as desk:
        a, b = desk.story(left).line.number, desk.story(right).line.number
        judge(desk, lambda keep: desk.merge("story", a, b, why=why, keep=keep), yes=yes, dry=dry, json=json)


def split_story(
    story: StoryArgument,
    clips: ClipsArgument,
    why: WhyOption = "",
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say that some clips of a story are another story."""
    with open_desk(dossier) as desk:
        number = desk.story(story).line.number
        part = [(desk.clip(word).id,) for word in clips]
        judge(desk, lambda keep: desk.split("story", number, part, why=why, keep=keep), yes=yes, dry=dry, json=json)


def rename_story(
    story: StoryArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("What to call it."))],
    yes: YesOption = False,
    dry: DryOption = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Say what a story is called."""
    with open_desk(dossier) as desk:
        number = desk.story(story).line.number
        judge(desk, lambda keep: desk.rename("story", number, name.strip(), keep=keep), yes=yes, dry=dry, json=json)


def draw_lines(screen: Console, lines: tuple[StoryLine, ...]) -> None:
    """Draw stories as a table: number, days, accounts and copies, conflicts, label."""
    from rich.text import Text  # as above

    left = max(len(str(line.number)) for line in lines) + 1
    when = max(width(days_text(line.first, line.last)) for line in lines)
    size = max(width(_size(line)) for line in lines)
    odds = max(width(_odds(line)) for line in lines)
    for line in lines:
        head = Text(f"{'s' + str(line.number):>{left}}  ", style="bold")
        head.append(pad(days_text(line.first, line.last), when) + "  ", style="not bold cyan")
        head.append(pad(_size(line), size) + "  ", style="not bold dim")
        if odds:
            head.append(pad(_odds(line), odds) + "  ", style="not bold red")
        head.append(clip_to(line.label, max(10, screen.width - width(head.plain))), style="not bold")
        screen.print(head, no_wrap=True, overflow="ellipsis", crop=False)


def draw_story(screen: Console, story: Story, changed: Changed | None = None) -> None:
    """Draw a story: its clips in order of time with the copies under them, then what is at odds.

    With `changed`, number of a copy -> its differences, each is written out: - what it leaves out, + what it adds.
    """
    from rich.text import Text  # as above

    line = story.line
    heading(screen, f"s{line.number}  {line.label}", "bold")
    foot = [days_text(line.first, line.last), t("accounts: {0}", line.accounts)]
    foot += [t("copies: {0}", line.clips - line.accounts)] if line.clips > line.accounts else []
    foot.append("、".join(line.outlets))
    screen.print(Text(wrap(" · ".join(part for part in foot if part), screen.width, "  "), style="dim"))
    for member in story.members:
        if member.copy_of is not None and any(head.clip.number == member.copy_of for head in story.members):
            continue  # stands under the clip it repeats
        screen.print(clip_to("  " + clip_line(member.clip, screen.width), screen.width))
        screen.print(Text(clip_to("      " + reasons_line(member), screen.width), style="dim"))
        for copy in story.members:
            if copy.copy_of == member.clip.number:
                _draw_copy(screen, copy, (changed or {}).get(copy.clip.number, ()))
    if story.conflicts:
        screen.print(Text("\n  " + t("Conflicts"), style="bold underline"))
    for conflict in story.conflicts:
        draw_conflict(screen, conflict, {member.clip.id: member.clip for member in story.members})


def reasons_line(member: Member) -> str:
    """Return why a clip is in its story, in a line."""
    if member.by_person:
        return t("put here by a person")
    if not member.reasons:
        return t("began the story")
    told = (f"{t(FEATURES.get(r.feature, r.feature))} {r.weight:+.1f} {r.note}".rstrip() for r in member.reasons)
    return " · ".join(told)


def _draw_copy(screen: Console, copy: Member, changed: Sequence[tuple[str, str]]) -> None:
    from rich.text import Text  # as above

    told = f"    ↳ {t(COPIES[copy.copy_kind or 'near'])}  {clip_line(copy.clip, screen.width)}"
    screen.print(Text(clip_to(told, screen.width), style="dim"))
    for before, after in changed:
        for mark, text, style in (("-", before, "red"), ("+", after, "green")):
            if text:
                first, *rest = wrap(text.replace("\n", " "), screen.width, " " * 10).split("\n")
                screen.print(Text("\n".join((f"{' ' * 8}{mark} {first[10:]}", *rest)), style=style))


def _differences(desk: Desk, story: Story) -> Changed:
    """Return what each copy of a story has otherwise than the clip it repeats: number -> (before, after) each."""
    from keii.link.copies.judge import changes  # as above

    texts: dict[int, str] = {}
    out: dict[int, tuple[tuple[str, str], ...]] = {}
    for member in story.members:
        if member.copy_of is not None:
            for number in {member.copy_of, member.clip.number} - texts.keys():
                texts[number] = desk.reading(str(number)).clip.text
            old, new = texts[member.copy_of], texts[member.clip.number]
            told = ((c.before, c.after) for c in changes(old, new))
            out[member.clip.number] = tuple(
                (old[a.start : a.end].strip(), new[b.start : b.end].strip()) for a, b in told
            )
    return out


def _size(line: StoryLine) -> str:
    """Return how many accounts a story has, and copies of them: ×5+2."""
    copies = line.clips - line.accounts
    return f"×{line.accounts}" + (f"+{copies}" if copies else "")


def _odds(line: StoryLine) -> str:
    return f"⇔ {line.conflicts}" if line.conflicts else ""
