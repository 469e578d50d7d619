"""`/admin/menus`."""

from flask import Blueprint

menus = Blueprint("menus", __name__, url_prefix="/admin/menus")
