"""What the API shows: departments by their keys, agents by their e-mail addresses, the rest by ids."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from admin.api.asks import (
    AgentStatus,
    CallbackStatus,
    CallStatus,
    DepartmentStatus,
    PromiseStatus,
    TicketStatus,
)
from admin.api.when import as_utc

Time = Annotated[
    datetime,
    PlainSerializer(as_utc, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-21T14:00:00.000000Z"]}),
]


class Item(BaseModel):
    # Built at the first use: the process that answers calls starts sooner.
    model_config = ConfigDict(frozen=True, defer_build=True)


class CallItem(Item):
    """One conversation, from the first webhook on. `status` is where it is, `outcome` how it ended."""

    id: str
    direction: str = Field(description="inbound, or callback when the shop rang")
    customer_number: str | None = Field(description="null when withheld or not a phone number")
    did: str | None = Field(description="The number of the shop that was dialled")
    department: str | None
    agent: str | None = Field(description="Who talked last")
    language: str
    status: CallStatus
    outcome: str | None = Field(
        description="answered, abandoned, short_abandon, callback, message, closed, left_in_menu, status "
        "(an agent called to change the own status) or failed"
    )
    started_at: Time
    queued_at: Time | None
    answered_at: Time | None
    talk_ended_at: Time | None
    ended_at: Time | None
    ticket: str | None
    callback: str | None = Field(description="The callback that this call carries out")


class TicketPromise(Item):
    """The promise that was made last in a case."""

    id: str
    kind: str
    status: PromiseStatus
    promised_from: Time
    promised_until: Time


class TicketItem(Item):
    """One case of one customer in one department."""

    id: str
    number: int = Field(description="What people say to each other")
    customer_number: str | None
    customer: str | None
    department: str
    owner: str | None
    status: TicketStatus
    people: int = Field(description="How many agents have worked on it")
    promise: TicketPromise | None
    disposition: str | None
    reopened: bool
    opened_at: Time
    touched_at: Time
    solved_at: Time | None


class CustomerItem(Item):
    """A person who called. Numbers are E.164; `customer_number` is the first of them."""

    id: str
    customer_number: str | None
    numbers: Sequence[str]
    name: str | None
    language: str | None
    blocked: bool
    created_at: Time


class CallbackItem(Item):
    """A promise to ring a customer back, and what became of it."""

    id: str
    customer_number: str
    department: str
    language: str
    status: CallbackStatus
    asked_through: str = Field(description="key, closed, redial, text, web, api or desk")
    wanted: str = Field(description="asap, or slot where a time was chosen")
    verified: bool = Field(description="Whether the number was proven to be the asker's")
    name: str | None
    email: str | None
    matter: str | None = Field(description="What it is about, as somebody typed it")
    risk: Literal["late", "at_risk", "fine"] | None = Field(
        description="Whether the promise can still be kept as the queues stand now; null once it is over"
    )
    promised_from: Time
    promised_until: Time
    attempts: int = Field(description="How often we have rung")
    agent: str | None
    reason: str | None = Field(description="Why it ended without a talk")
    ticket: str | None
    call: str | None = Field(description="The call in which it was asked for")
    due_at: Time
    created_at: Time
    ended_at: Time | None
    seen_at: Time | None = Field(description="When somebody looked after one that ended without a talk")


class SlotItem(Item):
    """A half-hour in which a callback can be promised."""

    starts_at: Time
    ends_at: Time
    left: int = Field(description="How many more fit")


class PromiseItem(Item):
    """Who was promised what by when, and whether it was kept."""

    id: str
    kind: str
    customer_number: str | None
    department: str | None
    status: PromiseStatus
    made_at: Time
    promised_from: Time
    promised_until: Time
    settled_at: Time | None
    ticket: str | None
    callback: str | None


class PromiseCounts(Item):
    """What became of the callbacks that were asked for in a span of time, and of each promise made for them."""

    since: Time
    until: Time
    asked: int
    done: int
    gave_up: int
    cancelled: int
    still_open: int
    kept: int = Field(description="They began to talk inside the window")
    moved: int = Field(description="Another one took its place, and the customer was told")
    broken: int
    withdrawn: int = Field(description="The callback was cancelled")
    attempts_per_talk: float | None = Field(description="Dials to customers for each talk; null without one")


class DepartmentItem(Item):
    """A target of the menus, as it is now."""

    key: str
    name: str = Field(description="In the shop's first language")
    names: Mapping[str, str] = Field(description="By language")
    status: DepartmentStatus
    open: bool
    next_opening: Time | None = Field(description="null while it is open, or when none is known")
    waiting: int = Field(description="Callers in its queue")
    staffed: int = Field(description="Agents at work in it, busy ones too")


class AgentItem(Item):
    """A person who answers. `status` is what they chose, `reachable` what is known of their phone."""

    id: str
    email: str
    name: str
    status: AgentStatus
    status_since: Time | None
    status_reason: str | None
    reachable: bool
    doing: str = Field(description="idle, ringing, talking or wrap_up")
    roles: Sequence[str]
    languages: Sequence[str]
    departments: Mapping[str, int] = Field(description="Skill by department, 1 to 5")


Listed = TypeVar("Listed", bound=Item)


class ItemPage(BaseModel, Generic[Listed]):
    """One page of a list; a subclass for each item gives it a name in the document."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    items: Sequence[Listed]
    next: str | None = Field(description="Hand it back as `cursor` for the next page; null on the last")


class CallPage(ItemPage[CallItem]):
    """A page of /calls."""


class TicketPage(ItemPage[TicketItem]):
    """A page of /tickets."""


class CustomerPage(ItemPage[CustomerItem]):
    """A page of /customers."""


class CallbackPage(ItemPage[CallbackItem]):
    """A page of /callbacks."""


class SlotPage(ItemPage[SlotItem]):
    """All of /callbacks/slots: one page."""


class PromisePage(ItemPage[PromiseItem]):
    """A page of /promises."""


class DepartmentPage(ItemPage[DepartmentItem]):
    """A page of /departments."""


class AgentPage(ItemPage[AgentItem]):
    """A page of /agents."""
