"""What was counted, as a report asks for it and as it comes back. Sums of time are whole milliseconds. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Wanted:
    """What a report is about. [since, until) is taken by whole half-hours; None means all of them.

    `agents` narrows what is about people (talks, duty); a call in a queue is nobody's yet.
    """

    since: datetime
    until: datetime
    departments: frozenset[str] | None = None
    agents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Calls that have ended, by the half-hour in which they began and the department that they reached last."""

    calls: int = 0
    offered: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    short_abandons: int = 0
    chose_callback: int = 0
    left_message: int = 0
    closed: int = 0
    turned_away: int = 0
    left_in_menu: int = 0
    foretold: int = 0
    rung_back: int = 0
    rung_back_talked: int = 0
    waited_ms: int = 0
    gave_up_after_ms: int = 0
    foretold_off_ms: int = 0
    foretold_over_ms: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """The calls of one half-hour of the week."""

    calls: int = 0
    offered: int = 0
    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    waited_ms: int = 0


@dataclass(frozen=True, slots=True)
class Heatmap:
    """`cells[weekday][half_hour]`, Monday 0, 48 half-hours from midnight in the zone that was asked for.

    `days[weekday]` is how many of that weekday the period touches: by it a mean day is told.
    """

    cells: tuple[tuple[Cell, ...], ...]
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TalkCounts:
    """Agents' parts in calls, by the half-hour in which they began. A call that is passed on has two talks."""

    talks: int = 0
    calls: int = 0
    taken_over: int = 0
    talk_ms: int = 0
    held_ms: int = 0
    wrap_up_ms: int = 0

    @property
    def handle_ms(self) -> int:
        return self.talk_ms + self.held_ms + self.wrap_up_ms


@dataclass(frozen=True, slots=True)
class DutyTimes:
    """How long somebody was what, cut to the period; what goes on counts until the present."""

    available: timedelta = timedelta()
    away: timedelta = timedelta()
    unreachable: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """One agent in the period: who had a talk in it or was on duty."""

    agent_id: str
    name: str
    talks: TalkCounts
    duty: DutyTimes


@dataclass(frozen=True, slots=True)
class CallbackCounts:
    """Requests of the period, as they stand now; `asked` is the sum of the others.

    `kept`: they talked and no promise of it was broken; `late`: they talked, after a broken promise.
    """

    asked: int = 0
    kept: int = 0
    late: int = 0
    gave_up: int = 0
    cancelled: int = 0
    still_open: int = 0
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class PromiseCounts:
    """Promises that fell due in the period: a request that was moved twice has three."""

    kept: int = 0
    moved: int = 0
    broken: int = 0
    withdrawn: int = 0
    still_open: int = 0


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Cases that were opened in the period, as they stand now.

    `talked` are those about which anybody talked, `people` all who did; `solved_at_once` are solved after one
    talk and were not opened again, of `solved`, which had a talk.
    """

    cases: int = 0
    talked: int = 0
    people: int = 0
    solved: int = 0
    solved_at_once: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class CauseCounts:
    """Talks that are done, about cases that came out the same way."""

    talks: int = 0
    calls: int = 0
    handle_ms: int = 0


@dataclass(frozen=True, slots=True)
class Cause:
    """Why people called; an empty `disposition` means that nobody has said."""

    department_key: str
    disposition: str
    counted: CauseCounts


@dataclass(frozen=True, slots=True)
class Workload:
    """One half-hour of the week, on a mean day of the period.

    `offered` callers a half-hour, `callbacks` asked for in it, `handled_s` seconds that one keeps an agent busy
    (None where nobody was handled), `staffed` agents on duty on average.
    """

    weekday: int
    half_hour: int
    offered: float
    callbacks: float
    handled_s: float | None
    staffed: float
