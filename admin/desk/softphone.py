"""`/desk/softphone`: what an agent's browser needs to be a telephone."""

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.permissions import Action
from admin.softphone_token import write_softphone_token
from admin.visitor import visitor
from call_routing.addresses import client_identity
from ticket_store.desk_view import my_status

BROWSER = "browser"  # where an agent rings who has no telephone
softphone = Blueprint("softphone", __name__, url_prefix="/softphone")


@softphone.post("/token")
@needs(Action.ANSWER)
def token() -> Response:
    """A pass for the browser of whoever is signed in.

    Raises: NotFound where the shop has no keys for it, and for an agent whose calls ring elsewhere.
    """
    keys, who = back_office().softphone, visitor()
    me = who.signed_in
    rings = back_office().store.read(lambda db: my_status(db, me.id, who.now).rings)
    if keys is None or rings != BROWSER:
        raise NotFound
    return jsonify(token=write_softphone_token(keys, client_identity(me.email), who.now))
