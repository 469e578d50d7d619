from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from admin.setup.people.typed_person import (
    Typed,
    agent_of,
    read_typed,
    typed_of,
    with_agent,
    without_agent,
)
from ticket_store.line import AgentSetup, Line, Shop

OLA = AgentSetup("ola@lumi.example", "Ola Lis", ("agent",), {"orders": 2}, ("pl",), deputy="jan@lumi.example")
JAN = AgentSetup("jan@lumi.example", "Jan Bór", ("agent",), {"orders": 3}, rings="+48601220111")
LINE = Line(1, Shop("Lumi", "PL", "Europe/Warsaw", ("pl",)), {}, (), {}, {}, {}, 0, (OLA, JAN))


def test_what_is_shown_in_the_form_is_read_back_as_it_was() -> None:
    for agent in (OLA, JAN, replace(OLA, rings="sip:ola@pbx.example")):
        assert agent_of(typed_of(agent), "PL") == agent


@pytest.mark.parametrize(
    ("typed", "rings"),
    [
        (Typed(device="phone", number="601 220 111"), "+48601220111"),
        (Typed(device="sip", address="ola@pbx.example"), "sip:ola@pbx.example"),
        (Typed(device="browser", number="601 220 111"), "browser"),
        (Typed(device="telegraph"), "browser"),
    ],
)
def test_a_device_is_taken_as_it_was_chosen(typed: Typed, rings: str) -> None:
    assert agent_of(typed, "PL").rings == rings


def test_a_form_with_nonsense_is_read_as_far_as_it_goes() -> None:
    form = MultiDict(
        [("roles", "agent"), ("roles", "king"), ("skill-orders", "9"), ("supervises", "nothing")]
    )
    typed = read_typed(form, ["orders"])
    assert (typed.roles, typed.departments, typed.supervises) == (("agent", "king"), {}, ())


def test_departments_to_watch_go_with_the_role() -> None:
    assert agent_of(Typed(roles=("agent",), supervises=("orders",)), "PL").supervises == ()


def test_a_new_address_is_followed_where_they_stand_in_for_others() -> None:
    line = with_agent(LINE, replace(JAN, email="jb@lumi.example"), "jan@lumi.example")
    assert [one.email for one in line.agents] == ["ola@lumi.example", "jb@lumi.example"]
    assert line.agents[0].deputy == "jb@lumi.example"


def test_whoever_is_gone_stands_in_for_nobody() -> None:
    line = without_agent(LINE, "jan@lumi.example")
    assert line.agents == (replace(OLA, deputy=None),)
