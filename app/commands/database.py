"""`hotline db`: the revision of the schema."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.commands.opening import not_reached


@click.group()
def db() -> None:
    """Bring the database up to this version, or back."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Migrate up to REVISION (the newest one unless given)."""
    from app.settings import StoreSettings, load
    from ticket_store import migrate

    url = load(StoreSettings).database_url
    with _in_words():
        changed = migrate.upgrade(url, revision)
        click.echo(f"The database is now at {migrate.current(url)}." if changed else "Nothing to do.")


@db.command()
@click.argument("revision", default="-1")
@click.option("--yes", is_flag=True, help="Do not ask.")
def downgrade(revision: str, *, yes: bool) -> None:
    """Migrate back to REVISION (one step unless given; "base" removes everything)."""
    from app.settings import StoreSettings, load
    from ticket_store import migrate

    url = load(StoreSettings).database_url
    with _in_words():
        at = migrate.current(url)
        if at is None:
            click.echo("Nothing to do: the database is empty.")
            return
        if not yes and sys.stdin.isatty():
            click.confirm(f"Go back from {at} to {revision}? Tables that go lose their rows", abort=True)
        migrate.downgrade(url, revision)
        click.echo(f"The database is now at {migrate.current(url) or 'none'}.")


@db.command()
def current() -> None:
    """Print the revision of the database, and the newest one when they differ."""
    from app.settings import StoreSettings, load
    from ticket_store import migrate

    with _in_words():
        at = migrate.current(load(StoreSettings).database_url)
    newest = migrate.head()
    click.echo(at if at == newest else f"{at or 'none'} (newest: {newest})")


@contextmanager
def _in_words() -> Iterator[None]:
    from sqlalchemy.exc import OperationalError

    from ticket_store.migrate import UnknownRevisionError

    try:
        yield
    except UnknownRevisionError as unknown:
        raise click.ClickException(str(unknown)) from None
    except OperationalError as why:
        raise not_reached(why) from None
