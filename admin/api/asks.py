"""What a request may say: the filters of each list, the bodies of what is written.

Each refusal is a sentence of its own; what a field may hold stands only here.
"""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from admin.typed_text import exact_time
from callbacks.post import is_address
from ticket_store.listing.paging import Place, Wanted

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+ -]\d\d:?\d\d)")


def _refuse(error_id: str, message: str, what_to_do: str) -> PydanticCustomError:
    # `what_to_do` travels in the context: pydantic carries one sentence only.
    return PydanticCustomError(error_id, message, {"what_to_do": what_to_do})


def _number(value: object) -> object:
    """E.164; a plus that an address turned into a space is a plus again."""
    if not isinstance(value, str):
        raise _refuse(*_NOT_A_NUMBER)
    text = "+" + value[1:] if value.startswith(" ") else value
    if not _E164.fullmatch(text):
        raise _refuse(*_NOT_A_NUMBER)
    return text


_NOT_A_NUMBER = (
    "number-not-e164",
    "is not a phone number in the international form.",
    "Write a plus, the country and the number, digits only, such as +48600100200.",
)


def _time(value: object) -> object:
    """An aware UTC datetime from ISO 8601 text."""
    if not isinstance(value, str) or not _ZONED.fullmatch(value):
        raise _refuse(*_NOT_A_TIME)
    # A plus of the zone arrives as a space when the address was not escaped.
    text = value[:11] + value[11:].replace(" ", "+").upper()
    found = exact_time(text)
    if found is None:
        raise _refuse(*_NOT_A_TIME)
    return found


_NOT_A_TIME = (
    "time-not-exact",
    "is not a time with a date and a zone.",
    "Write it as 2026-11-21T14:00:00Z or 2026-11-21T15:00:00+01:00.",
)


def _storable(value: str) -> str:
    """Text that every database keeps: no control characters, no halves of a character."""
    if not value.isprintable() or not value:
        raise _refuse(
            "text-unusable", "is empty or holds characters that cannot be stored.", "Take them out."
        )
    return value


def _mail_address(value: str) -> str:
    if not is_address(value):
        raise _refuse(
            "email-unusable",
            "is not one plain e-mail address.",
            "Write it as maria@mail.example, and no name beside it.",
        )
    return value


def _speakable(value: str) -> str:
    """Text over several lines, otherwise as `_storable`."""
    if value.strip():
        _storable(" ".join(value.split()))
    return value


Number = Annotated[
    str,
    Field(pattern=r"^\+[1-9][0-9]{6,14}$", description="E.164", examples=["+48600100200"]),
    BeforeValidator(_number),
]
Moment = Annotated[datetime, BeforeValidator(_time), Field(description="ISO 8601 with a zone")]
Key = Annotated[str, AfterValidator(_storable), Field(max_length=100)]
MailAddress = Annotated[str, AfterValidator(_mail_address), Field(max_length=254)]
Matter = Annotated[str, AfterValidator(_speakable), Field(max_length=1000)]
CallStatus = Literal["menu", "dialing", "waiting", "talking", "message", "ended"]
TicketStatus = Literal["open", "solved"]
CallbackStatus = Literal["waiting", "reserved", "dialing", "talking", "done", "cancelled", "gave_up"]
PromiseStatus = Literal["open", "kept", "moved", "broken", "withdrawn"]
AgentStatus = Literal["available", "away", "offline"]
DepartmentStatus = Literal["open", "closed"]


class Paging(BaseModel):
    """Every list takes these."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    limit: int = Field(50, ge=1, le=200, description="Items on a page")
    cursor: str | None = Field(None, description="The value of `next` from the page before")

    def wanted(self, after: Place | None) -> Wanted:
        """The filters as the store knows them."""
        filters = self.model_dump(exclude={"cursor"}, exclude_none=True)
        return Wanted(after=after, **filters)


class Between(Paging):
    since: Moment | None = Field(None, description="Not before this time")
    until: Moment | None = Field(None, description="Before this time")


class SpanOfTime(BaseModel):
    """From when to when; each may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    since: Moment | None = Field(None, description="Not before this time; else thirty days before `until`")
    until: Moment | None = Field(None, description="Before this time; else now")


class CustomerFilters(Between):
    customer_number: Number | None = None
    department: Key | None = Field(None, description="A department in which the customer had a case")


class CallFilters(Between):
    customer_number: Number | None = None
    department: Key | None = None
    status: CallStatus | None = None
    ticket: Key | None = Field(None, description="The id of a ticket")


class TicketFilters(Between):
    customer_number: Number | None = None
    department: Key | None = None
    status: TicketStatus | None = None


class CallbackFilters(Between):
    customer_number: Number | None = None
    department: Key | None = None
    status: CallbackStatus | None = None
    ticket: Key | None = Field(None, description="The id of a ticket")


class SlotFilters(BaseModel):
    """Whose slots."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    department: Key = Field(description="The key of a department")


class PromiseFilters(Between):
    customer_number: Number | None = None
    department: Key | None = None
    status: PromiseStatus | None = None
    ticket: Key | None = Field(None, description="The id of a ticket")


class AgentFilters(Paging):
    department: Key | None = None
    status: AgentStatus | None = None


class DepartmentFilters(Paging):
    status: DepartmentStatus | None = None


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class CallbackWanted(_Body):
    """A customer who wants to be rung back."""

    customer_number: Number
    department: Key = Field(description="The key of a department")
    language: Key | None = Field(
        None, description="One of the shop's; else the customer's own, else the first"
    )
    wanted_from: Moment | None = Field(
        None, description="The start of a slot; the nearest free one is promised. Else as soon as possible"
    )
    name: Key | None = None
    email: MailAddress | None = Field(None, description="Told of the promise by mail, too")
    matter: Matter | None = Field(None, description="What it is about, for the agent")


class CallbackMoved(_Body):
    """Another time for a promised callback."""

    wanted_from: Moment | None = Field(description="The start of a slot; null: as soon as possible")


class CallbackGiven(_Body):
    """Who is asked first to make a callback."""

    agent: Key | None = Field(description="E-mail address or id; null: the team again")


class StatusChosen(_Body):
    """What an agent wants to be."""

    status: AgentStatus
