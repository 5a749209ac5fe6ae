"""Two languages: the catalogues are whole, and every help page speaks each, with an example that works."""

from __future__ import annotations

import gettext
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
import typer.main
from typer.testing import CliRunner

from keii.cli.columns import width
from keii.cli.main import app, command_names
from keii.cli.pages import SECTIONS
from keii.cli.topics import TOPICS
from keii.errors import PROBLEMS
from keii.records.problem import Problem
from keii.wording.labels import FEATURES
from keii.wording.language import LANGUAGES, language, problem_text

ROOT = Path(__file__).parents[2]
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
COMMANDS = tuple(name for name in TOPICS if name)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_can_be_looked_up(tool: ModuleType) -> None:
    assert tool.untranslatable() == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_catalogue_has_every_message_and_no_other(tool: ModuleType, spoken: str) -> None:
    said = tool.translations(spoken)
    assert set(said) == set(tool.messages())
    assert [message for message, translation in said.items() if not translation] == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(tool: ModuleType, spoken: str) -> None:
    with (tool.LOCALES / spoken / "LC_MESSAGES" / "keii.mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # no public way to list
    compiled.pop("")
    assert compiled == tool.translations(spoken)


def test_translations_take_the_same_values(tool: ModuleType) -> None:
    for message, said in tool.translations("ja").items():
        assert set(re.findall(r"{\d}", message)) == set(re.findall(r"{\d}", said)), message


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_pages(command: str, spoken: str) -> None:
    args = [*command.split(), "--help"]
    page = CliRunner(env={"KEII_LANG": spoken, "COLUMNS": "80"}).invoke(app, args)
    assert page.exit_code == 0
    lines = page.stdout.splitlines()
    assert ("Examples:" if spoken == "en" else "例:") in lines
    for example in TOPICS[command].examples:
        assert f"  {example.line}" in lines
    assert all(width(line) <= 80 for line in lines)
    if spoken == "ja":
        assert english(lines, command) == []


def english(lines: list[str], command: str) -> list[str]:
    """Return the lines of a Japanese page that say something in no Japanese: all but code and names of options."""
    code = {f"  {example.line}" for example in TOPICS[command].examples}
    names_only = re.compile(r"\s*(-[-\w, ]+( [A-Z]+)?|[\w.]+)?$")
    return [line for line in lines if not JAPANESE.search(line) and line not in code and not names_only.match(line)]


@pytest.mark.parametrize("example", [e for topic in TOPICS.values() for e in topic.examples], ids=lambda e: e.line)
def test_examples_use_options_that_there_are(example: object) -> None:
    words = shlex.split(re.split(r"[<>|]", example.line)[0])  # type: ignore[attr-defined]
    assert words[0] == "keii"
    command, words = typer.main.get_command(app), words[1:]
    while hasattr(command, "commands"):
        command, name, words = command.commands[words[0]], words[0], words[1:]
    command.make_context(name, words)  # raises for an unknown option or a missing argument


def test_every_command_has_a_page_and_a_place_on_the_first_page() -> None:
    assert set(COMMANDS) == set(command_names())
    listed = [name for _, names in SECTIONS for name in names]
    assert sorted(listed) == sorted(name for name in command_names() if " " not in name)


@pytest.mark.parametrize(
    ("env", "spoken"),
    [
        ({"KEII_LANG": "ja", "LANG": "en_US.UTF-8"}, "ja"), ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LC_ALL": "C", "LANG": "ja_JP"}, "en"), ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ja"}, "ja"), ({}, "en"),
    ],
)  # fmt: skip
def test_whose_language(monkeypatch: pytest.MonkeyPatch, env: dict[str, str], spoken: str) -> None:
    for name in ("KEII_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken


def test_problems_speak_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEII_LANG", "ja")
    assert problem_text(Problem(code="K1203", args=("2月30日",))) == "「2月30日」は暦にない日です"
    unreadable = Problem(code="K1006", args=("a.txt: …", "{0}: there is no such file", "", "", "a.txt"))
    assert problem_text(unreadable) == "受け取れません: a.txt: そのようなファイルはありません"
    assert problem_text(Problem(code="K9999", args=("後の版",))) == "K9999 後の版"
    for code, message in PROBLEMS.items():
        assert JAPANESE.search(problem_text(Problem(code=code, args=("1", "2")))), message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "受け取れません: 空.txt: ファイルが空です"),
        ("図.pdf", b"%PDF-1.7\n%\xe2\xe3" + bytes(99), "受け取れません: 図.pdf は文章ではなく、PDFです"),
        (
            "混.txt",
            "東京".encode("utf-16-le") + b"\xd8" * 3,
            "受け取れません: 混.txt: 読める文字コードではありません。",
        ),
        ("悪.jsonl", b'{"id": "x"}\n', '悪.jsonl:1: 受け取れません: "text" がありません'),
    ],
)
def test_what_cannot_be_taken_is_said_in_japanese(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    env = {"KEII_LANG": "ja", "KEII_DOSSIER": str(tmp_path / "d.sqlite")}
    done = CliRunner(env=env).invoke(app, ["add", str(path)])
    assert done.exit_code == 2
    assert said in done.stderr.replace(f"{tmp_path}/", "")
    listed = CliRunner(env=env).invoke(app, ["problems"]).stdout.replace(f"{tmp_path}/", "")
    assert said in listed


def test_every_reason_for_a_story_has_words() -> None:
    source = (ROOT / "src" / "keii" / "link" / "stories" / "join.py").read_text(encoding="utf-8")
    assert set(re.findall(r'(?:_said\(|feature=)"([\w ]+)"', source)) == set(FEATURES)
