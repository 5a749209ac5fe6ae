"""The intake report: every input of `intake_cases`, and what its user saw.

    just intake-report [--row N]

Pages and feeds come from a site on loopback, files from memory; each goes into a dossier of its own. Nothing may be
silently wrong (text that is not the input's), lost (neither taken nor told), or asked of an address that is forbidden:
every connection of this process is logged by an audit hook, beneath the fetcher. Exit code 1 where anything is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "fetch")]

from loopback_site import Site  # noqa: E402

from intake_cases import Case, cases  # noqa: E402  # its folder is known only now
from intake_servers import server_cases  # noqa: E402
from keii.desk import Desk  # noqa: E402
from keii.errors import KeiiError  # noqa: E402
from keii.fetch.fetcher import Fetcher  # noqa: E402
from keii.fetch.limits import Limits  # noqa: E402
from keii.following import Follower, visit  # noqa: E402
from keii.records.codec import message  # noqa: E402
from keii.records.feed import Outline  # noqa: E402
from keii.records.order import Order  # noqa: E402
from keii.records.problem import Problem  # noqa: E402
from keii.store.store import Store  # noqa: E402
from keii.subscribing import follow  # noqa: E402

_LIMITS = Limits(connect=2, first_byte=2, whole=3, interval=0)
"""The published caps, but for seconds: 3 for 30, so that the report takes a minute; and no waiting between requests."""
_SOON = 20.0
"""Seconds an input may take, the engine's reading of it included."""


Told: TypeAlias = tuple[tuple[str, str], ...]
"""Code and sentence of each problem."""
_OF_READING = ("K11", "K12", "K13", "K1004")
"""Problems of what the engine reads in a text: right or wrong, they are not about its way in."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the user saw of one case."""

    texts: tuple[str, ...]
    problems: Told  #: code, sentence
    count: int
    seconds: float
    connected: tuple[str, ...]
    crashed: str = ""


class Log:
    """Every address this process connected to, whoever did."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(args[1], tuple):
            self.addresses.append(f"{args[1][0]}:{args[1][1]}")


def main() -> int:
    """Run all cases, print the table, and say whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--row", help="only the cases of this number")
    row = parser.parse_args().row
    log, bad, n, refused_packets = Log(), 0, 0, 0
    print(f"{'#':<4} {pad('input', 46)} {'s':>5}  what the user saw")
    with Site() as site:
        fine = (f"127.0.0.1:{site.port}", "127.0.0.1:1025")
        for case in chain(cases(site), server_cases(site)):
            if row and case.row != row:
                continue
            n += 1
            seen = run(case, site, log)
            faults = judged(case, seen, site)
            bad += bool(faults)
            refused_packets += sum(address not in fine for address in seen.connected)
            print(f"{case.row:<4} {pad(case.what, 46)} {seen.seconds:5.1f}  {told(case, seen)}", flush=True)
            for fault in faults:
                print(f"     BAD: {fault}")
    print(f"\ninputs: {n} · bad: {bad} · packets to forbidden addresses: {refused_packets}")
    return 1 if bad or refused_packets else 0


def run(case: Case, site: Site, log: Log) -> Seen:
    """Take one case into a dossier of its own."""
    site.pages = dict(case.serve(site.base))
    before, begun = len(log.addresses), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.sqlite"
        problems: Told
        crashed, problems, count = "", (), 0
        try:
            problems, count = _taken(case, path, site)
        except KeiiError as error:
            problems = (("error", str(error)),)
        except Exception as error:  # the very thing the report looks for
            crashed = f"{type(error).__name__}: {error}"
        with Desk.open(path) as desk:
            readings = tuple(desk.readings())
            stored = [(trouble.problem.code, message(trouble.problem)) for trouble in desk.problems()]
    texts = tuple(f"{r.clip.url or ''}\n{r.clip.title or ''}\n{r.clip.text}" for r in readings)
    return Seen(
        texts, (*problems, *stored), count or len(readings), time.perf_counter() - begun,
        tuple(log.addresses[before:]), crashed,
    )  # fmt: skip


