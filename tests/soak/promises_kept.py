"""What has to be true of every promise when all is over."""

from collections.abc import Iterator
from typing import Any

from tests.soak.loose_ends import OVER


def promise_faults(callbacks: list[Any], promises: list[Any], steps: list[Any]) -> list[str]:
    """Promises that are open after the end, kept too late, moved to nowhere or in silence, broken and not said so."""
    told: dict[str, set[tuple[str, str | None]]] = {}
    for step in steps:
        if step.what == "told":
            told.setdefault(step.callback_id, set()).add(
                (step.facts.get("notice"), step.facts.get("promise"))
            )
    by_callback: dict[str, list[Any]] = {}
    for row in sorted(promises, key=lambda row: (row.made_at, row.id)):
        by_callback.setdefault(row.callback_id, []).append(row)
    return [
        f"{found.customer_number} {fault}"
        for found in callbacks
        for fault in _faults(found, by_callback.get(found.id, []), told.get(found.id, set()))
    ]


def _faults(found: Any, promises: list[Any], told: set[tuple[str, str | None]]) -> Iterator[str]:
    if not promises:
        yield "was promised nothing"
    for place, row in enumerate(promises):
        later = promises[place + 1 :]
        match row.state:
            case "open" if found.status in OVER:
                yield f"is {found.status}, and the promise is still open"
            case "kept" if row.settled_at > row.until_at:
                yield "was kept too late"
            case "moved" if not later:
                yield "was moved to nowhere"
            case "moved" if not any(promise == later[0].id for _, promise in told):
                yield "was moved, and nobody was told"
            case "broken" if not told:
                yield "was broken, and nobody was told"
