"""The figures of a run, from its day books. Every wait is in seconds, every share 0..1."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.floor.journal import CallEnd, DayBook, How
from bench.floor.people import State

SHORT_S = 5.0  # whoever hangs up sooner did not mean it: counted apart
WITHIN_S = 20.0  # of the service level
_ENOUGH = 15  # calls; smaller groups say nothing of how groups fare


@dataclass(frozen=True)
class Kind:
    """A figure that is printed: how it is computed, and which way is better (None: it only informs)."""

    key: str
    says: str
    of: Callable[[Sequence[DayBook]], float | None]
    more_is_better: bool | None
    unit: str = ""


def _calls(books: Iterable[DayBook]) -> list[CallEnd]:
    """Calls that count as offered: all in opening hours but those who left at once."""
    return [call for book in books for call in book.calls if not _short(call)]


def _short(call: CallEnd) -> bool:
    return call.how is How.GAVE_UP and call.waited_s < SHORT_S


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def speed_of_answer(books: Sequence[DayBook]) -> float | None:
    waits = [call.waited_s for call in _calls(books) if call.how is How.ANSWERED]
    return statistics.fmean(waits) if waits else None


def service_level(books: Sequence[DayBook]) -> float | None:
    """Of all offered, callbacks too: those count as not answered in time."""
    calls = _calls(books)
    return _share(sum(c.how is How.ANSWERED and c.waited_s <= WITHIN_S for c in calls), len(calls))


def service_level_of_anybody(books: Sequence[DayBook]) -> float | None:
    """The same without those who chose to wait for their own agent though a colleague was offered."""
    calls = [call for call in _calls(books) if not call.chose_to_wait]
    return _share(sum(c.how is How.ANSWERED and c.waited_s <= WITHIN_S for c in calls), len(calls))


def abandonment(books: Sequence[DayBook]) -> float | None:
    """A callback is not an abandoned call; see `never_helped` for what became of everybody."""
    calls = _calls(books)
    return _share(sum(call.how is How.GAVE_UP for call in calls), len(calls))


def short_abandons(books: Sequence[DayBook]) -> float | None:
    calls = [call for book in books for call in book.calls]
    return _share(sum(map(_short, calls)), len(calls))


def never_helped(books: Sequence[DayBook]) -> float | None:
    """Of all who called about something, redials and callbacks done with: who never talked to anybody."""
    contacts = sum(book.contacts for book in books)
    return _share(contacts - sum(len(book.helped) for book in books), contacts)


def people_per_case(books: Sequence[DayBook]) -> float | None:
    people = [len(who) for book in books for who in book.people.values()]
    return statistics.fmean(people) if people else None


def out_of_order(books: Sequence[DayBook]) -> float | None:
    """Of the pairs in one department and language who waited at the same time: who came later and went first.

    Nobody is wronged who chose to wait for their own agent: they are no first of a pair.
    """
    pairs = [_pairs(book) for book in books]
    return _share(sum(out for out, _, _ in pairs), sum(all_ for _, all_, _ in pairs))


def overtaken(books: Sequence[DayBook]) -> float | None:
    """How many of the own department and language, on average, came later and went first."""
    pairs = [_pairs(book) for book in books]
    return _share(sum(out for out, _, _ in pairs), sum(served for _, _, served in pairs))


def _pairs(book: DayBook) -> tuple[int, int, int]:
    """(out of order, waited at the same time, served). Arrival is the first call, whoever calls again."""
    groups: dict[tuple[str, str], list[CallEnd]] = defaultdict(list)
    for call in book.calls:
        if call.how is How.ANSWERED:
            groups[call.group].append(call)
    out = together = served = 0
    for calls in groups.values():
        calls.sort(key=lambda call: call.arrived_at)
        served += len(calls)
        for place, first in enumerate(calls):
            if first.chose_to_wait:
                continue
            for later in calls[place + 1 :]:
                if later.arrived_at >= first.served_at:
                    break
                together += 1
                out += later.served_at < first.served_at
    return out, together, served


def worst_group(books: Sequence[DayBook]) -> float | None:
    """Mean wait of the department and language that waits longest / the median group's. 1 is even-handed."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for call in _calls(books):
        groups[call.group].append(call.waited_s)
    means = [statistics.fmean(waits) for waits in groups.values() if len(waits) >= _ENOUGH]
    return max(means) / statistics.median(means) if means else None


def estimate_error(books: Sequence[DayBook]) -> float | None:
    """Median of |foretold - waited| of those who had to wait and were answered; None where nothing is foretold."""
    errors = [
        abs(call.estimate_s - call.waited_s)
        for call in _calls(books)
        if call.how is How.ANSWERED and call.had_to_wait and call.estimate_s is not None
    ]
    return statistics.median(errors) if errors else None


def occupancy(books: Sequence[DayBook]) -> float | None:
    """Talk and wrap-up / all the time on duty."""
    spent = {state: sum(book.seconds[state] for book in books) for state in State}
    busy = spent[State.TALKING] + spent[State.WRAPPING]
    return _share(busy, busy + spent[State.FREE] + spent[State.RINGING])


def callbacks(books: Sequence[DayBook]) -> float | None:
    """Of all contacts."""
    return _share(sum(book.promised for book in books), sum(book.contacts for book in books))


def callbacks_kept(books: Sequence[DayBook]) -> float | None:
    """Of the callbacks promised: the customer's phone rang within the promised window."""
    return _share(sum(book.kept for book in books), sum(book.promised for book in books))


KINDS = (
    Kind("asa", "speed of answer", speed_of_answer, more_is_better=False, unit="s"),
    Kind("sl", "answered in 20 s", service_level, more_is_better=True, unit="%"),
    Kind("sl_any", "in 20 s, choosers apart", service_level_of_anybody, more_is_better=True, unit="%"),
    Kind("abandoned", "abandoned", abandonment, more_is_better=False, unit="%"),
    Kind("short", "short abandons", short_abandons, more_is_better=None, unit="%"),
    Kind("unhelped", "never helped", never_helped, more_is_better=False, unit="%"),
    Kind("people", "people per case", people_per_case, more_is_better=False),
    Kind("order", "pairs out of order", out_of_order, more_is_better=False, unit="%"),
    Kind("overtaken", "overtaken by", overtaken, more_is_better=False),
    Kind("group", "worst group's wait", worst_group, more_is_better=False, unit="x"),
    Kind("estimate", "estimate off by", estimate_error, more_is_better=False, unit="s"),
    Kind("occupancy", "occupancy", occupancy, more_is_better=None, unit="%"),
    Kind("callbacks", "callbacks", callbacks, more_is_better=None, unit="%"),
    Kind("kept", "callbacks kept", callbacks_kept, more_is_better=None, unit="%"),
)
