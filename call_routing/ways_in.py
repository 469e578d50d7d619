"""Which numbers lead a caller to a department, and by which keys. Pure."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ticket_store.line import Did, Line, ToDepartment, ToMenu


@dataclass(frozen=True)
class WayIn:
    """A number of the shop; `keys` are pressed in this order, none where it leads there by itself."""

    number: str
    language: str
    keys: tuple[str, ...] = ()


def ways_in(line: Line, department_key: str) -> list[WayIn]:
    """Each number that reaches the department, by its shortest way; the most direct first.

    Numbers that are equally direct stand in the shop's order.
    """
    found = (_way(line, did, department_key) for did in line.dids.values())
    places = {did.number: did.position for did in line.dids.values()}
    return sorted(
        (way for way in found if way is not None), key=lambda way: (len(way.keys), places[way.number])
    )


def _way(line: Line, did: Did, department_key: str) -> WayIn | None:
    if did.menu_key is None:
        return WayIn(did.number, did.language) if did.department_key == department_key else None
    keys = next((keys for keys, key in _walk(line, did.menu_key) if key == department_key), None)
    return None if keys is None else WayIn(did.number, did.language, keys)


def _walk(line: Line, menu_key: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every department that the keys of a menu lead to, the fewest keys first."""
    seen = {menu_key}
    waiting: deque[tuple[tuple[str, ...], str]] = deque([((), menu_key)])
    while waiting:
        pressed, key = waiting.popleft()
        menu = line.menus.get(key)
        for digit, target in menu.keys.items() if menu else ():
            match target:
                case ToDepartment(there):
                    yield (*pressed, digit), there
                case ToMenu(there) if there not in seen:
                    seen.add(there)
                    waiting.append(((*pressed, digit), there))
                case _:
                    pass
