"""`/account/confirm`: prove anew who you are, before a door of yours is changed."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors import tries
from admin.doors.cookie import prove
from admin.doors.keys import WrongKeyError
from admin.doors.passkey_sign_in import owner_of
from admin.doors.paths import safe_path
from admin.guard import needs
from admin.passwords import password_matches
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.doors.passkeys import passkeys_of
from ticket_store.doors.sign_ins import Door, strengthen

Answer = Response | str | tuple[str, int]
confirming = Blueprint("confirming", __name__, url_prefix="/confirm")


@confirming.get("")
@needs(Action.ENTER)
def page() -> str:
    return _shown("")


@confirming.post("")
@needs(Action.ENTER)
def by_password() -> Answer:
    office, who = back_office(), visitor()
    me = who.signed_in
    blocked = office.store.read(lambda db: tries.too_many(db, me.email, who.now))
    if blocked or not password_matches(me.password_hash, request.form.get("password", "")[:1000]):
        tries.note_refused(me.email, who.now)
        return _shown("password"), 401
    return _proven()


@confirming.post("/passkey")
@needs(Action.ENTER)
def by_passkey() -> Answer:
    """A key of whoever is signed in; somebody else's proves nothing here. It makes this sign-in a strong one."""
    who = visitor()
    try:
        owner, _ = owner_of(request.form.get("answer", ""))
    except WrongKeyError:
        return _shown("key"), 401
    if owner.id != who.signed_in.id:
        return _shown("key"), 401
    present = who.sign_in
    if present is not None and not present.is_strong:
        back_office().store.write(lambda tx: strengthen(tx, present.id, Door.PASSKEY))
    return _proven()


def _proven() -> Response:
    prove(visitor().now)
    return redirect(safe_path(request.form.get("wanted", "")), 303)


def _shown(failed: str) -> str:
    office, me = back_office(), visitor().signed_in
    return render_template(
        "account/confirm.html",
        me=me,
        failed=failed,
        wanted=request.values.get("wanted", ""),
        has_keys=bool(office.store.read(lambda db: passkeys_of(db, me.id))),
        company=office.company.name if office.company else None,
    )
