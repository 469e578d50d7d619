"""Keys to the JSON API: shown once when they are made, kept as a digest, refused once revoked."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, insert, or_, select, update

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.schema import api_token
from ticket_store.scopes import allows

PREFIX = "hl_"  # a key that leaks into a log or a repository can be found by it
_BYTES = 32
_LONGEST = 128  # nothing longer was ever handed out; it is refused before it is hashed
_USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Token:
    """Who asks. `used_at` is right to the minute; `scopes` None allows all."""

    id: str
    name: str
    used_at: datetime | None
    scopes: tuple[str, ...] | None = None

    def may(self, scope: str) -> bool:
        """Whether it was made for this."""
        return allows(self.scopes, scope)

    def use_should_be_noted(self, now: datetime) -> bool:
        """Whether the last noted use is so old that it is worth a write."""
        return self.used_at is None or now - self.used_at >= _USE_IS_NOTED_EVERY


@dataclass(frozen=True)
class ListedToken(Token):
    """A key as the page of keys shows it; the key itself is nowhere."""

    created_at: datetime | None = None
    created_by: str | None = None


def create_token(
    tx: Transaction,
    name: str,
    now: datetime,
    *,
    scopes: Sequence[str] | None = None,
    actor: str = "command line",
) -> str:
    """Make a key and answer it: the only time that it can be read. 256 random bits. No `scopes`: it may do all."""
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    may = None if scopes is None else [str(one) for one in scopes]
    row = {"id": new_id(now), "name": name, "digest": _digest(token), "created_at": now}
    tx.db.execute(insert(api_token), row | {"scopes": may, "created_by": actor})
    write_audit(tx, now, actor, "token.create", f"token:{row['id']}", after={"name": name, "scopes": may})
    return token


def list_tokens(db: Connection) -> list[ListedToken]:
    """Every key that is not revoked, the newest first."""
    alive = select(api_token).where(api_token.c.revoked_at.is_(None))
    rows = db.execute(alive.order_by(api_token.c.created_at.desc(), api_token.c.id.desc()))
    return [
        ListedToken(row.id, row.name, row.used_at, _scopes(row), row.created_at, row.created_by)
        for row in rows
    ]


def _scopes(row: Row[tuple[object, ...]]) -> tuple[str, ...] | None:
    return None if row.scopes is None else tuple(row.scopes)


def token_of(db: Connection, presented: str) -> Token | None:
    """Whose key this is; None when nobody's, or when it was revoked.

    The row is found by the digest, so how long it takes tells nothing of a key; the digests are compared
    once more in constant time, since an index makes no such promise.
    """
    if len(presented) > _LONGEST or not presented.isascii():
        return None
    digest = _digest(presented)
    row = db.execute(select(api_token).where(api_token.c.digest == digest)).first()
    if row is None or row.revoked_at is not None or not hmac.compare_digest(row.digest, digest):
        return None
    return Token(row.id, row.name, row.used_at, _scopes(row))


def note_use(tx: Transaction, token: Token, now: datetime) -> None:
    """Write down that the key was used, unless somebody did within this minute."""
    tx.db.execute(
        update(api_token)
        .where(
            api_token.c.id == token.id,
            or_(api_token.c.used_at.is_(None), api_token.c.used_at <= now - _USE_IS_NOTED_EVERY),
        )
        .values(used_at=now)
    )


def revoke_token(tx: Transaction, token_id: str, now: datetime, *, actor: str = "command line") -> bool:
    """Refuse the key from now on; False when there is none, or it was revoked before."""
    alive = (api_token.c.id == token_id) & api_token.c.revoked_at.is_(None)
    name = tx.db.scalar(select(api_token.c.name).where(alive))
    if tx.db.execute(update(api_token).where(alive).values(revoked_at=now)).rowcount != 1:
        return False
    write_audit(tx, now, actor, "token.revoke", f"token:{token_id}", before={"name": name})
    return True


def restore_token(tx: Transaction, token_id: str, now: datetime, *, actor: str) -> bool:
    """It was revoked by mistake: the same key opens again; False when it does already, or there is none."""
    revoked = (api_token.c.id == token_id) & api_token.c.revoked_at.is_not(None)
    if tx.db.execute(update(api_token).where(revoked).values(revoked_at=None)).rowcount != 1:
        return False
    write_audit(tx, now, actor, "token.restore", f"token:{token_id}")
    return True


def _digest(token: str) -> str:
    # A key has 256 random bits: nobody can guess it, so a slow hash would only slow the shop down.
    return hashlib.sha256(token.encode("ascii")).hexdigest()
