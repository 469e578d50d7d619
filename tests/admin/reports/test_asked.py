from datetime import UTC, date, datetime

import pytest

from admin.reports.asked import Asked, Fault, Period, read_asked

NOW = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # Friday already in Warsaw
KNOWN = frozenset({"orders", "complaints"})


def asked(departments: frozenset[str] | None = None, now: datetime = NOW, **typed: str) -> Asked:
    return read_asked(typed, now, zone="Europe/Warsaw", departments=departments, known=KNOWN)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("", "2026-10-22", "2026-11-20"),
        ("today", "2026-11-20", "2026-11-20"),
        ("yesterday", "2026-11-19", "2026-11-19"),
        ("7", "2026-11-14", "2026-11-20"),
        ("90", "2026-08-23", "2026-11-20"),
        ("nonsense", "2026-10-22", "2026-11-20"),
    ],
)
def test_periods_are_days_of_the_shops_clock(period: str, first: str, last: str) -> None:
    found = asked(period=period)
    assert (str(found.first), str(found.last)) == (first, last)


def test_another_zone_has_another_day() -> None:
    found = asked(period="today", zone="America/New_York")
    assert found.first == date(2026, 11, 19)
    assert found.since == datetime(2026, 11, 19, 5, tzinfo=UTC)


def test_a_day_on_which_the_clock_changes_has_25_hours() -> None:
    found = asked(period="own", since="2026-10-25", until="2026-10-25")
    assert (found.since, found.until) == (
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
    )


def test_own_days_are_both_included() -> None:
    found = asked(since="2026-11-01", until="2026-11-03")
    assert (found.period, found.days, found.faults) == (Period.OWN, 3, {})


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"period": "own", "since": "yesterday"}, "since", Fault.DAY),
        ({"period": "own", "until": "0001-01-01"}, "until", Fault.DAY),
        ({"period": "own", "since": "2026-11-03", "until": "2026-11-01"}, "until", Fault.ORDER),
        ({"period": "own", "since": "2020-01-01", "until": "2026-11-01"}, "since", Fault.LONG),
        ({"zone": "Warsaw"}, "zone", Fault.ZONE),
        ({"zone": "../etc/passwd"}, "zone", Fault.ZONE),
        ({"zone": "Europe"}, "zone", Fault.ZONE),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    typed: dict[str, str], field: str, fault: Fault
) -> None:
    found = asked(**typed)
    assert found.faults == {field: fault}
    assert 1 <= found.days <= 400
    assert found.since < found.until


def test_a_department_that_there_is_not_or_that_is_not_ones_own_is_not_asked_for() -> None:
    assert asked(department="nothing").departments is None
    assert asked(department="orders").departments == {"orders"}
    own = frozenset({"complaints"})
    assert asked(own, department="orders").departments == own
    assert asked(own, department="complaints").department == "complaints"
