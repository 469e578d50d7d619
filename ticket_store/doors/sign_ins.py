"""Where people are signed in: one row each, so that a person can see them and end any of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.reading import columns_of, filled
from ticket_store.schema import shop, sign_in

_KEPT = timedelta(days=30)  # so long an ended one is remembered


class Door(StrEnum):
    """What somebody signed in with."""

    PASSWORD = "password"  # noqa: S105 - the name of a door
    CODE = "code"  # password, then a code of the app
    RECOVERY = "recovery"  # password, then one of the codes that were written down
    PASSKEY = "passkey"
    COMPANY = "company"  # the company's own sign-in, which asks for what it wants


@dataclass(frozen=True)
class SignIn:
    """One browser of one person. `seen_at` is right to a few minutes; `address` is of the internet."""

    id: str
    agent_id: str
    door: str
    address: str | None
    browser: str | None
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None

    @property
    def is_strong(self) -> bool:
        """Whether more than a password was proven."""
        return self.door != Door.PASSWORD


_COLUMNS = columns_of(sign_in, SignIn)
_insert = InsertOnce(sign_in, ("proof",))


def begin_sign_in(
    tx: Transaction,
    agent_id: str,
    door: Door,
    now: datetime,
    *,
    address: str | None = None,
    browser: str | None = None,
    proof: str | None = None,
) -> str | None:
    """The id of a new sign-in; None where this proof has opened the door before.

    `proof` is a digest of what was answered to (a challenge, a nonce): a copied answer opens nothing.
    Ended ones of this person that nobody needs any more go.
    """
    old = sign_in.c.agent_id == agent_id, sign_in.c.seen_at < now - _KEPT
    tx.db.execute(delete(sign_in).where(*old))
    row = {
        "id": new_id(now),
        "agent_id": agent_id,
        "door": door.value,
        "proof": proof,
        "address": address,
        "browser": browser,
        "began_at": now,
        "seen_at": now,
    }
    return str(row["id"]) if _insert(tx, row) else None


def sign_in_of(db: Connection, sign_in_id: str) -> SignIn | None:
    """The sign-in that a cookie names, while nobody has ended it."""
    live = select(*_COLUMNS).where(sign_in.c.id == sign_in_id, sign_in.c.ended_at.is_(None))
    return filled(SignIn, db.execute(live).first())


def sign_ins_of(db: Connection, agent_id: str, since: datetime) -> list[SignIn]:
    """Where this person is signed in and was seen since then; the latest first."""
    mine = sign_in.c.agent_id == agent_id, sign_in.c.ended_at.is_(None), sign_in.c.seen_at > since
    newest = select(*_COLUMNS).where(*mine).order_by(sign_in.c.seen_at.desc(), sign_in.c.id.desc())
    return [SignIn(*row) for row in db.execute(newest)]


def note_seen(tx: Transaction, sign_in_id: str, now: datetime) -> None:
    tx.db.execute(update(sign_in).where(sign_in.c.id == sign_in_id).values(seen_at=now))


def strengthen(tx: Transaction, sign_in_id: str, door: Door) -> None:
    """More was proven within a sign-in."""
    tx.db.execute(update(sign_in).where(sign_in.c.id == sign_in_id).values(door=door.value))


def end_sign_in(tx: Transaction, agent_id: str, sign_in_id: str, now: datetime) -> bool:
    """End one; False where this person has no such sign-in."""
    mine = sign_in.c.id == sign_in_id, sign_in.c.agent_id == agent_id, sign_in.c.ended_at.is_(None)
    return tx.db.execute(update(sign_in).where(*mine).values(ended_at=now)).rowcount == 1


def end_sign_ins(tx: Transaction, agent_id: str, now: datetime, *, but: str | None = None) -> None:
    """End all of a person, but one."""
    mine = update(sign_in).where(sign_in.c.agent_id == agent_id, sign_in.c.ended_at.is_(None))
    tx.db.execute((mine if but is None else mine.where(sign_in.c.id != but)).values(ended_at=now))


def second_factor_wanted(db: Connection) -> bool:
    """Whether the shop lets admins and supervisors in only with more than a password."""
    return db.scalar(select(shop.c.second_factor)) or False
