"""A supervisor of some departments: the same pages, without what belongs to others."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.incidents import begin_incident
from ticket_store.schema import agent

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def half_lead(lead: Person, store: Store) -> Person:
    """Watches marketing, and answers for nothing."""
    store.write(
        lambda tx: tx.db.execute(
            update(agent)
            .where(agent.c.id == seed.LEAD)
            .values(roles=["supervisor"], supervises=["marketing"])
        )
    )
    store.write(lambda tx: tx.db.exec_driver_sql("DELETE FROM agent_department WHERE agent_id = 'team-lead'"))
    return lead


def test_lists_hold_the_own_departments_alone(half_lead: Person) -> None:
    assert "1043" in half_lead.opens("/admin/tickets").text
    assert "1041" not in half_lead.opens("/admin/tickets").text
    assert seed.OLD_CALL not in half_lead.opens("/admin/calls").text
    assert seed.CALLBACK not in half_lead.opens("/admin/callbacks?status=all").text


def test_a_filter_for_another_department_finds_nothing_and_is_not_offered(half_lead: Person) -> None:
    page = half_lead.opens("/admin/tickets?department=complaints").text
    assert "1041" not in page
    assert 'value="complaints"' not in page


@pytest.mark.parametrize(
    "path",
    [
        f"/admin/calls/{seed.OLD_CALL}",
        f"/admin/tickets/{seed.OPEN_CASE}",
        f"/admin/callbacks/{seed.CALLBACK}",
        f"/admin/messages/{seed.MESSAGE}",
    ],
)
def test_what_belongs_to_another_department_is_not_there(half_lead: Person, path: str) -> None:
    assert half_lead.opens(path).status_code == 404


def test_the_floor_shows_the_own_people_alone(half_lead: Person) -> None:
    page = half_lead.opens("/admin/floor").text
    assert "Agent Two" in page
    assert "Agent One" not in page


def test_incidents_of_others_are_not_theirs_to_tell_end_or_solve(half_lead: Person, store: Store) -> None:
    ends_at = seed.NOW + timedelta(hours=1)

    def begin(department: str | None) -> str:
        said = {"text": {"pl": f"Awaria: {department}."}, "ends_at": ends_at, "actor": "boss"}
        return store.write(lambda tx: begin_incident(tx, seed.NOW, department_key=department, **said))  # type: ignore[arg-type] # one dict for both

    others, own, everybodys = begin("complaints"), begin("marketing"), begin(None)
    page = half_lead.opens("/admin/incidents").text
    assert [one in page for one in (others, own, everybodys)] == [False, True, True]
    assert 'value="complaints"' not in page
    assert half_lead.opens(f"/admin/incidents/{others}").status_code == 404
    assert "/solve" not in half_lead.opens(f"/admin/incidents/{everybodys}").text
    for one, status in ((others, 404), (everybodys, 404), (own, 303)):
        assert half_lead.posts(f"/admin/incidents/{one}/solve").status_code == status
    for department, status in (("", 400), ("complaints", 400), ("marketing", 303)):
        sent = {"text-pl": "Awaria.", "department": department, "ends_in": "60"}
        assert half_lead.posts("/admin/incidents", **sent).status_code == status


def test_a_supervisor_without_such_a_limit_sees_the_whole_shop(lead: Person) -> None:
    assert lead.opens(f"/admin/calls/{seed.OLD_CALL}").status_code == 200
    assert "1043" in lead.opens("/admin/tickets").text
