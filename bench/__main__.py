"""`python -m bench NAME`: measure, print, and exit 0 only where the target holds.

python -m bench --list                       the measures
python -m bench NAME [--small] [--database]  one of them, on SQLite and, where HOTLINE_BENCH_POSTGRES_URL
                                             names a server, on PostgreSQL; --small takes seconds
python -m bench all                          every one, as a table (half an hour); --json FILE keeps it
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.catalogue import MEASURES, Measure
from bench.figures import Figure, shown
from bench.ground import POSTGRES, databases
from bench.report import as_dict, machine, table


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; the exit status."""
    asked = _parser().parse_args(arguments)
    if asked.list:
        for measure in MEASURES.values():
            print(f"{measure.name:20} goal {measure.goals:5} {measure.says}")
        return 0
    if asked.name is None:
        print("Name a measure; `python -m bench --list` shows them all.", file=sys.stderr)
        return 2
    if asked.database == "postgresql" and "postgresql" not in databases():
        print(
            f"{POSTGRES} is not set: name a PostgreSQL server on which databases can be made.",
            file=sys.stderr,
        )
        return 2
    chosen = MEASURES.values() if asked.name == "all" else [MEASURES[asked.name]]
    figures = [
        figure for measure in chosen for figure in _measured(measure, asked.database, small=asked.small)
    ]
    if asked.name == "all":
        print(f"\n{machine()}\n\n{table(figures)}")
    if asked.json:
        Path(asked.json).write_text(json.dumps([as_dict(one) for one in figures], indent=1) + "\n")
    return 0 if figures and all(figure.holds for figure in figures) else 1


def _measured(measure: Measure, wanted: str | None, *, small: bool) -> Iterable[Figure]:
    for database in _where(measure, wanted):
        for figure in measure.run(database, small=small):
            _print(measure, figure)
            yield figure


def _where(measure: Measure, wanted: str | None) -> Iterable[str]:
    if measure.databases == ("none",):
        return measure.databases
    usable = [name for name in measure.databases if name in ({wanted} if wanted else databases())]
    if "postgresql" in measure.databases and "postgresql" not in usable and not wanted:
        print(f"{measure.name}: PostgreSQL is left out, since {POSTGRES} is not set.", file=sys.stderr)
    return usable


def _print(measure: Measure, figure: Figure) -> None:
    goal = figure.goal
    where = "" if figure.database == "none" else f" on {figure.database}"
    print(
        f"{measure.name}{where}: {goal.says}\n"
        f"  figure {shown(figure.value)}    ours {figure.ours}    floor {figure.floor}\n"
        f"  target {shown(goal.very_good)}    record {shown(goal.record)}    typical {goal.typical}"
        f"    verdict: {figure.verdict}\n"
        f"  {figure.method}",
        flush=True,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure against floors and goals.")
    parser.add_argument("name", nargs="?", choices=[*MEASURES, "all"], metavar="NAME")
    parser.add_argument("--list", action="store_true", help="name all measures")
    parser.add_argument("--small", action="store_true", help="a few seconds: shows that it works")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only on this one")
    parser.add_argument("--json", metavar="FILE", help="write the figures there, too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
