"""Annotated texts: marks in the line become spans, and a file that breaks the form is refused with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keii.ingest.take import clip_from_text
from keii.reading import read
from keii.weights.linear import load_weights

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

from data import Annotated, MarkError, annotated, marked_texts  # noqa: E402  # scripts, not a package
from names import engine_names  # noqa: E402  # as above


def file(folder: Path, text: str) -> Path:
    path = folder / "x-01.txt"
    path.write_text(text, encoding="utf-8")
    return path


def names_of(document: Annotated) -> list[tuple[str, str]]:
    return [(document.text[start:end], kind) for start, end, kind in document.names]


def test_marks_become_spans(tmp_path: Path) -> None:
    one = "# x-01-1 | 2030-04-02\n【〔GPE:水越町〕】\n〔PER:霧原凪〕氏が話した。\n"
    text = one + "\n# x-01-2 | 2030-04-03\n〔ORG:青海社〕は黙った。\n"
    first, second = marked_texts(file(tmp_path, text))
    assert (first.id, first.story, first.text) == ("x-01-1", "x-01", "【水越町】\n霧原凪氏が話した。")
    assert names_of(first) == [("水越町", "GPE"), ("霧原凪", "PER")]
    assert (second.text, names_of(second)) == ("青海社は黙った。", [("青海社", "ORG")])


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("〔PER:霧原凪氏が話した。", 2),
        ("霧原凪〕氏が話した。", 2),
        ("〔PER:〔GPE:水越〕町長〕が話した。", 2),
        ("一行目\n〔PERSON:霧原凪〕氏が話した。", 3),
        ("〔霧原凪〕氏が話した。", 2),
        ("〔PER:〕氏が話した。", 2),
        ("〔PER: 霧原凪〕氏が話した。", 2),
        ("話した。\n# x-01-2", 3),
        ("話した。\n# x-01-1 | 2030-04-03\n話した。", 3),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, body: str, line: int) -> None:
    path = file(tmp_path, f"# x-01-1 | 2030-04-02\n{body}\n")
    with pytest.raises(MarkError, match=rf"^x-01\.txt:{line}: "):
        list(marked_texts(path))


def test_text_before_the_first_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarkError, match=r"^x-01\.txt:1: text before"):
        list(marked_texts(file(tmp_path, "霧原凪氏が話した。\n")))


def test_the_texts_of_the_corpus_keep_to_the_form() -> None:
    documents = list(annotated(ROOT / "corpus/names"))
    assert len({document.id for document in documents}) == len(documents) > 100
    assert all(document.names for document in documents)


def test_documents_keep_the_types_of_the_guide() -> None:
    kinds = {kind for document in annotated(ROOT / "corpus/dev") for _, _, kind in document.names}
    assert kinds == {"PER", "ORG", "GPE", "LOC"}


def test_the_names_scored_in_training_are_those_read_gives() -> None:

    text = "トヨタ自動車の霧原凪社長は２日、ﾛﾝﾄﾞﾝで会見した。ロシア外務省は答えていない。"
    names = read(clip_from_text(text, published=None)).names
    weights = load_weights("names.npz")["labels"].astype("int8")
    assert engine_names(Annotated("x", text, ()), weights) == {(n.span.start, n.span.end, n.type) for n in names}
