"""The changes of the line that this room makes, each from a line to a line. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ticket_store.line import Closure, Line


def put_hours(line: Line, key: str, text: str) -> Line:
    """The line with this text for hours that it has, or with new hours behind the others."""
    return replace(line, hours={**line.hours, key: text})


def drop_hours(line: Line, key: str) -> Line:
    """The line without these hours and their closures; departments that use them are left to the checks."""
    return replace(
        line,
        hours={name: text for name, text in line.hours.items() if name != key},
        closures=tuple(one for one in line.closures if one.hours_key != key),
    )


def put_closures(line: Line, old: Collection[Closure], new: Iterable[Closure]) -> Line:
    """The line with the new closures in place of the old ones, in the order in which the store gives them."""
    kept = [one for one in line.closures if one not in old]
    kept += [one for one in new if one not in kept]
    in_order = sorted(kept, key=lambda one: (one.starts_at, one.hours_key, one.ends_at))
    return replace(line, closures=tuple(in_order))
