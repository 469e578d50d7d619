"""The second step of a sign-in: an app that makes codes, and the recovery codes for the day it is lost."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.schema import agent, recovery_code

CODES = 10
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # nothing that looks like another
_GROUPS, _LETTERS = 4, 4  # 80 random bits: too many to be guessed from a digest


@dataclass(frozen=True)
class App:
    """The secret that an app shares with us, sealed; not in force before `on_at`."""

    sealed: str
    on_at: datetime | None
    step: int | None  # the half minute of the last code that was taken


def app_of(db: Connection, agent_id: str) -> App | None:
    """The app of this person, in force or about to be."""
    asked = select(agent.c.totp_sealed, agent.c.totp_on_at, agent.c.totp_step).where(agent.c.id == agent_id)
    row = db.execute(asked).first()
    return None if row is None or row.totp_sealed is None else App(*row)


def offer_app(tx: Transaction, agent_id: str, sealed: str) -> None:
    """Keep a secret that counts from its first right code on; one in force stays as it is."""
    mine = update(agent).where(agent.c.id == agent_id, agent.c.totp_on_at.is_(None))
    tx.db.execute(mine.values(totp_sealed=sealed, totp_step=None))


def take_step(tx: Transaction, agent_id: str, step: int) -> bool:
    """Whether the code of this half minute is taken: once, and none of an earlier one after it."""
    fresh = or_(agent.c.totp_step.is_(None), agent.c.totp_step < step)
    done = tx.db.execute(update(agent).where(agent.c.id == agent_id, fresh).values(totp_step=step))
    return done.rowcount == 1


def app_in_force(tx: Transaction, agent_id: str, now: datetime) -> None:
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(totp_on_at=now))


def drop_app(tx: Transaction, agent_id: str) -> None:
    """No app any more, and no recovery codes: they stand in for it."""
    values = {"totp_sealed": None, "totp_on_at": None, "totp_step": None}
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(values))
    tx.db.execute(delete(recovery_code).where(recovery_code.c.agent_id == agent_id))


def new_recovery_codes(tx: Transaction, agent_id: str, now: datetime) -> tuple[str, ...]:
    """Ten codes, each good for one sign-in: the only time that they can be read. Earlier ones are void."""
    tx.db.execute(delete(recovery_code).where(recovery_code.c.agent_id == agent_id))
    codes = tuple(_code() for _ in range(CODES))
    rows = [{"id": new_id(now), "agent_id": agent_id, "digest": _digest(code)} for code in codes]
    tx.db.execute(insert(recovery_code), rows)
    return codes


def use_recovery_code(tx: Transaction, agent_id: str, typed: str, now: datetime) -> bool:
    """Whether the code is one of this person's that was not used; from now on it is."""
    mine = recovery_code.c.agent_id == agent_id, recovery_code.c.used_at.is_(None)
    found = update(recovery_code).where(*mine, recovery_code.c.digest == _digest(typed))
    return tx.db.execute(found.values(used_at=now)).rowcount == 1


def recovery_codes_left(db: Connection, agent_id: str) -> int:
    mine = recovery_code.c.agent_id == agent_id, recovery_code.c.used_at.is_(None)
    return db.scalar(select(func.count()).select_from(recovery_code).where(*mine)) or 0


def _code() -> str:
    """Like 7k2m-0qfx-9acd-h3tz."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)


def _digest(code: str) -> str:
    """However it was typed: capitals, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
