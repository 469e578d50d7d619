"""`/admin/rehearsal`."""

from flask import Blueprint

rehearsal = Blueprint("rehearsal", __name__, url_prefix="/admin/rehearsal")
