"""Keep the message catalogues in src/keii/locale in step with the code.

    python tools/catalogue.py update    take new messages into keii.po of each language, drop those gone
    python tools/catalogue.py compile   write keii.mo from keii.po

A message is the text in t("…"), tn("…", "…"), N_("…"), say("…"), in the code and in the templates, the first
argument and the hint of an error class of keii.errors, the sentences of PROBLEMS, and the reason in a K1005. Both
commands need Babel.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, nodes

from keii import errors
from keii.version import VERSION

SOURCES = Path(__file__).parents[1] / "src" / "keii"
LOCALES = SOURCES / "locale"
LANGUAGES = ("en", "ja")
_LOOKED_UP = {"t", "N_", "say"}
_COUNTED = "tn"  # one, many
_ERRORS = {
    name for name, item in vars(errors).items() if isinstance(item, type) and issubclass(item, errors.KeiiError)
} | {"BadLineError"}
_QUOTED = re.compile(r'".*"$')
_EPOCH = datetime(2026, 11, 23, tzinfo=UTC)  # the same bytes on every machine


def messages() -> dict[str, set[str]]:
    """Return every message of the code with the files it stands in."""
    found: dict[str, set[str]] = {text: {"keii/errors.py"} for text in errors.PROBLEMS.values()}
    for path, node in _calls():
        for argument in _messages_of(node):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                found.setdefault(argument.value, set()).add(str(path.relative_to(SOURCES.parent)))
    for path, call in _template_calls():
        told = 2 if isinstance(call.node, nodes.Name) and call.node.name == _COUNTED else 1
        for said in call.args[:told]:
            if isinstance(said, nodes.Const):
                found.setdefault(str(said.value), set()).add(str(path.relative_to(SOURCES.parent)))
    return found


def untranslatable() -> list[str]:
    """Return where a message is put together at run time, which no catalogue can hold: file and line."""
    return [
        f"{path.relative_to(SOURCES.parent)}:{argument.lineno}"
        for path, node in _calls()
        for argument in _messages_of(node)
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ] + [
        f"{path.relative_to(SOURCES.parent)}:{call.lineno}"
        for path, call in _template_calls()
        if isinstance(call.args[0], nodes.Concat | nodes.BinExpr)
    ]


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def _template_calls() -> Iterator[tuple[Path, nodes.Call]]:
    for path in sorted((SOURCES / "web" / "templates").rglob("*.html")):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("t", _COUNTED) and call.args:
                yield path, call


def _messages_of(node: ast.Call) -> Iterator[ast.expr]:
    """Return the arguments of a call that are messages."""
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    words = {word.arg: word.value for word in node.keywords if word.arg}
    if name in _ERRORS:
        yield from node.args[:1]
        if "hint" in words:
            yield words["hint"]
    elif name in _LOOKED_UP:
        yield from node.args[:1]
    elif name == _COUNTED:
        yield from node.args[:2]
    elif (
        name == "Problem" and ast.unparse(words.get("code", node)) == "'K1005'" and isinstance(words["args"], ast.Tuple)
    ):
        yield from words["args"].elts[1:2]


def translations(language: str) -> dict[str, str]:
    """Return a language's messages and translations as its keii.po has them; {} where there is none."""
    path = LOCALES / language / "LC_MESSAGES" / "keii.po"
    found: dict[str, str] = {}
    said: list[str] = ["", ""]
    for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else ():
        if line.startswith("msgid "):
            found[said[0]] = said[1]
            said, at = ["", ""], 0
        elif line.startswith("msgstr "):
            at = 1
        if quoted := _QUOTED.search(line):
            said[at] += ast.literal_eval(quoted.group())
    found[said[0]] = said[1]
    found.pop("", None)
    return found


def update(language: str, said: Mapping[str, str]) -> None:
    """Write a language's keii.po anew: every message of the code, with its translation in `said`; English says what the
    code says."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    new = Catalog(
        locale=language, project="Keii", version=VERSION, charset="utf-8", creation_date=_EPOCH, revision_date=_EPOCH,
        copyright_holder="The Keii authors", last_translator="The Keii authors", language_team=language, fuzzy=False,
        msgid_bugs_address="the project's issues", header_comment="# Keii's messages. Apache-2.0.",
    )  # fmt: skip
    for text, files in sorted(messages().items()):
        translation = text if language == "en" else said.get(text, "")
        new.add(text, translation, locations=[(file, 0) for file in sorted(files)])
    path = LOCALES / language / "LC_MESSAGES" / "keii.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=110, include_lineno=False)


def compile_(language: str) -> None:
    """Write a language's keii.mo from its keii.po."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = LOCALES / language / "LC_MESSAGES"
    with (folder / "keii.po").open("rb") as text, (folder / "keii.mo").open("wb") as binary:
        write_mo(binary, read_po(text, locale=language))


def main() -> int:
    """Run the command named in the arguments."""
    if sys.argv[1:] == ["update"]:
        for language in LANGUAGES:
            update(language, translations(language))
            missing = [message for message, said in translations(language).items() if not said]
            print(f"{language}: {len(missing)} without translation")
            for text in missing:
                print(f"  {text!r}")
        print("\n".join(f"{place}: put together at run time" for place in untranslatable()))
    elif sys.argv[1:] == ["compile"]:
        for language in LANGUAGES:
            compile_(language)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
