"""Figures for Prometheus: the line as the store knows it, and how quickly webhooks are answered.

What the store knows is counted when it is asked for, so every process tells the same. Webhooks are counted
by each process for itself; where several serve one address, PROMETHEUS_MULTIPROC_DIR adds them up.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from ipaddress import ip_address

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.headlines import Headlines, headlines
from ticket_store.engine import Store
from ticket_store.figures import Figures, figures
from ticket_store.scopes import Scope
from ticket_store.tokens import token_of

_OWN = CollectorRegistry()  # not the library's: tests build many apps in one process
_WEBHOOKS = Histogram(
    "hotline_webhook_seconds",
    "How long the answer to a webhook took",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15),
    registry=_OWN,
)
_FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


def observe_webhook(kind: str, seconds: float) -> None:
    """Count one answered webhook; `kind` must come from a short fixed list."""
    _WEBHOOKS.labels(kind).observe(seconds)


def register_metrics(app: Flask, *, store: Store, clock: Callable[[], datetime]) -> None:
    """Give the app /metrics, and time its webhooks."""
    registry = CollectorRegistry()
    registry.register(StoreCollector(store, clock))
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library types only parts of itself
    else:
        registry.register(_Webhooks())

    def metrics() -> Response:
        if not (_from_this_machine() or _with_token(store)):
            return Response(
                "Send a token with the scope read:metrics: Authorization: Bearer TOKEN.\n",
                403,
                mimetype="text/plain",
            )
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    app.add_url_rule("/metrics", "metrics", metrics)
    app.before_request(_start_watch)
    app.after_request(_stop_watch)


class StoreCollector(Collector):
    """Reads the store once for each time that Prometheus asks."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def describe(self) -> list[Metric]:
        """Nothing before it is asked: the store may be away when the process starts."""
        return []

    def collect(self) -> Iterator[Metric]:
        now = self._clock()
        counted = self._store.read(lambda db: figures(db, now))
        yield from _of_calls(counted)
        yield from _of_attendance(counted)
        yield from _of_estimates(counted)
        yield from _of_promises(counted)
        yield from _of_carrier(counted, now)
        yield from _of_reports(self._store.read(lambda db: headlines(db, now)))


class _Webhooks(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from _OWN.collect()


def _of_calls(counted: Figures) -> Iterator[Metric]:
    yield _table("hotline_calls", "Calls that have not ended", ("status", "department"), counted.live_calls)
    yield _table(
        "hotline_calls_last_day",
        "Calls begun in the last 24 hours that have ended",
        ("outcome", "department"),
        counted.ended_calls,
    )
    yield _table("hotline_waiting", "Callers in the queue", ("department",), _single(counted.waiting))
    yield _one(
        "hotline_longest_wait_seconds", "Wait of the first in any queue", counted.longest_wait.total_seconds()
    )
    yield _table("hotline_agents_staffed", "Agents at work", ("department",), _single(counted.staffed))
    yield _table(
        "hotline_agents_routable", "Agents who could be rung", ("department",), _single(counted.routable)
    )


def _of_attendance(counted: Figures) -> Iterator[Metric]:
    yield _table(
        "hotline_unattended_seconds",
        "For how long a department has been open with nobody on duty",
        ("department",),
        _single({key: span.total_seconds() for key, span in counted.unattended_for.items()}),
    )
    yield _table(
        "hotline_unattended_minutes_last_day",
        "Minutes of the last 24 hours in which a department was open with nobody on duty",
        ("department",),
        _single(counted.unattended_minutes),
    )


def _of_estimates(counted: Figures) -> Iterator[Metric]:
    """Of each department's last half-hour in which callers were answered."""
    yield _table(
        "hotline_estimate_error_median_seconds",
        "Median of how far the wait that was foretold was off",
        ("department",),
        _single({key: one.median_s for key, one in counted.estimates.items()}),
    )
    yield _table(
        "hotline_estimate_error_mean_seconds",
        "Mean of the wait that was foretold less the wait that came: above 0 callers wait less than told",
        ("department",),
        _single({key: one.mean_s for key, one in counted.estimates.items()}),
    )


def _of_promises(counted: Figures) -> Iterator[Metric]:
    yield _table(
        "hotline_callbacks_open",
        "Callbacks not yet carried out",
        ("status", "department"),
        counted.open_callbacks,
    )
    yield _table("hotline_promises", "Promises ever made", ("state",), _single(counted.promises))
    yield _one("hotline_outbox_due", "Errands that are due", counted.errands_due)
    yield _one(
        "hotline_outbox_due_age_seconds",
        "For how long the oldest of them has been due",
        counted.oldest_errand_due_for.total_seconds(),
    )


def _of_carrier(counted: Figures, now: datetime) -> Iterator[Metric]:
    line = counted.line_out
    yield _one(
        "hotline_calls_wait_for_rate",
        "Calls to create that wait for the carrier's rate",
        counted.paced_waiting,
    )
    yield _one("hotline_carrier_failures", "Calls in a row that the carrier failed to create", line.failures)
    yield _one(
        "hotline_carrier_away", "1 while the carrier is left alone after failures", float(line.is_away(now))
    )
    yield _one(
        "hotline_dial_hold", "1 while a restored copy rings nobody back", float(line.held_since is not None)
    )


def _of_reports(told: Headlines) -> Iterator[Metric]:
    yield _table(
        "hotline_service_level_last_day",
        "Share answered within the department's service level, by formula, of the last 24 hours",
        ("department", "formula"),
        told.service_level,
    )
    yield _table(
        "hotline_speed_of_answer_seconds_last_day",
        "Mean wait of those who were answered, of the last 24 hours",
        ("department",),
        _single(told.speed_of_answer_s),
    )
    yield _table(
        "hotline_abandoned_share_last_day",
        "Share of the offered who hung up waiting, of the last 24 hours",
        ("department",),
        _single(told.abandoned),
    )
    yield _table("hotline_hooks", "Webhooks of the shop's programs", ("state",), _single(told.hooks))
    yield _one(
        "hotline_hook_messages_waiting", "Messages to the shop's programs to send", told.hook_messages_waiting
    )


def _table(
    name: str, says: str, labels: tuple[str, ...], counts: Mapping[tuple[str, ...], float]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=labels)
    for values, count in sorted(counts.items()):
        family.add_metric(values, count)
    return family


def _one(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


def _single(counts: Mapping[str, float]) -> Mapping[tuple[str, ...], float]:
    return {(name,): count for name, count in counts.items()}


def _from_this_machine() -> bool:
    """From loopback, and not through a proxy on this machine, behind which everybody would be."""
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _with_token(store: Store) -> bool:
    scheme, _, presented = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    token = store.read(lambda db: token_of(db, presented.strip()))
    return token is not None and token.may(Scope.READ_METRICS)


def _start_watch() -> None:
    if request.blueprint == "ivr":
        g.webhook_began = time.perf_counter()


def _stop_watch(response: Response) -> Response:
    if "webhook_began" in g:
        # Strangers invent names: only those that were answered may become a label.
        name = (request.view_args or {}).get("name", "other")
        kind = name if response.status_code < HTTPStatus.BAD_REQUEST else "refused"
        observe_webhook(kind, time.perf_counter() - g.pop("webhook_began"))
    return response
