"""断り: errors as pages, or as JSON for the API. No traceback ever leaves the process."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from keii.errors import DossierError, DossierLocked, InputError, KeiiError, NotFound
from keii.web.hints import error_text
from keii.web.view import View
from keii.wording.language import N_, t

_LOG = logging.getLogger("keii.web")
_DATES = N_("write it as 2025-05-10, 2025-05 or 2025")
_SENTENCES = {404: N_("there is no such page"), 405: N_("this page cannot be asked for that way")}


def install(app: FastAPI) -> None:
    """Answer every error of the app with one clear sentence."""
    app.add_exception_handler(KeiiError, _ours)
    app.add_exception_handler(HTTPException, _theirs)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, KeiiError)  # noqa: S101
    status = 404 if isinstance(error, NotFound) else 503 if isinstance(error, DossierLocked) else 400
    if isinstance(error, DossierError) and status == 400:
        status = 500
    return _answer(request, status, *error_text(error))


def _theirs(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    sentence = _SENTENCES.get(error.status_code)
    return _answer(request, error.status_code, t(sentence) if sentence else str(error.detail), "", error.headers)


def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    if where in ("from", "to") and isinstance(first.get("input"), str):
        return _answer(request, 422, *error_text(InputError("{0} is not a date", first["input"], hint=_DATES)))
    return _answer(request, 422, t("{0} cannot be used: {1}", where, first["msg"]), "")


def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.exception("%s %s", request.method, request.url.path, exc_info=error)
    return _answer(request, 500, t("something went wrong; nothing that was saved is lost"), "")


def _answer(
    request: Request, status: int, sentence: str, hint: str, headers: Mapping[str, str] | None = None
) -> Response:  # fmt: skip
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence, "hint": hint}, status, headers)
    view = View(request)
    page = "parts/fault.html" if view.partial else "error.html"
    answer = view.page(page, status=status, sentence=sentence, hint=hint)
    answer.headers.update(headers or {})
    return answer
