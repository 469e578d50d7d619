"""What a page asks of a rehearsal: a call that was never made, played on the real engine.

The roof fills `BackOffice.rehearse`; it is None where nothing was wired, and pages say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from call_routing.because import Because, Fact
from ticket_store.line import Line

MOST_PRESSES = 60  # a longer call is no rehearsal of anything


class Deed(StrEnum):
    """What somebody does at a telephone; beside each what `Press.what` holds."""

    KEYS = "keys"  # the keys, such as 1, or 48600100200#
    SILENCE = "silence"  # nothing: the caller presses no key until the line goes on by itself
    WAIT = "wait"  # whole seconds that go by
    SPEAK = "speak"  # the words of a message
    HANG_UP = "hang_up"  # the caller does
    ANSWER = "answer"  # e-mail address: this agent takes the call, whoever stands ahead has been served
    DECLINE = "decline"  # e-mail address: this agent's phone rings and is declined
    AGENT_LEAVES = "agent_leaves"  # e-mail address: the agent ends the talk


@dataclass(frozen=True)
class Press:
    deed: Deed
    what: str = ""


@dataclass(frozen=True)
class Setup:
    """Where a rehearsed call begins.

    `caller_number` is None for a withheld one. `language`: as though the customer had chosen it once; None leaves
    it to what is known of them and to the number. `waiting` are callers ahead by department: while somebody waits,
    everybody on duty there is in a talk. `handling_s` is the mean handling time by department; unnamed ones have
    what the shop has measured. `on_duty` are e-mail addresses. With `history`, what the shop knows of the
    caller's number (name, open cases, callbacks, calls of the last hour) is copied into the rehearsal.
    """

    at: datetime
    did_number: str
    caller_number: str | None = None
    language: str | None = None
    waiting: Mapping[str, int] = field(default_factory=dict)
    handling_s: Mapping[str, int] = field(default_factory=dict)
    on_duty: tuple[str, ...] = ()
    history: bool = True


class Voice(StrEnum):
    """Who or what a moment of the rehearsal is about."""

    LINE = "line"  # said or played to the caller
    CALLER = "caller"  # a key, a message, hanging up
    AGENT = "agent"  # their phone rings, is answered, declined, put down
    END = "end"  # the call is over


@dataclass(frozen=True)
class Moment:
    """One bubble. `text` is what was said, played (its address), pressed or spoken; `agent` is an e-mail address.

    `what` of the line: said, played, music (hold music), tone (a message is recorded); of the caller: key, spoke,
    silent (`text`: whole seconds), hung_up; of an agent: rings, hears, talks, declined, no_answer, busy,
    unreachable, voicemail, left; ended.
    `because` is told at the first bubble that the decision brought about.
    """

    at: datetime
    voice: Voice
    what: str
    text: str = ""
    language: str = ""
    agent: str | None = None
    because: tuple[Because, ...] = ()


class Kind(StrEnum):
    """A row that the call leaves in the store, or what goes out."""

    CALL = "call"  # status, outcome, department, agent
    TICKET = "ticket"  # department, status, owner
    CALLBACK = "callback"  # department, number, status, start, end
    PROMISE = "promise"  # kind, state, start, end
    REFUSAL = "refusal"  # gate
    MESSAGE = "message"  # duration_s
    DIAL = "dial"  # agent, or number
    TEXT = "text"  # number, body
    MAIL = "mail"


@dataclass(frozen=True)
class Came:
    """What came of the call. The facts are those named beside the kind."""

    kind: Kind
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Rehearsed:
    """The whole call so far. `at` is the clock at its end.

    `listens`: a key would be heard now; `waits`: the caller is in the queue; `records`: a message is being
    recorded; `ringing` are the agents whose phones ring, `talks_with` the one in the talk.
    `warnings` are what the carrier would complain about, as it says it.
    """

    at: datetime
    moments: tuple[Moment, ...]
    came: tuple[Came, ...]
    is_over: bool
    listens: bool = False
    waits: bool = False
    records: bool = False
    ringing: tuple[str, ...] = ()
    talks_with: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What the caller hears, in order, without the hold music: what a kept check compares."""
        return tuple(
            one.text for one in self.moments if one.voice is Voice.LINE and one.what in {"said", "played"}
        )


class Rehearse(Protocol):
    """Plays calls on a scratch copy: nothing is written to the store, nobody is rung."""

    def play(self, setup: Setup, presses: Sequence[Press] = (), *, line: Line | None = None) -> Rehearsed:
        """The call from its beginning through all presses. `line` is a draft; None is the line as it is.

        Raises: LineMissingError, before the first line.
        """
