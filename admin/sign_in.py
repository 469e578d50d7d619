"""The door for people: e-mail address and password, a signed cookie, an end to both.

All of sign-in is in this file, so that a stronger door (second factor, passkeys, a company's own) can take
its place. The rest of the pages asks only `recognise`.

The cookie is Flask's signed one and holds no secret: account id, stamp and two times. The stamp stands on
the account; changing it there (new password, sign-out) ends every cookie that carries the old one.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.passwords import password_matches
from ticket_store.accounts import (
    Account,
    account_by_email,
    account_of,
    record_refused_sign_in,
    refused_sign_ins,
    renew_stamp,
)
from ticket_store.engine import Transaction

IDLE = timedelta(hours=4)  # without a click; an open desk that refreshes itself does not count
ABSOLUTE = timedelta(hours=14)  # a working day with its breaks
TRIES_WITHIN = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 5
TRIES_PER_ADDRESS = 20
_TOUCH_EVERY = timedelta(minutes=1)
_LONGEST_PASSWORD = 1000  # argon2 would hash a novel; nobody's password is one


def form(failed: bool = False) -> str:
    return render_template("sign_in.html", failed=failed, wanted=request.values.get("wanted", ""))


def enter() -> Response | tuple[str, int]:
    """Check address and password, and begin a new session. One message for every way to fail."""
    office = back_office()
    now = office.clock()
    email, password = request.form.get("email", ""), request.form.get("password", "")[:_LONGEST_PASSWORD]
    account_key, address_key = _digest(email.strip().lower()), _digest(request.remote_addr or "")

    def look(db: Connection) -> tuple[Account | None, tuple[int, int]]:
        since = now - TRIES_WITHIN
        return account_by_email(db, email), refused_sign_ins(
            db, account=account_key, address=address_key, since=since
        )

    account, (by_account, by_address) = office.store.read(look)
    blocked = by_account >= TRIES_PER_ACCOUNT or by_address >= TRIES_PER_ADDRESS
    # The hash is always computed, so that the answer takes as long for a stranger's address.
    right = password_matches(account.password_hash if account else None, password)
    if account is None or blocked or not right:
        if not blocked:
            office.store.write(
                lambda tx: record_refused_sign_in(tx, account=account_key, address=address_key, now=now)
            )
        return form(failed=True), 401
    _begin(account, now)
    return redirect(safe_path(request.form.get("wanted", "")))


def leave() -> Response:
    """Sign out, on every computer: the stamp changes, so a copied cookie is dead too."""
    office = back_office()
    now = office.clock()
    agent_id = session.get("agent_id")
    if agent_id:
        office.store.write(lambda tx: renew_stamp(tx, agent_id, now))
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    return redirect(url_for("pages.sign_in.form"))


def recognise(db: Connection, now: datetime) -> Account | None:
    """The account of this session, while the session lasts and the account is active."""
    agent_id = session.get("agent_id")
    if not agent_id:
        return None
    began = datetime.fromisoformat(session["began_at"])
    seen = datetime.fromisoformat(session["seen_at"])
    if now - began > ABSOLUTE or now - seen > IDLE:
        return None
    account = account_of(db, agent_id)
    if account is None or not hmac.compare_digest(account.sign_in_stamp or "", session["stamp"]):
        return None
    return account


def stay_signed_in(now: datetime) -> None:
    """Note a sign of life, once a minute, so that the cookie is not written with every page."""
    if now - datetime.fromisoformat(session["seen_at"]) > _TOUCH_EVERY:
        session["seen_at"] = now.isoformat()


def _begin(account: Account, now: datetime) -> None:
    """A new session: nothing of the one before survives, not even its token."""
    stamp = account.sign_in_stamp or back_office().store.write(lambda tx: _first_stamp(tx, account.id, now))
    session.clear()
    session["agent_id"] = account.id
    session["stamp"] = stamp
    session["began_at"] = session["seen_at"] = now.isoformat()


def _first_stamp(tx: Transaction, agent_id: str, now: datetime) -> str:
    known = account_of(tx.db, agent_id)
    return (known.sign_in_stamp if known else None) or renew_stamp(tx, agent_id, now)


def _digest(name: str) -> str:
    """A keyed digest: the log of failed tries must not hold what was typed."""
    key = back_office().secret_key.encode()
    return hmac.new(key, name.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]


def safe_path(wanted: str) -> str:
    """A path of ours, or the start page: never somebody else's address."""
    parts = urlsplit(wanted.replace("\\", "/"))
    local = wanted.startswith("/") and not wanted.startswith("//") and not parts.scheme and not parts.netloc
    return wanted if local else url_for("pages.start")
