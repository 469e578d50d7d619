"""Page, JSON and telephone never disagree: one schedule decides for all three, at any moment."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from admin.back_office import BackOffice
from call_routing.hours.opening_hours import Closed, opening
from call_routing.hours.schedules import schedule_of
from call_routing.line_book import LineBook
from call_routing.queue.arrival import Shut, arrive
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock
from tests.admin.one_app import pages_of
from tests.admin.public.conftest import Customer, add_numbers, words
from ticket_store.calls import insert_call, look_up_call
from ticket_store.engine import Store, Transaction
from ticket_store.line import Closure, Line, ManualClose
from ticket_store.line_rows import load_line

# Both nights when clocks change, a holiday, Christmas Eve, an ordinary week.
DAYS = [datetime(2026, *day, tzinfo=UTC) for day in ((3, 29), (10, 25), (11, 11), (12, 24), (11, 19))]
HOURS = [
    "Mo-Fr 08:30-17:00; PH off",
    "00:00-24:00",
    "Mo-Su 22:00-04:00",
    "Mo-Su 01:30-03:30; PH 10:00-18:00",
    "off",
]
WARSAW = ZoneInfo("Europe/Warsaw")
_numbers = count()


@dataclass
class Shop:
    """The face and the telephone of a shop whose line and clock a test sets as it likes."""

    store: Store
    clock: Clock
    book: "Book"
    customer: Customer

    def phone(self) -> Shut | None:
        """What a caller who has chosen orders finds now, by the function of the telephone door."""

        def work(tx: Transaction) -> Shut | None:
            call_id = f"call-{next(_numbers)}"
            row = {"id": call_id, "direction": "inbound", "language": "pl", "status": "menu", "step": 1}
            insert_call(tx, row | {"started_at": self.clock.now, "customer_number": "+48600123456"})
            call = look_up_call(tx.db, call_id)
            assert call is not None
            arrival = arrive(tx, self.book.shown, call, "orders", self.clock.now)
            return arrival if isinstance(arrival, Shut) else None

        return self.store.write(work)


class Book(LineBook):
    """Opened where the test wants it."""

    shown: Line

    def line(self) -> Line:
        return self.shown


@pytest.fixture
def shop(store: Store, clock: Clock) -> Shop:
    seed.seed_shop(store)
    store.write(add_numbers)
    book = Book(store)
    book.shown = store.read(load_line)
    app = pages_of(BackOffice(store, clock, book, SECRET, "http://127.0.0.1", cookie_secure=False))
    return Shop(store, clock, book, Customer(app.test_client(use_cookies=False), clock, store))


def line_with(line: Line, hours: str, closures: tuple[Closure, ...], close: ManualClose | None) -> Line:
    orders = replace(line.departments["orders"], manual_close=close)
    return replace(line, hours={"office": hours}, closures=closures, departments={"orders": orders})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    now=st.builds(
        lambda day, minute: day + timedelta(minutes=minute), st.sampled_from(DAYS), st.integers(-2880, 2880)
    ),
    hours=st.sampled_from(HOURS),
    closed_in_h=st.integers(-30, 30),
    by_hand=st.sampled_from([None, "for good", "for an hour"]),
)
@example(datetime(2026, 3, 29, 1, 0, tzinfo=UTC), HOURS[3], 24, None)  # two o'clock does not exist
@example(
    datetime(2026, 10, 25, 1, 15, tzinfo=UTC), HOURS[3], 24, None
)  # a quarter past two, for the second time
def test_page_json_and_telephone_agree(
    shop: Shop, now: datetime, hours: str, closed_in_h: int, by_hand: str | None
) -> None:
    shop.clock.now = now
    starts = now + timedelta(hours=closed_in_h)
    closure = Closure("office", starts, starts + timedelta(hours=12), {"en": "stock-taking"})
    until = now + timedelta(hours=1) if by_hand == "for an hour" else None
    close = ManualClose(now - timedelta(minutes=5), until, {"en": "a power cut"}) if by_hand else None
    shop.book.shown = line_with(shop.book.shown, hours, (closure,), close)
    heard = shop.phone()
    (told,) = shop.customer.opens("/status.json").json["departments"]
    page = words(shop.customer.opens("/"))
    decided = opening(schedule_of(shop.book.shown, "orders"), now)
    assert told["open"] is (heard is None)
    assert page.startswith("Sowa Books orders " + told["says"]["state"])
    assert ("Closed" in told["says"]["state"]) is (heard is not None)
    if heard is None:
        assert not isinstance(decided, Closed)
        assert told["closes_at"] == local(decided.closes_at)
    else:
        assert (told["opens_at"], told["cause"]) == (local(heard.closed.opens_at), heard.closed.cause.value)
        assert told["says"]["reason"] in page
        assert told["reason"] == (heard.closed.reason.get("en") or None)


def local(at: datetime | None) -> str | None:
    return (
        None if at is None else datetime.fromtimestamp(at.timestamp(), WARSAW).isoformat(timespec="seconds")
    )
