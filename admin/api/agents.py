"""`/agents`: who answers, and what they chose to be. An id or an e-mail address names an agent."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from admin.api.asks import AgentFilters, StatusChosen
from admin.api.errors import not_found
from admin.api.items import AgentItem, AgentPage
from admin.api.lists import page_reply
from admin.api.operation import Ask, Operation, Reply
from call_routing.people.agent_status import AgentStatus, choose_status
from ticket_store.engine import Transaction
from ticket_store.listing import agents


def list_agents(ask: Ask[AgentFilters, None]) -> Reply:
    return page_reply(
        ask,
        "agents",
        AgentPage,
        lambda db, wanted: agents.list_agents(db, wanted, ask.now),
        _items,
    )


def get_agent(ask: Ask[None, None]) -> Reply:
    return Reply(200, ask.office.store.read(lambda db: _found(db, ask)))


def set_agent_status(ask: Ask[None, StatusChosen]) -> Reply:
    """The agent is what the caller says from now on; who has just become available may be rung at once."""

    def work(tx: Transaction) -> AgentItem:
        agent = _found(tx.db, ask)
        line = ask.office.lines.line_in(tx.db)
        choose_status(tx, agent.id, AgentStatus(ask.body.status), ask.now, actor=ask.actor, line=line)
        return _found(tx.db, ask)

    return Reply(200, ask.office.store.write(work))


def _found(db: Connection, ask: Ask[None, StatusChosen] | Ask[None, None]) -> AgentItem:
    row = agents.find_agent(db, ask.id, ask.now)
    if row is None:
        raise not_found("agent", ask.id)
    return _items(db, [row])[0]


def _items(db: Connection, rows: Sequence[RowMapping]) -> Sequence[AgentItem]:
    departments = agents.departments_of(db, [row["id"] for row in rows])
    return [AgentItem.model_validate({**row, "departments": departments[row["id"]]}) for row in rows]


OPERATIONS = (
    Operation(
        "GET",
        "/agents",
        "Active agents, by e-mail address",
        {200: AgentPage},
        list_agents,
        query=AgentFilters,
    ),
    Operation("GET", "/agents/{id}", "One agent, by id or e-mail address", {200: AgentItem}, get_agent),
    Operation(
        "PUT",
        "/agents/{id}/status",
        "Set what an agent chose: available, away or offline",
        {200: AgentItem},
        set_agent_status,
        body=StatusChosen,
    ),
)
