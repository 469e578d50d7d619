"""The door of the JSON API: a small Flask app of its own, hung beside the pages under `/api`.

On its own, since errors, size limits and the token check hold there for every address, also for those that
do not exist, and since nothing of it runs for a webhook or a page: one comparison of the path is all.
Decision: docs/decisions/0006-the-api-beside-the-pages.md
"""

import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, jsonify, request

from admin.api import agents, callback_changes, callbacks, calls, customers, departments, promises, tickets
from admin.api.document import document
from admin.api.errors import answer_every_error
from admin.api.guard import check_scope, keep_pace, token_shown
from admin.api.hearing import hear
from admin.api.operation import Operation
from admin.api.pace import Pace
from admin.back_office import BackOffice

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/api/v1"
OPERATIONS: tuple[Operation, ...] = (
    *calls.OPERATIONS,
    *tickets.OPERATIONS,
    *customers.OPERATIONS,
    *callbacks.OPERATIONS,
    *callback_changes.OPERATIONS,
    *promises.OPERATIONS,
    *departments.OPERATIONS,
    *agents.OPERATIONS,
)
_LARGEST_BODY = 64 * 1024


def register_api(app: Flask, office: BackOffice) -> None:
    """Answer everything under `/api` from here on; the app stays the plain Flask app that it was."""
    beside = _Beside(app.wsgi_app, api_app(office).wsgi_app)
    app.wsgi_app = beside  # type: ignore[method-assign] # Flask's own way to wrap the WSGI side


def api_app(office: BackOffice) -> Flask:
    """The API alone."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    app.url_map.strict_slashes = False
    pace = Pace(time.monotonic)
    answer_every_error(app)
    app.after_request(_harden)
    app.add_url_rule(f"{PREFIX}/openapi.json", "openapi", lambda: jsonify(_described()))
    for operation in OPERATIONS:
        path = PREFIX + operation.path.replace("{id}", "<wanted_id>")
        app.add_url_rule(path, operation.name, _view(operation, office), methods=[operation.method])

    @app.before_request
    def nobody_without_a_token() -> None:
        """Also for addresses that do not exist: a stranger learns nothing of what does."""
        if request.endpoint != "openapi":
            g.now = office.clock()
            g.token = token_shown(request, office.store, g.now)
            keep_pace(pace, g.token)

    return app


def _view(operation: Operation, office: BackOffice) -> Callable[..., Response]:
    def view(wanted_id: str = "") -> Response:
        check_scope(g.token, operation.scope)
        reply = operation.view(
            hear(request, operation, office, token=g.token, now=g.now, wanted_id=wanted_id)
        )
        body = reply.body.model_dump_json()
        return Response(body, reply.status, reply.headers, content_type="application/json")

    return view


def _harden(response: Response) -> Response:
    """Answers hold customers' numbers: no cache keeps them, no browser takes them for anything but JSON."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@cache
def _described() -> dict[str, Any]:
    """The document, made when first asked for: a process that starts to answer calls does not wait for it."""
    return document(OPERATIONS, PREFIX)


class _Beside:
    """Chooses by the path, before any work is done for either side."""

    def __init__(self, pages: "WSGIApplication", api: "WSGIApplication") -> None:
        self._pages = pages
        self._api = api

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path.startswith("/api") and (path == "/api" or path[4] == "/"):
            return self._api(environ, start_response)
        return self._pages(environ, start_response)
