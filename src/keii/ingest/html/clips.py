"""頁から切り抜きへ: a page -> its clips: one article, or what was pasted into a blog's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from keii.errors import N_, EncodingError, InputError
from keii.ingest.decode import Decoded
from keii.ingest.html.page import page_of_text
from keii.ingest.html.wire import decoded_page
from keii.ingest.scrap.clips import Given, scrap_clips, whole_clip
from keii.ingest.scrap.hints import Hints, Links
from keii.records.clip import Clip, GivenBy
from keii.records.order import Order
from keii.records.page import Block, Page
from keii.records.problem import Problem
from keii.records.reach import is_address

NO_ARTICLE = N_("{0}: no article but {1} ({2})")


@dataclass(frozen=True, slots=True)
class Laid:
    """切り分ける頁: a scrapbook page as text, a link card as its address on a line, with the hints of its markup."""

    text: str
    hints: Hints
    links: Links = ()


def html_items(data: bytes, name: str, order: Order, url: str | None = None) -> Iterator[Clip | Problem]:
    """Yield the clips of a web page's bytes, or the reason why it has none. `url` is where it was fetched, else None.

    `name` is the source id of its clips. What the order says beats what the page says. Raises `EncodingError` for
    bytes that are no text.
    """
    try:
        decoded = decoded_page(data, order.label)
    except EncodingError as error:
        raise error.at(name) from error
    yield from html_clips(decoded, name, order, url)


def html_clips(decoded: Decoded, name: str, order: Order, url: str | None = None) -> Iterator[Clip | Problem]:
    """Yield the clips of a web page's text: what was pasted into a blog's entry piece by piece, else one, and always
    one with `order.whole`. Link cards amid an entry that shows no quotations do not cut it.
    """
    page = page_of_text(decoded, url=url)
    error = _refused(page, name)
    if error:
        yield Problem(code="K1006", args=(str(error), error.message, error.hint_message, error.place, *error.values))
        return
    given = _given(page, order)
    if page.blog and not order.whole:
        laid = laid_out(page, cards=page.scrapbook)
        clips = tuple(scrap_clips(laid.text, name, replace(_of_pieces(given, order), links=laid.links), laid.hints))
        if len(clips) > 1:
            yield from clips
            return
    yield whole_clip(page.text, name, replace(given, links=_links(page)))


def _refused(page: Page, name: str) -> InputError | None:
    """Return why a page gives no clip: it stands in the place of an article, or has no text; None: it does."""
    if page.wall:
        return InputError(
            NO_ARTICLE, name, page.wall, " · ".join(page.wall_shown), hint="save the article itself and give that"
        )
    if not page.text.strip() and not page.scrapbook:
        return InputError("{0}: no main text found on the page", name)
    return None


def _given(page: Page, order: Order) -> Given:
    published_by: GivenBy | None = "user" if order.published else "input" if page.published else None
    if published_by == "input" and page.published_shown == "guess":
        published_by = "inferred"
    return Given(
        published=order.published or page.published,
        published_by=published_by,
        outlet=order.outlet or page.outlet,
        outlet_by="user" if order.outlet else "input" if page.outlet else None,
        title=page.title,
        url=page.url or page.canonical,
        problems=page.problems,
    )


def _links(page: Page) -> Links:
    """Return what the main text leads to; a card beside it leads on from the line before it."""
    found: list[tuple[int, str]] = []
    at = 0
    for block in page.blocks:
        at = block.span.start if block.span else at
        card = (block.url,) if block.kind == "card" and block.url and is_address(block.url) else ()
        found += [(at, address) for address in (*block.links, *card)]
    return tuple(found)


def _of_pieces(given: Given, order: Order) -> Given:
    """Return what is given without what is about the blog's page only: its title, its address, its name as outlet."""
    if order.outlet:
        return replace(given, title=None, url=None)
    return replace(given, title=None, url=None, outlet=None, outlet_by=None)


def laid_out(page: Page, *, cards: bool = True) -> Laid:
    """Return a scrapbook page as text to be cut: a line a block, blank lines where the markup changes, the address of
    a quotation or post on the line after it."""
    lines: list[str] = []
    hints: dict[int, str] = {}
    links: list[tuple[int, str]] = []
    at = 0
    before: Block | None = None
    for blocks in _runs([block for block in page.blocks if cards or block.kind not in ("card", "embed")]):
        if lines and blocks[0].kind != "rule":
            lines.append("")
            at += 1
        for block in blocks:
            if block.kind != "rule" and block.text:
                hints[at] = _hint(before, block)
                links += [(at, link) for link in block.links]
                lines.append(block.text)
                at += len(block.text) + 1
            before = block
        address = blocks[-1].url if blocks[-1].kind in ("quote", "embed", "card") else None
        if address:
            lines.append(address)
            at += len(address) + 1
    return Laid("\n".join(lines), MappingProxyType(hints), tuple(links))


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what belongs together: a quotation's lines, a list, paragraphs. A card right before a quotation gives it
    its address and is left out, as are captions and a card that says the same as the one before."""
    kept = [block for block in blocks if block.kind != "caption" and (block.text or block.url or block.kind == "rule")]
    card: Block | None = None
    for (kind, _), run in groupby(kept, key=lambda block: (block.kind, block.group)):
        found = list(run)
        if kind == "card":
            yield from ([c] for c in (card,) if c and c.url != found[-1].url)
            card = replace(found[-1], text="")
            continue
        if kind in ("quote", "embed"):
            address = found[0].url or (card.url if card else None)
            found, card = [replace(block, url=address) for block in found], None
        if card:
            yield [card]
            card = None
        yield found
    if card:
        yield [card]


def _hint(before: Block | None, block: Block) -> str:
    if block.kind in ("quote", "embed"):
        same = before is not None and (before.kind, before.group) == (block.kind, block.group)
        return "quoted" if same else block.kind
    if block.kind == "heading":
        return "ruled heading" if before is not None and before.kind == "rule" else "heading"
    if before is not None and before.kind in ("quote", "embed"):
        return "after"
    return "rule" if before is not None and before.kind == "rule" else "line"