def _taken(case: Case, path: Path, site: Site) -> tuple[Told, int]:
    """Return the problems told, and how many feeds were listed, if that is what the case is about."""
    moment = datetime(2031, 5, 12, tzinfo=UTC)
    url = case.at if "://" in case.at else site.base + case.at
    with Store.open(path, create=True) as store:
        fetcher = _fetcher(case, store, moment)
        if case.way == "file":
            with Desk.open(path) as desk:
                receipts = list(desk.add_all([(case.name, case.data)], workers=0))
        elif case.way == "page":
            receipts = [visit(store, fetcher, url, Order(), moment.isoformat)]
        elif case.way == "feed":
            store.feeds.add([Outline(url=url)], moment.isoformat())
            follower = Follower(store, fetcher, lambda: moment)
            receipts = [receipt for _ in range(case.rounds) for receipt in follower.round(everything=True)]
        else:
            return _listed(case, store, fetcher, path, url)
    return _told(problem for receipt in receipts for problem in receipt.rejected), 0


def _listed(case: Case, store: Store, fetcher: Fetcher, path: Path, url: str) -> tuple[Told, int]:
    if case.data:
        file = path.with_name("x.opml")
        file.write_bytes(case.data)
        url = str(file)
    done = follow(store, fetcher, url, "2031-05-12")
    return _told(done.rejected), len(done.feeds)


def _told(problems: Iterable[Problem]) -> Told:
    return tuple((problem.code, message(problem)) for problem in problems)


def _fetcher(case: Case, store: Store, moment: datetime) -> Fetcher:
    asked: Counter[str] = Counter()

    def resolve(host: str, _port: int) -> list[str]:
        if host in case.names:
            asked[host] += 1
            return [case.names[host][min(asked[host], len(case.names[host])) - 1]]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise OSError(host)

    return Fetcher(
        clock=lambda: moment, allowed=case.allowed, ignore_robots=() if case.robots else ("127.0.0.1",),
        validators=store.feeds if case.way == "feed" else None, limits=_LIMITS, resolve=resolve, sleep=lambda _: None,
    )  # fmt: skip


def judged(case: Case, seen: Seen, site: Site) -> list[str]:
    """Return what is wrong with what the user saw; [] for nothing."""
    whole = "\n".join(seen.texts)
    codes = {code for code, _ in seen.problems}
    sentences = " ".join(sentence for _, sentence in seen.problems)
    faults = [f"crashed: {seen.crashed}"] if seen.crashed else []
    faults += [f"text not read right: {text[:30]}" for text in case.right if text not in whole]
    faults += [f"text that must not be there: {text}" for text in case.wrong if text in whole]
    for code in case.codes:
        if not codes & set(code.split("|")) and not ("error" in codes and case.way == "opml"):
            faults.append(f"{code} was not told")
    if not case.right and not case.codes and case.count is None:
        faults.append("the case expects nothing")
    if not seen.texts and not seen.problems and not seen.count:
        faults.append("lost: neither taken nor told")
    if case.count is not None and seen.count != case.count:
        faults.append(f"{seen.count} for {case.count}")
    if seen.seconds > _SOON:
        faults.append(f"slow: {seen.seconds:.0f} s")
    if not case.packets and seen.connected:
        faults.append(f"connected to {', '.join(seen.connected)}")
    if "127.0.0.1" in sentences and not case.packets and "127.0.0.1" not in case.at:
        faults.append("the address found is given away")
    if any(address.endswith(f":{site.port}") and not address.startswith("127.0.0.1:") for address in seen.connected):
        faults.append(f"a forbidden address was asked: {seen.connected}")
    return faults


def told(case: Case, seen: Seen) -> str:
    """Return what the user saw in one line."""
    what = f"{'feeds' if case.way == 'opml' else 'clips'} taken: {seen.count}"
    right = ", read right" if case.right and all(text in "\n".join(seen.texts) for text in case.right) else ""
    told_once = dict.fromkeys((c, s) for c, s in seen.problems if not c.startswith(_OF_READING))
    sentences = [f"{code} {sentence}" for code, sentence in told_once]
    line = " · ".join((what + right, *sentences[:2], *([f"(+{len(sentences) - 2})"] if len(sentences) > 2 else [])))
    return "".join(c if c.isprintable() else "·" for c in line)[:170]


def pad(text: str, columns: int) -> str:
    """Return a text cut or filled to so many columns of a terminal."""
    out, used = "", 0
    for c in text:
        wide = 2 if unicodedata.east_asian_width(c) in "WF" else 1
        if used + wide > columns:
            break
        out, used = out + c, used + wide
    return out + " " * (columns - used)


if __name__ == "__main__":
    sys.exit(main())
