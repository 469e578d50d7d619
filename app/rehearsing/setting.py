"""The scene before the call: who is on duty, who waits, how long talks take, in which language the caller is known."""

from datetime import timedelta

from admin.rehearse import Setup
from call_routing.people.agent_status import AgentStatus, choose_status
from ticket_store.agents import agent_by_email
from ticket_store.customers import customer_for, keep_language
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.scratch.scene import agents_of, let_talk, let_wait, set_handling

MOST_WAITING = 200
_ON_DUTY_FOR = timedelta(hours=1)


def set_scene(tx: Transaction, line: Line, setup: Setup) -> None:
    """Write it into a scratch store. Departments and people that the line does not have are passed over."""
    if setup.language is not None and setup.caller_number is not None:
        known = customer_for(tx, setup.caller_number, setup.at)
        keep_language(tx, known.id, setup.language)
    for key in line.departments.keys() & setup.handling_s.keys():
        set_handling(tx, key, float(setup.handling_s[key]))
    waiting = {key: many for key, many in setup.waiting.items() if many > 0 and key in line.departments}
    busy = agents_of(tx, waiting)
    began = setup.at - _ON_DUTY_FOR
    for email in setup.on_duty:
        found = agent_by_email(tx.db, email)
        if found is None:
            continue
        choose_status(tx, found.id, AgentStatus.AVAILABLE, began, actor=email, line=line)
        if found.id in busy:
            let_talk(tx, line, found.id, setup.at)
    for key, many in waiting.items():
        let_wait(tx, line, key, min(many, MOST_WAITING), setup.at)
