"""The process that looks after deadlines, and does the workers' work whenever nobody rang for it."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from app.wiring import House
from callbacks.carry_out import carry_out_due
from callbacks.sweep import sweep
from ticket_store.vital_signs import write_heartbeat

EVERY = timedelta(seconds=2)
PROCESS = "sweeper"

log = logging.getLogger(__name__)


def serve(house: House, stop: threading.Event) -> None:
    """Look every two seconds until `stop` is set. A round that fails is logged and the next one is made."""
    while not stop.is_set():
        look_once(house)
        stop.wait(EVERY.total_seconds())


def look_once(house: House) -> None:
    """One round: what is due, then every deadline, then a sign of life."""
    desk = house.callback_desk
    _try("carry out what is due", lambda: carry_out_due(desk))
    _try("sweep the deadlines", lambda: sweep(desk))
    _try(
        "write a sign of life",
        lambda: house.store.write(lambda tx: write_heartbeat(tx, PROCESS, house.clock())),
    )


def _try(what: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:  # one part that fails must not keep the others from their deadlines
        log.exception("The sweeper could not %s. It tries again in %s.", what, EVERY)
