"""`/admin/settings`."""

from flask import Blueprint

settings = Blueprint("settings", __name__, url_prefix="/admin/settings")
