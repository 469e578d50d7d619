"""A POST with an `Idempotency-Key` is carried out once, however often it is sent."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import request
from pydantic import BaseModel, RootModel

from admin.api.errors import ApiError, shown
from admin.api.operation import Ask, Reply
from ticket_store.engine import Transaction
from ticket_store.kept_answers import KeptAnswer, KeyUsedOtherwiseError, answer_once

_LONGEST_KEY = 200


def repeat_key_of(header: str | None) -> str | None:
    """The key that the caller chose; None without one. Raises: ApiError."""
    if header is None:
        return None
    if not header.isascii() or not header.isprintable() or not 0 < len(header) <= _LONGEST_KEY:
        raise ApiError(
            400,
            "idempotency-key-unusable",
            f"The Idempotency-Key {shown(header)} cannot be kept.",
            f"Send 1 to {_LONGEST_KEY} printable ASCII characters, such as a random UUID.",
        )
    return header


def write_once(ask: Ask[Any, Any], work: Callable[[Transaction], Reply]) -> Reply:
    """The reply of `work`, or the kept one of the same request sent before.

    Keys belong to the token: two programs cannot meet in one. Raises: ApiError 409.
    """
    if ask.repeat_key is None:
        return ask.office.store.write(work)
    key = hashlib.sha256(f"{ask.token.id} {ask.repeat_key}".encode()).hexdigest()
    digest = _digest(ask)  # here, since the store may run the work in a thread without a request
    headers: dict[str, str] = {}

    def once(tx: Transaction) -> KeptAnswer:
        def first_time() -> KeptAnswer:
            reply = work(tx)
            headers.update(reply.headers)
            return KeptAnswer(reply.status, reply.body.model_dump(mode="json"))

        return answer_once(tx, key, digest, ask.now, first_time)

    try:
        kept = ask.office.store.write(once)
    except KeyUsedOtherwiseError:
        raise ApiError(
            409,
            "idempotency-key-used",
            f"The Idempotency-Key {shown(ask.repeat_key)} came before with another request.",
            "Choose a new key for each new request; keep it only to send the same one again.",
        ) from None
    return Reply(
        kept.status, RootModel[Any](kept.body), {"Idempotent-Replayed": "true"} if kept.repeated else headers
    )


def _digest(ask: Ask[Any, Any]) -> str:
    """What was asked, whatever the spacing of its JSON."""
    body = ask.body.model_dump(mode="json") if isinstance(ask.body, BaseModel) else None
    asked = [request.method, request.path, body]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
