"""How a command opens the store: migrated, or told what to do; and the clock it uses."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.exc import OperationalError

    from app.doorbell import RedisBell
    from app.settings import StoreSettings
    from ticket_store.engine import Store

_PATIENCE_S = 30


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def open_store(settings: "StoreSettings | None" = None) -> Iterator["Store"]:
    """The store of this machine's settings, with a bell where Redis is set.

    Raises:
        click.ClickException: it cannot be reached, or was not migrated.
    """
    from sqlalchemy.exc import OperationalError

    from app.settings import StoreSettings, load
    from ticket_store import migrate
    from ticket_store.engine import Store

    settings = settings or load(StoreSettings)
    try:
        at, head = migrate.current(settings.database_url), migrate.head()
    except OperationalError as why:
        raise not_reached(why) from None
    if at != head:
        raise click.ClickException(
            f"The database is at revision {at or 'none'}, this program needs {head}. Run: hotline db upgrade"
        )
    bell = _bell(settings.redis_url)
    store = Store(settings.database_url, bell=bell)
    try:
        yield store
    finally:
        store.close()
        if bell:
            bell.close()  # what was changed is told to open pages before the command ends


def wait_for_database(settings: "StoreSettings") -> None:
    """Wait until the database answers and is at this program's revision: it may be starting, or migrating.

    Raises:
        click.ClickException: it was not within half a minute; whoever started us tries again.
    """
    from sqlalchemy.exc import OperationalError

    from ticket_store import migrate

    deadline = time.monotonic() + _PATIENCE_S
    says = ""
    while time.monotonic() < deadline:
        try:
            at = migrate.current(settings.database_url)
        except OperationalError as why:
            says = not_reached(why).message
        else:
            if at == migrate.head():
                return
            says = f"The database is at revision {at or 'none'}. Run: hotline db upgrade"
        time.sleep(0.2)
    raise click.ClickException(says)


def not_reached(why: "OperationalError") -> click.ClickException:
    """What to say when the database does not answer."""
    reason = str(why.orig).strip()
    return click.ClickException(
        f"The database was not reached: {reason}\nIs it running, and is DATABASE_URL right?"
    )


def _bell(redis_url: str | None) -> "RedisBell | None":
    if redis_url is None:
        return None
    from app.doorbell import RedisBell

    return RedisBell(redis_url)
