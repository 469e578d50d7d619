"""Goal 15: every page at a million calls: the server's p95, the first paint on a telephone, the weight."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPMessage
from statistics import median, quantiles
from urllib.parse import urlencode

from flask import Flask

from admin.back_office import BackOffice
from admin.door import register_pages
from admin.reports.catalogue import QUESTIONS
from bench.figures import Figure, Goal, shown
from bench.ground import Ground, ground
from bench.pages_store import PASSWORD, READER, fill
from bench.phone_profile import PROFILE, Visit, visits
from bench.servers import Server, serving_app
from call_routing.line_book import LineBook
from ticket_store.engine import Store

SERVER = Goal(15, "the slowest page of all: server p95, ms", "", 100, 40)
PAINT = Goal(15, "the slowest page of all: first paint on a telephone, nothing kept yet, ms", "", 1000, 500)
WEIGHT = Goal(15, "the heaviest page of all, with all it fetches, kB", "", 300, 200)
_STORED, _FEW = 1_000_000, 5_000
_CALL = "k1000"
# Pages with a name in their address, and lists with filters; all others are found by themselves.
_NAMED = (
    *(f"/admin/reports/{name}?period=90" for name in QUESTIONS),
    *(f"/admin/calls/{_CALL}", "/admin/tickets/t1000", "/admin/callbacks/b1000"),
    *(
        "/admin/calls?number=%2B48500000200",
        "/admin/calls?department=orders&status=abandoned",
        "/admin/floor?wall=1",
    ),
)
# Files, what leads elsewhere, and the page that asks the carrier whether all is well.
_FILES = re.compile(r"/(live-pass|start|welcome/checks)$|\.(csv|json|zip|yaml|xlsx|svg|png)$")


def pages(database: str, *, small: bool) -> list[Figure]:
    """Each page in turn, as somebody who may see all of them."""
    stored, rounds, views = (_FEW, 5, 1) if small else (_STORED, 40, 3)
    with ground(database) as made:
        fill(made, stored)
        addresses = _addresses(made)
        environment = {**made.environment, "PUBLIC_BASE_URL": "http://127.0.0.1"}
        with serving_app("app.wsgi:application", made.workers, environment) as server:
            cookie = _signed_in(server)
            floor = _p95(_timed(server, "/healthz", cookie, rounds))
            waits = {
                path: _p95(_timed(server, path, cookie, rounds)) for path in _html(server, addresses, cookie)
            }
            chosen = sorted(waits, key=lambda path: -waits[path])[:3] if small else list(waits)
            seen = {path: [*visits(server.port, path, cookie, views)] for path in chosen}
    return _figures(database, waits, seen, floor, f"{len(waits)} pages at {stored:,} calls of a year")


def _figures(
    database: str, waits: Mapping[str, float], seen: Mapping[str, Sequence[Visit]], floor: float, what: str
) -> list[Figure]:
    slow = max(waits, key=lambda path: waits[path])
    paints = {path: median(one.paint_ms for one in those) for path, those in seen.items()}
    weights = {path: median(one.weight_kb for one in those) for path, those in seen.items()}
    late, heavy = max(paints, key=lambda path: paints[path]), max(weights, key=lambda path: weights[path])
    typical = f"{shown(median(waits.values()))} ms in the middle"
    return [
        Figure(SERVER, database, waits[slow], slow, f"/healthz {shown(floor)} ms", f"{what}; {typical}"),
        Figure(
            PAINT,
            database,
            paints[late],
            late,
            f"{shown(median(paints.values()))} ms in the middle",
            f"{what}; {PROFILE}",
        ),
        Figure(
            WEIGHT,
            database,
            weights[heavy],
            heavy,
            f"{shown(median(weights.values()))} kB in the middle",
            f"{what}, as sent",
        ),
    ]


def _addresses(made: Ground) -> list[str]:
    """Every page without a name in its address, as the app itself lists them, and the named ones."""
    store = Store(made.url)
    app = Flask("pages", static_folder=None)
    register_pages(
        app, BackOffice(store, lambda: datetime.now(UTC), LineBook(store), "k" * 48, "http://127.0.0.1")
    )
    store.close()
    rules = [
        rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    ]
    return [*sorted(path for path in rules if not _FILES.search(path)), *_NAMED]


def _html(server: Server, addresses: Sequence[str], cookie: str) -> Iterator[str]:
    """Those that answer with a page. Raises: AssertionError where one breaks."""
    for path in addresses:
        status, kind, _ = _fetched(server, path, cookie)
        assert status < 500, f"{path} answered {status}"  # noqa: PLR2004 - it broke
        if status == 200 and kind.startswith("text/html"):  # noqa: PLR2004 - others lead elsewhere
            yield path


def _timed(server: Server, path: str, cookie: str, rounds: int) -> list[float]:
    """Milliseconds of each round over one connection, after one that is not counted."""
    took = []
    with _connection(server) as line:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            line.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
            line.getresponse().read()
            took.append((time.perf_counter() - began) * 1e3)
    return took[1:]


def _p95(took: Sequence[float]) -> float:
    return quantiles(took, n=20)[-1]


def _fetched(server: Server, path: str, cookie: str) -> tuple[int, str, str]:
    with _connection(server) as line:
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read().decode(errors="replace")


def _signed_in(server: Server) -> str:
    """The cookie of somebody who has signed in through the form."""
    with _connection(server) as line:
        line.request("GET", "/sign-in")
        form = line.getresponse()
        token = re.search(r'name="csrf_token" value="([^"]+)"', form.read().decode())
        assert token is not None
        typed = {"csrf_token": token[1], "email": READER, "password": PASSWORD}
        headers = {
            "Cookie": _cookie(form.headers),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request("POST", "/sign-in", urlencode(typed), headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, f"the sign-in answered {answer.status}"  # noqa: PLR2004 - it leads on
        return _cookie(answer.headers)


def _cookie(headers: HTTPMessage) -> str:
    """The last cookie that was set: the session's."""
    return (headers.get_all("Set-Cookie") or [""])[-1].partition(";")[0]


@contextmanager
def _connection(server: Server) -> Iterator[HTTPConnection]:
    line = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        yield line
    finally:
        line.close()
