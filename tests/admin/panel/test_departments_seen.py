"""A supervisor of some departments: the same pages, without what belongs to others."""

import pytest
from sqlalchemy import update

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
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


def test_a_supervisor_without_such_a_limit_sees_the_whole_shop(lead: Person) -> None:
    assert lead.opens(f"/admin/calls/{seed.OLD_CALL}").status_code == 200
    assert "1043" in lead.opens("/admin/tickets").text
