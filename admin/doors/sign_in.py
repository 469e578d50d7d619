"""The pages of the door: e-mail address and password, a second step where there is one, an end to both.

What else opens it is beside this file. The rest of the pages asks only `cookie.recognise`.
"""

from collections.abc import Callable

from flask import redirect, render_template, request, session, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors import app_codes, cookie, tries
from admin.doors.keys import host_for_keys
from admin.doors.paths import safe_path
from admin.doors.sealing import unseal
from admin.passwords import password_matches
from ticket_store.accounts import Account, account_by_email
from ticket_store.doors.second_steps import app_of, take_step, use_recovery_code
from ticket_store.doors.sign_ins import Door, end_sign_in
from ticket_store.engine import Transaction

Answer = Response | str | tuple[str, int]
_LONGEST_PASSWORD = 1000  # argon2 would hash a novel; nobody's password is one
_LONGEST_CODE = 40


def form(failed: str = "") -> str:
    """The sign-in page. `failed` names what did not work: password, key, company, company-away."""
    office = back_office()
    return render_template(
        "doors/sign_in.html",
        failed=failed,
        wanted=request.values.get("wanted", ""),
        with_keys=host_for_keys(office.public_base_url) is not None,
        company=office.company.name if office.company else None,
        mails=office.mails,
    )


def enter() -> Answer:
    """Check address and password; then the session begins, or the second step. One message for every way to fail."""
    office = back_office()
    now = office.clock()
    email, password = request.form.get("email", ""), request.form.get("password", "")[:_LONGEST_PASSWORD]

    def look(db: Connection) -> tuple[Account | None, bool]:
        return account_by_email(db, email), tries.too_many(db, email, now)

    account, blocked = office.store.read(look)
    # The hash is computed for a stranger's address, too, so that the answer takes as long; for nobody who has to
    # wait anyhow: each takes a tenth of a second and 64 MiB of the machine that answers calls.
    right = not blocked and password_matches(account.password_hash if account else None, password)
    if account is None or not right:
        tries.note_refused(email, now)
        return form("password"), 401
    return go_on(account, Door.PASSWORD, request.form.get("wanted", ""))


def go_on(account: Account, door: Door, wanted: str) -> Response:
    """A password or a link was right: in, or to the second step of whoever has one."""
    now = back_office().clock()
    if account.has_app:
        cookie.go_half_way(account, wanted, now)
        return redirect(url_for("pages.sign_in.second_form"))
    cookie.begin(account, door, now)
    return redirect(safe_path(wanted))


def second_form() -> Answer:
    return render_template("doors/code.html", failed=False) if _half_way() else _back_to_start()


def second() -> Answer:
    """A code of the app, or one of those that were written down."""
    found = _half_way()
    if found is None:
        return _back_to_start()
    account, wanted = found
    office = back_office()
    now = office.clock()
    typed = request.form.get("code", "")[:_LONGEST_CODE]
    blocked = office.store.read(lambda db: tries.too_many(db, account.email, now))
    door = None if blocked else office.store.write(code_door(account, typed))
    if door is None:
        tries.note_refused(account.email, now)
        return render_template("doors/code.html", failed=True), 401
    cookie.begin(account, door, now)
    return redirect(safe_path(wanted))


def code_door(account: Account, typed: str) -> Callable[[Transaction], Door | None]:
    """Which door this code opens, if any; it is used up by it."""
    office = back_office()
    now = office.clock()

    def work(tx: Transaction) -> Door | None:
        app = app_of(tx.db, account.id)
        secret = unseal(office.secret_key, app.sealed) if app and app.on_at else None
        step = app_codes.step_of(secret, typed, now) if secret else None
        if step is not None:
            return Door.CODE if take_step(tx, account.id, step) else None
        return Door.RECOVERY if use_recovery_code(tx, account.id, typed, now) else None

    return work


def leave() -> Response:
    """Sign out here: the row of this sign-in ends, so a copied cookie is dead too."""
    office = back_office()
    now = office.clock()
    agent_id, sign_in = session.get("agent_id", ""), session.get("sign_in", "")
    office.store.write(lambda tx: end_sign_in(tx, agent_id, sign_in, now))
    cookie.forget()
    return _back_to_start()


def _half_way() -> tuple[Account, str] | None:
    office = back_office()
    return office.store.read(lambda db: cookie.half_way(db, office.clock()))


def _back_to_start() -> Response:
    return redirect(url_for("pages.sign_in.form"))
