"""The page and its JSON: what it reads every 400 ms, and what its buttons post."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_from_directory

from .desk import Desk, DeskError

PAGE = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MARK = "X-Simulator"


def page_blueprint(desk: Desk) -> Blueprint:
    """The page at / and what it needs under /phones/.

    A post has to carry `X-Simulator: 1`, which a foreign site cannot send without being asked first, and
    is never allowed to. Refused wishes are 409 with {"error": sentence}.
    """
    blueprint = Blueprint("phones", __name__)

    @blueprint.get("/")
    def page() -> Response:
        return send_from_directory(PAGE, "index.html")

    @blueprint.get("/phones/static/<path:name>")
    def part(name: str) -> Response:
        return send_from_directory(PAGE / "static", name)

    @blueprint.get("/phones/state.json")
    def state() -> Response:
        return jsonify(desk.state(request.args.get("since", 0, int), request.args.get("run", "")))

    @blueprint.get("/phones/requests/<name>.json")
    def one_request(name: str) -> Response:
        return _answered(lambda: desk.request(name))

    @blueprint.post("/phones/act")
    def act() -> Response:
        asked = _posted("address", "wish", "value")
        return _answered(lambda: desk.act(asked["address"], asked["wish"], asked["value"]))

    @blueprint.post("/phones/clock")
    def clock() -> Response:
        return _answered(lambda: desk.move_clock(_posted("to")["to"]))

    blueprint.before_request(_refuse_strangers)
    blueprint.after_request(_guard)
    return blueprint


def _posted(*names: str) -> dict[str, str]:
    """The named texts of the JSON body; what is missing is empty."""
    body = request.get_json(silent=True)
    given = body if isinstance(body, dict) else {}
    return {name: str(given.get(name, "")) for name in names}


def _answered(do: Callable[[], dict[str, Any] | None]) -> Response:
    """The answer to a wish: what it gives, or 409 with the sentence why not."""
    try:
        return jsonify(do() or {"done": True})
    except DeskError as error:
        refusal = jsonify({"error": str(error)})
        refusal.status_code = HTTPStatus.CONFLICT
        return refusal


def _refuse_strangers() -> Response | None:
    if request.method == "POST" and request.headers.get(MARK) != "1":
        refusal = jsonify({"error": f"Send the header {MARK}: 1 with a post."})
        refusal.status_code = HTTPStatus.FORBIDDEN
        return refusal
    return None


def _guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
