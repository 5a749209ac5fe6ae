"""Every correction of a clip, made and undone in a browser in which no script runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote

import pytest

from keii.desk import Desk
from keii.records.correction import Correction, CorrectionKind
from keii.records.span import Span
from room_made import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TEXT = (
    "架空市の工場で火災\n\n架空市の桑原知事は３日、記者会見で「原因を調べる」と述べた。けが人は２人だった。\n\n"
    "桑原知事は避難を呼びかけた。消防によると、火は５日に消えた。\n避難所では\n「足りない」と声が上がった。"
)
NEW = "?fix=new&find="


def at(words: str, nth: int = 0) -> Span:
    """Return where words stand, the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier of one article."""
    article = {"id": "火災", "text": TEXT, "published": "2032-05-03", "outlet": "架空新聞"}
    with Desk.open(tmp_path / "d.sqlite") as desk:
        desk.add(json.dumps(article, ensure_ascii=False).encode(), name="one.jsonl")
    return tmp_path / "d.sqlite"


@pytest.fixture
def still(browser: Browser, dossier: Path) -> Iterator[Page]:
    """A tab in which no script runs, in the room of that dossier."""
    with served(dossier) as port:
        context = browser.new_context(locale="en", java_script_enabled=False, base_url=f"http://127.0.0.1:{port}")
        context.set_default_timeout(5_000)
        yield context.new_page()
        context.close()


def form_of(page: Page, kind: str, *, none: bool) -> Locator:
    """Return the form of a kind; `none`: that which says there is none."""
    closed = page.locator("#fix details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    none_of_it = page.locator('input[type="hidden"][name="none"]')
    forms = page.locator("#fix form", has=page.locator(f'input[name="kind"][value="{kind}"]'))
    return forms.filter(has=none_of_it) if none else forms.filter(has_not=none_of_it)


def entered(page: Page, dossier: Path, form: Locator, filled: Mapping[str, str]) -> Correction:
    """Fill in a form, see what it would change, enter it; return it as it stands in the ledger."""
    for name, value in filled.items():
        field = form.locator(f'[name="{name}"]')
        if value == "tick":
            field.check()
        elif field.evaluate("one => one.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.locator(".actions button").click()
    page.wait_for_url("**/correct/preview")
    with Desk.open(dossier) as desk:
        before = len(desk.corrections())
    page.locator('main form[action$="/correct"] button.main').click()
    page.locator("#done").wait_for()
    with Desk.open(dossier) as desk:
        entries = desk.corrections()
    assert len(entries) == before + 1
    return entries[-1]


HEAD, CLAIM = "?fix=head", "?fix=claim-0"
QUOTED, CUE = at("原因を調べる"), at("述べた")
CASES: tuple[tuple[str, str, bool, dict[str, str], dict[str, object]], ...] = (
    ("outlet", HEAD, False, {"value": "北方日報"}, {"value": "北方日報"}),
    ("outlet", HEAD, False, {"none": "tick"}, {"value": None}),
    ("published", HEAD, False, {"value": "2032-05-04"}, {"value": "2032-05-04"}),
    ("published", HEAD, False, {"none": "tick"}, {"value": None}),
    ("title", HEAD, False, {"value": "別の見出し"}, {"value": "別の見出し"}),
    ("name", "?fix=name-0", False, {"type": "state or town", "value": "桑原"}, {"type": "GPE", "span": at("桑原")}),
    ("name", "?fix=name-1", True, {}, {"value": None, "everywhere": True}),
    ("name", NEW + "架空市", False, {"type": "state or town"}, {"type": "GPE", "value": "架空市"}),
    ("time", "?fix=time-0", False, {"value": "2032-05"}, {"value": "2032-05", "span": at("３日")}),
    ("time", "?fix=time-1", True, {}, {"value": None, "span": at("５日")}),
    ("time", NEW + "記者会見", False, {"value": "2032-05-03"}, {"value": "2032-05-03", "span": at("記者会見")}),
    ("source", CLAIM, False, {"source": "消防"}, {"source": at("消防"), "span": QUOTED}),
    ("source", CLAIM, False, {"source_words": "工場"}, {"source": at("工場"), "span": QUOTED}),
    ("source", CLAIM, False, {"source": "the text leaves it open"}, {"source": None, "span": QUOTED}),
    ("stance", CLAIM, False, {"value": "demands"}, {"value": "demand", "span": QUOTED}),
    ("claim", CLAIM, True, {}, {"value": None, "span": QUOTED}),
    (
        "claim", NEW + "けが人は２人", False, {"cue": "述べた", "source": "消防", "value": "supposes"},
        {"source": at("消防"), "cue": CUE, "value": "conjecture", "span": at("けが人は２人")},
    ),
    ("cut", "?fix=cut", False, {}, {}),
    ("cut", NEW + "けが人は", False, {}, {"span": Span(at("けが人は").start, at("けが人は").start)}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}{case[1]}")
def test_a_correction_is_made_and_undone(
    still: Page, dossier: Path, case: tuple[str, str, bool, dict[str, str], dict[str, object]]
) -> None:
    kind, query, none, filled, expected = case
    still.goto(f"/clip/1{query}")
    entry = entered(still, dossier, form_of(still, kind, none=none), filled)
    assert entry.kind == kind
    assert {name: getattr(entry, name) for name in expected} == expected
    still.locator("#done button").click()
    still.wait_for_url("**undone=*")
    with Desk.open(dossier) as desk:
        assert all(entry.undone_at for entry in desk.corrections())
        assert desk.clip("1").title == "架空市の工場で火災"


def test_there_is_a_form_for_every_kind_and_two_parts_are_joined(still: Page, dossier: Path) -> None:
    still.goto("/clip/1?fix=cut")
    entered(still, dossier, form_of(still, "cut", none=False), {})
    still.goto(still.url.partition("?")[0] + "?fix=cut")
    assert entered(still, dossier, form_of(still, "join", none=False), {}).kind == "join"
    assert {case[0] for case in CASES} | {"join"} == set(get_args(CorrectionKind))


def test_of_words_that_stand_there_twice_either_is_put_right(still: Page, dossier: Path) -> None:
    still.goto(f"/clip/1{NEW}{quote('桑原知事')}")
    still.locator("#fix .elsewhere summary").click()
    still.locator("#fix .elsewhere a").click()
    form = form_of(still, "name", none=False)
    form.locator('[name="everywhere"]').uncheck()
    assert entered(still, dossier, form, {"type": "organisation"}).span == at("桑原知事", 1)


def test_words_across_the_end_of_a_line_are_found(still: Page, dossier: Path) -> None:
    still.goto("/clip/1?fix=new")
    still.locator('#fix input[name="find"]').fill("避難所では 「足りない」")
    still.locator("#fix form", has=still.locator('input[name="find"]')).locator("button").click()
    entry = entered(still, dossier, form_of(still, "claim", none=False), {"cue": "声が上がった"})
    assert (entry.span, entry.cue) == (at("避難所では\n「足りない」"), at("声が上がった"))
