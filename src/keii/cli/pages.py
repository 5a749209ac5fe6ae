"""Help pages: usage, what it does, arguments, options, examples; in the reader's language, in columns."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from keii.cli.columns import pad, terminal_width, width, wrap
from keii.cli.topics import TOPICS
from keii.wording.language import N_, t

_USAGE, _ARGUMENTS, _OPTIONS = N_("Usage:"), N_("Arguments:"), N_("Options:")
_COMMANDS, _EXAMPLES, _SHOW_HELP = N_("Commands:"), N_("Examples:"), N_("Show this page.")
_ANY_OPTIONS, _ANY_COMMAND = N_("[OPTIONS]"), N_("COMMAND ...")
_OF_TYPER = (
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
"""Help texts that Typer brings along; named here for the catalogue."""
_LEFT = 30  # columns of an option's name at most; a longer one gets a line of its own

Pairs = list[tuple[str, str]]


SECTIONS = (
    (
        N_("Every day:"),
        ("add", "serve", "list", "show", "search", "claims", "who", "story", "conflicts", "timeline", "digest"),
    ),
    (N_("To follow the news:"), ("feed", "fetch", "watch")),
    (N_("To put it right:"), ("clip", "entity", "judgements", "undo", "problems", "reread")),
    (N_("For other programs:"), ("read", "export")),
    (N_("To see what Keii can do:"), ("demo", "evaluate")),
)
"""How the first page groups the commands; a test holds it complete."""


class Page(TyperCommand):
    """A command whose --help is one of our pages."""

    def get_help(self, ctx: Any) -> str:
        """Return the page of this command."""
        return _page(self, ctx, _heads(self))


class Index(TyperGroup):
    """A group of commands, whose --help lists them; that of all commands is the first page."""

    def get_help(self, ctx: Any) -> str:
        """Return the page of the group."""
        lines = {name: _first_line(t(command.help or "")) for name, command in self.commands.items()}
        if ctx.parent is not None:
            return _page(self, ctx, [(t(_COMMANDS), list(lines.items()))])
        return _page(self, ctx, [(t(head), [(name, lines[name]) for name in names]) for head, names in SECTIONS])


def _page(command: Any, ctx: Any, middle: list[tuple[str, Pairs]]) -> str:
    columns = terminal_width()
    out = [_usage(command, ctx), "", wrap(t(command.help or ""), columns, "  "), ""]
    left = _widest([pair for _, pairs in middle for pair in pairs])
    for head, pairs in middle:
        if pairs:
            out += [head, *_table(pairs, columns, left), ""]
    options = _options(command, ctx)
    out += [t(_OPTIONS), *_table(options, columns, _widest(options)), ""]
    out += [t(_EXAMPLES)]
    for example in TOPICS[_topic(ctx)].examples:
        out += [f"  {example.line}", wrap(t(example.meaning), columns, "      ")]
    return "\n".join(out)


def _topic(ctx: Any) -> str:
    """Return the command's name as its page has it: "add", "story list"; "" for the first page."""
    names = []
    while ctx.parent:
        names.append(ctx.info_name)
        ctx = ctx.parent
    return " ".join(reversed(names))


def _usage(command: Any, ctx: Any) -> str:
    words = [t(_USAGE), ctx.command_path, t(_ANY_OPTIONS)]
    words += [p.metavar or p.name for p in command.params if isinstance(p, TyperArgument) and not p.hidden]
    return " ".join([*words, t(_ANY_COMMAND)] if isinstance(command, Index) else words)


def _heads(command: Any) -> list[tuple[str, Pairs]]:
    arguments = [p for p in command.params if isinstance(p, TyperArgument) and not p.hidden]
    return [(t(_ARGUMENTS), [(p.metavar or p.name or "", t(p.help or "")) for p in arguments])] if arguments else []


def _options(command: Any, ctx: Any) -> Pairs:
    out = []
    for option in command.get_params(ctx):
        if isinstance(option, TyperArgument) or option.hidden:
            continue
        names = ", ".join(sorted(option.opts, key=len))
        value = "" if option.is_flag or option.count else f" {option.metavar or option.name.upper()}"
        text = t(_SHOW_HELP) if "--help" in option.opts else t(option.help or "")
        out.append((names + value, text))
    return out


def _widest(pairs: Pairs) -> int:
    return min(_LEFT, max((width(name) for name, _ in pairs), default=0))


def _table(pairs: Pairs, columns: int, left: int) -> list[str]:
    out = []
    for name, text in pairs:
        lines = wrap(text, columns - left - 4).split("\n")
        if width(name) > left:
            out.append(f"  {name}")
            name = ""
        out.append(f"  {pad(name, left)}  {lines[0]}".rstrip())
        out += [" " * (left + 4) + line for line in lines[1:]]
    return out


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
