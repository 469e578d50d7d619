"""People and the audit as the panel reads them, on each database."""

from datetime import timedelta

from tests.admin import seed
from ticket_store.accounts import renew_stamp
from ticket_store.audit import write_audit
from ticket_store.audit_view import AuditFilters, agent_addresses, audit_page, audit_rows
from ticket_store.doors.door_links import LinkKind, make_link
from ticket_store.engine import Store
from ticket_store.people_view import WayIn, everybody, open_cases_of, somebody, somebody_with

NOW = seed.NOW


def test_people_stand_by_name_and_those_who_have_left_come_last(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET active = false WHERE id = 'agent-one'"))
    found = store.read(lambda db: everybody(db, NOW))
    assert [(one.name, one.active) for one in found] == [
        ("Agent Two", True),
        ("Team Lead", True),
        ("Agent One", False),
    ]
    assert found[1].departments == {"complaints": 2, "orders": 2}


def test_the_strongest_way_in_is_told_and_an_invitation_while_it_lasts(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET password_hash = NULL"))

    def way(days: int) -> WayIn | None:
        person = store.read(lambda db: somebody(db, seed.AGENT, NOW + timedelta(days=days)))
        return person.way_in if person else None

    assert way(0) is WayIn.NONE
    store.write(lambda tx: make_link(tx, seed.AGENT, LinkKind.INVITATION, NOW, made_by="boss"))
    assert (way(6), way(8)) == (WayIn.INVITED, WayIn.NONE)


def test_cases_that_are_open_are_counted(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)
    assert store.read(lambda db: open_cases_of(db, seed.LEAD)) == 1
    assert store.read(lambda db: somebody_with(db, " Team-Lead@sowa.example", NOW)) is not None


def test_the_audit_is_searched_by_parts_of_names_in_any_case_and_letter_by_letter(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: write_audit(tx, NOW, "Ola@sowa.example", "agent.pin", "100%", after={"set": True}))
    store.write(lambda tx: renew_stamp(tx, seed.AGENT, NOW))

    def found(**asked: str) -> int:
        filters = AuditFilters(**asked)  # type: ignore[arg-type]  # names and kinds alone
        page = store.read(lambda db: audit_page(db, filters, after=None, top=None))
        assert len(page.rows) == len(store.read(lambda db: list(audit_rows(db, filters))))
        return len(page.rows)

    assert (found(actor="ola@"), found(subject="0%"), found(subject="_"), found(kind="agent.")) == (
        1,
        1,
        0,
        1,
    )
    assert store.read(agent_addresses)[seed.AGENT] == "agent-one@sowa.example"
