"""What a new line changes: one difference for each thing, part by part, as data and as English sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from admin.shop_file.faults import Path
from admin.shop_file.tree import line_as_tree
from admin.shop_file.tree_callbacks import Tree
from ticket_store.line import Line

_NOUNS = {
    "hours": "hours",
    "closures": "closure",
    "departments": "department",
    "numbers": "number",
    "menus": "menu",
    "prompts": "prompt",
    "agents": "agent",
}
_ORDERED = {"departments", "numbers"}  # their order is shown and spoken


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDER = "order"  # the same things in another order: before and after are their names


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `before` and `after` are as the file has them; None where there is nothing."""

    path: Path
    kind: Kind
    before: Any = None
    after: Any = None

    @property
    def is_part(self) -> bool:
        """Whether it is a whole named part: a department, a menu, a number."""
        return len(self.path) == 2 and self.path[0] in _NOUNS  # noqa: PLR2004 - section and name


def differences(old: Line | None, new: Line) -> tuple[str, ...]:
    """Sentences like `department complaints: ring_timeout 20 s -> 25 s`; none where saving changes nothing.

    `old` is None before the first shop file: then every part is added.
    """
    return tuple(map(_sentence, found_differences(old, new)))


def found_differences(old: Line | None, new: Line) -> tuple[Difference, ...]:
    """The same as data, in the order of the file."""
    before = _by_name(line_as_tree(old)) if old else {}
    after = _by_name(line_as_tree(new))
    return tuple(
        found
        for section in after | before
        for found in _section(section, before.get(section, {}), after.get(section, {}))
    )


def shown(value: Any) -> str:
    """A value of the file on one line: `share 0.8, within 30 s`."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return (
                ", ".join(f"{name} {shown(one)}".removesuffix(" true") for name, one in value.items())
                or "nothing"
            )
        case list() | tuple():
            between = "; " if any(isinstance(one, dict) for one in value) else ", "
            return between.join(map(shown, value)) or "nothing"
        case _:
            return str(value)


def _section(section: str, old: Tree, new: Tree) -> Iterator[Difference]:
    if section not in _NOUNS:  # shop and callbacks are one part each
        if not old:
            yield Difference((section,), Kind.ADDED)
        else:
            yield from _changes(old, new, (section,))
        return
    for name in new | old:
        path = (section, name)
        if name not in old:
            yield Difference(path, Kind.ADDED, after=new[name])
        elif name not in new:
            yield Difference(path, Kind.REMOVED, before=old[name])
        else:
            yield from _changes(old[name], new[name], path)
    if section in _ORDERED:
        yield from _order(old, new, (section,))


def _changes(old: Any, new: Any, path: Path) -> Iterator[Difference]:
    """The changes inside one part, each with the way to it."""
    is_target = path[-2:-1] == ("keys",) or path[-1] == "then"  # shown whole: `menu a -> department b`
    if is_target or not (isinstance(old, dict) and isinstance(new, dict)):
        if old != new:
            yield Difference(path, Kind.CHANGED, old, new)
        return
    for key in new | old:
        here = (*path, key)
        if key not in old:
            yield Difference(here, Kind.ADDED, after=new[key])
        elif key not in new:
            yield Difference(here, Kind.REMOVED, before=old[key])
        else:
            yield from _changes(old[key], new[key], here)
    if path[-1] == "keys":
        yield from _order(old, new, path)


def _order(old: Tree, new: Tree, path: Path) -> Iterator[Difference]:
    """The order of what both have, where it differs."""
    before = [name for name in old if name in new]
    after = [name for name in new if name in old]
    if before != after:
        yield Difference(path, Kind.ORDER, before, after)


def _sentence(found: Difference) -> str:
    """In English and the words of the file: what the command line prints and the history keeps."""
    title, inside = _title(found.path)
    what = found.kind.value
    match found.kind:
        case Kind.ADDED | Kind.REMOVED if not inside:
            value = found.after if found.kind is Kind.ADDED else found.before
            what += f" {value}" if isinstance(value, str) else ""  # hours are shown whole
        case Kind.ADDED:
            what += f": {shown(found.after)}"
        case Kind.REMOVED:
            what += f": {shown(found.before)}"
        case Kind.CHANGED:
            what = f"{shown(found.before)} -> {shown(found.after)}"
        case Kind.ORDER:
            what += f" {shown(found.before)} -> {shown(found.after)}"
    return f"{title}: {f'{inside} {what}'.lstrip()}"


def _title(path: Path) -> tuple[str, str]:
    """The part, and the way inside it: `department orders` and `callback again_after busy`."""
    section, *inside = path
    title = section
    if section in _NOUNS and inside:
        title = f"{_NOUNS[section]} {inside.pop(0)}"
    match inside:
        case [*way, "keys"]:
            return title, " ".join(way)
        case [*way, "keys", digit]:
            return title, " ".join([*way, "key", digit])
    return title, " ".join(inside)


def _by_name(tree: Tree) -> dict[str, Tree]:
    """Lists of named parts as mappings, so that a part is compared with itself wherever it stands."""
    named = dict(tree)
    named["agents"] = {one["email"]: one for one in tree.get("agents", [])}
    named["closures"] = {
        f"{one['hours']} {one['from']} to {one['to']}": one for one in tree.get("closures", [])
    }
    return named
