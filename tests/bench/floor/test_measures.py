"""What the figures count, and what they leave out."""

import pytest

from bench.floor.journal import CallEnd, DayBook, How
from bench.floor.measures import (
    abandonment,
    estimate_error,
    out_of_order,
    overtaken,
    people_per_case,
    service_level,
    short_abandons,
    speed_of_answer,
)

ORDERS, COMPLAINTS = ("orders", "pl"), ("complaints", "pl")


def call(how: How, queued_at: float, left_at: float, **known: object) -> CallEnd:
    facts = {
        "group": ORDERS,
        "arrived_at": queued_at,
        "served_at": left_at,
        "had_to_wait": left_at > queued_at,
        "estimate_s": None,
        "chose_to_wait": False,
        **known,
    }
    return CallEnd(how=how, queued_at=queued_at, left_at=left_at, **facts)  # type: ignore[arg-type]


def test_a_short_abandon_is_not_offered_and_a_callback_is_neither_answered_nor_abandoned() -> None:
    book = DayBook(
        calls=[
            call(How.ANSWERED, 0, 10),
            call(How.ANSWERED, 0, 30),
            call(How.GAVE_UP, 0, 60),
            call(How.CALLBACK, 0, 125),
            call(How.GAVE_UP, 0, 3),
        ]
    )
    assert speed_of_answer([book]) == pytest.approx(20)
    assert service_level([book]) == pytest.approx(1 / 4)
    assert abandonment([book]) == pytest.approx(1 / 4)
    assert short_abandons([book]) == pytest.approx(1 / 5)


def test_overtaking_counts_within_a_department_and_language_and_by_the_first_call() -> None:
    book = DayBook(
        calls=[
            call(How.ANSWERED, 0, 50),
            call(How.ANSWERED, 10, 20),  # overtook the first
            call(How.ANSWERED, 11, 60),
            call(How.ANSWERED, 5, 12, group=COMPLAINTS),  # another queue
            call(How.ANSWERED, 70, 80),  # came when nobody waited
        ]
    )
    assert out_of_order([book]) == pytest.approx(1 / 3)
    assert overtaken([book]) == pytest.approx(1 / 5)
    redialled = DayBook(calls=[call(How.ANSWERED, 40, 90, arrived_at=0), call(How.ANSWERED, 30, 60)])
    assert out_of_order([redialled]) == pytest.approx(1)


def test_an_estimate_is_judged_only_where_somebody_had_to_wait_and_was_answered() -> None:
    book = DayBook(
        calls=[
            call(How.ANSWERED, 0, 100, estimate_s=60.0),
            call(How.ANSWERED, 0, 4, estimate_s=60.0, had_to_wait=False),
            call(How.GAVE_UP, 0, 500, estimate_s=60.0),
        ]
    )
    assert estimate_error([book]) == pytest.approx(40)


def test_a_case_counts_each_person_once() -> None:
    book = DayBook()
    book.people[1] |= {"ewa", "adam"}
    book.people[2] |= {"ewa"}
    assert people_per_case([book]) == pytest.approx(1.5)
