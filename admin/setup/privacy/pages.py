"""`/admin/privacy`."""

from flask import Blueprint

privacy = Blueprint("privacy", __name__, url_prefix="/admin/privacy")
