"""What a key to the JSON API may be used for. Pure.

A scope is "read" or "write" and the noun of the address: every operation of the API needs exactly one.
"""

from collections.abc import Iterable
from enum import StrEnum


class Scope(StrEnum):
    """In the order in which pages show them."""

    READ_CALLS = "read:calls"
    READ_TICKETS = "read:tickets"
    READ_CUSTOMERS = "read:customers"
    READ_CALLBACKS = "read:callbacks"
    WRITE_CALLBACKS = "write:callbacks"
    READ_PROMISES = "read:promises"
    READ_DEPARTMENTS = "read:departments"
    READ_AGENTS = "read:agents"
    WRITE_AGENTS = "write:agents"
    READ_METRICS = "read:metrics"  # /metrics from another machine


class UnknownScopeError(ValueError):
    """No scope has this name; says which there are."""


def read_scopes(names: Iterable[str]) -> tuple[Scope, ...] | None:
    """The scopes of these names, each once, in their order; None, which allows all, for no names.

    Raises: UnknownScopeError.
    """
    wanted = set(names)
    unknown = sorted(wanted - set(Scope))
    if unknown:
        raise UnknownScopeError(f"There is no scope {unknown[0]!r}. Choose from: {', '.join(Scope)}.")
    return tuple(one for one in Scope if one in wanted) or None


def allows(scopes: Iterable[str] | None, wanted: str) -> bool:
    """Whether a key with these scopes may be used so. None allows all: keys older than scopes have none."""
    return scopes is None or wanted in scopes
