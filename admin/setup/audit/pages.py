"""`/admin/audit`."""

from flask import Blueprint

audit = Blueprint("audit", __name__, url_prefix="/admin/audit")
