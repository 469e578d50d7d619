"""Nobody locks all admins out, and nobody gains a right while it is not sure who gives it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from admin.back_office import BackOffice
from admin.setup.changing import Refused, Saved, change_line
from admin.setup.who_may import refused
from tests.admin import seed
from ticket_store.line import AgentSetup, Line, Shop

OLA = AgentSetup("ola@lumi.example", "Ola Lis", ("agent",), {"orders": 2}, ("pl",))
LEAD = AgentSetup("lead@lumi.example", "Jan Bór", ("supervisor",), supervises=("orders",))
BOSS = AgentSetup("boss@lumi.example", "Ewa Wilk", ("admin",))
LINE = Line(1, Shop("Lumi", "PL", "Europe/Warsaw", ("pl",)), {}, (), {}, {}, {}, 0, (OLA, LEAD, BOSS))


def people(*agents: AgentSetup) -> Line:
    return replace(LINE, agents=agents)


@pytest.mark.parametrize(
    "gains",
    [
        people(replace(OLA, roles=("agent", "admin")), LEAD, BOSS),
        people(replace(OLA, email="thief@lumi.example"), LEAD, BOSS),
        people(OLA, LEAD, BOSS, replace(OLA, email="new@lumi.example")),
        people(OLA, replace(LEAD, supervises=()), BOSS),
    ],
    ids=["a role", "another address", "somebody new", "all departments"],
)
def test_a_right_is_gained_only_after_a_proof(gains: Line) -> None:
    (fault,) = refused(LINE, gains, proven=False)
    assert "Prove it at /account/confirm" in fault.text
    assert refused(LINE, gains, proven=True) == ()


@pytest.mark.parametrize(
    "keeps",
    [LINE, people(LEAD, BOSS), people(replace(OLA, name="Aleksandra", roles=()), LEAD, BOSS)],
    ids=["the same", "somebody leaves", "a name, and less rights"],
)
def test_what_gives_nobody_a_right_needs_none(keeps: Line) -> None:
    assert refused(LINE, keeps, proven=False) == ()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_admins_who_send_each_other_away_at_once_leave_one(office: BackOffice) -> None:
    def to(*who: AgentSetup) -> Callable[[Line], Line]:
        return lambda line: replace(line, agents=(*line.agents, *who))

    def without(one: AgentSetup) -> Callable[[Line], Line]:
        return lambda line: replace(line, agents=tuple(who for who in line.agents if who.email != one.email))

    other = replace(BOSS, email="other@lumi.example", name="Other")
    change_line(office, to(BOSS, other), actor="seed", now=seed.NOW)
    first = change_line(office, without(other), actor=BOSS.email, now=seed.NOW)
    second = change_line(office, without(BOSS), actor=other.email, now=seed.NOW)
    assert isinstance(first, Saved)
    assert isinstance(second, Refused)
    assert "nobody would have the role admin" in second.faults[0].text
