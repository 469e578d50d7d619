"""In which order people are served: by arrival, less what they are credited. Pure.

The score of whoever waits is `now - rank`. It grows alike for all, so the order between two never changes with
time, and whoever waits is overtaken only by people who arrived within the largest credit after them.
"""

from datetime import datetime, timedelta

MOST_CREDIT = timedelta(minutes=30)  # of department and customer together
FRONT = timedelta(hours=1)  # for a caller whose agent's line broke: before everybody with any credit


def rank(arrived_at: datetime, *credits_: timedelta) -> datetime:
    """The time by which this person is ordered, earliest first; kept as `ranks_at` while they wait.

    `credits_` are the department's and the customer's, together worth at most `MOST_CREDIT`; a negative sum is
    none. `FRONT` among them is given in full, on top.
    """
    front = FRONT if FRONT in credits_ else timedelta()
    ordinary = sum((one for one in credits_ if one != FRONT), timedelta())
    return arrived_at - front - min(max(ordinary, timedelta()), MOST_CREDIT)
