"""`/admin/menus`."""

from flask import Blueprint, render_template

from admin.guard import needs
from admin.permissions import Action

menus = Blueprint("menus", __name__, url_prefix="/admin/menus")


@menus.get("")
@needs(Action.SET_UP_LINE)
def edit() -> str:
    return render_template("setup/menus.html")
