"""What lies inside: the database, the shop in it, the people, the sweeper."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from app.doctor.finding import Finding, broken, good, warning
from app.health import SWEEPER
from app.settings import StoreSettings
from ticket_store import migrate
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError, load_line
from ticket_store.vital_signs import last_heard_of

_SILENT_AFTER = timedelta(seconds=30)


def look_inside(settings: StoreSettings, now: datetime) -> Iterator[Finding]:
    """The database first; what is stored in it only where it can be read."""
    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    try:
        at = migrate.current(settings.database_url)
    except SQLAlchemyError as why:
        reason = str(getattr(why, "orig", why)).strip().splitlines()[0]
        yield broken("database", f"{kind} was not reached: {reason}", "Start it, or correct DATABASE_URL.")
        return
    if at != migrate.head():
        says = f"{kind} is at revision {at or 'none'}, this program needs {migrate.head()}"
        yield broken("database", says, "Run: hotline db upgrade")
        return
    yield good("database", f"{kind} answers, revision {at}")
    store = Store(settings.database_url)
    try:
        yield from _shop(store)
        yield _sweeper(store, now)
    finally:
        store.close()


def _shop(store: Store) -> Iterator[Finding]:
    try:
        line = store.read(load_line)
    except LineMissingError:
        yield broken(
            "shop",
            "there is no line yet",
            "Open the link that `hotline run` prints, or run: hotline shop apply FILE",
        )
        return
    yield good("shop", f"{line.shop.name}: {len(line.dids)} numbers, {len(line.departments)} departments")
    yield _agents(store, line)


def _agents(store: Store, line: Line) -> Finding:
    emails = [one.email for one in line.agents if one.departments]
    found = store.read(lambda db: [agent_by_email(db, email) for email in emails])
    available = sum(agent is not None and agent.chosen_status == "available" for agent in found)
    if not found:
        return broken(
            "agents",
            "nobody answers for any department",
            "Add one: hotline agent add EMAIL --department KEY:3, or in the shop file",
        )
    if not available:
        return warning(
            "agents", f"{len(found)} set up, nobody available", "Agents choose Available at /desk."
        )
    return good("agents", f"{len(found)} set up, {available} available")


def _sweeper(store: Store, now: datetime) -> Finding:
    seen = store.read(lambda db: last_heard_of(db, SWEEPER))
    what_to_do = "Start it: hotline sweeper, or hotline run"
    if seen is None:
        return warning("sweeper", "never heard of", what_to_do)
    if now - seen > _SILENT_AFTER:
        return warning("sweeper", f"last heard of at {seen:%Y-%m-%d %H:%M:%S} UTC", what_to_do)
    return good("sweeper", "looks every few seconds")
