"""The formulas of the figures, each with the sentence that stands beside it. Pure.

None means that there was nothing to tell a share or a mean of: that is not 0.
Source: docs/figures.md.
"""

from datetime import timedelta
from enum import StrEnum

from ticket_store.reporting.counts import (
    CallbackCounts,
    CallCounts,
    CaseCounts,
    Cell,
    DutyTimes,
    PromiseCounts,
    TalkCounts,
)


class ServiceFormula(StrEnum):
    """By which of three the shop tells its service level."""

    OF_ANSWERED = "of_answered"
    OF_OFFERED = "of_offered"
    OF_ANSWERED_AND_ABANDONED = "of_answered_and_abandoned"


class Formula(StrEnum):
    """A figure by its name; `sentence` says how it is told, in English, for a translation to be looked up by."""

    OF_ANSWERED = "of_answered"
    OF_OFFERED = "of_offered"
    OF_ANSWERED_AND_ABANDONED = "of_answered_and_abandoned"
    SPEED_OF_ANSWER = "speed_of_answer"
    ABANDONED = "abandoned"
    HANDLE_TIME = "handle_time"
    OCCUPANCY = "occupancy"
    CALLBACKS_KEPT = "callbacks_kept"
    PROMISES_KEPT = "promises_kept"
    PEOPLE_PER_CASE = "people_per_case"
    TRANSFERS = "transfers"
    SOLVED_AT_ONCE = "solved_at_once"
    ESTIMATE_ERROR = "estimate_error"
    ESTIMATE_BIAS = "estimate_bias"
    UNATTENDED = "unattended"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    Formula.OF_ANSWERED: "Answered within the promised time, divided by all answered.",
    Formula.OF_OFFERED: "Answered within the promised time, divided by all offered. Short abandons are not offered.",
    Formula.OF_ANSWERED_AND_ABANDONED: (
        "Answered within the promised time, divided by answered and abandoned together. "
        "Short abandons and callers who chose a callback are left out."
    ),
    Formula.SPEED_OF_ANSWER: "The mean wait of those who were answered, from the queue to the agent.",
    Formula.ABANDONED: "Callers who hung up waiting, divided by all offered. Short abandons are counted apart.",
    Formula.HANDLE_TIME: "Talk, hold and wrap-up together, divided by the number of talks.",
    Formula.OCCUPANCY: "Talk, hold and wrap-up together, divided by the time on duty.",
    Formula.CALLBACKS_KEPT: "Callbacks that came to a talk as promised, divided by those that came to an end.",
    Formula.PROMISES_KEPT: "Promises kept, divided by those kept and broken.",
    Formula.PEOPLE_PER_CASE: "People who talked about a case, divided by the cases that anybody talked about.",
    Formula.TRANSFERS: "Talks taken over from somebody else, divided by the calls that were answered.",
    Formula.SOLVED_AT_ONCE: "Cases solved with one talk and not opened again, divided by all solved cases.",
    Formula.ESTIMATE_ERROR: "The mean difference between the wait that we expected and the wait that came.",
    Formula.ESTIMATE_BIAS: "The mean of expected less actual wait: above zero we foretell too long waits.",
    Formula.UNATTENDED: "Minutes in which a department was open and nobody was on duty.",
}  # fmt: skip


def service_level(counted: CallCounts | Cell, by: ServiceFormula) -> float | None:
    """Share answered within the threshold, 0..1.

    A short abandon is not offered: the shop sets the limit, since the field has no standard. Calls that end
    inside the menu never count as offered.
    """
    match by:
        case ServiceFormula.OF_ANSWERED:
            return _share(counted.in_time, counted.answered)
        case ServiceFormula.OF_OFFERED:
            return _share(counted.in_time, counted.offered)
        case ServiceFormula.OF_ANSWERED_AND_ABANDONED:
            return _share(counted.in_time, counted.answered + counted.abandoned)


def speed_of_answer(counted: CallCounts | Cell) -> timedelta | None:
    """Mean wait of the answered."""
    return _mean(counted.waited_ms, counted.answered)


def gave_up_after(counted: CallCounts) -> timedelta | None:
    """Mean wait of those who abandoned."""
    return _mean(counted.gave_up_after_ms, counted.abandoned)


def abandoned_share(counted: CallCounts | Cell) -> float | None:
    """Share of the offered who hung up waiting, 0..1."""
    return _share(counted.abandoned, counted.offered)


def handle_time(counted: TalkCounts) -> timedelta | None:
    """Mean of talk, hold and wrap-up."""
    return _mean(counted.handle_ms, counted.talks)


def occupancy(counted: TalkCounts, duty: DutyTimes) -> float | None:
    """Busy share of the time on duty, 0..1: who goes on wrapping up off duty is held at 1."""
    busy = _share(counted.handle_ms, round(duty.available / timedelta(milliseconds=1)))
    return None if busy is None else min(busy, 1.0)


def callbacks_kept(counted: CallbackCounts) -> float | None:
    """Share of the requests that ended in a talk as promised, 0..1; what customers cancelled counts for nothing."""
    return _share(counted.kept, counted.kept + counted.late + counted.gave_up)


def promises_kept(counted: PromiseCounts) -> float | None:
    """Share of the settled promises that was kept, 0..1; those moved with notice or withdrawn count for nothing."""
    return _share(counted.kept, counted.kept + counted.broken)


def people_per_case(counted: CaseCounts) -> float | None:
    """How many people a customer told the matter to."""
    return _share(counted.people, counted.talked)


def transfers_per_call(counted: TalkCounts) -> float | None:
    """How often an answered call was passed on."""
    return _share(counted.taken_over, counted.calls)


def solved_at_once(counted: CaseCounts) -> float | None:
    """First-contact resolution, 0..1."""
    return _share(counted.solved_at_once, counted.solved)


def estimate_error(counted: CallCounts) -> timedelta | None:
    """Mean of |expected - waited|."""
    return _mean(counted.foretold_off_ms, counted.foretold)


def estimate_bias(counted: CallCounts) -> timedelta | None:
    """Mean of expected - waited."""
    return _mean(counted.foretold_over_ms, counted.foretold)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(sum_ms: int, count: int) -> timedelta | None:
    return timedelta(milliseconds=sum_ms / count) if count else None
