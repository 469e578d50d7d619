"""`/admin/outward`."""

from flask import Blueprint

outward = Blueprint("outward", __name__, url_prefix="/admin/outward")
