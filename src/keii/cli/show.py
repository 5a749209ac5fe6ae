"""keii show: one clip with its findings marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from keii.cli.columns import breaks, wrap
from keii.cli.options import DossierOption, JsonOption, open_desk
from keii.cli.output import console, print_json
from keii.wording.labels import BOUNDS, EVENTS, GIVEN_BY, KINDS, TYPES
from keii.wording.language import N_, problem_text, t

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from keii.records.clip import Clip
    from keii.records.facts import Listed, Neighbours
    from keii.records.reading import Reading
    from keii.records.span import Span

STYLES = {
    "PER": "bold bright_red", "ORG": "bold bright_blue", "GPE": "bold bright_green", "LOC": "bold bright_cyan",
    "time": "bright_magenta", "quantity": "bright_yellow",
}  # fmt: skip
_PLAIN = {"time": ("{", "}"), "quantity": ("<", ">")}
_TELLING = 0.2  # log odds
_NAME_PLAIN = ("[", "]")
_SHOWN = 12  # clips of a page that are named by their numbers


def show(
    clip: Annotated[
        str, typer.Argument(metavar="CLIP", help=N_("A clip's number, its id or the beginning of it, or its source."))
    ],
    cuts: Annotated[bool, typer.Option("--cuts", help=N_("Say why the clip was cut from its page there."))] = False,
    original: Annotated[
        bool, typer.Option("--original", help=N_("Print the page it was made from, byte for byte as it came."))
    ] = False,
    json: JsonOption = False,
    dossier: DossierOption = None,
) -> None:
    """Print a clip's text with marks, and what was found listed under it."""
    from keii.publish.rows import neighbours_row  # the engine is loaded by the commands that need it
    from keii.records.codec import to_json  # the engine is loaded by the commands that need it

    with open_desk(dossier) as desk:
        if original:
            sys.stdout.buffer.write(desk.original(clip).body)
            return
        reading, number = desk.reading(clip), desk.clip(clip).number
        story, near = desk.stories_of(number).get(number), desk.neighbours(clip)
    if json:
        told = {"story": f"s{story[0]}" if story else None, "neighbours": neighbours_row(near)}
        print_json(to_json(reading) | told)
    else:
        draw(console(), reading, number=number, cuts=cuts, story=story, near=near)


def draw(
    screen: Console,
    reading: Reading,
    *,
    number: int,
    cuts: bool,
    story: tuple[int, str] | None = None,
    near: Neighbours | None = None,
) -> None:
    """Draw a reading: head, marked text, legend, and the lists of what was found; its story and its neighbours."""
    from rich.text import Text  # --help and --version do without

    from keii.cli.ledger import draw_statements
    from keii.records.statements import statements_of

    screen.print(Text(_head(reading.clip, number), style="bold"))
    if story:
        screen.print(Text(t("story {0}  {1}", f"s{story[0]}", story[1]), style="cyan"))
    if cuts:
        _list(screen, t("Why it begins here"), _reasons(reading.clip))
    screen.print()
    colour = screen.is_terminal and not screen.no_color
    for line in marked(reading, colour=colour).split("\n", allow_blank=True):
        for row in line.divide(breaks(line.plain, screen.width)):
            screen.print(row, no_wrap=True, crop=False, overflow="ignore")
    screen.print()
    screen.print(_legend(colour=colour))
    _list(screen, t("Names"), _names(reading))
    _list(screen, t("Times"), _times(reading))
    _list(screen, t("Quantities"), _quantities(reading))
    if reading.claims:
        screen.print(Text("\n" + t("Claims"), style="bold underline"))
        draw_statements(screen, statements_of(reading, number), where=False)
    _list(screen, t("Events"), _events(reading))
    _list(screen, t("Links"), _neighbours(near) if near else ())
    _list(screen, t("Problems"), [problem_text(problem) for problem in reading.problems])
    screen.print()


def marked(reading: Reading, *, colour: bool) -> Text:
    """Return the clip's text with names, times and quantities marked, and claims' contents underlined."""
    from rich.text import Text  # as above

    from keii.publish.marks import marks, pieces

    out = Text()
    if not colour:
        for _, piece, kind in pieces(reading.clip.text, marks(reading)):
            left, right = _PLAIN.get(kind, _NAME_PLAIN) if kind else ("", "")
            out.append(f"{left}{piece}{right}")
        return out
    for _, piece, kind in pieces(reading.clip.text, marks(reading)):
        out.append(piece, style=STYLES[kind] if kind else "")
    for claim in reading.claims:
        out.stylize("underline", claim.content.start, claim.content.end)
    return out


