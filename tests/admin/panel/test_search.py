from datetime import UTC, datetime

from admin.panel.search import read_search
from ticket_store.labels import Labels

LABELS = Labels(timezone="Europe/Warsaw")


def test_an_empty_form_asks_for_everything() -> None:
    search = read_search({}, LABELS)
    assert search.empty
    assert search.faults == frozenset()


def test_a_whole_number_is_matched_whole_and_a_part_by_its_end() -> None:
    assert read_search({"number": "600 123 456"}, LABELS).filters.number == "+48600123456"
    assert read_search({"number": "456"}, LABELS).filters.digits == "456"


def test_days_are_the_shop_s_and_the_last_one_counts() -> None:
    filters = read_search({"since": "2026-11-19", "until": "2026-11-19"}, LABELS).filters
    assert filters.since == datetime(2026, 11, 18, 23, 0, tzinfo=UTC)
    assert filters.until == datetime(2026, 11, 19, 23, 0, tzinfo=UTC)


def test_a_day_with_a_change_of_the_clock_is_as_long_as_it_is() -> None:
    filters = read_search({"since": "2026-10-25", "until": "2026-10-25"}, LABELS).filters
    assert filters.since == datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    assert filters.until == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)


def test_text_that_means_nothing_is_named_by_its_field() -> None:
    search = read_search({"number": "abc", "since": "yesterday", "until": "2026-02-30"}, LABELS)
    assert search.faults == {"number", "since", "until"}


def test_the_first_and_the_last_day_of_the_calendar_mean_nothing() -> None:
    search = read_search({"since": "0001-01-01", "until": "9999-12-31"}, LABELS)
    assert search.faults == {"since", "until"}
