"""`/account`: everybody's own doors: password, second step, passkeys, where they are signed in."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.account.app import app_pages
from admin.account.confirming import confirming
from admin.account.passkeys import passkey_pages
from admin.back_office import back_office
from admin.doors import tries
from admin.doors.cookie import IDLE, forget, take_stamp
from admin.doors.keys import host_for_keys
from admin.doors.new_password import PASSWORD_FAULTS, password_fault
from admin.guard import needs
from admin.languages import N_, gettext
from admin.passwords import hash_password, password_matches
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.accounts import renew_stamp, set_password
from ticket_store.audit import write_audit
from ticket_store.doors.passkeys import Passkey, passkeys_of
from ticket_store.doors.second_steps import recovery_codes_left
from ticket_store.doors.sign_ins import SignIn, end_sign_in, sign_ins_of
from ticket_store.engine import Transaction

Answer = Response | str | tuple[str, int]
_WRONG = N_("This is not your password. After five tries wait 15 minutes.")
account = Blueprint("account", __name__, url_prefix="/account")
for _pages in (confirming, app_pages, passkey_pages):
    account.register_blueprint(_pages)


@dataclass(frozen=True)
class MyDoors:
    """`codes_left` are recovery codes that were not used; `sign_ins` are where this person is signed in."""

    passkeys: list[Passkey]
    codes_left: int
    sign_ins: list[SignIn]


@account.get("")
@needs(Action.ENTER)
def page() -> str:
    return shown({})


@account.post("/password")
@needs(Action.ENTER)
def password() -> Answer:
    """A new password; everywhere else its owner is signed out."""
    office, who = back_office(), visitor()
    me, new = who.signed_in, request.form.get("new", "")
    blocked = office.store.read(lambda db: tries.too_many(db, me.email, who.now))
    if blocked or not password_matches(me.password_hash, request.form.get("present", "")[:1000]):
        tries.note_refused(me.email, who.now)
        return shown({"present": gettext(_WRONG)}), 422
    fault = password_fault(new, me.email, me.name, who.labels.shop_name)
    if fault is not None:
        return shown({"new": gettext(PASSWORD_FAULTS[fault])}), 422
    hashed, here = hash_password(new), who.sign_in.id if who.sign_in else None

    def work(tx: Transaction) -> str:
        write_audit(tx, who.now, me.email, "agent.password", me.email, after={"by": "owner"})
        return set_password(tx, me.id, hashed, who.now, but=here)

    take_stamp(office.store.write(work))
    return _done("password")


@account.post("/sign-ins/<sign_in_id>/end")
@needs(Action.ENTER)
def end_one(sign_in_id: str) -> Answer:
    """Sign out in one browser; in this one it is the way out."""
    who = visitor()
    me = who.signed_in
    if not back_office().store.write(lambda tx: end_sign_in(tx, me.id, sign_in_id, who.now)):
        raise NotFound
    return _done("ended")


@account.post("/sign-ins/end")
@needs(Action.ENTER)
def end_all() -> Answer:
    """Sign out everywhere, here too."""
    who = visitor()
    me = who.signed_in

    def work(tx: Transaction) -> None:
        renew_stamp(tx, me.id, who.now)
        write_audit(tx, who.now, me.email, "agent.signed_out", me.email)

    back_office().store.write(work)
    forget()
    return redirect(url_for("pages.sign_in.form"), 303)


def shown(faults: Mapping[str, str]) -> str:
    """The whole page; `done` in its address says what has just happened."""
    office, who = back_office(), visitor()
    me = who.signed_in

    def look(db: Connection) -> MyDoors:
        return MyDoors(
            passkeys_of(db, me.id),
            recovery_codes_left(db, me.id),
            sign_ins_of(db, me.id, who.now - IDLE),
        )

    return render_template(
        "account/account.html",
        me=me,
        doors=office.store.read(look),
        faults=faults,
        done=request.args.get("done", ""),
        with_keys=host_for_keys(office.public_base_url) is not None,
    )


def _done(what: str) -> Response:
    return redirect(url_for("pages.account.page", done=what), 303)
