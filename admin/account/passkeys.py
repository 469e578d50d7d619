"""`/account/passkeys`: keys that a device keeps, made and forgotten by their owner."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from admin.account.fresh import fresh
from admin.back_office import back_office
from admin.doors.browser_names import browser_named
from admin.doors.keys import WrongKeyError, ask_for_new, check_new, host_for_keys
from admin.guard import needs
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.doors.passkeys import add_passkey, passkeys_of, remove_passkey
from ticket_store.doors.sign_ins import Door, strengthen
from ticket_store.engine import Transaction

Answer = AnyResponse | str | tuple[str, int]
passkey_pages = Blueprint("passkeys", __name__, url_prefix="/passkeys")
_LONGEST_NAME = 60


@passkey_pages.get("/new")
@needs(Action.ENTER)
@fresh
def making() -> Answer:
    if host_for_keys(back_office().public_base_url) is None:
        raise NotFound
    return _shown("")


@passkey_pages.get("/options")
@needs(Action.ENTER)
@fresh
def options() -> Answer:
    """What the browser is asked to make, as JSON."""
    office, who = back_office(), visitor()
    me = who.signed_in
    if host_for_keys(office.public_base_url) is None:
        raise NotFound
    known = office.store.read(lambda db: passkeys_of(db, me.id))
    asked = ask_for_new(me, known, office.public_base_url, who.labels.shop_name, who.now)
    return Response(asked, mimetype="application/json")


@passkey_pages.post("")
@needs(Action.ENTER)
@fresh
def keep() -> Answer:
    """The device has made a key: its public half is kept, and this sign-in counts as strong from now on."""
    office, who = back_office(), visitor()
    me = who.signed_in
    try:
        made = check_new(request.form.get("answer", ""), office.public_base_url, who.now)
    except WrongKeyError:
        return _shown("wrong"), 422
    name = request.form.get("name", "").strip()[:_LONGEST_NAME] or _device()

    def work(tx: Transaction) -> bool:
        if not add_passkey(
            tx,
            me.id,
            who.now,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            transports=made.transports,
            name=name,
        ):
            return False
        if who.sign_in is not None and not who.sign_in.is_strong:
            strengthen(tx, who.sign_in.id, Door.PASSKEY)
        write_audit(tx, who.now, me.email, "agent.passkey", me.email, after={"name": name})
        return True

    if not office.store.write(work):
        return _shown("wrong"), 422
    return _to_account("passkey")


@passkey_pages.post("/<passkey_id>/remove")
@needs(Action.ENTER)
@fresh
def forget(passkey_id: str) -> Answer:
    office, who = back_office(), visitor()
    me = who.signed_in

    def work(tx: Transaction) -> str | None:
        name = remove_passkey(tx, me.id, passkey_id)
        if name is not None:
            write_audit(tx, who.now, me.email, "agent.passkey", me.email, before={"name": name})
        return name

    if office.store.write(work) is None:
        raise NotFound
    return _to_account("passkey-off")


def _shown(failed: str) -> str:
    return render_template("account/passkey.html", failed=failed, device=_device())


def _device() -> str:
    return browser_named(request.user_agent.string) or "?"


def _to_account(done: str) -> AnyResponse:
    return redirect(url_for("pages.account.page", done=done), 303)
