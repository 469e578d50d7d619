"""Many callers at the door in the same moment, for few agents: every one is answered, and nobody is held twice."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from call_routing.people.agent_status import AgentStatus, choose_status
from tests.ivr.conftest import CALL, NOON, Door, signature, verbs_of
from ticket_store.agents import agent_by_email
from ticket_store.schema import call, leg, reservation

CALLERS, THREADS = 64, 8
AGENTS = ("anna@sowa.example", "borys@sowa.example", "lead@sowa.example")


def come_on(door: Door) -> None:
    for email in AGENTS:
        agent = door.store.read(lambda db, email=email: agent_by_email(db, email))
        assert agent is not None
        door.store.write(
            lambda tx, agent=agent: choose_status(tx, agent.id, AgentStatus.AVAILABLE, NOON, actor="tests")
        )


def ring_and_leave(door: Door, number: int) -> None:
    """A whole call; every third caller rings from the same number."""
    params = CALL | {"CallSid": f"CA{number:032}", "From": f"+48501{number // 3:06}"}
    gone = {"CallStatus": "completed"}
    steps = [("voice", {}), ("key?s=1", {"Digits": "1"}), ("wait", {"QueueTime": "0"}), ("wait-key", {"Digits": "5"}),
             ("queue-left", gone | {"QueueResult": "hangup"}), ("status", gone)]  # fmt: skip
    client = door.client.application.test_client()
    for place, more in steps:
        told = params | more
        signed = signature(f"https://hotline.test/ivr/{place}", list(told.items()))
        verbs_of(client.post(f"/ivr/{place}", data=told, headers={"X-Twilio-Signature": signed}))


def test_sixty_four_callers_on_eight_threads_leave_no_trace(
    telephone_door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    come_on(telephone_door)
    with ThreadPoolExecutor(THREADS) as crowd:
        list(crowd.map(lambda number: ring_and_leave(telephone_door, number), range(CALLERS)))
    assert caplog.messages == []
    calls, held, legs = (
        telephone_door.store.read(lambda db, table=table: list(db.execute(select(table))))
        for table in (call, reservation, leg)
    )
    assert len(calls) == CALLERS
    assert {row.status for row in calls} == {"ended"}
    assert {row.state for row in held} <= {"released"}
    assert len(held) == len(legs) >= 1
