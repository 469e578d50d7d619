"""The mean time that a call keeps an agent busy, moved on by each talk. Pure."""

USUAL_HANDLING_S = 240.0  # until a department has talks of its own
FEW_TALKS = 5  # fewer say little: a wider average is asked, at last the usual figure
_WEIGHT = 0.05  # of the newest talk, once there are twenty
_LONGEST_S = 7200.0  # a telephone off the hook must not spoil the estimates of a week


def learned(mean_s: float, talks: int, handled_s: float) -> float:
    """The moving average after one more handling of `handled_s` seconds; `talks` were in it before.

    The plain mean of the first twenty, then exponentially weighted. One handling counts for two hours at most.
    """
    handled_s = min(max(handled_s, 0.0), _LONGEST_S)
    return mean_s + max(1 / (talks + 1), _WEIGHT) * (handled_s - mean_s)


def believed(*averages: tuple[float, int]) -> float:
    """The first (mean, talks) with enough talks behind it; the usual figure where none has them."""
    return next((mean for mean, talks in averages if talks >= FEW_TALKS), USUAL_HANDLING_S)
