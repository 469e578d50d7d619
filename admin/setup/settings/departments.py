"""Departments as the settings change them: a new one, one less, another order. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from admin.setup.naming import key_for
from ticket_store.line import Department, Line


def new_department(line: Line, names: Mapping[str, str], hours_key: str) -> Department:
    """A department of these names with the defaults of the house, and the first hours where none are chosen."""
    english_first = names.get("en") or next(iter(names.values()), "")
    hours = hours_key if hours_key in line.hours else next(iter(line.hours), "")
    return Department(
        key_for(english_first, line.departments, otherwise="department"),
        dict(names),
        hours,
        len(line.departments),
    )


def with_department(line: Line, made: Department) -> Line:
    return replace(line, departments=_in_order([*line.departments.values(), made]))


def without_department(line: Line, key: str) -> Line:
    """Nobody answers for it any more. What leads there still is a fault that the check tells."""
    agents = tuple(
        replace(
            one,
            departments={name: skill for name, skill in one.departments.items() if name != key},
            supervises=tuple(name for name in one.supervises if name != key),
        )
        for one in line.agents
    )
    left = [one for one in line.departments.values() if one.key != key]
    return replace(line, departments=_in_order(left), agents=agents)


def with_moved(line: Line, key: str, by: int) -> Line:
    """Moved by so many places; beyond an end it stays where it is."""
    order = list(line.departments.values())
    at = next((place for place, one in enumerate(order) if one.key == key), None)
    if at is None or not 0 <= at + by < len(order):
        return line
    order.insert(at + by, order.pop(at))
    return replace(line, departments=_in_order(order))


def _in_order(departments: list[Department]) -> dict[str, Department]:
    return {one.key: replace(one, position=place) for place, one in enumerate(departments)}
