"""`/admin/people`."""

from flask import Blueprint

people = Blueprint("people", __name__, url_prefix="/admin/people")
