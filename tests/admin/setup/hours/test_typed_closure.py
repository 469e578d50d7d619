"""What is typed of a closure, read on the shop's clock and shown again."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from admin.setup.hours.typed_closure import (
    NO_DAY,
    NO_HOURS,
    NOT_AFTER,
    TOO_LONG,
    ClosureGroup,
    TypedClosure,
    groups_of,
    read_closure,
    shown_closure,
)
from admin.wording import LEFT_OUT
from ticket_store.line import Closure, Line, Shop

WARSAW = ZoneInfo("Europe/Warsaw")
KNOWN = ["office", "shop"]
WHOLE_DAYS = TypedClosure(
    ("office",), "2026-12-24", "", "2026-12-26", "", True, {"en": "Christmas", "pl": ""}
)
BY_THE_CLOCK = TypedClosure(
    ("office", "shop"), "2027-03-27", "20:00", "2027-03-29", "12:30", False, {"pl": "remont"}
)


def test_without_times_whole_days_are_meant_the_last_one_included() -> None:
    (made,), faults = read_closure(WHOLE_DAYS, KNOWN, WARSAW)
    begins, ends = datetime(2026, 12, 23, 23, tzinfo=UTC), datetime(2026, 12, 26, 23, tzinfo=UTC)
    assert (faults, made) == ({}, Closure("office", begins, ends, {"en": "Christmas"}, yearly=True))


def test_a_closure_over_the_night_of_summer_time_keeps_to_the_wall_clock() -> None:
    made, _ = read_closure(BY_THE_CLOCK, KNOWN, WARSAW)
    assert [one.hours_key for one in made] == KNOWN
    assert made[0].starts_at == datetime(2027, 3, 27, 19, tzinfo=UTC)
    assert made[0].ends_at == datetime(2027, 3, 29, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", [WHOLE_DAYS, BY_THE_CLOCK])
def test_a_closure_is_shown_as_it_was_typed(typed: TypedClosure) -> None:
    made, _ = read_closure(typed, KNOWN, WARSAW)
    shown = shown_closure(ClosureGroup("1", tuple(made)), WARSAW)
    assert shown == TypedClosure(
        typed.keys,
        typed.from_on,
        typed.from_at,
        typed.to_on,
        typed.to_at,
        typed.yearly,
        {language: text for language, text in typed.text.items() if text},
    )


def test_one_day_needs_no_end() -> None:
    (made,), _ = read_closure(TypedClosure(("shop",), "2026-12-24"), KNOWN, WARSAW)
    assert (made.ends_at - made.starts_at).total_seconds() == 24 * 3600


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        (TypedClosure((), "2026-12-24"), {"hours": NO_HOURS}),
        (TypedClosure(("nothing",), "2026-12-24"), {"hours": NO_HOURS}),
        (TypedClosure(("shop",), "2026-12-24", text={"pl": "ż" * 201}), {"text": TOO_LONG}),
        (TypedClosure(("shop",)), {"from": NO_DAY, "to": NO_DAY}),
        (TypedClosure(("shop",), "2026-13-24", "", "2026-12-24"), {"from": NO_DAY}),
        (TypedClosure(("shop",), "2027-03-28", "02:30", "2027-03-29"), {"from": LEFT_OUT}),
        (TypedClosure(("shop",), "2026-12-24", "", "2026-12-20"), {"to": NOT_AFTER}),
        (TypedClosure(("shop",), "2026-12-24", "12:00", "", "11:00"), {"to": NOT_AFTER}),
    ],
)
def test_each_fault_stands_at_its_field(typed: TypedClosure, faults: dict[str, str]) -> None:
    assert read_closure(typed, KNOWN, WARSAW) == ([], faults)


def test_the_same_closure_of_several_hours_stands_once() -> None:
    made, _ = read_closure(BY_THE_CLOCK, KNOWN, WARSAW)
    other, _ = read_closure(WHOLE_DAYS, KNOWN, WARSAW)
    shop = Shop("Sowa", "PL", "Europe/Warsaw", ("pl",))
    line = Line(1, shop, dict.fromkeys(KNOWN, "24/7"), (*made, *other), {}, {}, {}, 1)
    assert [group.keys for group in groups_of(line)] == [("office", "shop"), ("office",)]
    assert len({group.id for group in groups_of(line)}) == 2
