"""Rehearsals for a process that may never play one: the engine and the simulated carrier are imported at the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from admin.rehearse import Press, Rehearsed, Setup
from ticket_store.engine import Store
from ticket_store.line import Line

if TYPE_CHECKING:
    from app.rehearsing.rehearsal import Rehearsal


@dataclass(frozen=True)
class RehearsalOnDemand:
    """Implements admin.rehearse.Rehearse."""

    store: Store
    clock: Callable[[], datetime]

    def play(self, setup: Setup, presses: Sequence[Press] = (), *, line: Line | None = None) -> Rehearsed:
        """See admin.rehearse.Rehearse.play."""
        return self._rehearsal.play(setup, presses, line=line)

    @cached_property
    def _rehearsal(self) -> "Rehearsal":
        from app.rehearsing.rehearsal import Rehearsal  # noqa: PLC0415 - 0.3 s that few processes need

        return Rehearsal(self.store, self.clock)
