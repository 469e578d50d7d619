"""People as the set-up shows them: what they are, and which ways in they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from ticket_store.schema import agent, agent_department, door_link, passkey, sign_in, ticket


class WayIn(StrEnum):
    """The strongest way in that a person has."""

    NONE = "none"
    INVITED = "invited"
    PASSWORD = "password"  # noqa: S105 - the name of a way
    APP = "app"
    PASSKEY = "passkey"


@dataclass(frozen=True)
class Person:
    """`seen_at` is the last sign of life in the panel; `invited_until` ends a link that was not used."""

    id: str
    email: str
    name: str
    active: bool
    roles: Sequence[str]
    departments: Mapping[str, int]
    supervises: Sequence[str]
    languages: Sequence[str]
    rings: str
    deputy: str | None
    has_password: bool
    has_app: bool
    passkeys: int
    has_pin: bool
    invited_until: datetime | None
    seen_at: datetime | None

    @property
    def way_in(self) -> WayIn:
        if self.passkeys:
            return WayIn.PASSKEY
        if self.has_app:
            return WayIn.APP
        if self.has_password:
            return WayIn.PASSWORD
        return WayIn.INVITED if self.invited_until else WayIn.NONE


def everybody(db: Connection, now: datetime) -> list[Person]:
    """All people, those who are active first, each by name."""
    found = _people(db, now, agent.c.id.is_not(None))
    return sorted(found, key=lambda one: (not one.active, one.name.casefold(), one.email))


def somebody(db: Connection, agent_id: str, now: datetime) -> Person | None:
    return next(iter(_people(db, now, agent.c.id == agent_id)), None)


def somebody_with(db: Connection, email: str, now: datetime) -> Person | None:
    return next(iter(_people(db, now, agent.c.email == email.strip().lower())), None)


def open_cases_of(db: Connection, agent_id: str) -> int:
    """How many open cases are theirs."""
    theirs = ticket.c.owner_id == agent_id, ticket.c.status == "open"
    return db.scalar(select(func.count()).select_from(ticket).where(*theirs)) or 0


def _people(db: Connection, now: datetime, which: ColumnElement[bool]) -> list[Person]:
    live = door_link.c.ended_at.is_(None), door_link.c.expires_at > now
    asked = select(
        agent,
        select(func.count()).where(passkey.c.agent_id == agent.c.id).scalar_subquery().label("passkeys"),
        select(func.max(door_link.c.expires_at))
        .where(door_link.c.agent_id == agent.c.id, *live)
        .scalar_subquery()
        .label("invited_until"),
        select(func.max(sign_in.c.seen_at))
        .where(sign_in.c.agent_id == agent.c.id)
        .scalar_subquery()
        .label("signed_in_at"),
    ).where(which)
    rows = db.execute(asked).all()
    skills: dict[str, dict[str, int]] = {}
    theirs = agent_department.c.agent_id.in_([row.id for row in rows])
    for one in db.execute(select(agent_department).where(theirs).order_by(agent_department.c.department_key)):
        skills.setdefault(one.agent_id, {})[one.department_key] = one.skill
    return [_person(row, skills.get(row.id, {})) for row in rows]


def _person(row: Row[Any], departments: Mapping[str, int]) -> Person:
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        active=row.active,
        roles=row.roles,
        departments=departments,
        supervises=row.supervises or (),
        languages=row.languages,
        rings=row.rings,
        deputy=row.deputy,
        has_password=row.password_hash is not None,
        has_app=row.totp_on_at is not None,
        passkeys=row.passkeys,
        has_pin=row.pin_hash is not None,
        invited_until=row.invited_until,
        seen_at=row.signed_in_at,
    )
