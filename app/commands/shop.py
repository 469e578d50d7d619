"""`hotline shop`: everything an admin can set, as one file."""

import sys
from pathlib import Path

import click

from app.commands.opening import now, open_store

_ACTOR = "shop file"


@click.group()
def shop() -> None:
    """The shop file: menus, hours, numbers, departments and people as one YAML."""


@shop.command()
@click.argument("file", type=click.Path(path_type=Path))
def apply(file: Path) -> None:
    """Check FILE, print what would change, and make it so. Asks first on a terminal."""
    from admin.shop_file.commands import Outcome, apply_file

    ask = _ask if sys.stdin.isatty() else None
    with open_store() as store:
        outcome = apply_file(store, file, actor=_ACTOR, now=now(), ask=ask, say=click.echo)
    sys.exit(outcome in {Outcome.REFUSED, Outcome.DECLINED})


@shop.command()
def export() -> None:
    """Print the line as a shop file; applying it again changes nothing."""
    from admin.shop_file.commands import export as write
    from ticket_store.line_rows import LineMissingError

    with open_store() as store:
        try:
            click.echo(write(store), nl=False)
        except LineMissingError as missing:
            raise click.ClickException(str(missing)) from None


@shop.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say every fault of FILE with its line; nothing is changed and no database is needed."""
    from admin.shop_file.commands import check as is_good

    sys.exit(not is_good(file, say=click.echo))


def _ask(question: str) -> bool:
    return click.confirm(question)
