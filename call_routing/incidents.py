"""What is broken just now, as callers are told it before the menu. Pure."""

from datetime import datetime

from ticket_store.line import Incident, Line


def incident_now(line: Line, department_key: str | None, now: datetime) -> Incident | None:
    """The incident that began last among those that are live: of this department or of the whole shop.

    Without a department only what concerns every caller counts. Half-open: at `ends_at` sharp it is told no
    more, with nobody's doing.
    """
    live = [
        incident
        for incident in line.incidents
        if incident.department_key in {None, department_key} and incident.began_at <= now < incident.ends_at
    ]
    return max(live, key=lambda incident: incident.began_at, default=None)
