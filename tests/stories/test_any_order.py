"""The carrier promises no order: its reports of one call give the same rows however they come, and twice too."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask, Response, request
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row, select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.talking.supervision import Mode
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from tests.stories.in_the_talk import complete, consult, hold, join_three, talking, unhold, watch
from tests.stories.world import BASE, DIRECT, TOKEN, World, world
from ticket_store.engine import Store
from ticket_store.schema import metadata

ANNA = "anna@sowa.example"
REPORTS = {"status", "agent-events", "customer-events", "conference", "recording"}
STATE = ["call", "leg", "reservation", "callback", "attempt", "promise", "ticket", "agent", "recording"]


@dataclass
class HeldBack:
    """Keeps the carrier's reports from the application; the conversation goes on without them."""

    reports: list[tuple[str, bytes, str]] = field(default_factory=list)

    def __call__(self) -> Response | None:
        if request.path.removeprefix("/ivr/") not in REPORTS:
            return None
        path = request.full_path if request.query_string else request.path
        self.reports.append((path, request.get_data(), request.headers["X-Twilio-Signature"]))
        return Response("<Response/>", mimetype="text/xml")


def answered(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(3)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    assert shop.only("call").status == "talking"
    call.hang_up()


def left_while_an_agent_was_rung(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(9)
    assert anna.ringing
    call.hang_up()


def left_a_message(shop: World) -> None:
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(15)
    call.press("2")
    shop.clock.advance(6)
    call.speak("Moja paczka nie doszła.")
    shop.clock.advance(3)
    call.hang_up()


def rung_back(shop: World, behaviour: str = "answer") -> None:
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(15)
    call.press("1")
    shop.clock.advance(80)
    shop.phone_of(ANNA).answer_after(2)
    shop.comes_on(ANNA)
    shop.customer().behave(behaviour, after_s=2, then_press="1")
    shop.clock.advance(20)
    for live in shop.customer().live:
        live.hang_up()


def rung_back_in_vain(shop: World) -> None:
    rung_back(shop, "busy")


def broken_off(shop: World) -> None:
    """The agent's line drops, and the customer hangs up at the front of the queue."""
    anna, call, borys = talking(shop)
    for phone in (anna, borys):
        phone.behave("ignore")
    anna.hang_up()
    shop.clock.advance(9)
    assert shop.only("call").status == "waiting"
    call.hang_up()


def handed_over(shop: World) -> None:
    """Hold, a colleague who takes over, and a supervisor who whispers and joins."""
    _, _, borys = talking(shop)
    hold(shop)
    watch(shop, Mode.WHISPER)
    shop.clock.advance(8)
    unhold(shop)
    consult(shop)
    shop.clock.advance(8)
    join_three(shop)
    watch(shop, Mode.JOIN)
    shop.clock.advance(2)
    complete(shop)
    shop.clock.advance(3)
    borys.press("*")
    shop.clock.advance(6)


def rang_us_meanwhile(shop: World) -> None:
    """The customer's phone rings for a callback, and they ring us: they have the agent who waits for them."""
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(3)
    call.hang_up()
    anna.answer_after(2)
    shop.clock.advance_until(lambda: bool(shop.customer().ringing), limit_s=300)
    again = shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    again.hang_up()
    shop.clock.advance(5)


STORIES = [
    answered,
    left_while_an_agent_was_rung,
    left_a_message,
    rung_back,
    rung_back_in_vain,
    rang_us_meanwhile,
    broken_off,
    handed_over,
]


def known(row: Row[Any]) -> dict[str, object]:
    """What is known, without the time at which the sweeper would look."""
    return {name: value for name, value in row._mapping.items() if name != "deadline_at"}


@dataclass(frozen=True)
class Told:
    """A story without its reports: the database as it was left, the reports, and the time."""

    database: Path
    reports: list[tuple[str, bytes, str]]
    now: datetime

    def rows_after(self, reports: list[tuple[str, bytes, str]]) -> dict[str, list[dict[str, object]]]:
        """What the tables hold when these reports have come, in this order."""
        with opened(self.database) as store:
            app = Flask("any order")
            app.extensions[EXTENSION] = FrontDesk(
                store, lambda: self.now, LineBook(store), Addresses(BASE), (TOKEN,)
            )
            app.register_blueprint(door.blueprint)
            client = app.test_client()
            for path, body, signed in reports:
                answer = client.post(
                    path, data=body, headers={"X-Twilio-Signature": signed}, content_type=FORM
                )
                assert answer.status_code == 200
            return store.read(
                lambda db: {
                    name: [known(row) for row in db.execute(select(metadata.tables[name]))] for name in STATE
                }
            )


FORM = "application/x-www-form-urlencoded"


@contextmanager
def opened(database: Path) -> Iterator[Store]:
    """A copy of a database, gone afterwards."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{shutil.copy(database, folder)}")
        try:
            yield store
        finally:
            store.close()


@pytest.fixture(scope="module", params=STORIES, ids=lambda story: story.__name__)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    story: Callable[[World], None] = request.param
    folder = tmp_path_factory.mktemp(story.__name__)
    store = Store(f"sqlite:///{folder / 'live.sqlite3'}")
    metadata.create_all(store.engine)
    held = HeldBack()
    with world(store) as shop:
        shop.app.before_request(held)
        story(shop)
        shop.clock.advance(0.2)
        now = shop.clock.now
    with closing(sqlite3.connect(folder / "live.sqlite3")) as db:
        db.execute("VACUUM INTO ?", [str(folder / "copy.sqlite3")])
    store.close()
    return Told(folder / "copy.sqlite3", held.reports, now)


@settings(max_examples=8, deadline=None, phases=[Phase.generate])  # shrinking shows less than the rows do
@given(data=st.data())
def test_every_order_and_every_repeat_gives_the_same_rows(told: Told, data: st.DataObject) -> None:
    assert told.reports
    repeats = data.draw(st.lists(st.sampled_from(told.reports), max_size=6))
    order = data.draw(st.permutations([*told.reports, *repeats]))
    assert told.rows_after(order) == told.rows_after(told.reports)


def test_in_the_end_nobody_is_held_and_every_call_is_over(told: Told) -> None:
    rows = told.rows_after(told.reports)
    assert {row["status"] for row in rows["call"]} == {"ended"}
    assert {row["state"] for row in rows["reservation"]} <= {"released"}
    assert {row["state"] for row in rows["attempt"]} <= {"ended"}
