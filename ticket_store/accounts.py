"""Agents as accounts: who may sign in, what they may see, and how often somebody tried in vain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from ticket_store.doors.sign_ins import end_sign_ins
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.schema import agent, agent_department, audit

_REFUSED = "sign-in refused"


@dataclass(frozen=True)
class Account:
    """An agent, supervisor or admin as the web door knows them. `departments` maps a key to a skill.

    `supervises` are the departments that a supervisor watches; none means all. `has_app` says that an app on
    the telephone makes codes for the second step.
    """

    id: str
    email: str
    name: str
    roles: frozenset[str]
    departments: Mapping[str, int]
    interface_language: str | None
    sign_in_stamp: str | None
    password_hash: str | None = field(repr=False)
    supervises: tuple[str, ...] = ()
    has_app: bool = False


def account_of(db: Connection, agent_id: str) -> Account | None:
    """The active account with this id."""
    return _account(db, agent.c.id == agent_id)


def account_by_email(db: Connection, email: str) -> Account | None:
    """The active account with this address, in whatever case it was typed."""
    return _account(db, agent.c.email == email.strip().lower())


def set_password(
    tx: Transaction, agent_id: str, password_hash: str, now: datetime, *, but: str | None = None
) -> str:
    """Store a new hash, and sign the agent out wherever they are signed in; the new stamp.

    `but` is the one sign-in that stays, once its cookie carries the new stamp.
    """
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(password_hash=password_hash))
    return renew_stamp(tx, agent_id, now, but=but)


def renew_stamp(tx: Transaction, agent_id: str, now: datetime, *, but: str | None = None) -> str:
    """Sign the agent out everywhere; the stamp that a new sign-in must carry. `but` as in `set_password`."""
    stamp = new_id(now)
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(sign_in_stamp=stamp))
    end_sign_ins(tx, agent_id, now, but=but)
    return stamp


def set_interface_language(tx: Transaction, agent_id: str, language: str) -> None:
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(interface_language=language))


def record_refused_sign_in(tx: Transaction, *, account: str, address: str, now: datetime) -> None:
    """Remember a failed try. Both names are keyed digests: what was typed may be a password by mistake."""
    row = {
        "id": new_id(now),
        "at": now,
        "actor": "sign-in",
        "action": _REFUSED,
        "subject": account,
        "after": {"address": address},
    }
    tx.db.execute(insert(audit), row)


def refused_sign_ins(db: Connection, *, account: str, address: str, since: datetime) -> tuple[int, int]:
    """Failed tries after `since`: for this account, and from this address."""
    asked = select(audit.c.subject, audit.c.after).where(audit.c.at > since, audit.c.action == _REFUSED)
    rows = db.execute(asked).all()
    return (
        sum(row.subject == account for row in rows),
        sum((row.after or {}).get("address") == address for row in rows),
    )


def _account(db: Connection, which: ColumnElement[bool]) -> Account | None:
    rows = db.execute(
        select(agent, agent_department.c.department_key, agent_department.c.skill)
        .outerjoin(agent_department, agent_department.c.agent_id == agent.c.id)
        .where(which, agent.c.active)
    ).all()
    if not rows:
        return None
    first = rows[0]
    return Account(
        id=first.id,
        email=first.email,
        name=first.name,
        roles=frozenset(first.roles),
        departments=_skills((row.department_key, row.skill) for row in rows),
        interface_language=first.interface_language,
        sign_in_stamp=first.sign_in_stamp,
        password_hash=first.password_hash,
        supervises=tuple(first.supervises or ()),
        has_app=first.totp_on_at is not None,
    )


def _skills(pairs: Iterable[tuple[str | None, int | None]]) -> Mapping[str, int]:
    return {key: skill or 1 for key, skill in sorted(pairs, key=str) if key}
