"""`/admin/outward`: webhooks to the shop's own programs, and the keys with which they ask us.

Whatever opens a new way out asks for a fresh proof of who is there: a stolen open browser opens none.
"""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin.account.fresh import fresh
from admin.guard import needs
from admin.permissions import Action
from admin.setup.outward import hooks, tokens
from admin.setup.outward.overview import show


def back(**named: str) -> Response:
    """A page that answered a form is asked for again, after a reload or a proof: the page around it stands for it."""
    if "endpoint_id" in named:
        return redirect(url_for("pages.outward.hook", endpoint_id=named["endpoint_id"]))
    return redirect(url_for("pages.outward.listed"))


outward = Blueprint("outward", __name__, url_prefix="/admin/outward")

for _path, _name, _view, _method in (
    ("", "listed", show, "GET"),
    ("/hooks", "back_to_hooks", back, "GET"),
    ("/hooks", "add_hook", fresh(hooks.add), "POST"),
    ("/hooks/<endpoint_id>", "hook", hooks.one, "GET"),
    ("/hooks/<endpoint_id>", "change_hook", fresh(hooks.change), "POST"),
    ("/hooks/<endpoint_id>/switch", "switch_hook", hooks.switch, "POST"),
    ("/hooks/<endpoint_id>/test", "test_hook", hooks.test, "POST"),
    ("/hooks/<endpoint_id>/secret", "renew_hook", fresh(hooks.renew), "POST"),
    ("/hooks/<endpoint_id>/secret", "back_to_hook", back, "GET"),
    ("/hooks/<endpoint_id>/remove", "remove_hook", hooks.remove, "POST"),
    ("/messages/<delivery_id>", "message", hooks.message, "GET"),
    ("/messages/<delivery_id>/again", "send_again", hooks.again, "POST"),
    ("/tokens", "back_to_tokens", back, "GET"),
    ("/tokens", "add_token", fresh(tokens.add), "POST"),
    ("/tokens/<token_id>/revoke", "revoke_token", tokens.revoke, "POST"),
    ("/tokens/<token_id>/revoke", "back_to_keys", back, "GET"),
    ("/tokens/<token_id>/restore", "restore_token", tokens.restore, "POST"),
):
    outward.add_url_rule(_path, _name, needs(Action.CONNECT_OUTWARD)(_view), methods=[_method])
