"""What somebody typed into a form, put into the line exactly as if it had been written into the shop file."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from admin.shop_file.checking import check_line
from admin.shop_file.faults import Fault, Path
from admin.shop_file.reading import read_tree
from admin.shop_file.tree import line_as_tree
from admin.shop_file.tree_callbacks import Tree
from ticket_store.line import Line

Typed = Mapping[Path, Any]  # where in the file -> a text, list or mapping as the file has it; None: left out

_NEEDED = ("shop", "hours", "departments", "numbers")  # empty they are a fault of sense, not of form


@dataclass(frozen=True)
class Edited:
    """The line with what was typed. `faults` and `warnings` are those that it had not before."""

    line: Line
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def with_typed(line: Line, typed: Typed) -> Line:
    """The line with these values; what cannot be read has its default, see `edited`."""
    return kept_apart(_read(line, typed)[0], line)


def edited(line: Line, typed: Typed) -> Edited:
    """The line with these values, and what is wrong with them."""
    read, book = _read(line, typed)
    known = {fault.text for fault in check_line(line)}
    fresh = [fault for fault in check_line(read, book) if fault.text not in known]
    return Edited(
        kept_apart(read, line),
        tuple(fault for fault in fresh if not fault.is_warning),
        tuple(fault for fault in fresh if fault.is_warning),
    )


def kept_apart(read: Line, line: Line) -> Line:
    """`read` with what no shop file says: versions, incidents, what a person has closed by hand."""
    departments = {
        key: replace(one, manual_close=line.departments[key].manual_close) if key in line.departments else one
        for key, one in read.departments.items()
    }
    return replace(
        read,
        version=line.version,
        menu_version=line.menu_version,
        incidents=line.incidents,
        departments=departments,
    )


def _read(line: Line, typed: Typed) -> Any:
    tree: Tree = {section: {} for section in _NEEDED} | deepcopy(line_as_tree(line))
    for path, value in typed.items():
        put(tree, path, value)
    reading = read_tree(tree)
    return reading.line, reading.book


def put(tree: Tree, path: Path, value: Any) -> None:
    """Write a value where the path leads; None, or an empty one, takes it out."""
    *way, name = path
    for step in way:
        tree = tree.setdefault(step, {})
    if value is None or value in ("", [], {}):
        tree.pop(name, None)
    else:
        tree[name] = value


def value_at(tree: Tree, path: Path) -> Any:
    """What stands where the path leads; None where nothing does."""
    found: Any = tree
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found
