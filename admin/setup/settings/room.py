"""The blueprint of the settings; the pages of each part stand in modules of their own."""

from flask import Blueprint
from werkzeug.wrappers import Response

Answer = Response | str | tuple[str, int]
settings = Blueprint("settings", __name__, url_prefix="/admin/settings")
