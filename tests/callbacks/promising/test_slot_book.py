"""Which window a wish gets: at once, a slot of today, or one of the next day."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from admin.shop_file.commands import read_checked
from callbacks.promising.requests import CallbackPromised, CallbackWish, request_callback
from callbacks.promising.slot_book import offered_slots
from callbacks.promising.slots import Slot
from ticket_store.agents import agent_by_email, change_agent
from ticket_store.engine import Store
from ticket_store.handling import learn
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line

SHOP = Path(__file__).parents[2] / "stories" / "shop.yaml"
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Warsaw
WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.fixture
def database() -> str:
    """What is shown here no database decides."""
    return "sqlite"


@pytest.fixture
def line(store: Store) -> Line:
    """Three agents know the department; nobody is on duty."""
    read, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert read is not None, faults
    store.write(lambda tx: save_line(tx, read, actor="tests", now=NOON))
    return store.read(load_line)


def with_slots(line: Line, **changes: object) -> Line:
    slots = replace(line.shop.callbacks.slots, **changes)  # type: ignore[arg-type]
    return replace(line, shop=replace(line.shop, callbacks=replace(line.shop.callbacks, slots=slots)))


def on_duty(store: Store, *emails: str) -> None:
    for email in emails:
        agent = store.read(lambda db, email=email: agent_by_email(db, email))
        assert agent is not None
        store.write(
            lambda tx, agent=agent: change_agent(tx, agent.id, chosen_status="available", reachable=True)
        )


def ask(store: Store, line: Line, place: int, wanted_from: datetime | None = None) -> CallbackPromised:
    """One after the other within the last minute."""
    wish = CallbackWish(
        f"+48501{place:02}4567",
        "complaints",
        "pl",
        "api",
        wanted_from=wanted_from,
        arrived_at=NOON - timedelta(seconds=60 - place),
    )
    answer = store.write(lambda tx: request_callback(tx, line, wish, NOON))
    assert isinstance(answer, CallbackPromised)
    return answer


def offered(store: Store, line: Line, now: datetime = NOON, after: time | None = None) -> list[Slot]:
    return store.read(lambda db: offered_slots(db, line, "complaints", now, after=after))


def local(at: datetime) -> str:
    return f"{at.astimezone(WARSAW):%a %H:%M}"


def test_slots_of_five_opening_days_are_offered_from_the_next_half_hour_on(store: Store, line: Line) -> None:
    found = offered(store, line)
    assert [local(found[0].start), local(found[-1].start)] == ["Tue 12:30", "Mon 16:30"]
    assert len({slot.start.astimezone(WARSAW).date() for slot in found}) == 5


def test_room_follows_those_on_duty_soon_and_those_configured_later(store: Store, line: Line) -> None:
    on_duty(store, "anna@sowa.example")
    room = {local(slot.start): slot.left for slot in offered(store, line)}
    assert (room["Tue 12:30"], room["Tue 14:30"]) == (5, 15)  # one agent, then all three
    assert room["Tue 16:30"] == 7  # half of it in a peak


def test_long_talks_leave_less_room(store: Store, line: Line) -> None:
    half_past_two = 29
    for _ in range(5):
        store.write(lambda tx: learn(tx, "complaints", 900.0, half_past_two))
    room = {local(slot.start): slot.left for slot in offered(store, line)}
    assert room["Wed 14:30"] == 4  # 3 agents x 2 talks x 0.7


def test_after_work_means_the_slots_from_sixteen_on(store: Store, line: Line) -> None:
    found = offered(store, line, after=line.shop.callbacks.slots.after_work)
    assert [local(slot.start) for slot in found[:3]] == ["Tue 16:00", "Tue 16:30", "Wed 16:00"]
    evening = offered(store, line, now=NOON + timedelta(hours=5), after=time(16))
    assert local(evening[0].start) == "Wed 16:00"


def test_a_full_slot_becomes_the_nearest_free_one_and_the_answer_says_which(store: Store, line: Line) -> None:
    few = with_slots(line, capacity=0.05)  # one fits
    wanted = offered(store, few)[6]
    found = [local(ask(store, few, place, wanted.start).promised_from) for place in range(4)]
    assert found == ["Tue 15:30", "Tue 16:00", "Tue 15:00", "Tue 16:30"]
    assert wanted.start not in {slot.start for slot in offered(store, few)}


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (NOON - timedelta(days=3), "Tue 12:30"),  # past
        (NOON + timedelta(minutes=47), "Tue 12:30"),  # inside it
        (NOON + timedelta(hours=9), "Tue 16:30"),  # closed
        (NOON + timedelta(days=21), "Tue 12:00"),  # far ahead, and open
    ],
)
def test_whatever_time_is_asked_for_it_becomes_a_slot(
    store: Store, line: Line, wanted: datetime, given: str
) -> None:
    assert local(ask(store, line, 1, wanted).promised_from) == given


def test_as_soon_as_possible_is_due_at_once_and_promised_when_an_agent_is_expected(
    store: Store, line: Line
) -> None:
    on_duty(store, "anna@sowa.example")
    windows = [ask(store, line, place) for place in range(4)]
    assert local(windows[0].promised_from) == "Tue 12:00"
    ends = [window.promised_until for window in windows]
    assert ends == sorted(ends)
    assert local(ends[3]) == "Tue 12:40"  # 2.5 talks of 4 minutes, and half an hour


def test_who_is_one_too_many_for_today_gets_a_slot_of_tomorrow(store: Store, line: Line) -> None:
    on_duty(store, "anna@sowa.example")
    few = with_slots(line, max_pending=2)
    assert [local(ask(store, few, place).promised_from) for place in range(3)] == [
        "Tue 12:00",
        "Tue 12:00",
        "Wed 08:30",
    ]


def test_without_a_limit_of_its_own_a_day_takes_twice_what_fits_into_its_rest(
    store: Store, line: Line
) -> None:
    on_duty(store, "anna@sowa.example")
    few = with_slots(line, capacity=0.01)  # one in each of the ten half hours that are left
    found = [local(ask(store, few, place).promised_from)[:3] for place in range(22)]
    assert found == ["Tue"] * 20 + ["Wed"] * 2


def test_a_wait_that_is_too_long_becomes_a_slot_of_tomorrow(store: Store, line: Line) -> None:
    on_duty(store, "anna@sowa.example")
    short = with_slots(line, max_expected=timedelta(minutes=9))
    found = [local(ask(store, short, place).promised_from)[:3] for place in range(4)]
    assert found == ["Tue", "Tue", "Tue", "Wed"]


def test_with_nobody_on_duty_half_an_hour_is_allowed_for(store: Store, line: Line) -> None:
    window = ask(store, line, 1)
    assert (local(window.promised_from), local(window.promised_until)) == ("Tue 12:30", "Tue 13:00")
