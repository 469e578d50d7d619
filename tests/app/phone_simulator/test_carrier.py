"""The carrier as a whole: a call from beginning to end, REST from inside a webhook, many calls at once."""

import threading
from datetime import UTC, datetime

from werkzeug.serving import make_server

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.chaos import Chaos
from app.phone_simulator.clock import RealtimeDriver, VirtualClock
from app.phone_simulator.model import CallStatus
from app.phone_simulator.transport import HttpTransport
from tests.scripted_line import AGENT, DID, HOME, Asked, Line, Reply, ScriptedApp, line

ROOM = (
    '<Dial action="/after"><Conference participantLabel="{}" endConferenceOnExit="{}">r</Conference></Dial>'
)
SHOP = {
    "voice": '<Gather numDigits="1" action="/menu"><Say>Press 1 for orders.</Say></Gather><Hangup/>',
    "menu": '<Enqueue waitUrl="/wait" action="/left">orders</Enqueue>',
    "wait": "<Say>One moment, please.</Say><Pause length='5'/>",
    "agent": '<Gather numDigits="1" action="/accept"><Say>Press 1 to take it.</Say></Gather><Hangup/>',
    "accept": ROOM.format("agent", "false"),
    "customer": ROOM.format("customer", "true"),
    "after": "<Hangup/>",
}


def _whole_call(settings: dict[str, object]) -> Line:
    on = line(settings, **SHOP)
    on.agent.answer_after(3)
    call = on.dial()
    call.press("1")
    on.clock.advance(8)
    on.rest_call()
    on.clock.advance_until(lambda: "/accept" in on.paths(), 60)
    on.carrier.update_call(call.sid, url=f"{HOME}/customer")
    on.clock.advance(2)
    on.agent.speak("Good morning, this is Anna.")
    on.clock.advance(30)
    call.hang_up()
    on.clock.advance(5)
    return on


def test_a_whole_call_runs_without_a_fault() -> None:
    on = _whole_call({})
    assert on.carrier.errors == []
    assert {call.status for call in on.carrier.calls.values()} == {CallStatus.COMPLETED}
    assert on.customer.heard[-1] == "Good morning, this is Anna."
    assert all(verdict.level == "ok" for record in on.carrier.webhooks for verdict in record.verdicts)


def test_the_same_seed_gives_the_same_call_to_the_last_byte() -> None:
    chaos = Chaos(reorder=0.5, duplicate=0.5, late=0.2)
    one, other = (_whole_call({"chaos": chaos, "seed": 5}) for _ in range(2))
    assert [(asked.path, asked.params) for asked in one.app.asked] == [
        (asked.path, asked.params) for asked in other.app.asked
    ]


def test_the_application_may_call_rest_from_inside_its_webhook_and_from_another_thread() -> None:
    on = line(agent="<Hangup/>", wait="<Pause length='5'/>")

    def menu(_asked: Asked) -> str:
        helper = threading.Thread(target=on.rest_call)
        helper.start()
        helper.join(5)
        assert not helper.is_alive()
        return '<Enqueue waitUrl="/wait">q</Enqueue>'

    on.app.scripts["/voice"] = menu
    on.dial()
    on.clock.advance(2)
    assert on.carrier.errors == []
    assert len(on.agent.ringing) == 1


def test_a_redirect_from_inside_the_webhook_of_the_same_call_wins_over_its_answer() -> None:
    on = line(x="<Say>redirected</Say>")

    def voice(asked: Asked) -> str:
        on.carrier.update_call(asked.params["CallSid"], url=f"{HOME}/x")
        return "<Say>answer</Say>"

    on.app.scripts["/voice"] = voice
    call = on.dial()
    on.clock.advance(10)
    assert call.hears()[-1] == "redirected"


class Told:
    """Answers a path, and says when each of so many calls has come by."""

    def __init__(self, answer: str | Reply, calls: int) -> None:
        self.answer, self.calls = answer, calls
        self.seen: set[str] = set()
        self.all_seen = threading.Event()

    def __call__(self, asked: Asked) -> str | Reply:
        self.seen.add(asked.params["CallSid"])
        if len(self.seen) == self.calls:
            self.all_seen.set()
        return self.answer


def test_two_hundred_calls_run_at_once_over_real_http() -> None:
    waits, ended = Told(SHOP["wait"], 200), Told(Reply(status=204), 200)
    app = ScriptedApp(VirtualClock(datetime.now(UTC)), {f"/{name}": script for name, script in SHOP.items()})
    app.scripts.update({"/left": "<Hangup/>", "/wait": waits, "/status": ended})
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    home = f"http://127.0.0.1:{server.port}"
    clock = VirtualClock(datetime.now(UTC))
    carrier = Carrier("AC" + "0" * 32, "token", clock=clock, transport=HttpTransport(), workers=16)
    carrier.add_number(DID, f"{home}/voice", status_callback=f"{home}/status")
    driver = RealtimeDriver(clock, speed=20).start()
    calls = [carrier.phone(f"+4860100{place:04}", "manual", then_press="1").dial(DID) for place in range(200)]
    # However slow the machine is: nobody hangs up before all of them wait.
    assert waits.all_seen.wait(120)

    def hang_up_all() -> None:
        for call in calls:
            call.hang_up()

    clock.call_later(0, hang_up_all)
    assert ended.all_seen.wait(120)
    driver.stop()
    carrier.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert carrier.errors == []
    assert {call.status for call in calls} == {CallStatus.COMPLETED}
    told = [asked.params["CallSid"] for asked in app.requests("/status")]
    assert sorted(told) == sorted(call.sid for call in calls)


def test_moving_the_clock_leaves_a_waiting_caller_where_they_are() -> None:
    on = line(voice='<Enqueue waitUrl="/wait">q</Enqueue>', wait="<Pause length='5'/>")
    call = on.dial()
    on.clock.advance(12)
    on.carrier.move_clock(datetime(2026, 12, 25, 10, 0, tzinfo=UTC))
    on.clock.advance(4)
    assert call.status is CallStatus.IN_PROGRESS
    assert on.app.last("/wait")["QueueTime"] == "15"
    assert on.carrier.webhooks[-1].at.day == 25


def test_settings_of_a_telephone_can_be_given_where_it_is_asked_for() -> None:
    on = line(agent='<Gather numDigits="1" action="/ok"/>', ok="<Hangup/>")
    assert on.carrier.phone(AGENT, "answer", after_s=2, then_press="1") is on.agent
    on.rest_call()
    on.clock.advance(10)
    assert "/ok" in on.paths()
