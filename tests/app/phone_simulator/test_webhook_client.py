"""The carrier's HTTP client: overrides, cookies, logins, limits."""

import pytest

from app.phone_simulator.signature import sign
from app.phone_simulator.webhook_client import overrides_of
from tests.scripted_line import HOME, Reply, line


def test_the_fragment_overrides_the_defaults() -> None:
    read = overrides_of("https://h/p?x=1#rc=2&rp=5xx,rt&ct=2000&rt=3000&tt=9000")
    assert (read.retries, read.connect_ms, read.read_ms, read.total_ms) == (2, 2000, 3000, 9000)
    assert read.policy == {"5xx", "rt"}


@pytest.mark.parametrize("fragment", ["", "#", "#rc=many&tt=", "#nonsense"])
def test_what_makes_no_sense_keeps_the_default(fragment: str) -> None:
    assert overrides_of(f"https://h/p{fragment}") == overrides_of("https://h/p")


def test_nobody_gets_more_than_fifteen_seconds_or_five_retries() -> None:
    read = overrides_of("https://h/p#rc=99&tt=99000")
    assert (read.retries, read.total_ms) == (5, 15_000)


def test_every_request_is_signed_over_its_sorted_form() -> None:
    on = line(voice="<Hangup/>")
    on.dial()
    record = on.carrier.webhooks[0]
    assert record.headers["X-Twilio-Signature"] == sign(f"{HOME}/voice", record.params, "token")
    assert list(record.params) == sorted(record.params)


def test_cookies_are_kept_within_one_call_and_not_in_the_next() -> None:
    crumb = Reply(
        "<Response><Redirect>/next</Redirect></Response>", headers=(("Set-Cookie", "step=1; Path=/"),)
    )
    on = line(voice=crumb, next="<Hangup/>")
    on.dial()
    on.dial()
    assert [one.headers.get("COOKIE") for one in on.app.requests("/next")] == ["step=1", "step=1"]
    assert [one.headers.get("COOKIE") for one in on.app.requests("/voice")] == [None, None]


def test_a_login_in_the_url_is_sent_only_after_401() -> None:
    def guard(asked: object) -> str | Reply:
        return "<Hangup/>" if "AUTHORIZATION" in asked.headers else Reply(status=401)  # type: ignore[attr-defined]

    on = line(voice=guard)
    on.carrier.update_number(on.number.sid, voice_url="http://name:word@app.test/voice")
    on.dial()
    asked = on.app.requests("/voice")
    assert [one.headers.get("AUTHORIZATION") for one in asked] == [None, "Basic bmFtZTp3b3Jk"]
    assert on.carrier.errors == []


def test_an_answer_just_within_fifteen_seconds_is_taken() -> None:
    on = line({"takes": lambda _request: 14.9}, voice="<Say>late</Say>")
    call = on.dial()
    assert call.hears() == []
    on.clock.advance(15)
    assert call.hears() == ["late"]


def test_an_answer_after_fifteen_seconds_is_not_taken() -> None:
    on = line({"takes": lambda _request: 15.1}, voice="<Say>too late</Say>")
    call = on.dial()
    on.clock.advance(15)
    assert on.codes() == [11200]
    assert "application error" in call.hears()[0]


def test_an_application_that_is_down_is_tried_twice_and_blamed_once() -> None:
    on = line(voice="<Hangup/>")
    on.carrier.update_number(on.number.sid, voice_url="http://down.test/voice")
    on.dial()
    assert on.codes() == [11205]
    assert [record.attempt for record in on.carrier.webhooks if record.kind == "voice"] == [1, 2]
