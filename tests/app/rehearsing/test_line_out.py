"""The simulated carrier as the line out: what it refuses is refused, what is gone is gone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.transport import Request, Response
from app.rehearsing.line_out import SimulatedLine
from call_routing.phone_line import LineRefusedError, NewCall
from tests.app.rehearsing.conftest import TUESDAY_NOON

OURS, ANNA = "+48221234567", "+48600000001"


class Quiet:
    """An application that has nothing to say."""

    def send(self, request: Request) -> Response:
        del request
        return Response(200, [("Content-Type", "text/xml")], b"<Response><Pause length='60'/></Response>")


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    made = Carrier("AC" + "0" * 32, "token", clock=VirtualClock(TUESDAY_NOON), transport=Quiet(), cps=100)
    made.add_number(OURS, "https://rehearsal.invalid/ivr/voice")
    yield made
    made.close()


def wanted(to: str = ANNA) -> NewCall:
    base = "https://rehearsal.invalid/ivr"
    return NewCall(to, OURS, f"{base}/agent", f"{base}/agent-events", timedelta(seconds=20))


def test_a_leg_is_placed_found_and_ended_once(carrier: Carrier) -> None:
    line = SimulatedLine(carrier)
    carrier.phone(ANNA).answer_after(1, then_press=None)
    sid = line.place_call(wanted())
    carrier.clock.advance(3)
    found = line.fetch(sid)
    assert found is not None
    assert (found.to, found.status, found.answered_at is not None) == (ANNA, "in-progress", True)
    assert [one.sid for one in line.find(ANNA, TUESDAY_NOON)] == [sid]
    assert line.made_since(TUESDAY_NOON + timedelta(minutes=1)) == []
    assert line.redirect(sid, "https://rehearsal.invalid/ivr/agent")
    assert line.end(sid)
    carrier.clock.advance(1)
    assert not line.redirect(sid, "https://rehearsal.invalid/ivr/agent")
    assert line.fetch("CA" + "f" * 32) is None


def test_what_is_no_number_is_refused_with_the_carriers_code(carrier: Carrier) -> None:
    with pytest.raises(LineRefusedError) as refused:
        SimulatedLine(carrier).place_call(wanted("not a number"))
    assert refused.value.code == 21211


def test_in_a_room_that_is_not_there_nobody_sits(carrier: Carrier) -> None:
    line = SimulatedLine(carrier)
    assert line.room_of("call-1") is None
    assert not line.hold("CF" + "0" * 32, "CA" + "0" * 32, None)
    assert not line.seat("CF" + "0" * 32, "CA" + "0" * 32, muted=True)


def test_a_text_is_taken_and_sent_to_nobody(carrier: Carrier) -> None:
    SimulatedLine(carrier).send_text(ANNA, OURS, "hello")
    assert [one.body for one in carrier.messages.values()] == ["hello"]
