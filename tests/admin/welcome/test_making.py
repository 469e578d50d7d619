"""The line that five small forms make."""

from typing import Any

import pytest

from admin.shop_file.checking import check_line
from admin.welcome.making import make
from admin.welcome.steps import Step, Typed, read_step, usual
from ticket_store.line import ToDepartment, ToLanguage


def whole() -> dict[str, Typed]:
    """As a newcomer types who changes as little as possible."""
    steps: dict[str, Typed] = {}
    steps[Step.SHOP] = {"name": "Lumi", "country": "PL", "language": "pl", "others": ["en", "fi"]}
    steps[Step.NUMBER] = {"number": "22 601 22 00"}
    steps[Step.DEPARTMENTS] = usual(Step.DEPARTMENTS, steps, "pl")
    me = {"name": "Ada", "email": "Ada@lumi.example", "answers": "on", "rings": "", "password_hash": "argon2"}
    jan = {"name": "Jan", "email": "jan@lumi.example", "rings": "601220110", "in": [1]}
    steps[Step.PEOPLE] = me | {"rows": [jan]}
    steps[Step.MENU] = usual(Step.MENU, steps, "pl")
    return steps


def changed(step: Step, **values: Any) -> dict[str, Typed]:
    steps = whole()
    return {**steps, step: {**steps[step], **values}}


def test_what_is_offered_makes_a_line_without_a_fault() -> None:
    made = make(whole())
    assert made.faults == {}
    assert check_line(made.line) == ()
    assert made.first_open(whole()) is None


def test_keys_lead_to_the_departments_and_to_the_other_languages() -> None:
    assert make(whole()).line.menus["main"].keys == {
        "1": ToDepartment("complaints"),
        "2": ToDepartment("orders"),
        "8": ToLanguage("en"),
        "9": ToLanguage("fi"),
    }


def test_departments_with_the_same_hours_share_them() -> None:
    line = make(whole()).line
    assert line.hours == {"complaints": "Mo-Fr 09:00-17:00; PH off"}
    assert {one.hours_key for one in line.departments.values()} == {"complaints"}


def test_the_first_person_is_the_admin_and_a_colleague_answers_where_chosen() -> None:
    ada, jan = make(whole()).line.agents
    assert (ada.email, ada.roles) == ("ada@lumi.example", ("admin", "supervisor", "agent"))
    assert (jan.departments, jan.rings) == ({"orders": 3}, "+48601220110")


@pytest.mark.parametrize(
    ("step", "values", "part"),
    [
        (Step.SHOP, {"name": " "}, ("shop", "name")),
        (Step.NUMBER, {"number": "12"}, ("numbers",)),
        (Step.NUMBER, {"number": ""}, ("numbers",)),
        (Step.DEPARTMENTS, {"rows": []}, ("departments",)),
        (Step.PEOPLE, {"email": "ada"}, ("agents", "ada")),
    ],
)
def test_a_fault_belongs_to_the_step_where_it_was_typed(step: Step, values: Any, part: Any) -> None:
    steps = changed(step, **values)
    made = make(steps)
    assert part in [fault.path for fault in made.faults[step]]
    assert made.first_open(steps) is step


@pytest.mark.parametrize("missing", ["password_hash", "email", "name"])
def test_nobody_publishes_a_line_without_an_admin_who_can_sign_in(missing: str) -> None:
    steps = changed(Step.PEOPLE, **{missing: ""})
    assert make(steps).first_open(steps) is Step.PEOPLE


def test_a_password_is_never_among_what_is_kept() -> None:
    form = {"name": "Ada", "email": "ada@lumi.example", "password": "four quiet words here"}
    assert "four quiet words here" not in str(read_step(Step.PEOPLE, form))


def test_nothing_typed_yet_begins_with_the_shop() -> None:
    assert make({}).first_open({}) is Step.SHOP
