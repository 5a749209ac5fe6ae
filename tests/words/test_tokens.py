"""Morphemes: what Sudachi gives, as columns."""

from __future__ import annotations

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from keii.weights.atoms import opened
from keii.words.tokens import _LOCAL, dictionary_name, morphemes


def test_columns_of_a_sentence() -> None:
    found, forced = morphemes("外務省は9日、述べた。")
    assert found.surfaces == ("外務", "省", "は", "9", "日", "、", "述べ", "た", "。")
    assert found.lemmas[6] == "述べる"
    assert found.tags[2] == "助詞-係助詞"
    assert found.forms[6].startswith("連用形")
    assert found.long_starts[:2] == (0, 0)
    assert forced == ()


def test_short_brackets_after_kanji_are_not_swallowed() -> None:
    found, _ = morphemes("習近平(シー)国家主席")
    assert "(" in found.surfaces


def test_a_text_over_the_input_limit_is_cut_at_stops() -> None:
    text = "首相は急ぐと述べた。" * 6000
    found, forced = morphemes(text)
    assert forced == ()
    assert "".join(found.surfaces) == text


def test_a_text_without_a_stop_is_cut_and_says_so() -> None:
    text = "首相" * 20_000
    found, forced = morphemes(text)
    assert "".join(found.surfaces) == text
    assert forced[0] == (0, 10_000)


def test_lone_surrogates_do_not_stop_it() -> None:
    found, _ = morphemes("首相\ud800は")
    assert (found.starts[0], found.ends[-1]) == (0, 4)


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_columns_fit_any_text(text: str) -> None:
    found, _ = morphemes(text)
    sizes = {len(getattr(found, name)) for name in found.__slots__ if name != "packed"}
    assert sizes == {opened(found.packed).shape[1]}
    at = 0
    for start, end, surface in zip(found.starts, found.ends, found.surfaces, strict=True):
        assert at <= start < end <= len(text)
        at = end
        assert len(surface) == end - start


def test_every_thread_has_its_own_tokenizer() -> None:
    text = "防衛省は弾道ミサイルが発射されたと発表しました。" * 50
    expected = morphemes(text)[0].surfaces
    found: list[tuple[str, ...]] = []
    threads = [threading.Thread(target=lambda: found.append(morphemes(text)[0].surfaces)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_what_is_kept_of_words_does_not_grow_with_the_texts() -> None:
    sizes = []
    for thousand in (1, 2, 3):
        for n in range(1000):
            found, _ = morphemes(f"第{thousand * 1000 + n}報")
            assert "".join(found.surfaces) == f"第{thousand * 1000 + n}報"
        sizes.append(len(_LOCAL.seen))
    assert sizes[2] - sizes[1] < 10


def test_the_dictionary_is_named_with_its_version() -> None:
    name, version = dictionary_name().split(" ")
    assert name == "sudachidict-core"
    assert version.isdigit()
