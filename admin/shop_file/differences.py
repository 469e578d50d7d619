"""What a new line changes, in words: one sentence for each difference, part by part."""

from collections.abc import Iterator
from typing import Any

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
_ORDERED = {"departments": "departments", "numbers": "numbers"}  # their order is shown and spoken


def differences(old: Line | None, new: Line) -> tuple[str, ...]:
    """Sentences like `department complaints: ring_timeout 20 s -> 25 s`; none where saving changes nothing.

    `old` is None before the first shop file: then every part is added.
    """
    before = _by_name(line_as_tree(old)) if old else {}
    after = _by_name(line_as_tree(new))
    return tuple(
        sentence
        for section in after | before
        for sentence in _section(section, before.get(section, {}), after.get(section, {}))
    )


def _section(section: str, old: Tree, new: Tree) -> Iterator[str]:
    noun = _NOUNS.get(section)
    if noun is None:  # shop and callbacks are one part each
        if not old:
            yield f"{section}: added"
        yield from (f"{section}: {change}" for change in (_changes(old, new) if old else ()))
        return
    for name in new | old:
        if name not in old:
            yield f"{noun} {name}: added{_if_short(new[name])}"
        elif name not in new:
            yield f"{noun} {name}: removed{_if_short(old[name])}"
        else:
            yield from (f"{noun} {name}: {change}" for change in _changes(old[name], new[name]))
    if section in _ORDERED:
        yield from (f"{section}: {change}" for change in _order(old, new))


def _changes(old: Any, new: Any, name: str = "") -> Iterator[str]:
    """The changes inside one part, each with the way to it: `callback again_after busy 5 min -> 10 min`."""
    is_target = name.startswith("key ") or name.endswith(" then")  # shown whole: `menu a -> department b`
    if is_target or not (isinstance(old, dict) and isinstance(new, dict)):
        if old != new:
            yield f"{name} {_shown(old)} -> {_shown(new)}".lstrip()
        return
    for key in new | old:
        here = _deeper(name, key)
        if key not in old:
            yield f"{here} added: {_shown(new[key])}"
        elif key not in new:
            yield f"{here} removed: {_shown(old[key])}"
        else:
            yield from _changes(old[key], new[key], here)
    if name == "keys":
        yield from _order(old, new)


def _deeper(name: str, key: str) -> str:
    return f"key {key}" if name == "keys" else f"{name} {key}".strip()


def _order(old: Tree, new: Tree) -> Iterator[str]:
    """The order of what both have, where it differs."""
    before = [name for name in old if name in new]
    after = [name for name in new if name in old]
    if before != after:
        yield f"order {', '.join(before)} -> {', '.join(after)}"


def _shown(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return (
                ", ".join(f"{name} {_shown(one)}".removesuffix(" true") for name, one in value.items())
                or "nothing"
            )
        case list():
            between = "; " if any(isinstance(one, dict) for one in value) else ", "
            return between.join(map(_shown, value)) or "nothing"
        case _:
            return str(value)


def _if_short(value: Any) -> str:
    """Hours are shown whole; a department or menu is better read in the file."""
    return f" {value}" if isinstance(value, str) else ""


def _by_name(tree: Tree) -> dict[str, Tree]:
    """Lists of named parts as mappings, so that a part is compared with itself wherever it stands."""
    named = dict(tree)
    named["agents"] = {one["email"]: one for one in tree.get("agents", [])}
    named["closures"] = {
        f"{one['hours']} {one['from']} to {one['to']}": one for one in tree.get("closures", [])
    }
    return named
