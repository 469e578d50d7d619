"""Plays a call that was never made. Implements admin.rehearse.Rehearse."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from admin.rehearse import MOST_PRESSES, Press, Rehearsed, Setup
from app.rehearsing.acting import Actor
from app.rehearsing.moments import moments_of
from app.rehearsing.outcome import came_of
from app.rehearsing.scratch import Scratch
from app.rehearsing.setting import set_scene
from app.rehearsing.stage import Stage
from ticket_store.calls import call_by_sid
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.rows import Call
from ticket_store.scratch.copying import put_rows, rows_of_caller
from ticket_store.scratch.traces import offers_of


@dataclass
class Rehearsal:
    """One for a process. One call at a time: whoever else answers webhooks here must not wait for rehearsals."""

    store: Store
    clock: Callable[[], datetime]

    def __post_init__(self) -> None:
        self._scratch = Scratch(self.store)
        self._one_at_a_time = threading.Lock()

    def play(self, setup: Setup, presses: Sequence[Press] = (), *, line: Line | None = None) -> Rehearsed:
        """See admin.rehearse.Rehearse.play."""
        with self._one_at_a_time, self._scratch.copy(line, self.clock()) as scratch:
            if setup.history and setup.caller_number is not None:
                self._copy_history(scratch, setup.caller_number)
            stage = Stage(scratch, setup.at)
            try:
                scratch.write(lambda tx: set_scene(tx, stage.line, setup))
                actor = Actor(stage, setup)
                for press in presses[:MOST_PRESSES]:
                    actor.do(press)
                return _rehearsed(actor, setup)
            finally:
                stage.close()

    def _copy_history(self, scratch: Store, number: str) -> None:
        rows = self.store.read(lambda db: rows_of_caller(db, number, self.clock()))
        scratch.write(lambda tx: put_rows(tx.db, rows))


def _rehearsed(actor: Actor, setup: Setup) -> Rehearsed:
    stage, is_over = actor.stage, actor.is_over
    call: Call | None = stage.store.write(lambda tx: call_by_sid(tx, actor.call.sid))
    offers = stage.store.read(lambda db: offers_of(db, actor.call.sid))
    recordings = stage.carrier.recordings.values()
    return Rehearsed(
        at=stage.clock.now,
        moments=moments_of(actor, offers),
        came=came_of(actor, offers, setup.at),
        is_over=is_over,
        listens=not is_over and actor.call.leg.is_listening,
        waits=not is_over and call is not None and call.status == "waiting",
        records=not is_over and any(one.status == "in-progress" for one in recordings),
        ringing=tuple(offer.email for offer in offers if offer.rings),
        talks_with=next((offer.email for offer in offers if offer.talks), None),
        warnings=tuple(error.message for error in stage.carrier.errors),
    )
