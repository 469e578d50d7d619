"""From an HTTP request to an `Ask`: every check that a view may rely on."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import RequestEntityTooLarge

from admin.api.errors import ApiError, not_found, shown
from admin.api.once import repeat_key_of
from admin.api.operation import Ask, Operation
from admin.back_office import BackOffice
from ticket_store.tokens import Token

_LONGEST_ID = 254  # an e-mail address at its longest


def hear(
    request: Request,
    operation: Operation,
    office: BackOffice,
    *,
    token: Token,
    now: datetime,
    wanted_id: str,
) -> Ask[Any, Any]:
    """The request as an `Ask`. Raises: ApiError that says what is wrong with it."""
    if len(wanted_id) > _LONGEST_ID or not wanted_id.isprintable():
        raise not_found(operation.resource.removesuffix("s"), wanted_id)
    return Ask(
        office=office,
        token=token,
        now=now,
        id=wanted_id,
        query=_query(request, operation),
        body=None if operation.body is None else _body(request, operation.body),
        repeat_key=repeat_key_of(request.headers.get("Idempotency-Key"))
        if operation.takes_repeat_key
        else None,
    )


def _query(request: Request, operation: Operation) -> BaseModel | None:
    given: dict[str, str] = {}
    for name, values in request.args.lists():
        if len(values) > 1:
            raise ApiError(
                400, "parameter-twice", f"The parameter {shown(name)} is given twice.", "Give it once."
            )
        given[name] = values[0]
    if operation.query is None:
        if given:
            raise _unknown(next(iter(given)), (), 400, "parameter")
        return None
    return _checked(operation.query, given, 400, "parameter")


def _body(request: Request, wanted: type[BaseModel]) -> BaseModel:
    if request.mimetype != "application/json":
        raise ApiError(
            415,
            "body-not-json",
            f"The body is of the type {shown(request.mimetype)}.",
            "Send JSON with the header Content-Type: application/json.",
        )
    raw = request.get_data(cache=False)
    if len(raw) >= (request.max_content_length or sys.maxsize):
        raise RequestEntityTooLarge  # sent in chunks it has no length to refuse, and is cut off at the limit
    return _checked(wanted, _json(raw), 422, "field")


def _json(raw: bytes) -> Mapping[str, Any]:
    try:
        # Not loads(raw): it would guess UTF-16 and UTF-32, which no caller of ours means.
        body = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ApiError(
            400, "body-not-json", "The body is not JSON in UTF-8.", "Send one JSON object."
        ) from None
    if not isinstance(body, dict):
        raise ApiError(400, "body-not-object", "The body is JSON, but no object.", "Send one JSON object.")
    return body


def _checked(wanted: type[BaseModel], given: Mapping[str, Any], status: int, noun: str) -> BaseModel:
    try:
        return wanted.model_validate(given)
    except ValidationError as fault:
        # One at a time: the first sentence is enough to go on, and each stays short.
        first = fault.errors(include_url=False)[0]
        raise _refusal(first, tuple(wanted.model_fields), status, noun) from None


def _refusal(fault: ErrorDetails, known: Sequence[str], status: int, noun: str) -> ApiError:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return _unknown(name, known, status, noun)
    if fault["type"] == "missing":
        return ApiError(
            status,
            f"{noun}-missing",
            f"The {noun} {shown(name)} is missing.",
            f"Give the {noun} {shown(name)}.",
        )
    context = fault.get("ctx") or {}
    if "what_to_do" in context:
        message = f"{name}: {shown(fault['input'])} {fault['msg']}"
        return ApiError(status, fault["type"], message, context["what_to_do"])
    return ApiError(
        status,
        f"{noun}-wrong",
        f"{name}: {shown(fault['input'])} does not fit. {fault['msg']}.",
        "See what it may be in /api/v1/openapi.json.",
    )


def _unknown(name: str, known: Sequence[str], status: int, noun: str) -> ApiError:
    what_to_do = f"Known here: {', '.join(known)}." if known else f"Leave it out: no {noun} is known here."
    return ApiError(status, f"{noun}-unknown", f"There is no {noun} {shown(name)} here.", what_to_do)
