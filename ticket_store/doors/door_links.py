"""Links that let a person choose a password: an invitation, or a way back in. One use, and an end."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id, new_link_token
from ticket_store.reading import columns_of, filled
from ticket_store.schema import agent, door_link

_LONGEST = 64


class LinkKind(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"


LASTS = {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(hours=2)}


@dataclass(frozen=True)
class DoorLink:
    id: str
    agent_id: str
    kind: str
    made_by: str
    made_at: datetime
    expires_at: datetime


_COLUMNS = columns_of(door_link, DoorLink)


def make_link(tx: Transaction, agent_id: str, kind: LinkKind, now: datetime, *, made_by: str) -> str:
    """The token of a new link, the only time that it can be read; an earlier link of this person is void."""
    end_link(tx, agent_id, now)
    token = new_link_token()
    row = {
        "id": new_id(now),
        "agent_id": agent_id,
        "kind": kind.value,
        "digest": _digest(token),
        "made_by": made_by,
        "made_at": now,
        "expires_at": now + LASTS[kind],
    }
    tx.db.execute(insert(door_link), row)
    return token


def link_called(db: Connection, token: str, now: datetime) -> DoorLink | None:
    """The link of this token, while it lasts and its person is active."""
    if len(token) > _LONGEST:
        return None
    live = door_link.c.ended_at.is_(None), door_link.c.expires_at > now, agent.c.active
    asked = select(*_COLUMNS).join(agent, agent.c.id == door_link.c.agent_id)
    return filled(DoorLink, db.execute(asked.where(door_link.c.digest == _digest(token), *live)).first())


def link_of(db: Connection, agent_id: str, now: datetime) -> DoorLink | None:
    """The link that this person holds and has not used."""
    live = door_link.c.agent_id == agent_id, door_link.c.ended_at.is_(None), door_link.c.expires_at > now
    return filled(DoorLink, db.execute(select(*_COLUMNS).where(*live)).first())


def end_link(tx: Transaction, agent_id: str, now: datetime) -> bool:
    """No link of this person opens anything any more; False where none did."""
    live = door_link.c.agent_id == agent_id, door_link.c.ended_at.is_(None)
    return tx.db.execute(update(door_link).where(*live).values(ended_at=now)).rowcount > 0


def use_link(tx: Transaction, token: str, now: datetime) -> DoorLink | None:
    """Take a link, once: of two who use it at the same moment one finds it gone."""
    found = link_called(tx.db, token, now)
    if found is None:
        return None
    live = door_link.c.id == found.id, door_link.c.ended_at.is_(None)
    taken = tx.db.execute(update(door_link).where(*live).values(ended_at=now)).rowcount == 1
    return found if taken else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
