"""Goal 5: how many calls can be alive at once, each with a webhook every five seconds."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.figures import Figure, Goal, shown
from bench.ground import ground
from bench.load import Run, keep_up, replay
from bench.replayed_call import Caller
from bench.servers import Server, serving_app

GOAL = Goal(
    5, "calls at once, a webhook each 5 s, none over 1 s, no error", "2,000", 2500, 4000, more_is_better=True
)
EVERY_S = 5.0
_LONGEST_S = 1.0
_STEPS = (4000, 3000, 2500, 2000, 1500, 1000, 500, 250, 125)


@dataclass(frozen=True)
class Try:
    """So many calls for so long."""

    calls: int
    run: Run

    @property
    def longest_s(self) -> float:
        return max(self.run.waits)

    @property
    def holds(self) -> bool:
        return not self.run.failures and self.longest_s <= _LONGEST_S


def calls_at_once(database: str, *, small: bool) -> list[Figure]:
    """The most calls that were held for a minute; first guessed from what the server answers at most."""
    seconds = 10 if small else 60
    with (
        ground(database) as made,
        serving_app("app.wsgi:application", made.workers, made.environment) as server,
    ):
        caller = Caller(seed=11)
        replay(server.port, caller.calls(100))
        most = replay(server.port, caller.calls(100 if small else 500)).rate * EVERY_S
        steps = [step for step in _STEPS if step <= most * 0.9] or [_STEPS[-1]]
        held = _most_held(server, caller, steps[-1:] if small else steps, seconds)
    method = (
        f"open load for {seconds} s on {made.workers} web process(es): 4 webhooks a call to the queue, then one "
        f"from the waiting room every 5 s; tried {', '.join(map(str, steps[:1]))} and down until all held; a "
        f"closed load reaches {shown(most / EVERY_S)} webhooks/s"
    )
    ours = f"{held.calls:,} calls, p99 {held.run.quantile(0.99) * 1e3:.0f} ms, longest {held.longest_s * 1e3:.0f} ms"
    return [
        Figure(GOAL, database, held.calls if held.holds else 0, ours, f"{most:,.0f} by rate x 5 s", method)
    ]


def _most_held(server: Server, caller: Caller, steps: Sequence[int], seconds: int) -> Try:
    """Down from the largest until one holds; a step that breaks within ten seconds is not tried longer."""
    waits = round(seconds / EVERY_S) - 4
    tried = None
    for step in steps:
        if len(steps) > 1:
            tried = Try(step, keep_up(server.port, caller.calls(step), EVERY_S / 2, _LONGEST_S))
            if not tried.holds:
                continue
        tried = Try(step, keep_up(server.port, caller.calls(step, waits=max(0, waits)), EVERY_S, _LONGEST_S))
        if tried.holds:
            return tried
    assert tried is not None
    return tried
