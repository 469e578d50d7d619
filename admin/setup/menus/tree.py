"""The menus as a caller walks through them: each shown once, where the fewest keys lead to it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from admin.setup.menus.draft import Draft, DraftMenu
from call_routing.menu_walk import PERSON_KEY
from ticket_store.line import Branch, Did, Target, ToMenu


class Step(StrEnum):
    """What a caller does in a menu."""

    KEY = "key"
    SILENCE = "no_input"
    WRONG_KEY = "no_match"


@dataclass(frozen=True)
class Twig:
    """One thing that a caller may do, and the menu below it where it is shown here."""

    step: Step
    index: int  # of the key in its menu
    digit: str
    target: Target | None
    times: int = 0  # so often a silent caller is asked
    below: "Node | None" = None


@dataclass(frozen=True)
class Node:
    """A menu at its place. `root` is the menu of the number by which callers come here."""

    menu: DraftMenu
    root: str
    twigs: tuple[Twig, ...]

    @property
    def inherits_person(self) -> bool:
        """Whether key 0 works here without standing here."""
        return all(one.digit != PERSON_KEY for one in self.menu.keys)


@dataclass(frozen=True)
class Root:
    dids: tuple[Did, ...]
    node: Node


@dataclass(frozen=True)
class Tree:
    """`roots` are opened by numbers, `direct` numbers open no menu that exists, nothing leads to `loose` menus."""

    roots: tuple[Root, ...]
    direct: tuple[Did, ...]
    loose: tuple[Node, ...]


def tree_of(draft: Draft, dids: Mapping[str, Did]) -> Tree:
    """The draft as callers of these numbers walk through it."""
    menus = {menu.key: menu for menu in draft.menus}
    opened: dict[str, list[Did]] = {}
    for did in dids.values():
        if did.menu_key in menus:
            opened.setdefault(str(did.menu_key), []).append(did)
    owners: dict[str, tuple[str, int] | None] = dict.fromkeys(opened)
    _spread(menus, owners)
    loose = []
    for key in menus:
        if key not in owners:
            loose.append(key)
            owners[key] = None
            _spread(menus, owners)
    return Tree(
        tuple(Root(tuple(those), _node(menus, owners, key, key)) for key, those in opened.items()),
        tuple(did for did in dids.values() if did.menu_key not in menus),
        tuple(_node(menus, owners, key, key) for key in loose),
    )


def roots_of(tree: Tree) -> dict[str, str]:
    """Menu key -> the menu of the number by which callers come there."""
    nodes = [*(root.node for root in tree.roots), *tree.loose]
    return {node.menu.key: node.root for top in nodes for node in _all(top)}


def _spread(menus: Mapping[str, DraftMenu], owners: dict[str, tuple[str, int] | None]) -> None:
    """Give every menu that is led to its place, the nearest first."""
    edge = list(owners)
    while edge:
        key = edge.pop(0)
        for number, (_, target) in enumerate(_steps(menus[key])):
            if isinstance(target, ToMenu) and target.key in menus and target.key not in owners:
                owners[target.key] = (key, number)
                edge.append(target.key)


def _steps(menu: DraftMenu) -> list[tuple[Step, Target | None]]:
    keys = [(Step.KEY, one.target) for one in menu.keys]
    return [*keys, (Step.SILENCE, menu.no_input.then), (Step.WRONG_KEY, menu.no_match.then)]


def _node(
    menus: Mapping[str, DraftMenu], owners: Mapping[str, tuple[str, int] | None], key: str, root: str
) -> Node:
    menu = menus[key]

    def below(number: int, target: Target | None) -> Node | None:
        is_here = isinstance(target, ToMenu) and owners.get(target.key) == (key, number)
        return _node(menus, owners, target.key, root) if isinstance(target, ToMenu) and is_here else None

    keys = [
        Twig(Step.KEY, index, one.digit, one.target, below=below(index, one.target))
        for index, one in enumerate(menu.keys)
    ]
    count = len(keys)
    branches = [
        _branch(Step.SILENCE, menu.no_input, below(count, menu.no_input.then)),
        _branch(Step.WRONG_KEY, menu.no_match, below(count + 1, menu.no_match.then)),
    ]
    return Node(menu, root, (*keys, *branches))


def _branch(step: Step, branch: Branch, below: Node | None) -> Twig:
    return Twig(step, -1, "", branch.then, branch.times, below)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for twig in node.twigs:
        if twig.below is not None:
            yield from _all(twig.below)
