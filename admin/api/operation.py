"""One operation of the API as data: the same row makes the route, the checks and the OpenAPI document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from admin.back_office import BackOffice
from ticket_store.scopes import Scope
from ticket_store.tokens import Token

Query = TypeVar("Query")
Body = TypeVar("Body")


@dataclass(frozen=True)
class Ask(Generic[Query, Body]):
    """A request that has passed every check. `id` is the last part of the path, "" on lists.

    `repeat_key` is the Idempotency-Key; `now` was read once for the whole request.
    """

    office: BackOffice
    token: Token
    now: datetime
    id: str
    query: Query
    body: Body
    repeat_key: str | None = None

    @property
    def actor(self) -> str:
        """How the books name who asked."""
        return f"api: {self.token.name}"


@dataclass(frozen=True)
class Reply:
    status: int
    body: BaseModel
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """`path` is below /api/v1; `{id}` in it stands for an id. `answers`: the body of each good status."""

    method: str
    path: str
    summary: str
    answers: Mapping[int, type[BaseModel]]
    view: Callable[[Ask[Any, Any]], Reply]
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None

    @property
    def resource(self) -> str:
        return self.path.split("/")[1]

    @property
    def scope(self) -> Scope:
        """What the token must have been made for."""
        return Scope(f"{'read' if self.method == 'GET' else 'write'}:{self.resource}")

    @property
    def takes_repeat_key(self) -> bool:
        return self.method == "POST"

    @property
    def name(self) -> str:
        """Unique and speakable: list_calls, get_call, create_callback."""
        return self.view.__name__
