"""The blueprint of the room: every page of it hangs here."""

from flask import Blueprint

menus = Blueprint("menus", __name__, url_prefix="/admin/menus")
