"""Numbers, applications and texts."""

import pytest

from app.phone_simulator.model import RestError
from app.phone_simulator.phones import PhoneError
from app.phone_simulator.signature import sign
from tests.scripted_line import CUSTOMER, DID, HOME, line


def test_a_text_out_is_delivered_and_its_status_told() -> None:
    on = line()
    sent = on.carrier.create_message(
        to=CUSTOMER, from_number=DID, body="Oddzwonimy o 14:30.", status_callback=f"{HOME}/sms-status"
    )
    assert sent.status == "queued"
    on.clock.advance(2)
    assert [text.body for text in on.customer.texts] == ["Oddzwonimy o 14:30."]
    assert on.app.last("/sms-status")["MessageStatus"] == "delivered"


@pytest.mark.parametrize(
    ("to", "from_number", "body", "code"),
    [("601", DID, "x", 21211), (CUSTOMER, "+48229999999", "x", 21606), (CUSTOMER, DID, "", 21602)],
)
def test_a_text_that_cannot_be_sent_is_refused(to: str, from_number: str, body: str, code: int) -> None:
    with pytest.raises(RestError) as refused:
        line().carrier.create_message(to=to, from_number=from_number, body=body)
    assert refused.value.code == code


def test_a_text_in_reaches_the_sms_url_signed_with_its_port() -> None:
    on = line()
    on.carrier.update_number(on.number.sid, sms_url="https://app.test:8443/sms")
    on.customer.text(DID, "oddzwoń 📞")
    record = on.carrier.webhooks[-1]
    assert record.params["Body"] == "oddzwoń 📞"
    assert record.headers["X-Twilio-Signature"] == sign("https://app.test:8443/sms", record.params, "token")


def test_the_answer_to_a_text_can_hold_replies() -> None:
    on = line(sms="<Message>Thank you.</Message><Message><Body>We ring you back.</Body></Message>")
    on.carrier.update_number(on.number.sid, sms_url=f"{HOME}/sms")
    on.customer.text(DID, "please ring me")
    on.clock.advance(2)
    assert [text.body for text in on.customer.texts] == ["Thank you.", "We ring you back."]


def test_an_eleventh_reply_is_not_sent() -> None:
    on = line(sms="<Message>x</Message>" * 11)
    on.carrier.update_number(on.number.sid, sms_url=f"{HOME}/sms")
    on.customer.text(DID, "hello")
    on.clock.advance(2)
    assert len(on.customer.texts) == 10
    assert on.codes() == [14109]


def test_a_number_can_be_answered_by_an_application() -> None:
    on = line(app="<Say>application</Say>")
    made = on.carrier.add_application("line", voice_url=f"{HOME}/app", status_callback=f"{HOME}/app-status")
    on.carrier.update_number(on.number.sid, voice_application_sid=made.sid)
    call = on.dial()
    assert call.hears() == ["application"]
    call.hang_up()
    assert on.paths() == ["/app", "/app-status"]


def test_a_number_without_a_voice_url_fails_and_says_why() -> None:
    on = line()
    on.carrier.update_number(on.number.sid, voice_url=None)
    assert on.dial().status.is_final
    assert "voice URL" in on.carrier.errors[0].message


def test_what_does_not_exist_is_said() -> None:
    on = line()
    with pytest.raises(TypeError, match="no field colour"):
        on.carrier.update_number(on.number.sid, colour="red")
    with pytest.raises(RestError, match="not found"):
        on.carrier.update_application("AP0")
    with pytest.raises(RestError, match="not found"):
        on.carrier.update_call("CA0", status="completed")
    with pytest.raises(PhoneError, match="no application"):
        on.customer.connect("AP0")
    with pytest.raises(PhoneError, match="not in service"):
        on.customer.text("+48999999999", "hello")
