"""The stories' world with a process that can die: at a chosen commit or outside call all its memory is gone.

What survives is what survives in life: the database, the carrier, and people's telephones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask

from app.phone_simulator.chaos import Chaos
from app.phone_simulator.transport import Request, Response, TransportError, WsgiTransport
from call_routing.line_book import LineBook
from call_routing.phone_line import PhoneLine
from callbacks.carry_out import carry_out, carry_out_due
from callbacks.ringing.turns import Dial, dial_waiting
from callbacks.sweep import sweep
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from tests.stories import world as stories
from tests.stories.world import BASE, SWEEP_EVERY_S, TUESDAY_NOON, World
from ticket_store.engine import Store, Transaction
from ticket_store.look_again import look_again

Answer = TypeVar("Answer")
SHOP = Path(stories.__file__).with_name("shop.yaml")
CPS = 10.0
STARTED_AGAIN_AFTER_S = 2.0  # a supervisor needs about so long


class Killed(BaseException):
    """The process is gone. No code of ours may catch this."""


@dataclass
class Reaper:
    """Counts the points at which a process can die, and strikes at those that are named."""

    strikes: frozenset[int] = frozenset()
    trail: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    inside: bool = False  # whether code of the process runs now, not of the soak itself

    def point(self, what: str) -> None:
        if not self.inside:
            return
        self.trail.append(what)
        if len(self.trail) in self.strikes:
            self.struck.append(f"{len(self.trail)} {what}")
            raise Killed(what)


class MortalStore(Store):
    """Dies after a commit: before its bell is rung, or right after that."""

    def __init__(self, url: str, reaper: Reaper) -> None:
        super().__init__(url)
        self._reaper = reaper

    def write(self, work: Callable[[Transaction], Answer]) -> Answer:
        """A commit that changed nothing is no point: whoever dies there dies where it died before."""
        changed = [False]

        def watched(tx: Transaction) -> Answer:
            before = self._written(tx)
            answer = work(tx)
            changed[0] = self._written(tx) != before
            return answer

        answer = super().write(watched)
        if changed[0]:
            dials = " that dials" if isinstance(answer, Dial) else ""
            self._reaper.point(f"commit of {work.__qualname__}{dials}")
        return answer

    def _written(self, tx: Transaction) -> object:
        """Something that is another after each row that was written."""
        count = "total_changes()" if self.is_sqlite else "pg_current_xact_id_if_assigned()::text"
        return tx.db.exec_driver_sql(f"SELECT {count}").scalar()


class MortalLine:
    """Dies when the carrier has answered, before anything is made of the answer."""

    def __init__(self, behind: PhoneLine, reaper: Reaper) -> None:
        self._behind = behind
        self._reaper = reaper

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._behind, name)

        def asked(*given: Any, **named: Any) -> Any:
            answer = method(*given, **named)
            self._reaper.point(f"answer of {name}")
            return answer

        return asked


class MortalWorld(World):
    """One process serves everything: webhooks, errands, deadlines."""

    def __init__(self, url: str, *, start: datetime, seed: int, chaos: Chaos | None, reaper: Reaper) -> None:
        self.process = 0  # its number; 0 while there is none
        self.started = 0
        self.died_at: datetime | None = None
        self.reaper = reaper
        super().__init__(Store(url), SHOP, start=start, seed=seed, chaos=chaos, with_bell=False, cps=CPS)
        self._bare = self.desk
        self.carrier.exchange._client._transport = _Wire(self)
        self.begins()

    def begins(self) -> None:
        """A fresh process: nothing is known but what the database says."""
        self.store.close()
        self.store = MortalStore(str(self.store.url.render_as_string(hide_password=False)), self.reaper)
        self.started += 1
        self.process = self.started
        lines = LineBook(self.store, fresh_for_s=0.0)
        phone = cast("PhoneLine", MortalLine(self._bare.phone, self.reaper))
        wake_at = partial(self._wakes, self.process)
        self.desk = replace(self._bare, store=self.store, lines=lines, phone=phone, wake_at=wake_at)
        self.store.bell = _Bell(self, self.process)
        front: FrontDesk = self.app.extensions[EXTENSION]
        self.app = Flask("mortal")
        self.app.extensions[EXTENSION] = replace(front, store=self.store, lines=lines)
        self.app.register_blueprint(door.blueprint)
        soon = self.clock.now + timedelta(seconds=2)
        self.inside(lambda: self.store.write(lambda tx: look_again(tx, soon)))  # as app.restarted does it

    def dies(self) -> None:
        self.process = 0
        self.died_at = self.clock.now
        self.clock.call_later(STARTED_AGAIN_AFTER_S, self.begins)

    def inside(self, work: Callable[[], Answer], process: int | None = None) -> Answer | None:
        """Let the process do something; None where it is dead, not the one that was meant, or dies of it."""
        if not self.process or process not in {None, self.process}:
            return None
        self.reaper.inside = True
        try:
            return work()
        except Killed:
            self.dies()
            return None
        finally:
            self.reaper.inside = False

    def _wakes(self, process: int, at: datetime) -> None:
        """The process wakes itself when the next call may be created, if it lives then."""
        pause_s = max(0.0, (at - self.clock.now).total_seconds())

        def wake() -> None:
            self.inside(lambda: dial_waiting(self.desk), process)

        self.clock.call_later(pause_s, wake)

    def _sweep(self) -> None:
        if self.process:
            self.inside(lambda: carry_out_due(self.desk))
            self.inside(lambda: sweep(self.desk))
        self.clock.call_later(SWEEP_EVERY_S, self._sweep)

    def close(self) -> None:
        super().close()
        self.store.close()


class _Bell:
    """Rings for the process that it belongs to; what a dead one was told is lost."""

    def __init__(self, world: MortalWorld, process: int) -> None:
        self._world = world
        self._process = process

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        del topics
        self._world.reaper.point("commit whose bell was not rung")
        for errand_id in outbox:
            self._world.clock.call_later(0.01, partial(self._hears, errand_id))

    def _hears(self, errand_id: str) -> None:
        self._world.inside(lambda: carry_out(self._world.desk, errand_id), self._process)


class _Wire:
    """The carrier's connections to the process: refused while it is dead, cut when it dies."""

    def __init__(self, world: MortalWorld) -> None:
        self._world = world

    def send(self, request: Request) -> Response:
        if not self._world.process:
            raise TransportError("ct", "refused: no process listens")
        transport = WsgiTransport(self._world.app.wsgi_app, BASE)
        answer = self._world.inside(lambda: transport.send(request))
        if answer is None:
            raise TransportError("rt", "cut: the process died")
        return answer


@contextmanager
def mortal_world(
    url: str,
    *,
    reaper: Reaper,
    start: datetime = TUESDAY_NOON,
    seed: int = 0,
    chaos: Chaos | None = None,
) -> Iterator[MortalWorld]:
    made = MortalWorld(url, start=start, seed=seed, chaos=chaos, reaper=reaper)
    try:
        yield made
    finally:
        made.close()
