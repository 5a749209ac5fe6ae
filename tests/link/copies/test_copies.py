"""Copies: wire reports picked up, cut short, renewed; and what is none."""

from datetime import date

import pytest

from keii.ingest.take import clip_from_text
from keii.link.copies.judge import changes, likeness
from keii.link.copies.shingles import bands, in_common, numbers, shingles
from keii.records.clip import Clip

WIRE = (
    "灯台町の沖合で14日未明、貨物船と漁船が衝突し、漁船に乗っていた2人が海に投げ出された。"
    "海上保安部によると、2人はおよそ1時間後に救助され、命に別状はない。"
    "貨物船の船長は「霧で気づくのが遅れた」と話しているという。"
    "現場は灯台町の港から東へ約6キロの海域で、当時は濃い霧が出ていた。"
)
OTHER = (
    "14日午前1時ごろ、灯台町東方の海上で貨物船が小型の漁船とぶつかり、乗組員2人が一時行方不明になりました。"
    "2人はその後見つかり、けがはないということです。海上保安部が事故の原因を調べています。"
)
DAY = date(2031, 4, 14)


def clip(text: str, *, outlet: str | None = None, day: date | None = DAY) -> Clip:
    return clip_from_text(text, published=day, outlet=outlet, source_id=str(hash((text, outlet, day)) % 10**9))


def kind(one: Clip, other: Clip) -> str | None:
    found = likeness(one, other)
    return found.kind if found else None


def test_the_same_words_in_another_paper_and_width_are_an_exact_copy() -> None:
    assert kind(clip(WIRE, outlet="東新聞"), clip(WIRE.replace("14日", "１４日") + "\n", outlet="西新聞")) == "exact"


def test_a_report_with_a_changed_phrase_is_a_near_copy() -> None:
    assert (
        kind(clip(WIRE, outlet="東新聞"), clip(WIRE.replace("濃い霧が出ていた", "霧が濃かった"), outlet="西新聞"))
        == "near"
    )


def test_a_report_cut_short_is_a_part_of_the_longer_one() -> None:
    short = WIRE[: WIRE.index("貨物船の船長は")]
    assert kind(clip(WIRE, outlet="東新聞"), clip(short, outlet="西新聞")) == "part"


def test_another_papers_own_wording_is_no_copy() -> None:
    assert kind(clip(WIRE), clip(OTHER)) is None


def test_a_form_that_recurs_weeks_later_is_no_copy_unless_word_for_word() -> None:
    later = date(2031, 6, 2)
    assert kind(clip(WIRE), clip(WIRE.replace("濃い霧", "強い風"), day=later)) is None
    assert kind(clip(WIRE), clip(WIRE, day=later)) == "exact"


def test_an_outlet_that_rewrites_its_own_report_gives_a_version() -> None:
    renewed = WIRE[: WIRE.index("現場は")] + "2人のうち1人は足の骨を折っていた。会社は15日に会見を開く。"
    assert kind(clip(WIRE, outlet="東新聞"), clip(renewed, outlet="東新聞")) == "version"
    assert kind(clip(WIRE, outlet="東新聞"), clip(renewed, outlet="西新聞")) is None


def test_a_headline_inside_an_article_is_no_copy() -> None:
    assert kind(clip(WIRE), clip("漁船に乗っていた2人が海に投げ出された")) is None


@pytest.mark.parametrize("text", ["", "。、「」", "　\n"])
def test_a_text_without_words_is_nobodys_copy(text: str) -> None:
    assert bands(shingles(text)) == ()


@pytest.mark.parametrize("one", ["", "霧", "濃い霧", "濃い霧が出", WIRE, WIRE * 30])
@pytest.mark.parametrize("other", ["", "濃い霧", WIRE, OTHER, WIRE + OTHER])
def test_strings_are_counted_as_numbers(one: str, other: str) -> None:
    a, b = numbers(one), numbers(other)
    assert (len(a), len(b)) == (len(shingles(one)), len(shingles(other)))
    assert in_common(a, b) == len(shingles(one) & shingles(other))


def test_copies_share_a_band_and_other_wordings_none() -> None:
    sketch = set(bands(shingles(WIRE)))
    assert sketch & set(bands(shingles(WIRE.replace("濃い霧が出ていた", "霧が濃かった"))))
    assert not sketch & set(bands(shingles(OTHER)))


def test_changes_are_told_by_sentences() -> None:
    after = WIRE.replace("2人はおよそ1時間後に救助され、命に別状はない。", "2人は救助されたが、1人が足を折った。")
    (change,) = changes(WIRE, after)
    assert WIRE[change.before.start : change.before.end].endswith("命に別状はない。")
    assert after[change.after.start : change.after.end].endswith("1人が足を折った。")
    assert changes(WIRE, WIRE) == ()
