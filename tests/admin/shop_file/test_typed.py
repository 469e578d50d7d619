from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from admin.shop_file.commands import read_checked
from admin.shop_file.differences import differences
from admin.shop_file.typed import edited, kept_apart, put, value_at, with_typed
from ticket_store.line import Line, ManualClose


@pytest.fixture
def line(good: str) -> Line:
    found, _ = read_checked(good)
    assert found
    return found


def test_what_is_typed_is_read_as_the_file_is_read(line: Line) -> None:
    typed = {("departments", "sales", "ring_timeout"): "25 s", ("callbacks", "dial"): False}
    assert differences(line, with_typed(line, typed)) == (
        "department sales: ring_timeout 20 s -> 25 s",
        "callbacks: dial true -> false",
    )


def test_nothing_typed_changes_nothing(line: Line) -> None:
    assert with_typed(line, {}) == kept_apart(line, line)


def test_an_emptied_field_has_its_default_again(line: Line) -> None:
    made = with_typed(line, {("departments", "sales", "ring_timeout"): None})
    assert made.departments["sales"].ring_timeout == timedelta(seconds=15)


def test_faults_carry_the_way_to_their_field_and_old_ones_are_not_told(line: Line) -> None:
    broken = with_typed(line, {("shop", "timezone"): "Europe/Warszawa"})
    found = edited(broken, {("callbacks", "slots", "days"): "99", ("shop", "name"): ""})
    assert [fault.path for fault in found.faults] == [("shop", "name"), ("callbacks", "slots", "days")]


def test_a_warning_stops_nothing(line: Line) -> None:
    found = edited(line, {("departments", "sales", "routing", "owner_for"): "1 h"})
    assert found.faults == ()
    assert [one.path for one in found.warnings] == [("departments", "sales", "routing")]


def test_what_no_file_says_stays(line: Line) -> None:
    closed = ManualClose(datetime(2026, 11, 19, tzinfo=UTC), None)
    sales = replace(line.departments["sales"], manual_close=closed)
    here = replace(line, version=7, menu_version=3, departments={**line.departments, "sales": sales})
    made = with_typed(here, {("shop", "name"): "Other"})
    assert (made.version, made.menu_version, made.departments["sales"].manual_close) == (7, 3, closed)


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_an_empty_value_is_taken_out_of_the_tree(empty: Any) -> None:
    tree = {"shop": {"name": "Lumi", "caller_id": "+48"}}
    put(tree, ("shop", "caller_id"), empty)
    assert tree == {"shop": {"name": "Lumi"}}
    assert value_at(tree, ("shop", "caller_id")) is None


def test_off_is_no_empty_value() -> None:
    tree: dict[str, Any] = {}
    put(tree, ("callbacks", "accept"), False)
    assert tree == {"callbacks": {"accept": False}}


def test_a_line_without_numbers_can_be_changed_elsewhere(line: Line) -> None:
    bare = replace(line, dids={})
    assert edited(bare, {("shop", "name"): "Lumi Toys"}).faults == ()
