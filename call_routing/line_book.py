"""The line at hand: read once, looked at again when a second has passed."""

import logging
import threading
import time
from collections.abc import Mapping

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from ticket_store.engine import Store
from ticket_store.line import Line, Menu
from ticket_store.line_rows import line_version, load_line, menus_of_version

log = logging.getLogger(__name__)

FRESH_FOR_S = 1.0  # a change in the panel reaches every process within a second


class LineBook:
    """The newest line, and the menus of older versions for the calls that began with them.

    While the store is away the last line that was read stands, so that callers are still spoken to in their
    language.
    """

    def __init__(self, store: Store, *, fresh_for_s: float = FRESH_FOR_S) -> None:
        self._store = store
        self._fresh_for_s = fresh_for_s
        self._line: Line | None = None
        self._looked_at = 0.0
        self._old_menus: dict[int, Mapping[str, Menu]] = {}
        self._one_at_a_time = threading.Lock()

    def line(self) -> Line:
        """The line as it is now. Raises: LineMissingError, before the first `hotline shop apply`."""
        line = self._line
        if line is not None and time.monotonic() - self._looked_at < self._fresh_for_s:
            return line
        with self._one_at_a_time:
            return self._look(line)

    def line_in(self, db: Connection) -> Line:
        """The line as this very transaction sees it: one row asks whether the one at hand is still right.

        Raises: LineMissingError, as `line`.
        """
        line = self._line
        if line is None or line.version != line_version(db):
            line = self._line = load_line(db)
        return line

    def menus(self, version: int | None) -> Mapping[str, Menu]:
        """The menus of the version with which a call began; the newest where that one is not known."""
        line = self.line()
        if version is None or version == line.menu_version:
            return line.menus
        if version not in self._old_menus:
            self._old_menus[version] = (
                self._store.read(lambda db: menus_of_version(db, version)) or line.menus
            )
        return self._old_menus[version]

    def _look(self, seen: Line | None) -> Line:
        if self._line is not None and self._line is not seen:
            return self._line  # another thread has just looked
        try:
            version = self._store.read(line_version)
            if self._line is None or self._line.version != version:
                self._line = self._store.read(load_line)
        except SQLAlchemyError:
            if self._line is None:
                raise
            log.warning("the line cannot be read again; the one from before is used")
        self._looked_at = time.monotonic()
        return self._line
