"""Keys to the JSON API, by mouse: made for some things, shown once, revoked and given back."""

from flask import redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.languages import N_, gettext
from admin.setup.outward.overview import Notice, Typed, page
from admin.typed_text import clean
from admin.visitor import visitor
from ticket_store.scopes import UnknownScopeError, read_scopes
from ticket_store.tokens import create_token, restore_token, revoke_token

LONGEST_NAME = 80
NO_NAME = N_("Say what the key is for: you will look for this name when you want to revoke it.")
NO_SCOPE = N_("Choose what it may do. A key that may do everything is made on the command line.")


def add() -> str | tuple[str, int]:
    """The page with the new key on it: nobody can show it again."""
    typed = Typed(
        name=clean(request.form.get("name", ""), longest=LONGEST_NAME).strip(),
        scopes=tuple(request.form.getlist("scope")),
    )
    try:
        scopes = read_scopes(typed.scopes)
    except UnknownScopeError:
        scopes = None
    faults = {} if typed.name else {"name": gettext(NO_NAME)}
    if scopes is None:
        faults["scopes"] = gettext(NO_SCOPE)
    if faults:
        return page(Typed(name=typed.name, scopes=typed.scopes, faults=faults)), 422
    who = visitor()
    actor = who.signed_in.email
    made = back_office().store.write(
        lambda tx: create_token(tx, typed.name, who.now, scopes=scopes, actor=actor)
    )
    return page(notice=Notice(token=made))


def revoke(token_id: str) -> str:
    """Refused from now on; given back as long as the page with the news is open."""
    who = visitor()
    actor = who.signed_in.email
    if not back_office().store.write(lambda tx: revoke_token(tx, token_id, who.now, actor=actor)):
        return page(notice=Notice(gettext(N_("Somebody has revoked it in the meantime."))))
    said = gettext(N_("Revoked. Whoever shows this key is refused from now on."))
    return page(notice=Notice(said, undo=token_id))


def restore(token_id: str) -> Response:
    """It was revoked by mistake: the same key opens again."""
    who = visitor()
    actor = who.signed_in.email
    if not back_office().store.write(lambda tx: restore_token(tx, token_id, who.now, actor=actor)):
        raise NotFound
    return redirect(url_for("pages.outward.listed"), 303)
