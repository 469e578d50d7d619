"""The form of a rehearsal, read and written again."""

from datetime import UTC, datetime

import pytest
from flask import Flask, g
from werkzeug.datastructures import MultiDict

from admin.rehearse import Deed, Press, Setup
from admin.setup.rehearsal.typed_call import read_call, read_press, setup_of, typed_of, written
from tests.admin.setup.menus.shop import DIDS, POLISH
from ticket_store.line import AgentSetup, Department, Line, Shop

LINE = Line(
    version=1,
    shop=Shop("Sowa", "PL", "Europe/Warsaw", ("pl", "en")),
    hours={"office": "Mo-Fr 08:30-17:00"},
    closures=(),
    departments={"orders": Department("orders", {"pl": "zamówienia"}, "office")},
    dids=DIDS,
    menus={},
    menu_version=1,
    agents=(AgentSetup("anna@sowa.example", "Anna", ("agent",), {"orders": 3}),),
)
FORM = {"at": "2026-03-29T01:30", "did": POLISH, "caller": "501 234 567", "on_duty": "anna@sowa.example"}


def setup(**form: str) -> object:
    with Flask("words").app_context():
        g.language = "en"
        return setup_of(read_call(MultiDict(FORM | form), LINE), LINE)


def test_times_are_meant_on_the_shops_clock_and_numbers_in_its_country() -> None:
    found = setup(**{"waiting-orders": "3", "handling-orders": "4", "history": "on"})
    assert found == Setup(
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC), POLISH, "+48501234567", None,
        {"orders": 3}, {"orders": 240}, ("anna@sowa.example",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "faulty"),
    [
        ({"at": "2026-03-29T02:30"}, "at"),  # the clock leaves this hour out
        ({"at": "tomorrow"}, "at"),
        ({"at": "9998-12-31T23:59"}, "at"),
        ({"caller": "12"}, "caller"),
        ({"waiting-orders": "many"}, "waiting-orders"),
        ({"waiting-orders": "201"}, "waiting-orders"),
        ({"handling-orders": "-1"}, "handling-orders"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(form: dict[str, str], faulty: str) -> None:
    found = setup(**form)
    assert isinstance(found, dict)
    assert list(found) == [faulty]


def test_an_empty_number_is_a_withheld_one() -> None:
    found = setup(caller="")
    assert isinstance(found, Setup)
    assert found.caller_number is None


@pytest.mark.parametrize(
    ("typed", "press"),
    [
        ("keys 1", Press(Deed.KEYS, "1")),
        ("keys 48a600#", Press(Deed.KEYS, "48600#")),
        ("keys", None),
        ("keys x", None),
        ("speak", None),
        ("silence", Press(Deed.SILENCE)),
        ("answer anna@sowa.example", Press(Deed.ANSWER, "anna@sowa.example")),
        ("dance", None),
        ("", None),
    ],
)
def test_a_press_is_read_and_nothing_else_is(typed: str, press: Press | None) -> None:
    assert read_press(typed) == press
    assert press is None or read_press(written(press)) == press


def test_a_kept_call_stands_in_the_form_as_it_was_typed() -> None:
    found = setup()
    assert isinstance(found, Setup)
    typed = typed_of(found, [Press(Deed.SILENCE)], LINE)
    assert (typed.at, typed.caller, typed.presses) == (FORM["at"], "+48501234567", (Press(Deed.SILENCE),))
    assert setup_of(typed, LINE) == found
