"""Whether every menu is reached, leads on and brings its callers to a person."""

from collections.abc import Iterator

from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import nearest, no_such, outside
from admin.shop_file.naming import check_key, check_language, check_names, check_spoken
from call_routing.sentence import Sentence, sentence
from ticket_store.line import Branch, Line, Menu, OrderStatus, Target, ToDepartment, ToLanguage, ToMenu

_DIGITS = frozenset("0123456789*#")
_MOST_TIMES = 10


def check_menus(line: Line, book: Book) -> None:
    for key, menu in line.menus.items():
        path = ("menus", key)
        check_key(path, book)
        if menu.name:
            check_names((*path, "name"), menu.name, line.shop, book)
        check_spoken((*path, "greeting"), menu.greeting, line.shop, book)
        _check_keys(path, menu, line, book)
        _check_branch((*path, "no_input"), menu.no_input, line, book)
        _check_branch((*path, "no_match"), menu.no_match, line, book)
    _check_reached(line, book)
    _check_ways_to_a_person(line, book)


def _check_keys(path: Path, menu: Menu, line: Line, book: Book) -> None:
    for digit, target in menu.keys.items():
        here = (*path, "keys", digit)
        if digit not in _DIGITS:
            book.fault(here, sentence("a phone has no such key. Use 0-9, * or #."))
        _check_target(here, target, line, book)


def _check_branch(path: Path, branch: Branch, line: Line, book: Book) -> None:
    if not 1 <= branch.times <= _MOST_TIMES:
        book.fault((*path, "times"), outside(branch.times, 1, _MOST_TIMES))
    if branch.then is not None:
        _check_target((*path, "then"), branch.then, line, book)


def _check_target(path: Path, target: Target, line: Line, book: Book) -> None:
    match target:
        case ToDepartment(key) if key not in line.departments:
            book.fault(path, no_such("department", key), nearest(key, line.departments))
        case ToMenu(key) if key not in line.menus:
            book.fault(path, no_such("menu", key), nearest(key, line.menus))
        case ToLanguage(language):
            check_language(path, language, line.shop, book)
        case _:
            pass


def _check_reached(line: Line, book: Book) -> None:
    reached: set[str] = set()
    ahead = [did.menu_key for did in line.dids.values() if did.menu_key in line.menus]
    while ahead:
        key = ahead.pop()
        if key is not None and key not in reached:
            reached.add(key)
            ahead.extend(_menus_after(line, key))
    for key in line.menus:
        if key not in reached:
            book.fault(
                ("menus", key), sentence("nothing leads to it. Give it a number or a key of another menu.")
            )
    if all(fault.is_warning for fault in book.faults):  # else what is wrong so far is the reason
        _check_departments_reached(line, reached, book)


def _check_departments_reached(line: Line, menus: set[str], book: Book) -> None:
    targets = [target for key in menus for target in _targets(line.menus[key])]
    led_to = {target.key for target in targets if isinstance(target, ToDepartment)}
    for key in line.departments.keys() - led_to - {did.department_key for did in line.dids.values()}:
        book.warning(
            ("departments", key), sentence("no number and no key leads to it, so no caller can reach it.")
        )


def _check_ways_to_a_person(line: Line, book: Book) -> None:
    """Key 0 saves such a caller at run time; a menu is written so that nobody has to guess that."""
    lost = _without_a_person(line)
    told: set[str] = set()
    for key in lost:
        if key in told:
            continue
        onward = [other for other in _menus_after(line, key) if other in lost]
        loop = [other for other in lost if _leads(line, key, other) and _leads(line, other, key)]
        if loop:
            told.update(loop)
            book.fault(("menus", key), _loop(loop))
        elif onward:
            book.fault(
                ("menus", key), sentence("no way leads to a person. Add a key that leads to a department.")
            )
        else:
            book.fault(("menus", key), sentence("it is a dead end. Add a key that leads to a department."))


def _loop(menus: list[str]) -> Sentence:
    """`menus` lead to each other and nowhere else; one alone leads to itself."""
    first, *others = [f'"{key}"' for key in menus]
    if not others:
        return sentence(
            "it leads only back to itself, a loop without an exit. Add a key that leads to a department."
        )
    names: str | Sentence = first
    for other in others:
        names = sentence("%(names)s and %(name)s", names=names, name=other)
    return sentence(
        "%(names)s lead only to each other, a loop without an exit. Add a key that leads to a department.",
        names=names,
    )


def _without_a_person(line: Line) -> list[str]:
    """Menus from which no keys and branches, through whatever menus, end in a department."""
    good = {key for key, menu in line.menus.items() if any(_is_a_person(one) for one in _targets(menu))}
    while more := {
        key for key in line.menus if key not in good and good.intersection(_menus_after(line, key))
    }:
        good |= more
    return [key for key in line.menus if key not in good]


def _is_a_person(target: Target) -> bool:
    """Asking for an order's status also ends with a person, who can look it up."""
    return isinstance(target, ToDepartment | OrderStatus)


def _targets(menu: Menu) -> Iterator[Target]:
    yield from menu.keys.values()
    yield from (branch.then for branch in (menu.no_input, menu.no_match) if branch.then is not None)


def _menus_after(line: Line, key: str) -> list[str]:
    """The menus that keys and branches of a menu lead to, those that exist."""
    targets = _targets(line.menus[key])
    return [one.key for one in targets if isinstance(one, ToMenu) and one.key in line.menus]


def _leads(line: Line, start: str, goal: str) -> bool:
    """Whether some keys lead from one menu to another, or back to the same."""
    seen: set[str] = set()
    ahead = _menus_after(line, start)
    while ahead:
        key = ahead.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            ahead.extend(_menus_after(line, key))
    return False
