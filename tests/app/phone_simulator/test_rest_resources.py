"""Numbers, applications, queues, conferences, recordings and messages, driven by the real twilio package."""

import io
import wave
from collections.abc import Callable

import requests
from twilio.rest import Client

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.server import SimulatorServer

DID = "+48221234567"
CALLER = "+48601234567"
CodeOf = Callable[[Callable[[], object]], tuple[int, int]]


def test_a_number_can_be_pointed_at_another_address(carrier: Carrier, client: Client) -> None:
    [number] = client.incoming_phone_numbers.list(phone_number=DID)
    assert (number.phone_number, number.voice_url) == (DID, "https://shop.example/voice")
    changed = number.update(
        voice_url="https://shop.example/other", voice_fallback_url="https://cdn.example/f.xml"
    )
    assert (changed.voice_url, changed.voice_fallback_url) == (
        "https://shop.example/other",
        "https://cdn.example/f.xml",
    )
    assert next(iter(carrier.numbers.values())).voice_url == "https://shop.example/other"
    assert client.incoming_phone_numbers(number.sid).fetch().friendly_name == "Shop, Polish"


def test_a_number_that_is_none_cannot_be_had(client: Client, code_of: CodeOf) -> None:
    assert code_of(lambda: client.incoming_phone_numbers.create(phone_number="1234")) == (400, 21421)
    assert client.incoming_phone_numbers.create(phone_number="+420221234567").phone_number == "+420221234567"


def test_an_application_is_made_found_and_changed(client: Client, code_of: CodeOf) -> None:
    made = client.applications.create(friendly_name="hotline", voice_url="https://shop.example/voice")
    assert [each.sid for each in client.applications.list(friendly_name="hotline")] == [made.sid]
    assert made.update(voice_url="https://shop.example/new").voice_url == "https://shop.example/new"
    assert client.applications(made.sid).fetch().voice_url == "https://shop.example/new"
    assert code_of(lambda: client.applications("AP" + "0" * 32).fetch()) == (404, 20404)


def test_the_account_names_itself(carrier: Carrier, client: Client) -> None:
    account = client.api.v2010.accounts(carrier.account.sid).fetch()
    assert (account.sid, account.status) == (carrier.account.sid, "active")


def test_a_waiting_caller_is_a_member_of_a_queue(carrier: Carrier, client: Client, code_of: CodeOf) -> None:
    call = carrier.phone(CALLER).dial(DID)
    carrier.clock.advance(1)
    call.press("1")
    carrier.clock.advance(7)
    [queue] = client.queues.list()
    assert (queue.friendly_name, queue.current_size) == ("orders", 1)
    [member] = client.queues(queue.sid).members.list()
    assert (member.position, member.wait_time) == (1, 7)
    assert client.queues(queue.sid).members("Front").fetch().call_sid == member.call_sid
    assert code_of(lambda: client.queues("orders").fetch()) == (404, 20404)
    client.queues(queue.sid).members("Front").update(url="https://shop.example/hold")
    carrier.clock.advance(1)
    assert client.queues(queue.sid).fetch().current_size == 0


def test_people_in_a_conference_can_be_muted_held_and_put_out(
    carrier: Carrier, client: Client, code_of: CodeOf
) -> None:
    carrier.phone("client:anna")
    call = client.calls.create(to="client:anna", from_=DID, url="https://shop.example/room")
    carrier.clock.advance(2)
    carrier.phone("client:anna").answer()
    carrier.clock.advance(2)
    [room] = client.conferences.list(friendly_name="room-1")
    people = client.conferences(room.sid).participants
    assert [each.call_sid for each in people.list()] == [call.sid]
    assert people(call.sid).update(muted=True).muted is True
    assert people(call.sid).update(hold=True).hold is True
    assert people.list(hold=False) == []
    people(call.sid).delete()
    carrier.clock.advance(1)
    assert code_of(lambda: people(call.sid).fetch()) == (404, 20404)


def test_somebody_can_be_dialled_into_a_conference(carrier: Carrier, client: Client) -> None:
    carrier.phone("client:ola")
    invited = client.conferences("room-2").participants.create(from_=DID, to="client:ola", label="ola")
    assert (invited.label, invited.status) == ("ola", "queued")
    carrier.clock.advance(2)
    carrier.phone("client:ola").answer()
    carrier.clock.advance(2)
    [room] = client.conferences.list(friendly_name="room-2")
    assert client.conferences(room.sid).participants("ola").fetch().call_sid == invited.call_sid
    client.conferences(room.sid).update(status="completed")
    carrier.clock.advance(1)
    assert client.conferences(room.sid).fetch().status == "completed"


def test_a_recording_can_be_heard_and_deleted(
    carrier: Carrier, client: Client, server: SimulatorServer, code_of: CodeOf
) -> None:
    carrier.update_number(next(iter(carrier.numbers)), voice_url="https://shop.example/message")
    call = carrier.phone(CALLER).dial(DID)
    carrier.clock.advance(4)
    call.press("#")
    carrier.clock.advance(30)
    [recording] = client.recordings.list()
    assert recording.status == "completed"
    assert [each.sid for each in client.calls(recording.call_sid).recordings.list()] == [recording.sid]
    sound = f"{server.url}/2010-04-01/Accounts/{carrier.account.sid}/Recordings/{recording.sid}"
    who = (carrier.account.sid, carrier.account.auth_token)
    assert requests.get(f"{sound}.wav", timeout=5).status_code == 401
    heard = requests.get(f"{sound}.wav", auth=who, timeout=5)
    with wave.open(io.BytesIO(heard.content)) as file:
        assert (file.getframerate(), file.getnchannels()) == (8000, 1)
        assert file.getnframes() / 8000 == float(recording.duration)
    assert requests.get(f"{sound}.mp3", auth=who, timeout=5).headers["Content-Type"] == "audio/mpeg"
    recording.delete()
    assert code_of(lambda: client.recordings(recording.sid).fetch()) == (404, 20404)


def test_a_text_is_taken_and_listed(client: Client, code_of: CodeOf) -> None:
    sent = client.messages.create(to=CALLER, from_=DID, body="We call you at 14:30.")
    assert client.messages(sent.sid).fetch().body == "We call you at 14:30."
    assert [each.sid for each in client.messages.list(to=CALLER)] == [sent.sid]
    assert code_of(lambda: client.messages.create(to=CALLER, from_=DID)) == (400, 21602)
    assert code_of(lambda: client.messages.create(to="12", from_=DID, body="x")) == (400, 21211)
