"""`/admin/hours`."""

from flask import Blueprint

hours = Blueprint("hours", __name__, url_prefix="/admin/hours")
