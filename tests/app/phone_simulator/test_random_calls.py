"""Random callers, agents, REST requests and chaos: nothing crashes, hangs, or is left behind."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.phone_simulator.chaos import Chaos
from app.phone_simulator.model import RestError
from app.phone_simulator.phones import PhoneError
from tests.scripted_line import AGENT, DID, EVERY_EVENT, HOME, OTHER_AGENT, Line, line

EVENTS = 'statusCallback="/conf" statusCallbackEvent="start end join leave hold mute"'
SHOP = {
    "voice": '<Gather numDigits="1" action="/menu" input="dtmf speech"><Say>Press.</Say></Gather>'
    "<Redirect>/voice</Redirect>",
    "menu": '<Enqueue waitUrl="/wait" action="/left">q</Enqueue>',
    "wait": '<Gather numDigits="1" action="/waitkey"><Say>Please wait here.</Say></Gather>',
    "waitkey": "<Leave/>",
    "left": '<Record action="/end" maxLength="20" recordingStatusCallback="/rec"/>',
    "end": "<Hangup/>",
    "agent": '<Gather numDigits="1" action="/accept"><Say>Press 1.</Say></Gather><Hangup/>',
    "accept": f'<Dial action="/end" hangupOnStar="true"><Conference {EVENTS}>room</Conference></Dial>',
    "customer": '<Dial action="/end"><Conference endConferenceOnExit="true" waitUrl="/music" '
    f"{EVENTS}>room</Conference></Dial>",
    "music": "<Say>music</Say>",
    "take": '<Dial action="/end"><Queue url="/music">q</Queue></Dial>',
    "dial": f'<Dial action="/end" timeout="10" record="true"><Number url="/screen">{AGENT}</Number>'
    f"<Client>anna</Client><Number>{OTHER_AGENT}</Number></Dial>",
    "screen": '<Gather numDigits="1" action="/through"/><Hangup/>',
    "through": "",
}
TROUBLE = Chaos(
    duplicate=0.2, reorder=0.2, late=0.1, drop_non_final=0.2, hang_up_between=0.03, double_request=0.05
)
CALLERS = [f"+4860100000{place}" for place in range(8)]
AGENTS = [AGENT, OTHER_AGENT, "client:anna"]
BEHAVIOURS = ["manual", "busy", "decline", "voicemail", "answer", "unreachable"]
DOCUMENTS = ["/customer", "/take", "/dial", "/voice", "/menu", "/left", "/accept"]


class Chance:
    """One random story on one line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.on: Line = line({"seed": seed, "chaos": TROUBLE}, **SHOP)
        self.steps: list[Callable[[], object]] = [
            self.dial,
            self.press,
            self.press,
            self.hang_up,
            self.rest_call,
            self.redirect,
            self.end,
            self.update_participant,
            self.end_conference,
            self.behave,
            *[self.advance] * 4,
        ]

    def pick(self, things: list[str]) -> str:
        return self.random.choice(things or ["nothing"])

    def dial(self) -> None:
        self.on.carrier.phone(self.pick(CALLERS)).dial(DID)

    def press(self) -> None:
        self.on.carrier.phone(self.pick(CALLERS + AGENTS)).press(self.pick(list("123#*")))

    def hang_up(self) -> None:
        self.on.carrier.phone(self.pick(CALLERS + AGENTS)).hang_up()

    def rest_call(self) -> None:
        path = self.pick(["/agent", "/take", "/accept"])
        told = {"status_callback": f"{HOME}/s", "status_callback_events": EVERY_EVENT}
        self.on.rest_call(to=self.pick(AGENTS), path=path, **told)

    def redirect(self) -> None:
        self.on.carrier.update_call(self.pick(list(self.on.carrier.calls)), url=HOME + self.pick(DOCUMENTS))

    def end(self) -> None:
        status = self.pick(["canceled", "completed"])
        self.on.carrier.update_call(self.pick(list(self.on.carrier.calls)), status=status)

    def update_participant(self) -> None:
        room = self.pick(list(self.on.carrier.conferences))
        change = {"hold": self.random.random() < 0.6, "hold_url": f"{HOME}/music"}
        if self.random.random() < 0.3:
            change = {"announce_url": f"{HOME}/music", "muted": True}
        self.on.carrier.update_participant(room, self.pick(list(self.on.carrier.calls)), **change)

    def end_conference(self) -> None:
        self.on.carrier.update_conference(self.pick(list(self.on.carrier.conferences)), status="completed")

    def behave(self) -> None:
        then_press = "1" if self.random.random() < 0.7 else None
        self.on.carrier.phone(self.pick(AGENTS)).behave(self.pick(BEHAVIOURS), then_press=then_press)

    def advance(self) -> None:
        self.on.clock.advance(self.random.choice([0.01, 0.5, 2, 7, 30]))

    def run(self) -> Line:
        for _ in range(60):
            with suppress(RestError, PhoneError):
                self.random.choice(self.steps)()
        for _ in range(3):  # a call that rings may begin another one before it ends
            for sid, call in list(self.on.carrier.calls.items()):
                if not call.status.is_final:
                    self.on.carrier.update_call(sid, status="completed")
            self.on.clock.advance(60)
        self.on.clock.advance(300)
        return self.on


@pytest.mark.parametrize("seed", range(25))
def test_a_random_story_leaves_nothing_behind(seed: int) -> None:
    carrier = Chance(seed).run().carrier
    assert all(call.status.is_final for call in carrier.calls.values())
    assert all(queue.members == [] for queue in carrier.queues.values())
    assert all(room.status == "completed" for room in carrier.conferences.values())
    assert carrier.errors == []
    assert all(record.status in {200, 204} for record in carrier.webhooks)
