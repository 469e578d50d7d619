"""A person under another e-mail address: the same row, with its history, whatever file names them how."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select, update

from ticket_store.audit import write_audit
from ticket_store.doors.door_links import end_link
from ticket_store.engine import Transaction
from ticket_store.schema import agent, audit

_ACTION = "line.renamed"


def rename_agent(tx: Transaction, old: str, new: str, *, actor: str, now: datetime) -> None:
    """Who was `old` is `new` from now on, also where they stand in for others.

    A link that was sent to the earlier address opens nothing any more.
    """
    agent_id = tx.db.scalar(select(agent.c.id).where(agent.c.email == old))
    if agent_id is not None:
        end_link(tx, agent_id, now)
    tx.db.execute(update(agent).where(agent.c.email == old).values(email=new))
    tx.db.execute(update(agent).where(agent.c.deputy == old).values(deputy=new))
    write_audit(tx, now, actor, _ACTION, f"agent {new}", before={"email": old}, after={"email": new})


def take_back_names(tx: Transaction, wanted: Collection[str], *, actor: str, now: datetime) -> None:
    """A line that names a person by an earlier address means that person, unless it names the new one, too."""
    known = set(tx.db.scalars(select(agent.c.email)))
    for email in sorted(set(wanted) - known):
        holder = _holder_of(tx.db, email)
        if holder in known - set(wanted):
            rename_agent(tx, holder, email, actor=actor, now=now)


def _holder_of(db: Connection, email: str) -> str:
    """The address that the person has by now who had this one; empty where nobody had."""
    asked = (
        select(audit.c.before, audit.c.after)
        .where(audit.c.action == _ACTION)
        .order_by(audit.c.at, audit.c.id)
    )
    present = email
    for before, after in db.execute(asked):
        if before["email"] == present:
            present = after["email"]
    return "" if present == email else present