def _legend(*, colour: bool) -> Text:
    from rich.text import Text  # as above

    if not colour:
        return Text(t("[name]  {time}  <quantity>"))
    out = Text()
    for kind, style in STYLES.items():
        word = t(TYPES[kind]) if kind in TYPES else t(N_("time")) if kind == "time" else t(N_("quantity"))
        out.append(word, style=style)
        out.append("  ")
    out.append(t("claim"), style="underline")
    return out


def _head(clip: Clip, number: int) -> str:
    parts = [f"[{number}] {clip.id[:9]}", t(KINDS[clip.kind])]
    if clip.outlet and clip.outlet_by:
        parts.append(f"{clip.outlet} ({t(GIVEN_BY[clip.outlet_by])})")
    if clip.published and clip.published_by:
        parts.append(f"{clip.published} ({t(GIVEN_BY[clip.published_by])})")
    else:
        parts.append(t("no date"))
    parts.append(f"{clip.source_id} {clip.span.start}–{clip.span.end}")
    return " · ".join(parts + ([clip.url] if clip.url else []))


def _list(screen: Console, head: str, lines: Iterable[str]) -> None:
    from rich.text import Text  # as above

    lines = tuple(lines)
    if lines:
        screen.print(Text("\n" + head, style="bold underline"))
    for line in lines:
        screen.print(wrap(line, screen.width, "  "))


def _reasons(clip: Clip) -> list[str]:
    """Return the features that spoke for the cut (+) or against it (-), the weightiest first; those near 0 left out."""
    told = [evidence for evidence in clip.cut if abs(evidence.weight) >= _TELLING]
    told.sort(key=lambda evidence: -abs(evidence.weight))
    return [f"{e.weight:+.1f} {e.feature.replace('_', ' ')}  {e.note.strip('-')}".rstrip() for e in told]


def _names(reading: Reading) -> list[str]:
    """Return one line a type: entities with the other spellings they have here."""
    spellings: dict[str, dict[str, dict[str, None]]] = {}
    for name in reading.names:
        texts = spellings.setdefault(name.type, {}).setdefault(name.entity, {})
        if _cut(reading, name.span) != name.entity:
            texts[_cut(reading, name.span)] = None
    out = []
    for type_ in TYPES:
        if entities := spellings.get(type_):
            shown = [entity + (f" ({', '.join(texts)})" if texts else "") for entity, texts in entities.items()]
            out.append(f"{t(TYPES[type_])}: {', '.join(shown)}")
    return out


def _times(reading: Reading) -> list[str]:
    out = dict.fromkeys(f"{_cut(reading, time.span)} = {time.value}" for time in reading.times)
    return [", ".join(out)] if out else []


def _quantities(reading: Reading) -> list[str]:
    out: dict[str, None] = {}
    for amount in reading.quantities:
        low, high = f"{amount.low:,f}", f"{amount.high:,f}"
        value = low if low == high else f"{low}–{high}"
        bound = t(BOUNDS[amount.bound]) + " " if amount.bound else ""
        out[f"{_cut(reading, amount.span)} = {bound}{value} {amount.unit}".rstrip()] = None
    return [", ".join(out)] if out else []


def _neighbours(near: Neighbours) -> list[str]:
    """Return a line for what a clip leads to, what leads to it, and the pages before and after."""
    lines = [t("links to {0}", _clips(to.clips)) for to in near.links_to]
    if near.linked_from:
        lines.append(t("linked from {0}", _clips(near.linked_from)))
    if near.before:
        lines.append(t("page before: {0}", _clips(near.before)))
    if near.after:
        lines.append(t("page after: {0}", _clips(near.after)))
    return list(dict.fromkeys(lines))


def _clips(clips: Sequence[Listed]) -> str:
    """Return what clips are called: one by its number, day and title, several by their numbers."""
    if len(clips) == 1:
        (one,) = clips
        return " ".join(
            part for part in (f"[{one.number}]", str(one.published or ""), one.title or one.opening) if part
        )
    shown = " ".join(f"[{one.number}]" for one in clips[:_SHOWN]) + (" …" if len(clips) > _SHOWN else "")
    days = dict.fromkeys(str(one.published) for one in clips if one.published)
    return f"{shown} {next(iter(days))}" if len(days) == 1 else shown


def _events(reading: Reading) -> list[str]:
    return [event_line(e.date, e.actor, e.type, e.recipient, _cut(reading, e.anchor), e.place) for e in reading.events]


def event_line(
    date: str | None, actor: str | None, type_: str, recipient: str | None, anchor: str, place: str | None
) -> str:
    """Return an event in one line: when, who, what, to whom, where; with the words it stands on."""
    parts = [date or "?", actor or "?", f"{t(EVENTS[type_])} ({type_})", recipient or "", f"「{anchor}」"]
    return "  ".join(part for part in [*parts, place or ""] if part)


def _cut(reading: Reading, span: Span) -> str:
    return reading.clip.text[span.start : span.end]
