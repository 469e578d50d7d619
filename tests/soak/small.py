"""A soak's small form as a test."""

from tests.soak.__main__ import played_out
from tests.soak.catalogue import SOAKS
from tests.soak.figures import Plan


def broken(name: str, database: str, *, seed: int = 1) -> list[str]:
    """The figures that do not hold, in words; what was played is printed, seed first."""
    figures = played_out(SOAKS[name], Plan(database, small=True, seed=seed))
    return [str(figure) for figure in figures if not figure.holds]
