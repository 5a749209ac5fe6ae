"""加える: paste, drop, give an address; see it being read; see where it was cut and why."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.records.evidence import Evidence
from keii.records.facts import Receipt
from keii.records.order import Order
from keii.records.reach import is_address
from keii.web.hints import hint_text
from keii.web.jobs import Job, Jobs
from keii.web.view import DeskHere, ViewHere
from keii.wording.language import problem_text, t, tn

router = APIRouter(include_in_schema=False)
_PASTE = 16 * 2**20  # bytes of a pasted page
_FILES = 1_000
_SHOWN = 200  # clips explained on the page of a job
_TELLING = 3  # reasons shown of a cut


@router.get("/add")
def form(view: ViewHere, request: Request) -> HTMLResponse:
    """Show the three ways in."""
    return view.page("add.html", today=datetime.now().astimezone().date(), jobs=_jobs(request).all()[:10])


@router.post("/add")
async def take(request: Request) -> RedirectResponse:
    """Take what the form holds; go to the page that shows how it goes."""
    async with request.form(max_files=_FILES, max_part_size=_PASTE) as sent:
        order = _order(sent)
        text, addresses = str(sent.get("text") or ""), str(sent.get("addresses") or "").split()
        files = [file for file in sent.getlist("files") if isinstance(file, UploadFile) and file.filename]
        if files:
            job = _take_files(_jobs(request), files, order)
        elif addresses:
            job = _take_addresses(_jobs(request), addresses, order)
        elif text.strip():
            job = _take_text(_jobs(request), text, order)
        else:
            raise InputError("there is nothing to take", hint="paste a text, choose files or give an address")
    return RedirectResponse(f"/add/{job.number}", 303)


@router.get("/add/{number}")
def progress(view: ViewHere, request: Request, desk: DeskHere, number: int) -> HTMLResponse:
    """Show how a job goes, and what came of it."""
    job = _job(request, number)
    clips = desk.taken(job.begin, job.names or [r.name for r in job.receipts], _SHOWN) if job.over else ()
    return view.page(
        "parts/job.html" if view.partial else "job.html",
        job=job,
        clips=[(clip, _why(desk.reading(str(clip.number)).clip.cut)) for clip in clips],
        taken=sum(receipt.taken for receipt in job.receipts),
        seen=sum(receipt.seen for receipt in job.receipts),
        rejected=[(r.name, problem_text(p), hint_text(p)) for r in job.receipts for p in r.rejected],
    )


@router.post("/add/{number}/stop")
def stop(request: Request, number: int) -> RedirectResponse:
    """Stop a job after the input at hand."""
    _job(request, number).stop = True
    return RedirectResponse(f"/add/{number}", 303)


def _take_text(jobs: Jobs, text: str, order: Order) -> Job:
    """Take a pasted page; it is called by the moment, so that the same text again is known by its words only."""
    name = t("pasted {0}", f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}") + ".txt"
    data = text.replace("\r\n", "\n").encode()

    def work(desk: Desk, moved: Callable[[int, int], None]) -> Iterable[Receipt]:
        yield from desk.add_all([(name, data)], order=order, workers=0, moved=moved)

    return jobs.begin(name, work, size=len(data), names=(name,))


def _take_files(jobs: Jobs, files: list[UploadFile], order: Order) -> Job:
    """Take files; they are kept in a folder of their own until they are read."""
    folder = Path(tempfile.mkdtemp(prefix="keii-"))
    kept: list[tuple[str, Path]] = []
    for n, file in enumerate(files):
        path = folder / str(n) / _plain(file.filename or "")
        path.parent.mkdir()
        with path.open("wb") as out:
            shutil.copyfileobj(file.file, out)
        kept.append((path.name, path))

    def work(desk: Desk, moved: Callable[[int, int], None]) -> Iterable[Receipt]:
        yield from desk.add_all(kept, order=order, moved=moved)

    return jobs.begin(
        kept[0][0] if len(kept) == 1 else tn("{0} file", "{0} files", len(kept)), work,
        size=sum(path.stat().st_size for _, path in kept), names=(name for name, _ in kept),
        after=lambda: shutil.rmtree(folder, ignore_errors=True),
    )  # fmt: skip


def _take_addresses(jobs: Jobs, addresses: list[str], order: Order) -> Job:
    for address in addresses:
        if not is_address(address):
            raise InputError("{0} is no address of the web", address, hint="it begins with http:// or https://")

    def work(desk: Desk, _: Callable[[int, int], None]) -> Iterable[Receipt]:
        yield from desk.add_addresses(addresses, order=order)

    return jobs.begin(addresses[0] if len(addresses) == 1 else tn("{0} address", "{0} addresses", len(addresses)), work)


def _order(sent: FormData) -> Order:
    said = str(sent.get("published") or "").strip()
    try:
        published = date.fromisoformat(said) if said else None
    except ValueError as error:
        raise InputError("{0} is not a day", said, hint="write it as 2025-05-10") from error
    outlet = str(sent.get("outlet") or "").strip()
    return Order(published=published, outlet=outlet or None, whole=bool(sent.get("whole")))


def _why(cut: tuple[Evidence, ...]) -> list[Evidence]:
    """Return what spoke most for a cut."""
    return sorted((e for e in cut if e.weight > 0), key=lambda e: -e.weight)[:_TELLING]


def _plain(name: str) -> str:
    """Return a file's name as a browser sends it without folders and control characters, at most 60 code points."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).lstrip(".")[-60:] or "file"


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def _job(request: Request, number: int) -> Job:
    job = _jobs(request).get(number)
    if job is None:
        raise NotFound("there is no such work any more", hint="what it took in is in the dossier")
    return job
