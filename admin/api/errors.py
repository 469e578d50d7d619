"""Refusals of the API: always `{"error": {"id", "message", "what_to_do"}}`, whatever went wrong."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Response
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)
_LONGEST_SHOWN = 60  # an error tells which value was wrong, without sending a megabyte back


class Fault(BaseModel):
    """What went wrong. Programs read `id`, people the rest."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["call-not-found"])
    message: str
    what_to_do: str


class ErrorAnswer(BaseModel):
    """The body of every answer with a status of 400 or more."""

    model_config = ConfigDict(frozen=True)

    error: Fault


@dataclass
class ApiError(Exception):
    """Ends a request with this answer; the transaction that it leaves is rolled back."""

    status: int
    id: str
    message: str
    what_to_do: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self) -> ErrorAnswer:
        return ErrorAnswer(error=Fault(id=self.id, message=self.message, what_to_do=self.what_to_do))


def not_found(noun: str, wanted: str) -> ApiError:
    """There is no such thing, or never was; `noun` is the singular of the resource."""
    return ApiError(
        404,
        f"{noun}-not-found",
        f"There is no {noun} {shown(wanted)}.",
        f"Take the id from GET /api/v1/{noun}s.",
    )


def shown(value: object) -> str:
    """The value as it may stand in an error: quoted, short, plain ASCII."""
    text = json.dumps(value, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '..."'


def error_response(fault: ApiError) -> Response:
    body = fault.answer().model_dump_json()
    return Response(body, fault.status, fault.headers, content_type="application/json")


def answer_every_error(app: Flask) -> None:
    """Turn our refusals, the framework's and whatever nobody foresaw into the one form."""
    app.register_error_handler(ApiError, error_response)
    app.register_error_handler(HTTPException, _of_framework)
    app.register_error_handler(Exception, _unforeseen)


def _of_framework(fault: HTTPException) -> Response:
    status = fault.code or 500
    error_id, what_to_do = _WHAT_TO_DO.get(status, _ANY_OTHER)
    message = _SENTENCES.get(status) or f"{HTTPStatus(status).phrase}."
    kept = {name: value for name, value in fault.get_headers() if name in {"Allow", "Retry-After"}}
    return error_response(ApiError(status, error_id, message, what_to_do, kept))


def _unforeseen(fault: Exception) -> Response:
    log.error("The API failed on a request.", exc_info=fault)
    return error_response(
        ApiError(
            500,
            "internal-error",
            "Something is broken on our side; nothing of this request was kept.",
            "Send it again in a minute, a POST with the same Idempotency-Key. If it stays, look in the log.",
        )
    )


_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The body is larger than 64 kB.",
}
_ANY_OTHER = ("request-refused", "Compare the request with /api/v1/openapi.json.")
_WHAT_TO_DO = {
    404: ("address-not-found", "All addresses are listed in /api/v1/openapi.json."),
    405: ("method-not-allowed", "Use one of the methods in the header Allow."),
    413: ("body-too-large", "Send a smaller body: no request of this API needs a kilobyte."),
}
