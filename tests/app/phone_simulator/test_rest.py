"""The Calls resource, driven by the real twilio package."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.chaos import Chaos
from app.phone_simulator.server import SimulatorServer

DID = "+48221234567"
AGENT = "+48601000001"
URL = "https://shop.example/hold"
CodeOf = Callable[[Callable[[], object]], tuple[int, int]]


def test_a_call_is_queued_first_and_rings_when_its_turn_comes(carrier: Carrier, client: Client) -> None:
    call = client.calls.create(to=AGENT, from_=DID, url=URL)
    assert (call.status, call.direction, call.to, call._from) == ("queued", "outbound-api", AGENT, DID)
    carrier.phone(AGENT)
    carrier.clock.advance(2)
    assert call.fetch().status == "ringing"
    assert carrier.ledger.to(AGENT)[0].call_sid == call.sid


def test_a_call_can_be_ended_by_rest_and_then_takes_no_more_orders(
    carrier: Carrier, client: Client, code_of: CodeOf
) -> None:
    phone = carrier.phone(AGENT)
    call = client.calls.create(to=AGENT, from_=DID, url=URL)
    carrier.clock.advance(2)
    phone.answer()
    carrier.clock.advance(1)
    assert call.fetch().status == "in-progress"
    call.update(status="completed")
    carrier.clock.advance(1)
    ended = call.fetch()
    assert (ended.status, int(ended.duration) >= 0, ended.end_time is not None) == ("completed", True, True)
    assert code_of(lambda: call.update(url=URL)) == (400, 21220)


def test_dates_are_written_as_the_carrier_writes_them(carrier: Carrier, client: Client) -> None:
    call = client.calls.create(to=AGENT, from_=DID, url=URL)
    assert call.date_created == carrier.clock.now
    assert call.date_created.tzinfo is not None


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"to": "48601000001", "from_": DID, "url": URL}, (400, 21211)),
        ({"to": AGENT, "from_": "+15005550000", "url": URL}, (400, 21210)),
        ({"to": AGENT, "from_": DID, "url": "no-url"}, (400, 21205)),
    ],
)
def test_a_call_that_cannot_be_made_is_refused_with_the_carriers_code(
    client: Client, code_of: CodeOf, wish: dict[str, str], refusal: tuple[int, int]
) -> None:
    assert code_of(lambda: client.calls.create(**wish)) == refusal


def test_a_country_that_is_not_enabled_is_refused(
    make_carrier: Callable[..., Carrier],
    start_server: Callable[..., SimulatorServer],
    client_of: Callable[..., Client],
    code_of: CodeOf,
) -> None:
    client = client_of(start_server(make_carrier(enabled_prefixes=["+48"])))
    assert code_of(lambda: client.calls.create(to="+8821234567", from_=DID, url=URL)) == (400, 21215)


@pytest.mark.parametrize("to", ["client:anna", "sip:anna@shop.example"])
def test_softphones_and_sip_addresses_can_be_called(client: Client, to: str) -> None:
    assert client.calls.create(to=to, from_=DID, url=URL).to == to


def test_an_unknown_call_is_not_found(client: Client, code_of: CodeOf) -> None:
    assert code_of(lambda: client.calls("CA" + "0" * 32).fetch()) == (404, 20404)


def test_strangers_are_asked_to_authenticate(
    server: SimulatorServer, client_of: Callable[..., Client], code_of: CodeOf
) -> None:
    assert code_of(lambda: client_of(server, secret="wrong").calls("CA" + "0" * 32).fetch()) == (401, 20003)
    bare = requests.get(f"{server.url}/2010-04-01/Accounts/AC1/Calls.json", timeout=5)
    assert (bare.status_code, bare.headers["WWW-Authenticate"]) == (401, 'Basic realm="Twilio API"')
    assert bare.json()["more_info"] == "https://www.twilio.com/docs/errors/20003"


def test_an_api_key_opens_the_door_too(server: SimulatorServer, client_of: Callable[..., Client]) -> None:
    assert client_of(server, "SK" + "2" * 32, "key-secret").calls.list(limit=1) == []


def test_one_string_of_events_is_taken_and_then_never_called_back(carrier: Carrier, client: Client) -> None:
    """Twilio: 201, debugger 21626, and no callbacks at all."""
    status = "https://shop.example/status"
    client.calls.create(
        to=AGENT, from_=DID, url=URL, status_callback=status, status_callback_event=["initiated ringing"]
    )
    carrier.clock.advance(90)
    assert [error.code for error in carrier.errors] == [21626]
    assert not [each for each in carrier.webhooks if each.url == status]


def test_repeated_events_are_each_called_back(carrier: Carrier, client: Client) -> None:
    status = "https://shop.example/status"
    client.calls.create(
        to=AGENT, from_=DID, url=URL, status_callback=status, status_callback_event=["initiated", "completed"]
    )
    carrier.clock.advance(90)
    told = [each.params["CallStatus"] for each in carrier.webhooks if each.url == status]
    assert (told[0], len(told)) == ("initiated", 2)


def test_a_misspelt_parameter_is_ignored_and_reported(carrier: Carrier, server: SimulatorServer) -> None:
    sent = {"To": AGENT, "From": DID, "Url": URL, "StatusCallBack": "https://shop.example/status"}
    answer = requests.post(
        f"{server.url}/2010-04-01/Accounts/{carrier.account.sid}/Calls.json",
        data=sent,
        auth=(carrier.account.sid, carrier.account.auth_token),
        timeout=5,
    )
    assert answer.status_code == 201
    assert [(error.code, error.level) for error in carrier.errors] == [(20001, "warning")]
    assert "StatusCallBack is not a parameter" in carrier.errors[0].message


def test_calls_are_found_by_both_ends_status_and_time(carrier: Carrier, client: Client) -> None:
    for number in range(3):
        client.calls.create(to=f"+4860100000{number}", from_=DID, url=URL)
    carrier.clock.advance(1.5)
    carrier.phone("+48609999999").dial(DID)
    carrier.clock.advance(1)
    now = carrier.clock.now
    assert [call.to for call in client.calls.list(to="+48601000001")] == ["+48601000001"]
    assert len(client.calls.list(from_=DID)) == 3
    assert [call._from for call in client.calls.list(status="in-progress")] == ["+48609999999"]
    assert len(client.calls.list(start_time_after=now - timedelta(minutes=1))) == 4
    assert client.calls.list(start_time_before=now - timedelta(minutes=1)) == []
    assert len(client.calls.list(start_time=date(2026, 11, 20))) == 4
    assert client.calls.list(start_time=datetime(2026, 11, 19, tzinfo=UTC)) == []


def test_long_lists_come_in_pages(client: Client) -> None:
    for number in range(10, 17):
        client.calls.create(to=f"+486010000{number}", from_=DID, url=URL)
    assert len(client.calls.list(page_size=3)) == 7
    first = client.calls.page(page_size=3)
    assert first.next_page_url is not None
    assert [call.to for call in first] == ["+48601000016", "+48601000015", "+48601000014"]


def test_the_number_of_calls_in_a_second_is_kept(carrier: Carrier, client: Client) -> None:
    calls = [client.calls.create(to=f"+4860100000{number}", from_=DID, url=URL) for number in range(3)]
    carrier.clock.advance(1.5)
    assert [call.fetch().status == "queued" for call in calls].count(True) >= 1
    carrier.clock.advance(3)
    waits = [int(call.fetch().queue_time) for call in calls]
    assert waits == sorted(waits)
    assert waits[2] >= 1000


def test_an_unclear_create_has_made_the_call_all_the_same(
    make_carrier: Callable[..., Carrier],
    start_server: Callable[..., SimulatorServer],
    client_of: Callable[..., Client],
) -> None:
    carrier = make_carrier(Chaos(ambiguous_create=1.0), seed=3)
    client = client_of(start_server(carrier))
    kinds = set()
    for number in range(12):
        with pytest.raises((TwilioException, requests.RequestException)) as lost:
            client.calls.create(to=f"+486010000{number + 10}", from_=DID, url=URL)
        kinds.add("refused" if isinstance(lost.value, TwilioRestException) else "cut")
    assert kinds == {"refused", "cut"}
    assert len(client.calls.list(from_=DID)) == 12


def test_a_refusal_by_chaos_comes_before_anything_happened(
    make_carrier: Callable[..., Carrier],
    start_server: Callable[..., SimulatorServer],
    client_of: Callable[..., Client],
    code_of: CodeOf,
) -> None:
    carrier = make_carrier(Chaos(rest_5xx=1.0))
    client = client_of(start_server(carrier))
    assert code_of(lambda: client.calls.create(to=AGENT, from_=DID, url=URL)) == (503, 20503)
    assert not carrier.calls
