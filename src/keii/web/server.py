"""開室: the room on a port of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn

from keii.errors import InputError
from keii.web.app import make_app
from keii.web.chores import Chores
from keii.web.settings import Settings

_KEEP_ALIVE, _AT_ONCE, _LAST = 15, 64, 5  # seconds between requests; requests at once; seconds to finish when closing
_OPENING = 30  # seconds a room may take to open beside its caller, and to close


class Room(uvicorn.Server):
    """開室: a server that says when it can be visited."""

    def __init__(self, config: uvicorn.Config, chores: Chores, opened: Callable[[int], None]) -> None:
        super().__init__(config)
        self._chores = chores
        self._opened = opened

    async def startup(self, sockets: list | None = None) -> None:  # type: ignore[type-arg]
        """Open the door when all is ready for the first page, then say at which port."""
        self._chores.prepare()
        await super().startup(sockets)
        if self.started:
            self._chores.begin()
            self._opened(self.servers[0].sockets[0].getsockname()[1])


def room(settings: Settings, host: str, port: int, opened: Callable[[int], None]) -> Room:
    """Return a room that is still closed. `port` 0: any that is free. `opened` is told the port when it can be visited;
    `run()` serves until `should_exit` is set or the process is told to stop."""
    app = make_app(settings)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="error", access_log=False, server_header=False,
        proxy_headers=False, date_header=True, timeout_keep_alive=_KEEP_ALIVE, limit_concurrency=_AT_ONCE,
        timeout_graceful_shutdown=_LAST,
    )  # fmt: skip
    return Room(config, app.state.chores, opened)


@contextmanager
def beside(settings: Settings) -> Iterator[int]:
    """Serve on a free port of loopback in a thread beside the caller's; give the port. Raises `TimeoutError` where the
    room does not open within half a minute."""
    ready, at = Event(), [0]

    def opened(port: int) -> None:
        at[0] = port
        ready.set()

    served = room(settings, "127.0.0.1", 0, opened)
    thread = Thread(target=served.run)
    thread.start()
    if not ready.wait(_OPENING):
        raise TimeoutError("the room did not open")
    try:
        yield at[0]
    finally:
        served.should_exit = True
        thread.join(_OPENING)


def serve(settings: Settings, host: str, port: int, opened: Callable[[int], None]) -> None:
    """Serve until the process is told to stop. Raises `InputError` where the port cannot be had."""
    try:
        room(settings, host, port, opened).run()
    except SystemExit as error:
        raise InputError(
            "port {0} of {1} cannot be used", port, host, hint="another program has it: --port 0"
        ) from error
