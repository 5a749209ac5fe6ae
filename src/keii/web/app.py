"""The application: routes put together, the guard before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from keii.version import VERSION
from keii.web import faults
from keii.web.api import door
from keii.web.api import routes as api
from keii.web.chores import Chores
from keii.web.desks import Desks
from keii.web.guard import Guard
from keii.web.jobs import Jobs
from keii.web.prefs import Speaking
from keii.web.routes import ROUTERS
from keii.web.settings import Settings

_STATIC = Path(__file__).parent / "static"


def make_app(settings: Settings) -> FastAPI:
    """Return the reading room of one dossier as an ASGI application."""
    desks = Desks(settings)
    jobs = Jobs(desks)
    chores = Chores(desks)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()
        chores.close()
        desks.close()

    app = FastAPI(
        title="Keii 経緯", version=VERSION, description=door.description(settings),
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=life,
    )  # fmt: skip
    app.state.desks = desks
    app.state.jobs = jobs
    app.state.chores = chores
    app.state.settings = settings
    faults.install(app)
    for router in (*ROUTERS, api.about):
        app.include_router(router)
    app.include_router(api.router, dependencies=door.keys(settings))
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Speaking)  # outermost: the guard's refusals are in the reader's language too
    return app
