"""In by a passkey: no address, no password, no code. The device has asked its owner already."""

from flask import Response, redirect, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from admin.back_office import back_office
from admin.doors import cookie, tries
from admin.doors.keys import Proof, WrongKeyError, ask_for_known, check_known, host_for_keys, key_named
from admin.doors.paths import safe_path
from admin.doors.sign_in import form
from ticket_store.accounts import Account, account_of
from ticket_store.doors.passkeys import Passkey, note_passkey_used, passkey_called
from ticket_store.doors.sign_ins import Door


def options() -> AnyResponse:
    """What the browser is asked, as JSON."""
    office = back_office()
    if host_for_keys(office.public_base_url) is None:
        return Response(status=404)
    asked = ask_for_known(office.public_base_url, office.clock())
    return Response(asked, mimetype="application/json")


def enter() -> AnyResponse | tuple[str, int]:
    """One message for every way to fail."""
    now = back_office().clock()
    try:
        account, proof = owner_of(request.form.get("answer", ""))
    except WrongKeyError:
        tries.note_refused("", now)
        return form("key"), 401
    if not cookie.begin(account, Door.PASSKEY, now, proof=proof.digest):
        return form("key"), 401
    return redirect(safe_path(request.form.get("wanted", "")))


def owner_of(answer: str) -> tuple[Account, Proof]:
    """Whose device has answered; the use is written down.

    Raises: WrongKeyError, also when this address of the internet was wrong too often.
    """
    office = back_office()
    now = office.clock()
    key_id = key_named(answer)

    def look(db: Connection) -> tuple[Passkey, Account]:
        if tries.too_many(db, "", now):
            raise WrongKeyError("Too many tries from this address. Wait a quarter of an hour.")
        key = passkey_called(db, key_id)
        account = account_of(db, key.agent_id) if key else None
        if key is None or account is None:
            raise WrongKeyError("Nobody who is active has this key.")
        return key, account

    key, account = office.store.read(look)
    proof = check_known(answer, key, office.public_base_url, now)
    if not office.store.write(lambda tx: note_passkey_used(tx, key.id, proof.sign_count, now)):
        raise WrongKeyError("The key's count did not grow: it may have been copied.")
    return account, proof
