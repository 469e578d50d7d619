"""`python -m tests.soak NAME`: play, print, and exit 0 only where every promise held.

python -m tests.soak --list                                the soaks
python -m tests.soak NAME [--small|--large] [--seed N]     one of them, on SQLite and, where
                                                           HOTLINE_TEST_POSTGRES_URL names a server, on
                                                           PostgreSQL; --large takes minutes to hours
python -m tests.soak all --small                           every one
"""

import argparse
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.soak.catalogue import SOAKS, Soak
from tests.soak.figures import Figure, Plan, none_of
from tests.soak.ground import databases


def main(arguments: list[str] | None = None) -> int:
    """Play what was asked for; the exit status."""
    asked = _parser().parse_args(arguments)
    if asked.list:
        say("\n".join(f"{soak.name:14} {soak.says}" for soak in SOAKS.values()))
        return 0
    if asked.name is None:
        say("Name a soak; `python -m tests.soak --list` shows them all.")
        return 2
    chosen = SOAKS.values() if asked.name == "all" else [SOAKS[asked.name]]
    played = [
        figure
        for soak in chosen
        for database in databases(asked.database)
        if database in soak.databases
        for figure in played_out(soak, Plan(database, small=not asked.large, seed=asked.seed))
    ]
    return 0 if played and all(figure.holds for figure in played) else 1


def played_out(soak: Soak, plan: Plan) -> list[Figure]:
    """Play a soak once and print its seed and figures."""
    size = "small" if plan.small else "large"
    say(f"{soak.name} {size} on {plan.database}, seed {plan.seed}: {soak.says}")
    began = time.monotonic()
    with errors_logged() as errors:
        figures = soak.run(plan)
    figures.append(none_of("errors in the log", errors))
    for figure in figures:
        say(f"  {figure}")
    say(f"  {time.monotonic() - began:.0f} s")
    return figures


@contextmanager
def errors_logged() -> Iterator[list[str]]:
    """What the house reports as an error of its own, in one line each."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            why = f": {record.exc_info[1]!r}" if record.exc_info else ""
            found.append(f"{record.name}: {record.getMessage()}{why}"[:300])

    handler = Kept(logging.ERROR)
    logging.getLogger().addHandler(handler)
    try:
        yield found
    finally:
        logging.getLogger().removeHandler(handler)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a soak prints what it found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.soak", description="Break things, and count promises."
    )
    parser.add_argument("name", nargs="?", choices=[*SOAKS, "all"], metavar="NAME")
    parser.add_argument("--list", action="store_true", help="name all soaks")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--small", action="store_true", help="seconds: what the test suite plays (the default)")
    size.add_argument("--large", action="store_true", help="minutes to hours")
    parser.add_argument("--seed", type=int, default=1, help="plays the same again")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only on this one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
