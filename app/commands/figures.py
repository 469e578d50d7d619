"""`hotline figures`: whether the roll-ups of the reports are what the calls say, and making them anew."""

import sys
from collections.abc import Mapping

import click

from app.commands.opening import open_store

_SHOWN = 10


@click.group()
def figures() -> None:
    """Hold the figures of the reports against the calls themselves."""


@figures.command()
def check() -> None:
    """Count every call again and compare; exit code 1 where a half-hour differs."""
    from ticket_store.reporting.half_hours import begins_at
    from ticket_store.reporting.rebuilding import astray

    with open_store() as store:
        found = store.read(astray)
    if not found:
        click.echo("All figures are what the calls say.")
        return
    for one in found[:_SHOWN]:
        at = f"{begins_at(one.keys[0]):%Y-%m-%d %H:%M} UTC"
        named = " ".join(key for key in one.keys[1:] if key)
        click.echo(f"{one.roll_up} {at} {named}: {_differing(one.rolled_up or {}, one.counted or {})}")
    click.echo(f"Half-hours that differ: {len(found)}. Run: hotline figures rebuild")
    sys.exit(1)


def _differing(rolled_up: Mapping[str, int], counted: Mapping[str, int]) -> str:
    names = [name for name in {**rolled_up, **counted} if rolled_up.get(name, 0) != counted.get(name, 0)]
    return ", ".join(f"{name} {rolled_up.get(name, 0)} instead of {counted.get(name, 0)}" for name in names)


@figures.command()
def rebuild() -> None:
    """Make all roll-ups anew. Calls that end meanwhile wait for a moment and are counted."""
    from ticket_store.reporting.rebuilding import rebuild as made_anew

    with open_store() as store:
        click.echo(f"Half-hours made anew: {store.write(made_anew):,}.")
