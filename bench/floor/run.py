"""`python -m bench floor`: play the days, print the tables, draw the picture, and say whether the goal holds."""

import os
from pathlib import Path

from bench.figures import Figure, Goal
from bench.floor.compare import KNOWS_OWNERS, OURS, RULE_SETS, Outcome, Plan, Verdict, play
from bench.floor.measures import KINDS
from bench.floor.picture import picture
from bench.floor.shops import SHOPS
from bench.floor.table import LEGEND, SOURCES, table

PICTURE = Path(__file__).with_name("floor.svg")
_PEOPLE = next(kind for kind in KINDS if kind.key == "people")
_SIZES = {2: (12, 10), 5: (10, 8), 20: (8, 3), 100: (6, 1)}  # agents -> replications, days
_SMALL_SIZES = {2: (3, 3), 5: (3, 1)}
_GOAL = "figures on which another does better"


def floor(database: str, *, small: bool) -> list[Figure]:
    """Two figures a shop: how often another does better, and our people per case beside the best other's."""
    sizes = _SMALL_SIZES if small else _SIZES
    outcomes = []
    for shop in SHOPS:
        if shop.agents in sizes:
            outcome = play(Plan(shop, *sizes[shop.agents]), processes=1 if small else os.cpu_count() or 1)
            print(table(outcome), flush=True)
            outcomes.append(outcome)
    print(f"{LEGEND}\n\nThe rules of the others, re-implemented from:\n{SOURCES}\n")
    if not small:
        PICTURE.write_text(picture(outcomes))
    return [figure for outcome in outcomes for figure in _figures(outcome, database)]


def _figures(outcome: Outcome, database: str) -> list[Figure]:
    lost = outcome.lost()
    said = ", ".join(f"{kind.says} ({name})" for name, kind in lost) or "none"
    method = f"{outcome.plan.replications} replications of {outcome.plan.days} days, paired, 99 %"
    name = outcome.plan.shop.name
    compared = sum(
        outcome.verdict(other, kind) is not Verdict.NONE
        for other in RULE_SETS
        if other != OURS
        for kind in KINDS
    )
    ratio, ours, best = _people(outcome)
    return [
        Figure(Goal(0, f"floor, {name}: {_GOAL}", "", 0, -1), database, len(lost), said, f"of {compared}", method),
        Figure(
            Goal(0, f"floor, {name}: people per case / the fewest of the others", "", 0.9999, 0.95),
            database, ratio, f"{ours:.3f}", f"{best:.3f}", method,
        ),
    ]  # fmt: skip


def _people(outcome: Outcome) -> tuple[float, float, float]:
    """Ours, the fewest of those without owners, and the one by the other."""
    means = {name: outcome.spread(name, _PEOPLE) for name in RULE_SETS if name not in KNOWS_OWNERS}
    ours = means.pop(OURS)
    others = [spread.mean for spread in means.values() if spread is not None]
    assert ours is not None
    return ours.mean / min(others), ours.mean, min(others)
