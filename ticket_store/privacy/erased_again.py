"""A copy that is put back knows people who were erased since it was made: they are erased again, by their digests."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, union

from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.privacy.erasure import erase
from ticket_store.privacy.privacy_book import Act, carry_over, digest_of, erasures

ACTOR = "restore"


def erase_again(store: Store, erased: Sequence[Act], now: datetime) -> int:
    """Erase whoever `erased` of the other store names and this one has not erased itself; how many.

    The acts are carried over, so that a still older copy put back later does not bring anybody back either.
    """
    known = {act.id for act in store.read(erasures)}
    missing = [act for act in erased if act.id not in known]
    if not missing:
        return 0
    digests = {act.digest for act in missing}
    numbers = [number for number in store.read(_numbers) if digest_of(number) in digests]
    for number in numbers:
        erase(store, number, now, actor=ACTOR, on_the_line=True)
    store.write(lambda tx: carry_over(tx, missing))
    return len(numbers)


def _numbers(db: Connection) -> list[str]:
    """Every number of anybody who is no more than a number, or more."""
    columns = (
        schema.customer_number.c.number,
        schema.web_ask.c.number,
        schema.held_wish.c.number,
        schema.refusal.c.number,
        schema.no_dial.c.number,
    )
    found = db.scalars(union(*(select(column) for column in columns)))
    return sorted(number for number in found if number)
