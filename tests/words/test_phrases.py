"""Phrases, heads and functions of Japanese sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.records.parse import Parse
from keii.tables.load import load
from keii.text.view import view_of
from keii.words.arcs import FARTHEST
from keii.words.dependency import Occasion
from keii.words.parse import parse


def cut(text: str) -> list[str]:
    found, _ = parse(text)
    return [found.text[p.start : p.end] for p in found.phrases]


def head_of(text: str, phrase: str) -> str:
    """Return the text of the phrase that the phrase `phrase` depends on, "" for a root."""
    found, _ = parse(text)
    texts = [found.text[p.start : p.end] for p in found.phrases]
    head = found.phrases[texts.index(phrase)].head
    return texts[head] if head >= 0 else ""


def function_in(text: str, phrase: str) -> str:
    found, _ = parse(text)
    return next(p.function for p in found.phrases if found.text[p.start : p.end] == phrase)


def content_in(text: str, phrase: str) -> str:
    found, _ = parse(text)
    hit = next(p for p in found.phrases if found.text[p.start : p.end] == phrase)
    return found.text[hit.start : hit.content_end]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("首相は9日、東京で会見した。", ["首相は", "9日、", "東京で", "会見した。"]),
        ("国防省によりますと、攻撃は続いています。", ["国防省によりますと、", "攻撃は", "続いています。"]),
        ("専門家によれば、影響は小さい。", ["専門家によれば、", "影響は", "小さい。"]),
        ("大統領は「対話を続ける」と述べた。", ["大統領は", "「対話を", "続ける」と", "述べた。"]),
        ("台風による被害が広がった。", ["台風に", "よる", "被害が", "広がった。"]),
    ],
)
def test_phrases(text: str, phrases: list[str]) -> None:
    assert cut(text) == phrases


@pytest.mark.parametrize(
    ("text", "phrase", "head"),
    [
        ("大統領は「すべての国に責任がある。対話を続ける」と語った。", "大統領は", "語った。"),
        ("大統領は「すべての国に責任がある。対話を続ける」と語った。", "責任が", "ある。"),
        ("大統領は「すべての国に責任がある。対話を続ける」と語った。", "ある。", "続ける」と"),
        ("首相が辞任する意向を固めたことが分かった。", "首相が", "辞任する"),
        ("首相が辞任する意向を固めたことが分かった。", "辞任する", "意向を"),
        ("首相が辞任する意向を固めたことが分かった。", "ことが", "分かった。"),
        ("外相は記者会見で、合意は近いとの見方を示した。", "外相は", "示した。"),
        ("外相は21日、拘束された2人が解放されたと明らかにした。", "2人が", "解放されたと"),
        ("国防省によりますと、攻撃は続いています。", "国防省によりますと、", "続いています。"),
        ("韓国の大統領が来た。", "韓国の", "大統領が"),
        ("雨が降った。", "降った。", ""),
    ],
)
def test_heads(text: str, phrase: str, head: str) -> None:
    assert head_of(text, phrase) == head


@pytest.mark.parametrize(
    ("text", "phrase", "function"),
    [
        ("政府は法案を閣議で決めた。", "閣議で", "place"),
        ("国防省によりますと、攻撃は続いています。", "国防省によりますと、", "according"),
        ("辞任する意向を固めた。", "辞任する", "adnominal"),
        ("大臣は会見を開き、説明した。", "開き、", "conjunctive"),
        ("この日は雨だった。", "この", "adnominal"),
        ("急きょ、会見を開いた。", "急きょ、", "adverbial"),
        ("静かに歩いた。", "静かに", "adverbial"),
        ("国防省、攻撃を確認。", "国防省、", "bare"),
        ("国防省、攻撃を確認。", "確認。", "predicate"),
        ("雨が降ったため、中止した。", "ため、", "conjunctive"),
        ("大統領は「対話を続ける」と述べた。", "続ける」と", "quotative"),
        ("対話を続けるよう求めた。", "求めた。", "predicate"),
    ],
)
def test_functions(text: str, phrase: str, function: str) -> None:
    assert function_in(text, phrase) == function


@pytest.mark.parametrize(
    ("text", "phrase", "content"),
    [
        ("総書記は、歩いた。", "総書記は、", "総書記"),
        ("国防省によりますと、攻撃は続いています。", "国防省によりますと、", "国防省"),
        ("「平和」を願う。", "「平和」を", "「平和」"),
        ("大統領は「対話を続ける」と述べた。", "続ける」と", "続ける"),
        ("市民には知らせた。", "市民には", "市民"),
    ],
)
def test_content_leaves_out_particles_and_marks(text: str, phrase: str, content: str) -> None:
    assert content_in(text, phrase) == content


@pytest.mark.parametrize("row", load("keii.words", "occasions.tsv", Occasion), ids=lambda row: row.lemma)
def test_an_occasion_of_speaking_has_no_topic_of_its_own(row: Occasion) -> None:
    text = row.example.replace("[", "").replace("]", "")
    assert row.lemma in text
    assert head_of(text, "大臣は") == "述べた。"


def test_a_thing_that_is_something_keeps_its_topic() -> None:
    assert head_of("首都はパリで、人口は多い。", "首都は") == "パリで、"


_PIECES = ["首相は", "「", "」", "『", "』", "(", ")", "、", "。", "\n", "と述べた", "金正恩",
           "9日", "の", "によると", "ｶﾞ", " ", "続ける", "!"]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_phrases_tile_their_sentences_and_heads_stand_to_the_right(text: str) -> None:
    found, _ = parse(view_of(text).text)
    assert_sound(found)


def test_a_sentence_without_end_is_sound_and_linear() -> None:
    found, _ = parse("雨が降り、" * 400)
    assert_sound(found)
    assert len(found.phrases) > 10 * FARTHEST


def assert_sound(found: Parse) -> None:
    at = phrase_at = 0
    for line in found.sentences:
        assert (line.first, line.first_phrase) == (at, phrase_at)
        inside = found.phrases[line.first_phrase : line.last_phrase]
        assert [p.first for p in inside] == [line.first, *(p.last for p in inside[:-1])]
        assert inside[-1].last == line.last
        assert [n for n, p in enumerate(inside) if p.head < 0] == [len(inside) - 1]
        assert all(n < p.head < line.last_phrase for n, p in enumerate(inside[:-1], line.first_phrase))
        assert all(p.start < p.content_end <= p.end or p.start == p.end for p in inside)
        assert_projective([p.head - line.first_phrase for p in inside[:-1]])
        at, phrase_at = line.last, line.last_phrase
    assert (at, phrase_at) == (len(found.starts), len(found.phrases))


def assert_projective(heads: list[int]) -> None:
    open_arcs: list[int] = []
    for n, head in enumerate(heads):
        while open_arcs and open_arcs[-1] <= n:
            open_arcs.pop()
        assert not open_arcs or head <= open_arcs[-1]
        open_arcs.append(head)
