"""What the signed cookie of the pages says of a person, and how long that counts.

It holds no secret: ids, a stamp and times. The stamp stands on the account; changing it there (new password,
signed out everywhere) ends every cookie that carries the old one. The row of the sign-in ends one cookie alone.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request, session
from sqlalchemy import Connection

from admin.back_office import back_office
from admin.doors.browser_names import browser_named
from ticket_store.accounts import Account, account_of, renew_stamp
from ticket_store.doors.sign_ins import Door, SignIn, begin_sign_in, note_seen, sign_in_of
from ticket_store.engine import Transaction

IDLE = timedelta(hours=4)  # without a click; an open desk that refreshes itself does not count
ABSOLUTE = timedelta(hours=14)  # a working day with its breaks
FRESH = timedelta(minutes=10)  # so long after a proof the doors themselves may be changed
HALF_WAY = timedelta(minutes=10)  # between the password and the code
_TOUCH_EVERY = timedelta(minutes=1)
_NOTE_EVERY = timedelta(minutes=5)  # in the store, where a person sees it


@dataclass(frozen=True)
class Recognised:
    """Who this cookie belongs to, and by which sign-in."""

    account: Account
    sign_in: SignIn


def begin(account: Account, door: Door, now: datetime, *, proof: str | None = None) -> bool:
    """A new session: nothing of the one before survives but the language, not even its token.

    False where `proof` has opened the door before: then nothing has begun.
    """
    address, browser = request.remote_addr, browser_named(request.user_agent.string)

    def work(tx: Transaction) -> tuple[str, str] | None:
        stamp = _stamp(tx, account.id, now)  # first: a new stamp ends every sign-in that there is
        sign_in = begin_sign_in(tx, account.id, door, now, address=address, browser=browser, proof=proof)
        return (sign_in, stamp) if sign_in else None

    begun = back_office().store.write(work)
    if begun is None:
        return False
    forget()
    session["agent_id"] = account.id
    session["sign_in"], session["stamp"] = begun
    session["began_at"] = session["seen_at"] = session["proven_at"] = now.isoformat()
    return True


def recognise(db: Connection, now: datetime) -> Recognised | None:
    """Whom the cookie names, while it lasts, nobody has ended it, and the account is active."""
    agent_id = session.get("agent_id")
    if not agent_id or "sign_in" not in session:
        return None
    if now - _moment("began_at") > ABSOLUTE or now - _moment("seen_at") > IDLE:
        return None
    account, sign_in = account_of(db, agent_id), sign_in_of(db, session["sign_in"])
    if account is None or sign_in is None or sign_in.agent_id != account.id:
        return None
    if not hmac.compare_digest(account.sign_in_stamp or "", session["stamp"]):
        return None
    return Recognised(account, sign_in)


def stay_signed_in(sign_in: SignIn, now: datetime) -> None:
    """Note a sign of life, not with every page: once a minute in the cookie, every five in the store."""
    if now - _moment("seen_at") > _TOUCH_EVERY:
        session["seen_at"] = now.isoformat()
    if now - sign_in.seen_at > _NOTE_EVERY:
        back_office().store.write(lambda tx: note_seen(tx, sign_in.id, now))


def is_fresh(now: datetime) -> bool:
    """Whether the person has proven who they are within the last ten minutes."""
    return "proven_at" in session and now - _moment("proven_at") <= FRESH


def prove(now: datetime) -> None:
    """The person has just proven who they are."""
    session["proven_at"] = now.isoformat()


def take_stamp(stamp: str) -> None:
    """This one browser stays signed in under a new stamp."""
    session["stamp"] = stamp


def forget() -> None:
    """Nobody is signed in here any more; the language stays."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def step_back() -> None:
    """Nobody is signed in here any more; whoever is at the door in another tab is not disturbed."""
    for name in ("agent_id", "sign_in", "stamp", "began_at", "seen_at", "proven_at"):
        session.pop(name, None)


def go_half_way(account: Account, wanted: str, now: datetime) -> None:
    """The password was right; a code is still to come."""
    forget()
    session["half"] = [account.id, account.sign_in_stamp or "", now.isoformat(), wanted]


def half_way(db: Connection, now: datetime) -> tuple[Account, str] | None:
    """Who is half way in, and which page they wanted; None when nobody is, or it took too long."""
    agent_id, stamp, at, wanted = session.get("half") or ("", "", "", "")
    if not agent_id or now - datetime.fromisoformat(at) > HALF_WAY:
        return None
    account = account_of(db, agent_id)
    if account is None or (account.sign_in_stamp or "") != stamp:
        return None
    return account, wanted


def _stamp(tx: Transaction, agent_id: str, now: datetime) -> str:
    known = account_of(tx.db, agent_id)
    return (known.sign_in_stamp if known else None) or renew_stamp(tx, agent_id, now)


def _moment(name: str) -> datetime:
    return datetime.fromisoformat(session[name])
