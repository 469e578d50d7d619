"""The line in the store: load it whole, ask for its version, save a new one with its audit."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from ticket_store import schema
from ticket_store.line import AgentSetup, Closure, Department, Did, Incident, Line, Menu, Spoken
from ticket_store.line_values import agent_of, closure_of, department_of, did_of, shop_of
from ticket_store.line_writing import DepartmentInUseError, save_line
from ticket_store.menu_json import menus_from_json

__all__ = [
    "DepartmentInUseError",
    "LineMissingError",
    "line_version",
    "load_line",
    "menus_of_version",
    "save_line",
]


class LineMissingError(LookupError):
    """The store holds no shop yet, so there is nothing to answer calls with."""


def line_version(db: Connection) -> int:
    """Grows with every change of the line; 0 while there is no shop. One row by its key."""
    return db.scalar(select(schema.shop.c.version)) or 0


def load_line(db: Connection) -> Line:
    """The line as the shop has set it, with the menus published last.

    Departments, numbers and keys of menus stand in the order of the shop file, hours in the order in which
    departments use them, closures by their start. Agents who are not active are left out.
    Raises: LineMissingError, before the first `hotline shop apply`.
    """
    row = db.execute(select(schema.shop)).first()
    if row is None:
        raise LineMissingError(
            "The store holds no shop yet. Open the link that `hotline run` prints, or run `hotline shop apply FILE`."
        )
    departments = _departments(db)
    menu_version = db.scalar(select(func.max(schema.menu_version.c.number))) or 0
    return Line(
        version=row.version,
        shop=shop_of(row._asdict()),
        hours=_hours(db, departments),
        closures=_closures(db),
        departments=departments,
        dids=_dids(db),
        menus=menus_of_version(db, menu_version),
        menu_version=menu_version,
        agents=_agents(db, departments),
        prompts=_prompts(db),
        incidents=_incidents(db),
    )


def menus_of_version(db: Connection, number: int) -> dict[str, Menu]:
    """The menus that a live call began with, by menu key; empty for a version that never was."""
    of_version = select(schema.menu_version.c.menus).where(schema.menu_version.c.number == number)
    body: Mapping[str, object] | None = db.scalar(of_version)
    return menus_from_json(body or {})


def _departments(db: Connection) -> dict[str, Department]:
    in_order = select(schema.department).order_by(schema.department.c.position, schema.department.c.key)
    return {row.key: department_of(row._asdict()) for row in db.execute(in_order)}


def _hours(db: Connection, departments: Mapping[str, Department]) -> dict[str, str]:
    rules = {row.key: row.rule for row in db.execute(select(schema.hours).order_by(schema.hours.c.key))}
    used = dict.fromkeys(one.hours_key for one in departments.values())
    return {key: rules[key] for key in used} | {key: rule for key, rule in rules.items() if key not in used}


def _closures(db: Connection) -> tuple[Closure, ...]:
    table = schema.closure
    in_order = select(table).order_by(table.c.starts_at, table.c.hours_key, table.c.ends_at)
    return tuple(closure_of(row._asdict()) for row in db.execute(in_order))


def _dids(db: Connection) -> dict[str, Did]:
    in_order = select(schema.did).order_by(schema.did.c.position, schema.did.c.number)
    return {row.number: did_of(row._asdict()) for row in db.execute(in_order)}


def _agents(db: Connection, departments: Mapping[str, Department]) -> tuple[AgentSetup, ...]:
    skills: dict[str, dict[str, int]] = {}
    rows = db.execute(select(schema.agent_department)).all()
    place = {key: number for number, key in enumerate(departments)}
    for row in sorted(rows, key=lambda row: place[row.department_key]):
        skills.setdefault(row.agent_id, {})[row.department_key] = row.skill
    active = select(schema.agent).where(schema.agent.c.active).order_by(schema.agent.c.id)
    return tuple(agent_of(row._asdict(), skills.get(row.id, {})) for row in db.execute(active))


def _prompts(db: Connection) -> dict[tuple[str, str], Spoken]:
    in_order = select(schema.prompt).order_by(schema.prompt.c.name, schema.prompt.c.language)
    return {(row.name, row.language): Spoken(row.text, row.audio) for row in db.execute(in_order)}


def _incidents(db: Connection) -> tuple[Incident, ...]:
    table = schema.incident
    unsolved = select(table).where(table.c.solved_at.is_(None)).order_by(table.c.began_at.desc(), table.c.id)
    return tuple(
        Incident(row.id, row.department_key, row.text, row.began_at, row.ends_at)
        for row in db.execute(unsolved)
    )
