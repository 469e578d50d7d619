"""What somebody does at a telephone in a rehearsal, and how far the line then goes on by itself."""

from contextlib import suppress
from datetime import datetime, timedelta

from admin.rehearse import Deed, Press, Setup
from app.phone_simulator.model import TimelineEntry
from app.phone_simulator.phones import Phone, PhoneCall, PhoneError
from app.phone_simulator.speaking import DEFAULT_PLAY_S, say_seconds
from app.rehearsing.stage import BASE, Stage
from call_routing.addresses import agent_address
from call_routing.choosing.distribution import distribute
from ivr.waiting import MUSIC
from ticket_store.agents import agent_by_email
from ticket_store.calls import call_by_sid
from ticket_store.engine import Transaction
from ticket_store.rows import Agent
from ticket_store.scratch.scene import make_room

WITHHELD = "anonymous"
LONGEST_WAIT = timedelta(minutes=30)
LONGEST_CALL = timedelta(hours=2)  # nothing more is done then
_HEARD = frozenset({"Say", "Play"})
_A_MOMENT_S = 0.2  # for errands that follow a webhook: a phone that is to ring, a caller who is brought to it
_LATE_NEWS_S = 4.0  # after the end: the carrier's last reports, a recording that becomes ready
_LONGEST_SILENCE_S = 60.0
_MOST_SENTENCES = 60


class Actor:
    """The caller of one rehearsal and the agents around them."""

    def __init__(self, stage: Stage, setup: Setup) -> None:
        self.stage = stage
        if setup.did_number not in stage.line.dids:
            stage.carrier.add_number(setup.did_number, f"{BASE}/ivr/voice")
        self.caller = stage.phone(setup.caller_number or WITHHELD)
        self.phones = {
            one.email: stage.phone(agent_address(one.email, one.rings))
            for one in stage.line.agents
            if one.email in setup.on_duty
        }
        self.silences: list[tuple[datetime, timedelta]] = []  # from when, how long the caller did nothing
        self.call: PhoneCall = self.caller.dial(setup.did_number)
        stage.noted = lambda: len(self.call.timeline)
        self._listen_to_the_end()

    @property
    def is_over(self) -> bool:
        return self.call.leg.is_over

    def do(self, press: Press) -> None:
        """Nothing where it is not possible any more: a key after the end, an agent who does not ring."""
        if self.stage.clock.elapsed > LONGEST_CALL.total_seconds():
            return
        with suppress(PhoneError):
            self._do(press)
        self._listen_to_the_end()
        if self.is_over:
            self.stage.clock.advance(_LATE_NEWS_S)

    def _do(self, press: Press) -> None:
        match press.deed:
            case Deed.KEYS if not self.is_over:
                self.call.press(press.what)
            case Deed.SPEAK if not self.is_over:
                self.call.speak(press.what)
                self._wait_for_a_word(_LONGEST_SILENCE_S)
            case Deed.SILENCE if not self.is_over:
                self._stay_silent(_LONGEST_SILENCE_S)
            case Deed.WAIT if not self.is_over:
                self._stay_silent(min(seconds_of(press), LONGEST_WAIT.total_seconds()))
            case Deed.HANG_UP:
                self.call.hang_up()
            case Deed.ANSWER | Deed.DECLINE | Deed.AGENT_LEAVES if press.what in self.phones:
                self._let_agent(press, self.phones[press.what])
            case _:
                pass

    def _let_agent(self, press: Press, phone: Phone) -> None:
        match press.deed:
            case Deed.ANSWER:
                if not phone.ringing:
                    self._bring_to(press.what)
                phone.answer()
                self.stage.clock.advance(_A_MOMENT_S)
                self._hear_out(phone.live[-1])
                phone.press("1")
            case Deed.DECLINE:
                phone.decline()
            case _:
                phone.press("*")
        self.stage.clock.advance(1.0)

    def _bring_to(self, email: str) -> None:
        """Everybody ahead has been served: now this agent is free, and the engine chooses whom to ring."""
        now, line = self.stage.clock.now, self.stage.line

        def work(tx: Transaction) -> Agent | None:
            agent, call = agent_by_email(tx.db, email), call_by_sid(tx, self.call.sid)
            if agent is not None and call is not None:
                make_room(tx, agent.id, call.id, now)
                distribute(tx, line, now)
            return agent

        self.stage.store.write(work)
        self.stage.clock.advance(1.0)

    def _listen_to_the_end(self) -> None:
        """On until the line has said all that it says now: it waits for a key, plays music, talks or is over."""
        clock = self.stage.clock
        for _ in range(_MOST_SENTENCES):
            before = len(self.call.timeline)
            clock.advance(_A_MOMENT_S)
            last = self._last_heard()
            if last is not None and not is_music(last) and not self.is_over:
                ends_at = last.at + timedelta(seconds=_length(last) + 0.05)
                clock.advance(max(0.0, (ends_at - clock.now).total_seconds()))
            if len(self.call.timeline) == before:
                return

    def _hear_out(self, call: PhoneCall) -> None:
        """On until an agent's phone has said once whom it is about; a key before that would do as well."""
        for _ in range(_MOST_SENTENCES):
            before = len(call.timeline)
            spoken = [entry for entry in call.timeline if entry.event in _HEARD]
            self.stage.clock.advance(_length(spoken[-1]) + 0.05 if spoken else _A_MOMENT_S)
            if len(call.timeline) == before or any(entry.event == "Pause" for entry in call.timeline):
                return

    def _stay_silent(self, longest_s: float) -> None:
        begins = self.stage.clock.now
        self._wait_for_a_word(longest_s)
        self.silences.append((begins, self.stage.clock.now - begins))

    def _wait_for_a_word(self, longest_s: float) -> None:
        """Until the line says something, the call is over, or so many seconds have gone by."""
        heard = self._words()
        with suppress(TimeoutError):
            self.stage.clock.advance_until(lambda: self.is_over or self._words() > heard, limit_s=longest_s)

    def _words(self) -> int:
        return sum(entry.event in _HEARD and not is_music(entry) for entry in self.call.timeline)

    def _last_heard(self) -> TimelineEntry | None:
        return next((entry for entry in reversed(self.call.timeline) if entry.event in _HEARD), None)


def seconds_of(press: Press) -> float:
    """How long a wait lasts; none where no whole number is named."""
    return float(press.what) if press.what.isascii() and press.what.isdigit() and len(press.what) < 6 else 0.0  # noqa: PLR2004 - a day has fewer


def is_music(entry: TimelineEntry) -> bool:
    return entry.event == "Play" and (entry.detail.endswith(MUSIC) or entry.detail == "(hold music)")


def _length(entry: TimelineEntry) -> float:
    return DEFAULT_PLAY_S if entry.event == "Play" else say_seconds(entry.detail)
