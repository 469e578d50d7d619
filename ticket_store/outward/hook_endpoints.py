"""The endpoints of the shop's own programs, to which our webhooks go."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.outward.hook_policy import BOTH_SIGN_FOR
from ticket_store.reading import columns_of
from ticket_store.schema import agent, hook_delivery, hook_endpoint, hook_try

FRESH: Mapping[str, Any] = {"failing_since": None, "failures": 0, "rest_until": None}


@dataclass(frozen=True)
class Endpoint:
    """`events` empty: all of them. `off_why`: by_hand, failing, gone."""

    id: str
    url: str
    events: Sequence[str]
    salt: str
    old_salt: str | None
    old_salt_until: datetime | None
    active: bool
    created_at: datetime
    created_by: str
    answered_at: datetime | None
    failing_since: datetime | None
    failures: int
    rest_until: datetime | None
    off_at: datetime | None
    off_why: str | None

    @property
    def state(self) -> str:
        """off, failing, fine, or new where nothing was sent yet."""
        if not self.active:
            return "off"
        if self.failing_since is not None:
            return "failing"
        return "fine" if self.answered_at is not None else "new"

    @property
    def needs_care(self) -> bool:
        """Whether it hears nothing though nobody wished it so."""
        return self.state == "failing" or (not self.active and self.off_why != "by_hand")

    def salts(self, now: datetime) -> tuple[str, ...]:
        """What the secrets that sign now are made with, the newest first."""
        both = self.old_salt is not None and self.old_salt_until is not None and now < self.old_salt_until
        return (self.salt, self.old_salt) if both and self.old_salt else (self.salt,)


_ENDPOINT = columns_of(hook_endpoint, Endpoint)


def endpoints(db: Connection) -> list[Endpoint]:
    """All of them, the oldest first."""
    return [Endpoint(*row) for row in db.execute(select(*_ENDPOINT).order_by(hook_endpoint.c.id))]


def endpoint_of(db: Connection, endpoint_id: str) -> Endpoint | None:
    row = db.execute(select(*_ENDPOINT).where(hook_endpoint.c.id == endpoint_id)).first()
    return None if row is None else Endpoint(*row)


def add_endpoint(tx: Transaction, url: str, events: Sequence[str], now: datetime, *, actor: str) -> Endpoint:
    """From now on news go there."""
    endpoint_id = new_id(now)
    row = {
        "id": endpoint_id,
        "url": url,
        "events": [str(one) for one in events],
        "salt": secrets.token_hex(16),
    }
    tx.db.execute(insert(hook_endpoint), row | {"active": True, "created_at": now, "created_by": actor})
    tell_of_hook(tx, now, actor, "add", endpoint_id, after={"url": url, "events": row["events"]})
    found = endpoint_of(tx.db, endpoint_id)
    assert found is not None  # noqa: S101 - written two lines above
    return found


def change_endpoint(
    tx: Transaction, found: Endpoint, url: str, events: Sequence[str], now: datetime, *, actor: str
) -> None:
    """Other news, or another address; what waits goes there, too."""
    after = {"url": url, "events": [str(one) for one in events]}
    before = {"url": found.url, "events": list(found.events)}
    if after == before:
        return
    fresh: Mapping[str, Any] = {} if url == found.url else FRESH
    update_endpoint(tx, found.id, **after, **fresh)
    tell_of_hook(tx, now, actor, "change", found.id, before=before, after=after)


def switch_endpoint(tx: Transaction, found: Endpoint, now: datetime, *, on: bool, actor: str) -> None:
    """Off: news of the meantime are not kept for it, and what waits stays waiting. On: it begins anew."""
    if on == found.active:
        return
    off: dict[str, Any] = (
        {"off_at": None, "off_why": None, **FRESH} if on else {"off_at": now, "off_why": "by_hand"}
    )
    update_endpoint(tx, found.id, active=on, **off)
    tell_of_hook(tx, now, actor, "on" if on else "off", found.id, after={"url": found.url})


def renew_secret(tx: Transaction, found: Endpoint, now: datetime, *, actor: str) -> None:
    """Another secret; for a day both sign, so that the receiver can change over in peace."""
    new = {"salt": secrets.token_hex(16), "old_salt": found.salt, "old_salt_until": now + BOTH_SIGN_FOR}
    update_endpoint(tx, found.id, **new)
    tell_of_hook(tx, now, actor, "new_secret", found.id, after={"url": found.url})


def remove_endpoint(tx: Transaction, found: Endpoint, now: datetime, *, actor: str) -> None:
    """Gone with its log."""
    its = select(hook_delivery.c.id).where(hook_delivery.c.endpoint_id == found.id)
    tx.db.execute(delete(hook_try).where(hook_try.c.delivery_id.in_(its)))
    tx.db.execute(delete(hook_delivery).where(hook_delivery.c.endpoint_id == found.id))
    tx.db.execute(delete(hook_endpoint).where(hook_endpoint.c.id == found.id))
    before = {"url": found.url, "events": list(found.events)}
    tell_of_hook(tx, now, actor, "remove", found.id, before=before)


def update_endpoint(tx: Transaction, endpoint_id: str, **changes: object) -> None:
    """Write changed columns."""
    tx.db.execute(update(hook_endpoint).where(hook_endpoint.c.id == endpoint_id).values(**changes))


def tell_of_hook(
    tx: Transaction,
    now: datetime,
    actor: str,
    what: str,
    subject_id: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write it into the books, and tell the pages."""
    write_audit(tx, now, actor, f"hook.{what}", f"hook:{subject_id}", before=before, after=after)
    tx.topics.add("hooks")


def admins(db: Connection) -> list[tuple[str, str | None]]:
    """Who hears that a webhook was switched off: address and language of each active admin."""
    rows = db.execute(select(agent.c.email, agent.c.interface_language, agent.c.roles).where(agent.c.active))
    return sorted((row.email, row.interface_language) for row in rows if "admin" in row.roles)
