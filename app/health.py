"""Is it alive, is it ready: two addresses for whoever restarts processes and sends them traffic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, Response, jsonify
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from app.doorbell import connect
from app.metrics import register_metrics
from ticket_store.engine import Store
from ticket_store.migrate import head
from ticket_store.vital_signs import last_heard_of, revision

SWEEPER = "sweeper"
SILENT_AFTER = timedelta(seconds=30)  # it writes a sign of life every two


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. Without what is `needed` no call can be answered well."""

    what: str
    good: bool
    says: str
    what_to_do: str = ""
    needed: bool = False


def register_health(
    app: Flask, *, store: Store, redis_url: str | None, clock: Callable[[], datetime]
) -> None:
    """Give the app /healthz, /readyz and /metrics."""

    def healthz() -> Response:
        """The process answers. Asks nothing of anybody: a restart would not bring a database back."""
        return Response("alive\n", mimetype="text/plain")

    def readyz() -> tuple[Response, int]:
        """200 when calls can be answered, else 503; either way what was found, in words."""
        checks = (*look_at_store(store, clock()), look_at_redis(redis_url))
        ready = all(check.good for check in checks if check.needed)
        found = {check.what: _shown(check) for check in checks}
        return jsonify(ready=ready, checks=found), 200 if ready else 503

    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)
    register_metrics(app, store=store, clock=clock)


def look_at_store(store: Store, now: datetime) -> tuple[Check, ...]:
    """The database, its revision, and the sweeper's sign of life in it.

    A silent sweeper does not make this process unready: calls are still answered and written down, and
    taking the telephone away as well would turn late callbacks into lost calls.
    """
    try:
        at = store.read(revision)
        heard = store.read(lambda db: last_heard_of(db, SWEEPER)) if at is not None else None
    except SQLAlchemyError as fault:
        why = str(getattr(fault, "orig", fault)).strip().partition("\n")[0]
        return (Check("database", False, f"not reached: {why}", "Start it, or correct DATABASE_URL.", True),)
    migrated = at == head()
    return (
        Check("database", True, "answers", needed=True),
        Check(
            "migrations",
            migrated,
            f"at {at or 'none'}" if migrated else f"at {at or 'none'}, this program needs {head()}",
            "" if migrated else "Run: hotline db upgrade",
            needed=True,
        ),
        _sweeper(heard, now),
    )


def look_at_redis(redis_url: str | None) -> Check:
    """Redis wakes workers sooner; everything works without it, some seconds later."""
    if redis_url is None:
        return Check("redis", True, "not set up: the sweeper does the work every two seconds")
    try:
        with connect(redis_url) as redis:
            redis.ping()
    except (RedisError, OSError):
        return Check(
            "redis", False, "away: the sweeper does the work meanwhile", "Start it, or correct REDIS_URL."
        )
    return Check("redis", True, "answers")


def _sweeper(heard: datetime | None, now: datetime) -> Check:
    to_do = "Start it with `hotline sweeper`; `hotline run` does."
    if heard is None:
        return Check("sweeper", False, "was never heard of", to_do)
    silent_s = max(0, round((now - heard).total_seconds()))
    good = now - heard <= SILENT_AFTER
    return Check("sweeper", good, f"last heard of {silent_s} s ago", "" if good else to_do)


def _shown(check: Check) -> dict[str, object]:
    told: dict[str, object] = {"good": check.good, "says": check.says}
    return {**told, "what_to_do": check.what_to_do} if check.what_to_do else told
