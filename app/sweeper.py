"""The process that looks after deadlines, and does the workers' work whenever nobody rang for it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from app.restarted import ask_for_what_was_missed
from app.wiring import House
from callbacks.carry_out import carry_out_due
from callbacks.sweep import sweep
from ivr.replaying import replay
from ticket_store.line_rows import LineMissingError
from ticket_store.privacy.retention import forget_what_is_old
from ticket_store.vital_signs import write_heartbeat

EVERY_S = 2.0
PROCESS = "sweeper"

log = logging.getLogger(__name__)


@dataclass
class Sweeper:
    """Looks again and again. A fault is logged when it is new, not at each round of an outage."""

    house: House
    _told: dict[str, str] = field(default_factory=dict)

    def serve(self, stop: threading.Event) -> None:
        """Look every two seconds until `stop` is set; beside it a thread sends our webhooks."""
        ask_for_what_was_missed(self.house)
        self.house.outward.start(stop)
        while not stop.is_set():
            self.look_once()
            stop.wait(EVERY_S)

    def look_once(self) -> None:
        """One round: what is due, then every deadline, then a sign of life. None keeps the others."""
        desk, store, clock = self.house.callback_desk, self.house.store, self.house.clock
        self._try("record what was spooled", lambda: replay(self.house.front_desk))
        self._try("carry out what is due", lambda: carry_out_due(desk))
        self._try("sweep the deadlines", lambda: sweep(desk))
        self._try("forget what is old", self._forget)
        self._try(
            "write a sign of life", lambda: store.write(lambda tx: write_heartbeat(tx, PROCESS, clock()))
        )

    def _forget(self) -> None:
        forget_what_is_old(self.house.store, self.house.front_desk.lines.line(), self.house.clock())

    def _try(self, what: str, work: Callable[[], object]) -> None:
        try:
            work()
        except LineMissingError as missing:
            if self._is_new(what, missing):
                log.warning("%s", missing)
        except Exception as fault:
            if self._is_new(what, fault):
                log.exception("The sweeper could not %s. It tries again every %.0f s.", what, EVERY_S)
        else:
            if self._told.pop(what, None):
                log.info("The sweeper could %s again.", what)

    def _is_new(self, what: str, fault: Exception) -> bool:
        before, self._told[what] = self._told.get(what), type(fault).__name__
        return before != self._told[what]
