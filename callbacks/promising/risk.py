"""Whether a promise to ring back can still be kept, as it looks now. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from callbacks.promising.policy import must_move

HORIZON = timedelta(hours=1)  # how the queue stands now says nothing of what is due later


class Risk(StrEnum):
    """How an open promise stands."""

    LATE = "late"
    AT_RISK = "at_risk"
    FINE = "fine"


def risk_of(
    due_at: datetime,
    promised_until: datetime,
    expected: timedelta | None,
    now: datetime,
    *,
    dials: bool = True,
) -> Risk:
    """Late once the window has passed; at risk when the wait that is expected from now on would come near its end,
    so near that another time will have to be promised (callbacks/promising/keeping.py).

    `expected` counts from when it is due, and is None while nobody is on duty. `dials` is false while nobody is
    dialled at all. One that is due only after `HORIZON` is fine: nobody knows yet.
    """
    if now > promised_until:
        return Risk.LATE
    if due_at > now + HORIZON:
        return Risk.FINE
    if expected is None or not dials:
        return Risk.AT_RISK
    return Risk.AT_RISK if must_move(due_at, promised_until, expected, now) else Risk.FINE
