"""What differs between before and after, leaf by leaf. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 40  # of one change on the page; the file has all of it
_LONGEST = 300


@dataclass(frozen=True)
class Leaf:
    """One value by the way to it, like "callback again_after busy"; nothing where it was or is not there."""

    name: str
    before: str | None
    after: str | None


def changed(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Leaf]:
    """The leaves that differ, in the order of the new state; what is alike is left out."""
    old, new = dict(_leaves(before or {})), dict(_leaves(after or {}))
    names = [*new, *(name for name in old if name not in new)]
    return [Leaf(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Mapping() if value:
            for key, one in value.items():
                yield from _leaves(one, f"{name} {key}".strip())
        case list() if any(isinstance(one, Mapping | list) for one in value):
            for place, one in enumerate(value, start=1):
                yield from _leaves(one, f"{name} {place}".strip())
        case list():
            yield name, ", ".join(map(str, value))[:_LONGEST]
        case bool():
            yield name, str(value).lower()
        case None | Mapping():
            return
        case _:
            yield name, str(value)[:_LONGEST]
