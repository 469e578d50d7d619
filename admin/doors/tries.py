"""How often somebody may be wrong: five times for an account, twenty from an address, in a quarter of an hour.

Counted in the store, as keyed digests, so that all processes share it and a restart forgets nothing.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import request
from sqlalchemy import Connection

from admin.back_office import back_office
from ticket_store.accounts import record_refused_sign_in, refused_sign_ins

WITHIN = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 20


def too_many(db: Connection, email: str, now: datetime) -> bool:
    """Whether whoever tries must wait; without an e-mail address only the address of the internet counts."""
    since = now - WITHIN
    account, address = refused_sign_ins(db, account=_account(email), address=_address(), since=since)
    return (account >= PER_ACCOUNT and bool(email)) or address >= PER_ADDRESS


def note_refused(email: str, now: datetime) -> None:
    """One more was in vain. Whoever has to wait already is not counted on: nobody fills the store with tries."""
    office, account, address = back_office(), _account(email), _address()
    if not office.store.read(lambda db: too_many(db, email, now)):
        office.store.write(lambda tx: record_refused_sign_in(tx, account=account, address=address, now=now))


def _account(email: str) -> str:
    return _digest(email.strip().lower())


def _address() -> str:
    return _digest(request.remote_addr or "")


def _digest(name: str) -> str:
    """A keyed digest: the log of failed tries must not hold what was typed."""
    key = back_office().secret_key.encode()
    return hmac.new(key, name.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]
