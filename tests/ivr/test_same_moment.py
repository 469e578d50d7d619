"""The agent presses 1 in the very moment in which the caller hangs up: whoever is first, nobody is held after."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from call_routing.people.agent_status import AgentStatus, choose_status
from tests.ivr.conftest import BASE, CALL, NOON, Door, signature, verbs_of
from ticket_store.agents import agent_by_email
from ticket_store.schema import call, leg, reservation

ROUNDS = 25
ANNA = "anna@sowa.example"
DIRECT = "+48221234568"


def test_nobody_is_held_for_a_caller_who_left_while_the_agent_took_the_call(
    telephone_door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    agent = telephone_door.store.read(lambda db: agent_by_email(db, ANNA))
    assert agent is not None
    for number in range(ROUNDS):
        telephone_door.store.write(
            lambda tx: choose_status(tx, agent.id, AgentStatus.AVAILABLE, NOON, actor="tests")
        )
        caller = CALL | {"CallSid": f"CA{number:032}", "To": DIRECT}
        verbs_of(telephone_door.post("/ivr/voice", caller))
        newest = select(leg.c.token).where(leg.c.role == "agent", leg.c.ended_at.is_(None))
        token = telephone_door.store.read(lambda db, newest=newest: db.execute(newest).scalar_one())
        agents_leg = {"CallSid": f"CB{number:032}", "CallStatus": "in-progress", "Digits": "1"}
        webhooks = [
            (f"/ivr/agent-key?t={token}", agents_leg),
            ("/ivr/status", caller | {"CallStatus": "completed"}),
        ]
        start = Barrier(len(webhooks))

        def tell(webhook: tuple[str, dict[str, str]], start: Barrier = start) -> None:
            path, params = webhook
            client = telephone_door.client.application.test_client()
            start.wait()
            headers = {"X-Twilio-Signature": signature(BASE + path, list(params.items()))}
            form = "application/x-www-form-urlencoded"
            answer = client.post(path, data=urlencode(params), headers=headers, content_type=form)
            assert answer.status_code == 200

        with ThreadPoolExecutor(len(webhooks)) as both:
            list(both.map(tell, webhooks))
        over = {"CallSid": agents_leg["CallSid"], "CallStatus": "completed"}
        telephone_door.post(f"/ivr/agent-events?t={token}", over)  # the agent's phone is free again
    assert caplog.messages == []
    calls, held = (
        telephone_door.store.read(lambda db, table=table: list(db.execute(select(table))))
        for table in (call, reservation)
    )
    assert [row.status for row in calls] == ["ended"] * ROUNDS
    assert [row.state for row in held] == ["released"] * ROUNDS
