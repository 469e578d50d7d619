"""Passkeys: keys that a device keeps, of which we know the public half."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.reading import columns_of, filled
from ticket_store.schema import passkey


@dataclass(frozen=True)
class Passkey:
    """`sign_count` grows with each use, or stays 0 where the key lives on several devices."""

    id: str
    agent_id: str
    credential_id: str  # base64url
    public_key: bytes = field(repr=False)
    sign_count: int
    transports: Sequence[str]
    name: str
    created_at: datetime
    used_at: datetime | None


_COLUMNS = columns_of(passkey, Passkey)
_insert = InsertOnce(passkey, ("credential_id",))


def add_passkey(
    tx: Transaction,
    agent_id: str,
    now: datetime,
    *,
    credential_id: str,
    public_key: bytes,
    sign_count: int,
    transports: Sequence[str],
    name: str,
) -> bool:
    """Keep a key; False where somebody has it already."""
    row = {
        "id": new_id(now),
        "agent_id": agent_id,
        "credential_id": credential_id,
        "public_key": public_key,
        "sign_count": sign_count,
        "transports": list(transports),
        "name": name,
        "created_at": now,
    }
    return _insert(tx, row)


def passkeys_of(db: Connection, agent_id: str) -> list[Passkey]:
    """The keys of this person, the oldest first."""
    mine = select(*_COLUMNS).where(passkey.c.agent_id == agent_id).order_by(passkey.c.id)
    return [Passkey(*row) for row in db.execute(mine)]


def passkey_called(db: Connection, credential_id: str) -> Passkey | None:
    """The key that a device names."""
    asked = select(*_COLUMNS).where(passkey.c.credential_id == credential_id)
    return filled(Passkey, db.execute(asked).first())


def note_passkey_used(tx: Transaction, passkey_id: str, sign_count: int, now: datetime) -> bool:
    """Write down a use; False where the count did not grow, so somebody may have copied the key."""
    grown = or_(passkey.c.sign_count < sign_count, (passkey.c.sign_count == 0) & (sign_count == 0))
    this = update(passkey).where(passkey.c.id == passkey_id, grown)
    return tx.db.execute(this.values(sign_count=sign_count, used_at=now)).rowcount == 1


def remove_passkey(tx: Transaction, agent_id: str, passkey_id: str) -> str | None:
    """Forget one key of this person; its name, None where there is none."""
    mine = passkey.c.id == passkey_id, passkey.c.agent_id == agent_id
    name = tx.db.scalar(select(passkey.c.name).where(*mine))
    tx.db.execute(delete(passkey).where(*mine))
    return name


def remove_passkeys(tx: Transaction, agent_id: str) -> int:
    """Forget all keys of this person; how many there were."""
    return tx.db.execute(delete(passkey).where(passkey.c.agent_id == agent_id)).rowcount
