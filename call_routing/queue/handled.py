"""An agent is done with a call: it is counted, and how long it took is remembered for the estimates."""

from datetime import datetime

from call_routing.queue.foretelling import half_hour_of
from ticket_store.engine import Transaction
from ticket_store.handling import handled_last, learn
from ticket_store.line import Line
from ticket_store.reporting.talks_kept import finish_wrap_up


def learn_handling(tx: Transaction, line: Line, agent_id: str, done_at: datetime) -> None:
    """Learn from the call that this agent handled last, from when both met until `done_at`.

    Called once for each: at the end of the wrap-up, or of the talk where the department has no wrap-up.
    """
    finish_wrap_up(tx, agent_id, done_at)
    last = handled_last(tx.db, agent_id)
    if last is None or last.department_key not in line.departments:
        return
    handled_s = (done_at - last.began_at).total_seconds()
    learn(tx, last.department_key, handled_s, half_hour_of(line, last.began_at))
