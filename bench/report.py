"""Figures as a table that a person reads and as JSON that a program reads."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bench.figures import Figure, shown

_HEAD = ("goal", "what", "database", "figure", "ours", "floor", "typical", "very good", "record", "verdict")


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table, a row for each figure."""
    rows = [_HEAD, ("---",) * len(_HEAD), *(_row(figure) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    goal = figure.goal
    verdict = figure.verdict.value
    return (
        str(goal.number), goal.says, "" if figure.database == "none" else figure.database,
        f"**{shown(figure.value)}**", figure.ours, figure.floor, goal.typical,
        shown(goal.very_good), shown(goal.record), verdict,
    )  # fmt: skip


def as_dict(figure: Figure) -> dict[str, Any]:
    """One figure with all that belongs to it."""
    goal = figure.goal
    return {
        "goal": goal.number,
        "says": goal.says,
        "database": figure.database,
        "figure": round(figure.value, 4),
        "ours": figure.ours,
        "floor": figure.floor,
        "typical": goal.typical,
        "very_good": goal.very_good,
        "record": goal.record,
        "verdict": figure.verdict.value,
        "method": figure.method,
    }


def machine() -> str:
    """When and where."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, load {load:.1f} at the end"
    )
