"""The waiting room alone: what a round of it answers."""

from dataclasses import replace

from call_routing.choosing.distribution import distribute
from call_routing.people.agent_status import AgentStatus, choose_status
from tests.ivr.conftest import CALL, NOON, Door, verbs_of
from ticket_store.agents import agent_by_email
from ticket_store.engine import Transaction
from ticket_store.line_rows import load_line
from ticket_store.schema import call


def test_who_waits_in_a_department_that_is_gone_from_the_line_is_not_lost(telephone_door: Door) -> None:
    telephone_door.post("/ivr/voice", CALL | {"To": "+48221234568"})
    store = telephone_door.store
    waits = call.update().values(status="waiting", department_key="gone", queued_at=NOON, arrived_at=NOON)
    store.write(lambda tx: tx.db.execute(waits))
    (answer,) = verbs_of(telephone_door.post("/ivr/wait", CALL))
    assert answer.tag == "Leave", "nobody would come: out of the queue, to an offer"
    walk = store.read(lambda db: db.scalar(call.select().with_only_columns(call.c.walk)))
    assert walk["at"] == "offered"


def test_who_left_the_queue_by_a_fault_is_not_sent_back_into_it(telephone_door: Door) -> None:
    telephone_door.post("/ivr/voice", CALL | {"To": "+48221234568"})
    store = telephone_door.store
    waits = call.update().values(
        status="waiting", department_key="complaints", queued_at=NOON, arrived_at=NOON
    )
    store.write(lambda tx: tx.db.execute(waits))
    answers = verbs_of(telephone_door.post("/ivr/queue-left", CALL | {"QueueResult": "leave"}))
    assert "Enqueue" not in [one.tag for one in answers]
    walk = store.read(lambda db: db.scalar(call.select().with_only_columns(call.c.walk)))
    assert walk["at"] == "offered"


def test_a_line_that_knows_fewer_departments_than_the_store_rings_for_those_it_knows(
    telephone_door: Door,
) -> None:
    store = telephone_door.store

    def work(tx: Transaction) -> int:
        agent = agent_by_email(tx.db, "anna@sowa.example")
        assert agent is not None
        choose_status(tx, agent.id, AgentStatus.AVAILABLE, NOON, actor="tests")
        line = load_line(tx.db)
        fewer = {key: one for key, one in line.departments.items() if key != "complaints"}
        return distribute(tx, replace(line, departments=fewer), NOON)

    telephone_door.post("/ivr/voice", CALL | {"To": "+48221234568"})
    waits = call.update().values(
        status="waiting", department_key="complaints", queued_at=NOON, arrived_at=NOON
    )
    store.write(lambda tx: tx.db.execute(waits))
    assert store.write(work) == 0
