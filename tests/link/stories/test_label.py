"""What a story is called: words of its own clips."""

from datetime import date

import pytest

from keii.ingest.take import clip_from_text
from keii.link.stories.label import LONGEST, cut, headline, label
from keii.link.stories.profile import Profile
from keii.reading import read


def head(text: str, title: str | None = None) -> str:
    return headline(read(clip_from_text(text, published=None, title=title, source_id="a")))


def profile(id_: str, day: int | None, **words: float) -> Profile:
    return Profile(clip=id_, day=date(2031, 6, day) if day else None, words=words, names={})


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        ("釜石市で10日夜、地震があった。塀が崩れた。", None, "釜石市で10日夜、地震があった"),
        ("釜石市で10日夜、地震があった。", "釜石で震度5弱", "釜石で震度5弱"),
        ("釜石で震度5弱 塀崩れる\n岩手県釜石市で10日夜、地震があった。", None, "釜石で震度5弱 塀崩れる"),
        ("【釜石】10日夜、強い地震があった。", None, "10日夜、強い地震があった"),
        ("あ。", None, "あ。"),
    ],
)
def test_the_headline_of_a_clip(text: str, title: str | None, words: str) -> None:
    assert head(text, title) == words


def test_a_long_line_is_cut_at_a_comma() -> None:
    line = (
        "岩手県沖を震源とする10日夜の地震で塀が崩れた釜石市の小学校の通学路について、"
        "市は11日から専門家とともに点検を始めることを決めた"
    )
    assert cut(line) == "岩手県沖を震源とする10日夜の地震で塀が崩れた釜石市の小学校の通学路について…"
    assert len(cut("あ" * 200)) == LONGEST


def test_a_story_is_called_by_the_clip_nearest_to_all() -> None:
    clips = [
        (profile("a", 10, 地震=0.6, 塀=0.8), "塀が崩れる"),
        (profile("b", 11, 地震=0.9, 津波=0.4), "地震で塀崩れる、津波なし"),
        (profile("c", 12, 津波=0.8, 地震=0.6), "津波なし"),
    ]
    assert label(clips) == label(clips[::-1]) == "地震で塀崩れる、津波なし"


def test_of_two_clips_the_earlier_names_the_story() -> None:
    clips = [
        (profile("b", 11, 地震=1.0), "二報"),
        (profile("a", 10, 地震=1.0), "一報"),
        (profile("c", None), "日付なし"),
    ]
    assert label(clips[:2]) == "一報"
    assert label([clips[2], clips[0]]) == "二報"
    assert label([(profile("a", 10), "")]) == label([]) == ""
