"""`/admin/hours`: weekly hours, public holidays, closures, closing by hand, and what a caller would hear."""

from flask import Blueprint

from admin.setup.hours import by_hand, closures, hearing, overview, weeks, years
from admin.setup.hours.holidays import holidays, save_holidays

hours = Blueprint("hours", __name__, url_prefix="/admin/hours")

for _rule, _name, _view, _method in (
    ("", "listed", overview.listed, "GET"),
    ("", "add", overview.add, "POST"),
    ("/heard", "hear", hearing.hear, "POST"),
    ("/of/<key>", "week", weeks.week, "GET"),
    ("/of/<key>", "save_week", weeks.save_week, "POST"),
    ("/of/<key>/preview", "preview", weeks.preview, "POST"),
    ("/of/<key>/remove", "remove", overview.remove, "POST"),
    ("/of/<key>/holidays", "holidays", holidays, "GET"),
    ("/of/<key>/holidays", "save_holidays", save_holidays, "POST"),
    ("/of/<key>/year/<int:year>", "year", years.year, "GET"),
    ("/closures", "closures", closures.listed, "GET"),
    ("/closures", "add_closure", closures.add, "POST"),
    ("/closures/<closure_id>", "closure", closures.one, "GET"),
    ("/closures/<closure_id>", "change_closure", closures.change, "POST"),
    ("/closures/<closure_id>/remove", "remove_closure", closures.remove, "POST"),
    ("/by-hand", "by_hand", by_hand.by_hand, "GET"),
    ("/by-hand", "close", by_hand.close, "POST"),
    ("/by-hand/open", "open_now", by_hand.open_now, "POST"),
):
    hours.add_url_rule(_rule, _name, _view, methods=[_method])
