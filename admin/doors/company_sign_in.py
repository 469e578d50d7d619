"""In by the company's own sign-in: there and back, for whoever has an account here already."""

import hashlib
import logging
from collections.abc import Mapping

from flask import redirect, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import BackOffice, back_office
from admin.company_door import CompanyAwayError, CompanyDoor, NotProvenError
from admin.doors import cookie
from admin.doors.paths import safe_path
from admin.doors.sign_in import form
from ticket_store.accounts import account_by_email
from ticket_store.doors.sign_ins import Door

log = logging.getLogger(__name__)
_KEPT = "company"


def leave_for() -> Response | tuple[str, int]:
    """Send the browser there. `again` has the person prove themselves anew, to change their own doors."""
    office = back_office()
    again = bool(request.args.get("again"))
    try:
        asked = _door(office).ask(_back_to(office), office.clock(), again=again)
    except CompanyAwayError as fault:
        log.warning("the company's sign-in is away: %s", fault)
        return form("company-away"), 503
    session[_KEPT] = {**asked.kept, "wanted": request.args.get("wanted", "")}
    return redirect(asked.address)


def come_back() -> Response | tuple[str, int]:
    """The browser is back with a code; its owner is asked for behind its back."""
    office = back_office()
    now = office.clock()
    kept: Mapping[str, str] = session.pop(_KEPT, None) or {}
    try:
        email = _door(office).email_of(request.args.to_dict(), kept, _back_to(office), now)
    except NotProvenError as why:
        log.warning("the company's sign-in proved nobody: %s", why)
        return form("company"), 401
    except CompanyAwayError as fault:
        log.warning("the company's sign-in is away: %s", fault)
        return form("company-away"), 503
    account = office.store.read(lambda db: account_by_email(db, email)) if email else None
    if account is None:
        return form("company"), 401
    if kept.get("again") and "agent_id" in session:  # a proof of whoever is signed in, never of somebody else
        if session["agent_id"] != account.id:
            return form("company"), 401
        cookie.prove(now)
        return redirect(safe_path(kept.get("wanted", "")))
    proof = hashlib.sha256(kept["nonce"].encode()).hexdigest()
    if not cookie.begin(account, Door.COMPANY, now, proof=proof):
        return form("company"), 401
    return redirect(safe_path(kept.get("wanted", "")))


def _door(office: BackOffice) -> CompanyDoor:
    """Raises: NotFound, where no company's sign-in is set."""
    if office.company is None:
        raise NotFound
    return office.company


def _back_to(office: BackOffice) -> str:
    return office.public_base_url + url_for("pages.sign_in.company_back")
