"""How a REST request comes in: credentials, seeded trouble, the handler, the log."""

import hmac
import re
import socket
import time
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, request

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import CarrierError, RestError, Verdict
from app.phone_simulator.rest import calls, rooms
from app.phone_simulator.rest.checks import check_parameters
from app.phone_simulator.rest.errors import refused
from app.phone_simulator.rest.log import RestLog, RestRecord
from app.phone_simulator.rest.request import ROOT, Answer, RestRequest, as_refusal
from app.phone_simulator.rest.routes import ROUTES, Handler, resource_name

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
CALL_SID = re.compile(r"CA[0-9a-f]{32}")
EVEN_CHANCE = 0.5
DIALLING = (calls.create, rooms.create_participant)
OnDial = Callable[[str], None]


def rest_blueprint(carrier: Carrier, log: RestLog, on_dial: OnDial) -> Blueprint:
    """The REST API of this carrier under /2010-04-01; every request is written to `log`.

    `on_dial` is told every address that the app wants to dial, before it is.
    What the API does not have is answered by 404 and code 20404, as the carrier does.
    """
    blueprint = Blueprint("rest", __name__)
    for method, path, handler in ROUTES:
        name = f"{method} {path} {resource_name(handler)}".replace(".", " ")
        blueprint.add_url_rule(
            f"{ROOT}/<account>{path}", name, _view(carrier, log, on_dial, handler), methods=[method]
        )
    blueprint.add_url_rule(
        "/2010-04-01/<path:rest>", "rest", _view(carrier, log, on_dial, _nothing_here), methods=METHODS
    )
    return blueprint


def _nothing_here(_carrier: Carrier, asked: RestRequest, **_rest: str) -> Answer:
    raise refused(20404, asked.path)


def _view(carrier: Carrier, log: RestLog, on_dial: OnDial, handler: Handler) -> Callable[..., Response]:
    """The web framework's view around one handler."""

    def view(account: str = "", **path: str) -> Response:
        at, began = carrier.clock.now, time.perf_counter()
        asked = RestRequest(
            account=account,
            path=request.path,
            query=request.args.to_dict(),
            form=dict(request.form.lists()),
            origin=request.host_url.rstrip("/"),
        )
        verdicts = _report_oddities(carrier, check_parameters(resource_name(handler), asked.form))
        try:
            _admit(carrier, asked)
            if handler in DIALLING:
                on_dial(asked.text("To") or "")
            answer = handler(carrier, asked, **path)
        except RestError as error:
            answer = as_refusal(error)
        if handler is calls.create and answer.refusal is None and carrier.dice.strikes("ambiguous_create"):
            answer = _lose(carrier, answer)
        _keep(log, at, answer, verdicts, (time.perf_counter() - began) * 1000)
        return _response(answer)

    return view


def _admit(carrier: Carrier, asked: RestRequest) -> None:
    """Let in who knows the account's token or the secret of one of its API keys.

    Raises: RestError 20003 for others, 20404 for another account, 20503 when chaos strikes.
    """
    given = request.authorization
    name, secret = (
        (given.username or "", given.password or "") if given and given.type == "basic" else ("", "")
    )
    expected = carrier.account.auth_token if name == carrier.account.sid else carrier.api_keys.get(name)
    if expected is None or not hmac.compare_digest(secret.encode(), expected.encode()):
        raise refused(20003)
    if asked.account and asked.account != carrier.account.sid:
        raise refused(20404, asked.path)
    if carrier.dice.strikes("rest_5xx"):
        raise refused(20503)


def _report_oddities(carrier: Carrier, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Write what is odd about the request to the carrier's debugger too, where tests look."""
    with carrier.lock:
        carrier.errors.extend(CarrierError(each.code, each.message, level=each.level) for each in verdicts)
    return verdicts


def _lose(carrier: Carrier, made: Answer) -> Answer:
    """The call was made, and the app does not learn it: half the time a 503, half the time a cut connection.

    A cut needs the server's socket; where there is none (a WSGI call inside a test) it is always the 503.
    """
    line = request.environ.get("werkzeug.socket")
    if isinstance(line, socket.socket) and carrier.dice.between(0, 1) < EVEN_CHANCE:
        line.shutdown(socket.SHUT_RDWR)
    lost = RestError(
        HTTPStatus.SERVICE_UNAVAILABLE, 20503, "The call was made, and this answer says otherwise (chaos)"
    )
    return Answer(lost.status, as_refusal(lost).body, call_sid=made.call_sid, refusal=lost)


def _keep(log: RestLog, at: datetime, answer: Answer, verdicts: tuple[Verdict, ...], ms: float) -> None:
    """Write the request and its answer to the log; a refusal is a verdict too."""
    if answer.refusal is not None:
        refusal = answer.refusal
        verdicts = (*verdicts, Verdict("error", refusal.code, f"HTTP {refusal.status}", refusal.message))
    in_path = CALL_SID.search(request.path)
    is_text = answer.content_type == "application/json"
    log.add(
        RestRecord(
            at=at,
            method=request.method,
            path=request.full_path.rstrip("?"),
            params=tuple(request.form.items(multi=True)),
            status=answer.status,
            answer=answer.body.decode() if is_text else f"{len(answer.body)} bytes of sound",
            content_type=answer.content_type,
            ms=ms,
            call_sid=in_path.group() if in_path else answer.call_sid,
            verdicts=verdicts,
        )
    )


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status, content_type=answer.content_type)
    response.headers["Twilio-Concurrent-Requests"] = "1"
    if answer.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
    return response
