"""What an agent chooses: available, away, offline; and the end of their wrap-up.

Only the agent, someone who may act for them, or a rule with a name changes a status; the reason is kept.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from call_routing.choosing.distribution import distribute
from call_routing.queue.handled import learn_handling
from ticket_store.agents import agent_by_id, change_agent
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.presence_kept import tell_departments
from ticket_store.reporting.duty_kept import keep_duty


class AgentStatus(StrEnum):
    AVAILABLE = "available"
    AWAY = "away"
    OFFLINE = "offline"


class StatusReason(StrEnum):
    """Why a status is what it is, where the agent did not choose it at the desk this moment."""

    MISSED_TWICE = "missed_twice"  # the rule of call_routing.people.offers
    AFTER_CALL = "after_call"  # wished for during the talk, see choose_next_status
    BY_PHONE = "by_phone"  # the agent called the shop's number and gave the PIN
    BY_TEXT = "by_text"
    SET_BY = "set_by"  # somebody else: "set_by:api: team board", see reason_of


def reason_of(actor: str, email: str) -> str | None:
    """The reason kept with a status: none when the agent (`email`) chose it, else who did."""
    return None if actor == email else f"{StatusReason.SET_BY}:{actor}"


def choose_status(
    tx: Transaction,
    agent_id: str,
    status: AgentStatus,
    now: datetime,
    *,
    actor: str,
    line: Line | None = None,
    reason: StatusReason | None = None,
    at_desk: bool = False,
    rests_until: datetime | None = None,
) -> None:
    """Take on a status at once. Choosing `available` ends a pause and a rest, and may ring at once.

    `actor` is the e-mail address of whoever chose. `at_desk` says that it was chosen in the browser that rings,
    whose signs of life count from now on (call_routing.people.presence); chosen anywhere else, nothing watches the
    browser until its next beat. Who becomes available is not rung before `rests_until`.
    Raises: LookupError for an unknown agent.
    """
    agent = agent_by_id(tx.db, agent_id)
    if agent is None:
        raise LookupError(f"There is no agent with the id {agent_id!r}. `hotline agent list` names them all.")
    available = status is AgentStatus.AVAILABLE
    changes: dict[str, object] = {
        "chosen_status": status.value,
        "chosen_at": now,
        "next_status": None,
        "status_reason": reason.value if reason else reason_of(actor, agent.email),
        "seen_at": now if at_desk else None,
    }
    if available or at_desk:
        changes["reachable"] = True
    if available:
        changes.update(misses=0, not_before_at=rests_until)
        if agent.chosen_status != "available" or agent.idle_since is None:
            changes["idle_since"] = now
    change_agent(tx, agent_id, **changes)
    keep_duty(tx, agent_id, now)
    if agent.chosen_status != status.value:
        tell_departments(tx, agent_id)
        write_audit(
            tx, now, actor, "agent.status", agent.email,
            before={"status": agent.chosen_status},
            after={"status": status.value} | ({"reason": reason.value} if reason else {}),
        )  # fmt: skip
    if available:
        distribute(tx, line or load_line(tx.db), now)


def choose_next_status(tx: Transaction, agent_id: str, status: AgentStatus | None) -> None:
    """Remember the status to take on after this call; None takes the wish back."""
    change_agent(tx, agent_id, next_status=None if status is None else status.value)


def end_wrap_up(tx: Transaction, agent_id: str, now: datetime, *, line: Line | None = None) -> None:
    """The agent is ready for the next one; without a wrap-up nothing changes."""
    agent = agent_by_id(tx.db, agent_id)
    if agent is None or agent.wrap_up_until is None:
        return
    line = line or load_line(tx.db)
    done_at = min(now, agent.wrap_up_until)
    change_agent(tx, agent_id, wrap_up_until=None, idle_since=done_at)
    learn_handling(tx, line, agent_id, done_at)
    distribute(tx, line, now)


def extend_wrap_up(tx: Transaction, agent_id: str, now: datetime, by: timedelta) -> None:
    """More time, counted from now when it had run out already in the same breath."""
    agent = agent_by_id(tx.db, agent_id)
    if agent is None or agent.wrap_up_until is None:
        return
    until = max(agent.wrap_up_until, now) + by
    change_agent(tx, agent_id, wrap_up_until=until, idle_since=until)
