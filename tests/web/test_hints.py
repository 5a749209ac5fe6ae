"""What an error tells its reader to do can be done in the room: no command of the terminal stands on a page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import keii
from keii.errors import PROBLEMS, InputError, NotFound
from keii.records.problem import Problem
from keii.web.hints import ROOM, error_text, hint_text
from keii.wording.language import speaking
from room_read import page_of, words

COMMAND = re.compile(r"\bkeii [a-z]|(?<![\w-])--[a-z]")


def hints() -> set[str]:
    """Return the texts of the engine, its hints among them, that name a command or an option of the terminal."""
    home = Path(keii.__file__).parent
    found = set()
    for path in home.rglob("*.py"):
        if path.is_relative_to(home / "cli") or path == home / "web" / "hints.py" or path.name == "told.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and node not in docs and isinstance(node.value, str)
        }
    return {text for text in found if COMMAND.search(text)}


def test_the_room_has_words_of_its_own_for_every_hint_that_names_a_command() -> None:
    assert hints() == set(ROOM)
    assert not [hint for hint in ROOM.values() if COMMAND.search(hint)]
    assert not [sentence for sentence in PROBLEMS.values() if COMMAND.search(sentence)]


@pytest.mark.parametrize(
    ("path", "said", "ja"),
    [
        ("/story/999999", "the page “Stories” lists them", "一覧は「話題」の頁にあります"),
        ("/clip/nowhere", "the page “Clips” lists them", "一覧は「記事」の頁にあります"),
        ("/entity/999999", "look for the name on the page “People and bodies”", "「人物・団体」の頁で名前から探せます"),
    ],
)
def test_what_is_not_there_is_found_on_a_page(reader: TestClient, path: str, said: str, ja: str) -> None:
    assert words(page_of(reader, path, status=404, english=True), "//main//p")[0] == said
    assert words(page_of(reader, path, status=404), "//main//p")[0] == ja
    answer = reader.get(
        f"/api{path.replace('story', 'stories').replace('clip', 'clips').replace('entity', 'entities')}"
    )
    assert answer.status_code == 404
    assert not COMMAND.search(answer.text)


def test_values_of_a_hint_stay_and_what_cannot_be_done_here_is_left_out() -> None:
    split = "keii entity split {2} --clip {0} says that it is another"
    with speaking("en"):
        assert error_text(InputError("in clip {0} {1} is {2} already", 5, "森", "e7", hint=split)) == (
            "in clip 5 森 is e7 already",
            "on the page of e7 it can be told apart",
        )
        assert error_text(NotFound("none", hint="write it as 2025-05-10"))[1] == "write it as 2025-05-10"
        assert hint_text(Problem(code="K2002", args=("http://10.0.0.1/",))) == ""
        told = ("表.csv", "{0}: no column", "name it: --column text=NAME", "", "表.csv")
        assert hint_text(Problem(code="K1006", args=told)).startswith("call the column of the texts “text”")
