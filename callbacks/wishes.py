"""What somebody asks of us who wants to be rung back, and what they are answered. Pure."""

from dataclasses import dataclass
from datetime import datetime

from callbacks.steps import CUSTOMER


@dataclass(frozen=True)
class CallbackWish:
    """Who wants to be rung, about what. `arrived_at` is the original arrival, kept for the order of the queue.

    `wanted_from` is the start of a chosen slot, None as soon as possible. `verified`: the number was proven to be
    the asker's. `address` is that of a web request, as the gate counts it. `actor`: "customer", or the agent's
    e-mail address or the API key that asks for them.
    """

    customer_number: str
    department_key: str
    language: str
    asked_through: str
    customer_id: str | None = None
    call_id: str | None = None
    ticket_id: str | None = None
    arrived_at: datetime | None = None
    not_before: datetime | None = None
    wanted_from: datetime | None = None
    customer_name: str | None = None
    customer_email: str | None = None
    matter: str | None = None
    verified: bool = True
    address: str | None = None
    actor: str = CUSTOMER


@dataclass(frozen=True)
class CallbackPromised:
    callback_id: str
    promised_from: datetime
    promised_until: datetime


@dataclass(frozen=True)
class CallbackAlreadyPromised:
    """One open callback for a number and department: the earlier one holds, in the window that is given here."""

    callback_id: str
    promised_from: datetime
    promised_until: datetime


@dataclass(frozen=True)
class CallbackRefused:
    """The dial gate said no, or the department never opens again. The rule is in the store, not here.

    `is_held`: the wish is kept all the same, and becomes a promise once its number rings us
    (callbacks.promising.proving).
    """

    is_held: bool = False
