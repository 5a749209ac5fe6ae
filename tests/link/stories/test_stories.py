"""Stories: like matters stay apart, one matter in many wordings joins, in every order of arrival."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from keii.ingest.take import clip_from_text
from keii.link.stories import join
from keii.link.stories.join import ENOUGH, WINDOW, Choice, choose, likeness, score
from keii.link.stories.profile import Profile, cosine, profile_of
from keii.link.stories.words import common, country, form_words, rarity, same_words, told
from keii.reading import read
from keii.words.gist import gist_of

CORPUS = Path(__file__).with_name("corpus.toml")


def profile(text: str, day: str | None = "2031-06-11", *, outlet: str | None = None, id_: str = "a") -> Profile:
    published = date.fromisoformat(day) if day else None
    reading = read(clip_from_text(text, published=published, outlet=outlet, source_id=id_))
    return profile_of(reading, gist_of(reading.clip.text))


@cache
def corpus() -> tuple[tuple[str, Profile], ...]:
    """Return (matter, profile) of each clip of corpus.toml."""
    rows = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["clip"]
    return tuple(
        (
            row["matter"],
            profile(row["text"].strip(), row["published"] or None, outlet=row["outlet"] or None, id_=str(n)),
        )
        for n, row in enumerate(rows)
    )


def grouped(order: Sequence[int]) -> set[frozenset[int]]:
    """Put the clips of the corpus into stories in an order of arrival; return the stories as sets of places."""
    clips = corpus()
    stories: dict[int, list[int]] = {}
    for at in order:
        near = {story: [clips[n][1] for n in members] for story, members in stories.items()}
        choice = choose(clips[at][1], near)
        story = choice.story if choice.story is not None else at
        stories.setdefault(story, []).append(at)
        for other in choice.bridged:
            stories[story] += stories.pop(other)
    return {frozenset(members) for members in stories.values()}


def shuffled(seed: int) -> list[int]:
    order = list(range(len(corpus())))
    Random(seed).shuffle(order)  # noqa: S311  # an order of arrival, not a secret
    return order


def by_day() -> list[int]:
    days = [clip.day or date.max for _, clip in corpus()]
    return sorted(range(len(days)), key=lambda n: (days[n], n))


ORDERS = {"as written": lambda: list(range(len(corpus()))), "backwards": lambda: list(range(len(corpus())))[::-1]}
ORDERS |= {"by day": by_day} | {f"shuffled {n}": lambda n=n: shuffled(n) for n in range(8)}


@pytest.mark.parametrize("order", ORDERS)
def test_the_clips_of_one_matter_and_no_others_are_a_story(order: str) -> None:
    wanted = defaultdict(set)
    for at, (matter, _) in enumerate(corpus()):
        wanted[matter].add(at)
    assert grouped(ORDERS[order]()) == {frozenset(members) for members in wanted.values()}


def points(one: Profile, other: Profile) -> float:
    return score(likeness(one, other))


QUAKE = "10日夜、岩手県釜石市で震度5弱を観測する地震があり、市内の住宅の塀が崩れた。"


def test_the_reasons_sum_to_the_score_and_name_the_words() -> None:
    one = profile(QUAKE)
    other = profile("釜石市の地震で崩れた塀は18か所に上った。岩手県が11日、明らかにした。", "2031-06-16")
    told_ = {reason.feature: reason for reason in likeness(one, other)}
    assert "地震" in told_["words"].note
    assert "釜石" in told_["names"].note
    assert told_["days"].note == "5"
    assert points(one, other) == pytest.approx(sum(reason.weight for reason in told_.values()), abs=0.001)
    assert points(one, other) == points(other, one) >= ENOUGH


def test_a_clip_is_nearest_to_itself() -> None:
    assert points(profile(QUAKE), profile(QUAKE)) > points(profile(QUAKE), profile("釜石市で地震があった。")) >= ENOUGH


def test_other_names_cost_what_the_same_words_gave() -> None:
    (reason,) = (
        r for r in likeness(profile(QUAKE), profile(QUAKE.replace("岩手県釜石市", "熊本県八代市"))) if r.weight < 0
    )
    assert reason.feature == "other names"
    assert set(reason.note.split()) <= {"岩手", "釜石", "熊本", "八代"}


def test_a_story_closes_after_the_window() -> None:
    told_ = {1: [profile(QUAKE, "2031-06-01")]}
    assert choose(profile(QUAKE, "2031-06-22"), told_).story == 1
    assert choose(profile(QUAKE, "2031-06-23"), told_).story is None
    assert WINDOW == 21


def test_a_clip_without_a_day_may_join_any_day() -> None:
    assert choose(profile(QUAKE, None), {7: [profile(QUAKE, "2001-01-01")]}).story == 7


def test_a_clip_shows_two_stories_to_be_one() -> None:
    morning = profile("釜石市で10日夜に地震があり、塀が崩れた。岩手県が被害を調べている。", id_="m")
    evening = profile("岩手県は11日、釜石市の地震の被害で崩れた塀を片づけた。", "2031-06-12", id_="e")
    choice = choose(profile(QUAKE, id_="q"), {1: [morning], 2: [evening]})
    assert {choice.story, *choice.bridged} == {1, 2}


def test_nothing_to_choose_from_is_a_new_story() -> None:
    assert choose(profile(QUAKE), {}) == Choice(story=None, score=0.0, reasons=(), bridged=())


@pytest.mark.parametrize("text", ["。", "https://example.com/a.html", "続きは会員限定です。ログインして全文を読む。"])
def test_a_clip_that_says_nothing_joins_nothing(text: str) -> None:
    assert choose(profile(text), {1: [profile(text, id_="b")], 2: [profile(QUAKE)]}).story is None


def test_titles_outlets_and_credits_tell_nothing() -> None:
    told_ = profile("白石市長が道路を直すと語った。(配信 列島通信)青葉新聞デジタル", outlet="青葉新聞")
    assert not {"市長", "列島", "通信", "青葉", "新聞"} & told_.words.keys()
    assert "白石" in told_.names


def test_a_broadcaster_that_is_the_matter_tells() -> None:
    told_ = profile("北陸テレビは10日、会見を開いた。北陸テレビの社員が北陸テレビの金を着服していた。")
    assert "北陸" in told_.names


def test_names_are_told_by_their_own_words() -> None:
    told_ = profile("対馬市の沖で北陸製紙の船が沈み、選挙管理委員会が投票所を移した。宇梶正人さんが見た。")
    assert {"対馬", "北陸", "宇梶"} <= told_.names.keys()
    assert not {"市", "製紙", "選挙", "委員", "管理"} & told_.names.keys()


def test_a_country_is_one_under_all_its_names() -> None:
    assert country("米") == country("米国") == country("アメリカ") == "アメリカ"
    assert country("北") == "北"
    told_ = profile("米国は10日、映像を公開した。韓国軍も確かめた。")
    assert {"アメリカ", "韓国"} <= told_.names.keys()


def test_a_coined_word_stands_in_where_no_name_was_found() -> None:
    assert profile("ぬるいバスの中でロゼムニカの箱が見つかった。").names.keys() == {"ロゼムニカ"}
    assert "ロゼムニカ" not in profile("対馬市でロゼムニカの箱が見つかった。").names


def test_vectors_have_length_one_at_most() -> None:
    for _, clip in corpus():
        assert cosine(clip.words, clip.words) <= 1.002
        assert cosine(clip.names, clip.names) <= 1.002
    assert cosine(profile(QUAKE).words, profile(QUAKE).words) == pytest.approx(1, abs=0.002)


def test_words_that_say_the_same_count_as_one() -> None:
    assert common("亡くなる") == common("死亡") == common("死者") == "死者"
    assert common("投開票") == "選挙"
    assert common("釜石") == "釜石"


def test_a_word_no_article_has_is_rarest_and_forms_tell_less() -> None:
    assert rarity("ぬばたまの") > rarity("地震") > rarity("日本")
    assert rarity("転載") == 0


@pytest.mark.parametrize("row", form_words(), ids=lambda row: row.word)
def test_each_word_of_a_form_is_in_its_example(row: object) -> None:
    assert row.word in gist_of(row.example).words  # type: ignore[attr-defined]
    assert 0 <= row.factor <= 1.5  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", same_words(), ids=lambda row: row.same)
def test_each_other_word_is_in_its_example_and_not_in_its_near_miss(row: object) -> None:
    assert row.same in gist_of(row.example).words  # type: ignore[attr-defined]
    assert row.same not in gist_of(row.near_miss).words  # type: ignore[attr-defined]


def test_no_row_stands_twice_and_none_leads_on() -> None:
    forms, same = [row.word for row in form_words()], same_words()
    assert len(set(forms)) == len(forms)
    assert len({row.same for row in same}) == len(same)
    assert not {row.word for row in same} & {row.same for row in same}


def test_told_counts_content_words() -> None:
    counts = told(gist_of("船が沈み、船員は船に残った。"))
    assert counts["船"] == 2
    assert "が" not in counts


def test_points_are_the_score_of_the_reasons() -> None:
    for _, one in corpus():
        for _, other in corpus():
            reasons = likeness(one, other)
            assert join.points(one, other) == (score(reasons) if reasons else None)
