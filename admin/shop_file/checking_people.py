"""Whether each agent can sign in, be rung and be found by the departments."""

import re
from collections import Counter
from collections.abc import Iterable

from admin.shop_file.faults import Book, Path
from admin.shop_file.naming import check_language
from admin.shop_file.parts import nearest
from admin.shop_file.values import number_fault
from ticket_store.line import AgentSetup, Line

ROLES = ("agent", "supervisor", "admin")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SIP = re.compile(r"sips?:[^@\s]+@[^@\s]+")
_MOST_SKILL = 5


def check_agents(line: Line, book: Book) -> None:
    for agent in line.agents:
        path = ("agents", agent.email)
        if not _EMAIL.fullmatch(agent.email):
            book.fault(path, f'"{agent.email}" is no e-mail address. Write one like anna@shop.example.')
        if not agent.name.strip():
            book.fault((*path, "name"), "it is empty. Write the name that the team knows.")
        _check_roles(path, agent, book)
        _check_departments(path, agent, line, book)
        for language in agent.languages:
            check_language((*path, "languages"), language, line.shop, book)
        _check_rings((*path, "rings"), agent.rings, line, book)
        _check_deputy((*path, "deputy"), agent, line, book)
    _check_alike(line.agents, book)
    if not any("admin" in agent.roles for agent in line.agents):
        book.warning(("agents",), "nobody has the role admin, so nobody can change the line in the panel.")


def _check_roles(path: Path, agent: AgentSetup, book: Book) -> None:
    for role in agent.roles:
        if role not in ROLES:
            book.fault((*path, "roles"), f'"{role}" is no role. {nearest(role, ROLES)}')
    if not agent.roles:
        book.fault((*path, "roles"), f"there is none. Write one or more of {', '.join(ROLES)}.")


def _check_departments(path: Path, agent: AgentSetup, line: Line, book: Book) -> None:
    if "agent" in agent.roles and not agent.departments:
        book.warning(path, "an agent without departments is never rung. Add departments with skills.")
    for key, skill in agent.departments.items():
        here = (*path, "departments", key)
        if key not in line.departments:
            book.fault(here, f'department "{key}" does not exist. {nearest(key, line.departments)}')
        if not 1 <= skill <= _MOST_SKILL:
            book.fault(
                here, f"skill {skill} is not on the scale. Write 1 (a little) to {_MOST_SKILL} (best)."
            )


def _check_rings(path: Path, rings: str, line: Line, book: Book) -> None:
    if rings == "browser" or _SIP.fullmatch(rings):
        return
    if not rings.startswith("+"):
        book.fault(path, f'"{rings}" cannot be rung. Write browser, a phone number or a sip: address.')
    elif rings in line.dids:
        book.fault(path, f"{rings} is a number of the shop, which would ring itself. Write the agent's own.")
    else:
        wrong = number_fault(rings)
        if wrong:
            book.fault(path, wrong)


def _check_deputy(path: Path, agent: AgentSetup, line: Line, book: Book) -> None:
    if agent.deputy is None:
        return
    deputy = next((one for one in line.agents if one.email == agent.deputy), None)
    if deputy is None:
        others = [one.email for one in line.agents if one.email != agent.email]
        book.fault(path, f'agent "{agent.deputy}" does not exist. {nearest(agent.deputy, others)}')
    elif deputy.email == agent.email:
        book.fault(path, "nobody stands in for themselves. Name another agent, or remove it.")
    elif not agent.departments.keys() & deputy.departments.keys():
        book.warning(
            path,
            f"{deputy.email} shares no department with this agent, so never stands in. "
            "Name an agent who does.",
        )


def _check_alike(agents: Iterable[AgentSetup], book: Book) -> None:
    """Two agents with one e-mail address, or with addresses that ring as one browser."""
    emails = Counter(agent.email.lower() for agent in agents)
    for email, times in emails.items():
        if times > 1:
            book.fault(("agents", email), f"{times} agents have this e-mail address. Give each their own.")
    by_identity: dict[str, str] = {}
    for email in emails:
        other = by_identity.setdefault(re.sub(r"[^A-Za-z0-9_]", "_", email), email)
        if other != email:
            book.fault(("agents", email), f"its browser would ring as that of {other}. Change one address.")
