"""The quiet hours of each department, worked out once an hour and kept at hand."""

import logging
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from call_routing.hours.quiet_hours import Quiet, quiet_hours
from call_routing.hours.schedules import schedule_of
from call_routing.hours.week import day_of, midnight, today_of
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.queue_load import WEEKS_BACK, loads_within

log = logging.getLogger(__name__)
_FRESH_FOR = timedelta(hours=1)


class QuietBook:
    """One for a process. The history changes slowly, so that what was read an hour ago is still true."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[int, datetime, Mapping[str, Quiet | None]] | None = None
        self._one_at_a_time = threading.Lock()

    def today(self, line: Line, now: datetime) -> Mapping[str, Quiet | None]:
        """By department; read again after an hour, with another line, and on another day."""
        known = self._known
        if known is not None and self._still_holds(known[0], known[1], line, now):
            return known[2]
        with self._one_at_a_time:
            if self._known is None or not self._still_holds(self._known[0], self._known[1], line, now):
                self._known = (line.version, now, self._look(line, now))
            return self._known[2]

    def _look(self, line: Line, now: datetime) -> Mapping[str, Quiet | None]:
        if not line.departments:
            return {}
        try:
            loads = self._store.read(lambda db: loads_within(db, _same_days(line, now)))
        except SQLAlchemyError:
            log.warning("the history of the queue cannot be read; no quiet hours are told for a while")
            return dict.fromkeys(line.departments)
        found = {}
        for key in line.departments:
            schedule = schedule_of(line, key)
            of_department = [load for load in loads if load.department_key == key]
            today = day_of(schedule, today_of(schedule, now))
            found[key] = quiet_hours(of_department, line.shop.timezone, today.on, today.spans)
        return found

    @staticmethod
    def _still_holds(version: int, looked_at: datetime, line: Line, now: datetime) -> bool:
        same_hour = timedelta() <= now - looked_at < _FRESH_FOR
        return version == line.version and same_hour and looked_at.date() == now.date()


def _same_days(line: Line, now: datetime) -> list[tuple[datetime, datetime]]:
    """This day of the week, in each of the weeks before."""
    schedule = schedule_of(line, next(iter(line.departments)))
    today = today_of(schedule, now)
    days = [today - timedelta(weeks=week) for week in range(1, WEEKS_BACK + 1)]
    return [(midnight(schedule, day), midnight(schedule, day + timedelta(days=1))) for day in days]
