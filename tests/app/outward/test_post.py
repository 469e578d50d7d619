"""A message on the wire: signed so that any library of the standard takes it, and never led inside."""

from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app.outward.post import HookPost, Message
from tests.app.outward.receiver import listening, receiving
from ticket_store.outward.hook_policy import secret_of

KEY = "not a secret, but long enough"
BODY = '{"type": "call.ended", "data": {"customer": "Łucja"}}'


def message(url: str, *salts: str) -> Message:
    return Message("msg1", url, BODY, "endpoint", salts or ("salt",))


def post(**changes: object) -> HookPost:
    return HookPost(KEY, **{"to_private": True, **changes})  # type: ignore[arg-type]


def test_what_arrives_is_proven_by_the_secret_of_the_endpoint_and_by_no_other() -> None:
    with receiving() as receiver:
        answer = post().send(message(receiver.url), datetime.now(UTC))
    assert (answer.status, answer.text, answer.failure) == (200, "thanks", None)
    ((headers, body),) = receiver.heard
    assert (headers[":path"], headers["webhook-id"], body) == ("/hook?shop=1", "msg1", BODY)
    Webhook(secret_of(KEY, "endpoint", "salt")).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret_of(KEY, "endpoint", "other")).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret_of(KEY, "endpoint", "salt")).verify(body + " ", headers)


def test_while_two_secrets_hold_either_proves_it() -> None:
    with receiving() as receiver:
        post().send(message(receiver.url, "new", "old"), datetime.now(UTC))
    ((headers, body),) = receiver.heard
    for salt in ("new", "old"):
        Webhook(secret_of(KEY, "endpoint", salt)).verify(body, headers)


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with receiving() as receiver:
        receiver.status, receiver.headers = 302, {"location": receiver.url}
        answer = post().send(message(receiver.url), datetime.now(UTC))
    assert (answer.status, answer.is_good, len(receiver.heard)) == (302, False, 1)


def test_a_long_answer_is_cut_and_strange_bytes_do_no_harm() -> None:
    with receiving() as receiver:
        receiver.status, receiver.text = 500, "ż" * 5000
        answer = post().send(message(receiver.url), datetime.now(UTC))
    assert answer.status == 500
    assert 0 < len(answer.text) <= 1000


@pytest.mark.parametrize(
    ("says", "status", "failure"),
    [
        (b"", None, "No answer within 0.2 s."),
        (b"HTTP/1.1 200", None, "No answer within 0.2 s."),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 204, None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nha", 200, None),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200, None),
    ],
)
def test_who_dawdles_is_not_waited_for(says: bytes, status: int | None, failure: str | None) -> None:
    with listening(says) as url:
        answer = post(patience_s=0.2).send(message(url), datetime.now(UTC))
    assert (answer.status, answer.failure) == (status, failure)
    assert answer.took.total_seconds() < 2


def test_what_is_no_answer_is_said_to_be_none() -> None:
    with listening(b"SSH-2.0-OpenSSH\r\n\r\n") as url:
        answer = post(patience_s=0.5).send(message(url), datetime.now(UTC))
    assert (answer.status, answer.failure) == (None, "BadStatusLine: SSH-2.0-OpenSSH\r\n")


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_name_that_leads_inside_is_not_connected_to_even_beside_a_public_address(inside: str) -> None:
    outward = post(to_private=False, resolve=lambda *_: ["93.184.215.14", inside])
    answer = outward.send(message("https://rebound.example/"), datetime.now(UTC))
    assert answer.failure == "Nothing is sent to rebound.example: private address."


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to() -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with receiving() as receiver:
        url = receiver.url.replace("127.0.0.1", "shop.example")
        assert post(resolve=resolve).send(message(url), datetime.now(UTC)).is_good
    assert asked == ["shop.example"]
    assert receiver.heard[0][0]["host"].startswith("shop.example:")


def test_a_name_that_nobody_knows_is_a_failure() -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        raise OSError

    answer = post(resolve=resolve).send(message("https://nobody.example/"), datetime.now(UTC))
    assert answer.failure == "The name nobody.example is not known."


def test_without_the_setting_nothing_goes_in_the_clear() -> None:
    answer = post(to_private=False).send(message("http://shop.example/"), datetime.now(UTC))
    assert answer.failure == "Nothing is sent to this address: not https."


def test_a_certificate_that_is_not_trusted_is_refused() -> None:
    with receiving() as receiver:  # speaks no TLS at all
        answer = post().send(message(receiver.url.replace("http:", "https:")), datetime.now(UTC))
    assert answer.failure is not None
    assert answer.failure.startswith("TLS: ")
    assert receiver.heard == []
