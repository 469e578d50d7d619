"""Whether each agent can sign in, be rung and be found by the departments."""

import re
from collections import Counter
from collections.abc import Iterable

from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import SKILLS, nearest, no_such, off_the_scale
from admin.shop_file.naming import check_language
from admin.shop_file.values import number_fault
from call_routing.sentence import sentence
from ticket_store.line import AgentSetup, Line

ROLES = ("agent", "supervisor", "admin")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SIP = re.compile(r"sips?:[^@\s]+@[^@\s]+")


def check_agents(line: Line, book: Book) -> None:
    for agent in line.agents:
        path = ("agents", agent.email)
        if not _EMAIL.fullmatch(agent.email):
            book.fault(
                path,
                sentence(
                    '"%(text)s" is no e-mail address. Write one like anna@shop.example.', text=agent.email
                ),
            )
        if not agent.name.strip():
            book.fault((*path, "name"), sentence("it is empty. Write the name that the team knows."))
        _check_roles(path, agent, book)
        _check_departments(path, agent, line, book)
        _check_supervises((*path, "supervises"), agent, line, book)
        for language in agent.languages:
            check_language((*path, "languages"), language, line.shop, book)
        _check_rings((*path, "rings"), agent.rings, line, book)
        _check_deputy((*path, "deputy"), agent, line, book)
    _check_alike(line.agents, book)
    if not any("admin" in agent.roles for agent in line.agents):
        book.warning(
            ("agents",), sentence("nobody has the role admin, so nobody can change the line in the panel.")
        )


def _check_roles(path: Path, agent: AgentSetup, book: Book) -> None:
    for role in agent.roles:
        if role not in ROLES:
            book.fault((*path, "roles"), sentence('"%(text)s" is no role.', text=role), nearest(role, ROLES))
    if not agent.roles:
        book.fault(
            (*path, "roles"),
            sentence("there is none. Write one or more of %(known)s.", known=", ".join(ROLES)),
        )


def _check_departments(path: Path, agent: AgentSetup, line: Line, book: Book) -> None:
    if "agent" in agent.roles and not agent.departments:
        book.warning(
            path, sentence("an agent without departments is never rung. Add departments with skills.")
        )
    for key, skill in agent.departments.items():
        here = (*path, "departments", key)
        if key not in line.departments:
            book.fault(here, no_such("department", key), nearest(key, line.departments))
        if skill not in SKILLS:
            book.fault(here, off_the_scale(skill))


def _check_supervises(path: Path, agent: AgentSetup, line: Line, book: Book) -> None:
    for key in agent.supervises:
        if key not in line.departments:
            book.fault(path, no_such("department", key), nearest(key, line.departments))
    if agent.supervises and "admin" in agent.roles:
        book.warning(
            path, sentence("an admin sees every department all the same. Remove it, or the role admin.")
        )
    elif agent.supervises and "supervisor" not in agent.roles:
        book.warning(
            path,
            sentence("only a supervisor has departments to watch. Add the role supervisor, or remove it."),
        )


def _check_rings(path: Path, rings: str, line: Line, book: Book) -> None:
    if rings == "browser" or _SIP.fullmatch(rings):
        return
    if not rings.startswith("+"):
        book.fault(
            path,
            sentence(
                '"%(text)s" cannot be rung. Write browser, a phone number or a sip: address.', text=rings
            ),
        )
    elif rings in line.dids:
        book.fault(
            path,
            sentence(
                "%(number)s is a number of the shop, which would ring itself. Write the agent's own.",
                number=rings,
            ),
        )
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
        book.fault(path, no_such("agent", agent.deputy), nearest(agent.deputy, others))
    elif deputy.email == agent.email:
        book.fault(path, sentence("nobody stands in for themselves. Name another agent, or remove it."))
    elif not agent.departments.keys() & deputy.departments.keys():
        book.warning(
            path,
            sentence(
                "%(email)s shares no department with this agent, so never stands in. Name an agent who does.",
                email=deputy.email,
            ),
        )


def _check_alike(agents: Iterable[AgentSetup], book: Book) -> None:
    """Two agents with one e-mail address, or with addresses that ring as one browser."""
    emails = Counter(agent.email.lower() for agent in agents)
    for email, times in emails.items():
        if times > 1:
            book.fault(
                ("agents", email),
                sentence("%(count)s agents have this e-mail address. Give each their own.", count=times),
            )
    by_identity: dict[str, str] = {}
    for email in emails:
        other = by_identity.setdefault(re.sub(r"[^A-Za-z0-9_]", "_", email), email)
        if other != email:
            book.fault(
                ("agents", email),
                sentence("its browser would ring as that of %(email)s. Change one address.", email=other),
            )
