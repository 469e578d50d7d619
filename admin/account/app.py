"""`/account/app`: the second step by codes of an app on the telephone, and the recovery codes for its loss."""

import io

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.account.fresh import fresh
from admin.back_office import back_office
from admin.doors import app_codes, tries
from admin.doors.sealing import seal, unseal
from admin.guard import needs
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.doors.second_steps import (
    app_in_force,
    app_of,
    drop_app,
    new_recovery_codes,
    offer_app,
    take_step,
)
from ticket_store.doors.sign_ins import Door, strengthen
from ticket_store.engine import Transaction

Answer = Response | str | tuple[str, int]
app_pages = Blueprint("app", __name__, url_prefix="/app")


@app_pages.get("")
@needs(Action.ENTER)
@fresh
def setting_up() -> Answer:
    """The picture for the app, and a field for its first code."""
    if visitor().signed_in.has_app:
        return _to_account()
    return _shown(_secret(), wrong=False)


@app_pages.get("/picture.svg")
@needs(Action.ENTER)
@fresh
def picture() -> Answer:
    """The secret as a picture, for the app's camera."""
    import segno  # noqa: PLC0415 - few pages ever draw one

    me, labels = visitor().signed_in, visitor().labels
    secret = _kept_secret()
    if secret is None or me.has_app:
        raise NotFound
    drawn = io.BytesIO()
    address = app_codes.address_for_app(secret, me.email, labels.shop_name)
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=3, light="#fff", xmldecl=False)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@app_pages.post("")
@needs(Action.ENTER)
@fresh
def turn_on() -> Answer:
    """The first right code puts the app in force, and shows the recovery codes."""
    office, who = back_office(), visitor()
    me, secret = who.signed_in, _kept_secret()
    if secret is None or me.has_app:
        return _to_account()
    step = app_codes.step_of(secret, request.form.get("code", "")[:20], who.now)
    if step is None:
        tries.note_refused(me.email, who.now)
        return _shown(secret, wrong=True), 422

    def work(tx: Transaction) -> tuple[str, ...]:
        take_step(tx, me.id, step)
        app_in_force(tx, me.id, who.now)
        if who.sign_in is not None and not who.sign_in.is_strong:
            strengthen(tx, who.sign_in.id, Door.CODE)
        write_audit(tx, who.now, me.email, "agent.app", me.email, after={"set": True})
        return new_recovery_codes(tx, me.id, who.now)

    return _codes(office.store.write(work))


@app_pages.post("/remove")
@needs(Action.ENTER)
@fresh
def turn_off() -> Answer:
    office, who = back_office(), visitor()
    me = who.signed_in

    def work(tx: Transaction) -> None:
        drop_app(tx, me.id)
        write_audit(tx, who.now, me.email, "agent.app", me.email, after={"set": False})

    office.store.write(work)
    return _to_account("app-off")


@app_pages.post("/recovery-codes")
@needs(Action.ENTER)
@fresh
def recovery_codes() -> Answer:
    """Ten new ones; the earlier ones are void."""
    office, who = back_office(), visitor()
    me = who.signed_in
    if not me.has_app:
        return _to_account()

    def work(tx: Transaction) -> tuple[str, ...]:
        write_audit(tx, who.now, me.email, "agent.recovery_codes", me.email)
        return new_recovery_codes(tx, me.id, who.now)

    return _codes(office.store.write(work))


def _secret() -> str:
    """The secret that waits for its first code; made when there is none."""
    known = _kept_secret()
    if known is not None:
        return known
    office, me = back_office(), visitor().signed_in
    secret = app_codes.new_secret()
    sealed = seal(office.secret_key, secret)
    office.store.write(lambda tx: offer_app(tx, me.id, sealed))
    return secret


def _kept_secret() -> str | None:
    office, me = back_office(), visitor().signed_in
    kept = office.store.read(lambda db: app_of(db, me.id))
    return unseal(office.secret_key, kept.sealed) if kept else None


def _shown(secret: str, *, wrong: bool) -> str:
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("account/app.html", secret=grouped, wrong=wrong)


def _codes(codes: tuple[str, ...]) -> str:
    return render_template("account/codes.html", codes=codes, me=visitor().signed_in)


def _to_account(done: str | None = None) -> Response:
    return redirect(url_for("pages.account.page", done=done), 303)
