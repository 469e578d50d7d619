"""`hotline doctor`: everything the line depends on, and what to do about each fault."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from app.commands.opening import now
from app.settings_faults import FaultySettings

if TYPE_CHECKING:
    from app.doctor.finding import Finding
    from app.settings import Settings

_SIGNS = {"good": "✓", "warning": "!", "broken": "✗"}
_COLOURS = {"good": "green", "warning": "yellow", "broken": "red"}


@click.command()
def doctor() -> None:
    """Check everything the line depends on; says what to do, exit code 1 when something is broken."""
    states = set()
    for finding in _findings():
        states.add(finding.state)
        sign = click.style(_SIGNS[finding.state], fg=_COLOURS[finding.state])
        click.echo(f"{sign} {finding.what:<9} {finding.state:<8} {finding.says}")
        if finding.what_to_do:
            click.echo(f"{'':<21}→ {finding.what_to_do}")
    sys.exit("broken" in states)


def _findings() -> "Iterator[Finding]":
    from app.doctor.examining import examine
    from app.doctor.finding import broken, good
    from app.doctor.inside import look_inside
    from app.doctor.outside import look_at_disk, look_at_redis
    from app.settings import Settings, StoreSettings, load

    settings: StoreSettings
    try:
        settings = load(Settings)
        yield good("settings", "complete")
    except FaultySettings as faulty:
        for fault in faulty.faults:
            yield broken("settings", fault, "See docs/settings.md.")
        try:
            settings = load(StoreSettings)
        except FaultySettings:
            return
    if isinstance(settings, Settings):
        yield from examine(settings, _numbers(settings), now())
        return
    yield from look_inside(settings, now())
    yield from look_at_redis(settings)
    yield from look_at_disk(settings)


def _numbers(settings: "Settings") -> tuple[str, ...]:
    """The shop's numbers; none where the store cannot tell, which was said before."""
    from app.commands.opening import open_store
    from ticket_store.line_rows import LineMissingError, load_line

    try:
        with open_store(settings) as store:
            return tuple(store.read(load_line).dids)
    except (click.ClickException, LineMissingError):
        return ()
