"""Rows as frozen dataclasses: what the rules are asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Call:
    """One conversation. `step` counts our answers; `walk` says where in the menus the caller is."""

    id: str
    sid: str | None
    direction: str
    did_number: str | None
    customer_number: str | None
    caller_raw: str | None
    customer_id: str | None
    language: str
    menu_version: int | None
    walk: Mapping[str, Any] | None
    department_key: str | None
    ticket_id: str | None
    agent_id: str | None
    callback_id: str | None
    status: str
    outcome: str | None
    step: int
    answer: str | None
    started_at: datetime
    arrived_at: datetime | None
    ranks_at: datetime | None
    queued_at: datetime | None
    answered_at: datetime | None
    talk_ended_at: datetime | None
    ended_at: datetime | None
    waiting_since: datetime | None
    spoken_place: int | None
    spoken_high_minutes: int | None
    spoken_at: datetime | None
    keys_told_at: datetime | None
    expected_s: int | None
    owner_choice: str | None
    overflow_from: str | None
    redial_of: str | None
    prefers_agent_id: str | None
    room_sid: str | None
    held_at: datetime | None
    meets_in: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    id: str
    call_id: str | None
    sid: str | None
    role: str
    agent_id: str | None
    address: str | None
    token: str | None
    reservation_id: str | None
    attempt_id: str | None
    status: str
    sequence: int
    created_at: datetime
    asked_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ticket:
    id: str
    number: int
    customer_id: str | None
    department_key: str
    owner_id: str | None
    status: str
    people: int
    opened_at: datetime
    solved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agent:
    id: str
    email: str
    name: str
    languages: tuple[str, ...]
    rings: str
    chosen_status: str
    next_status: str | None
    reachable: bool
    misses: int
    wrap_up_until: datetime | None
    idle_since: datetime | None
    seen_at: datetime | None
    deputy: str | None


@dataclass(frozen=True, slots=True)
class Reservation:
    """A lease on an agent for one call or one callback."""

    id: str
    agent_id: str
    call_id: str | None
    callback_id: str | None
    token: str
    state: str
    purpose: str
    slot: int
    cause: str | None
    created_at: datetime
    accepted_at: datetime | None
    expires_at: datetime
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Callback:
    id: str
    customer_id: str | None
    customer_number: str
    department_key: str
    ticket_id: str | None
    call_id: str | None
    language: str
    status: str
    agent_id: str | None
    attempts: int
    fence: int
    arrived_at: datetime
    ranks_at: datetime | None
    due_at: datetime
    promised_from: datetime
    promised_until: datetime
    asked_through: str
    token: str | None
    wanted: str
    customer_name: str | None
    customer_email: str | None
    matter: str | None
    verified: bool
    prefers_agent_id: str | None
    machine_told_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    id: str
    callback_id: str
    number: int
    reservation_id: str | None
    state: str
    cause: str | None
    placed_at: datetime
    ended_at: datetime | None
    customer_number: str | None
    cost_cents: float
    verified: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who waits, on the line or for our call.

    `queued_at` is when they began to wait here, for a callback when it fell due. `owner_id` is who is asked
    first: whom the call prefers, else the owner of the case. `held` agents are being rung for them already.
    """

    kind: Literal["call", "callback"]
    id: str
    department_key: str
    language: str
    arrived_at: datetime
    ranks_at: datetime
    queued_at: datetime
    ticket_id: str | None = None
    owner_id: str | None = None
    deputy_id: str | None = None
    owner_choice: str | None = None  # wait, colleague
    held: int = 0


@dataclass(frozen=True, slots=True)
class Free:
    """An agent who can be offered a call now. `departments` maps a key to the skill in it.

    `talks` are those of today, as far as anybody has had one today.
    """

    id: str
    languages: tuple[str, ...]
    departments: Mapping[str, int]
    idle_since: datetime | None
    offered_at: datetime | None = None
    talks: int = 0


@dataclass(frozen=True, slots=True)
class LeftQueue:
    """The last time that a caller's number stood in a queue.

    `gave_up`: they hung up waiting, without an answer, an offer or a promise; after a broken line, too, when they
    never got back to an agent. `taken`: a later call of theirs has
    taken this place over.
    """

    call_id: str
    department_key: str
    arrived_at: datetime
    ended_at: datetime | None
    gave_up: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The customer's open case that was touched last and has an owner."""

    ticket_id: str
    department_key: str
    owner_name: str
    owner_on_duty: bool
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is known of a caller beside the language: what they may want to go on with."""

    left: LeftQueue | None = None
    case: OpenCase | None = None


@dataclass(frozen=True, slots=True)
class HalfHour:
    """`offered` callers began to wait in it and waited `waited_s` seconds, all together."""

    department_key: str
    half_hour_at: datetime
    offered: int
    waited_s: float
