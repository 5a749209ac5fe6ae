"""リンク: a clip that leads to another joins it more readily, where both are on one matter."""

from __future__ import annotations

from datetime import date

from keii.link.stories.join import ENOUGH, LINK, LINK_FROM, choose, likeness, score
from keii.link.stories.profile import Profile


def profile(clip: str, words: dict[str, float], names: dict[str, float], day: int = 10) -> Profile:
    return Profile(clip=clip, day=date(2031, 5, day), words=words, names=names)


FIRE = profile("fire", {"倉庫": 0.5, "火災": 0.5, "防火扉": 0.4, "丘陵": 0.4}, {"丘陵": 1.0})
TRIAL = profile("trial", {"倉庫": 0.06, "火災": 0.06, "起訴": 0.6, "丘陵": 0.12}, {"丘陵": 1.0}, day=20)
SNOW = profile("snow", {"雪": 0.6, "鉄道": 0.5, "火災": 0.05}, {"北部": 1.0}, day=11)


def test_a_link_joins_two_clips_on_one_matter() -> None:
    assert LINK_FROM <= score(likeness(TRIAL, FIRE)) < ENOUGH
    assert choose(TRIAL, {1: [FIRE]}).story is None
    choice = choose(TRIAL, {1: [FIRE]}, linked={"fire"})
    assert choice.story == 1
    assert [(reason.feature, reason.weight) for reason in choice.reasons if reason.feature == "link"] == [
        ("link", LINK)
    ]
    assert round(sum(reason.weight for reason in choice.reasons), 3) == choice.score


def test_a_link_alone_joins_nothing() -> None:
    assert score(likeness(SNOW, FIRE)) < LINK_FROM
    assert choose(SNOW, {1: [FIRE]}, linked={"fire"}).story is None
    empty = profile("empty", {}, {})
    assert choose(empty, {1: [FIRE]}, linked={"fire"}).story is None


def test_a_link_to_another_clip_of_the_story_changes_nothing_else() -> None:
    assert choose(TRIAL, {1: [FIRE]}, linked={"elsewhere"}) == choose(TRIAL, {1: [FIRE]})
