"""Adds to a roll-up what has just ended, in the transaction that ends it, and takes it out again where it changes.

It is done last in the transaction (`Transaction.at_the_end`): the row of a half-hour is added to by everybody, so
it is locked as briefly as can be, and always after all others.
"""

from functools import cache

from sqlalchemy.dialects import postgresql, sqlite

from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared
from ticket_store.reporting.sources import CALLS, CAUSES, TALKS, Source

_ORDER = {"calls": (CALLS,), "talks": (TALKS, CAUSES)}


def count_call(tx: Transaction, call_id: str) -> None:
    """A call has ended: it counts. Told twice in a transaction it counts once; one that goes on does not count."""
    _count(tx, "calls", call_id)


def recount_call(tx: Transaction, call_id: str) -> None:
    """What is written of this call is about to change, though it may have ended: it is counted as it comes out."""
    _recount(tx, "calls", call_id)


def count_talk(tx: Transaction, talk_id: str) -> None:
    """An agent is done with a talk."""
    _count(tx, "talks", talk_id)


def recount_talk(tx: Transaction, talk_id: str) -> None:
    """This talk, its call or what its case came to is about to change."""
    _recount(tx, "talks", talk_id)


def _count(tx: Transaction, kind: str, row_id: str) -> None:
    tx.at_the_end.setdefault(_add_all, {})[kind, row_id] = True


def _add_all(tx: Transaction, about: dict[tuple[str, str], bool]) -> None:
    for kind, row_id in sorted(about):
        for source in _ORDER[kind]:
            _adding(source, tx.db.dialect.name).run(tx.db, {"id": row_id, "sign": 1})


def _recount(tx: Transaction, kind: str, row_id: str) -> None:
    """Taken out at once, since the row says what was counted only until it is changed."""
    if (kind, row_id) in tx.at_the_end.get(_add_all, {}):
        return  # it has not been counted yet
    for source in _ORDER[kind]:
        _adding(source, tx.db.dialect.name).run(tx.db, {"id": row_id, "sign": -1})
    _count(tx, kind, row_id)


@cache
def _adding(source: Source, dialect: str) -> Prepared:
    """Insert the row's half-hour; where it stands already, add to it."""
    table, of_dialect = source.rolled_up, postgresql if dialect == "postgresql" else sqlite
    insert = of_dialect.insert(table).from_select(source.names, source.of_one())
    together = {name: table.c[name] + insert.excluded[name] for name in source.adds}
    return Prepared(insert.on_conflict_do_update(index_elements=list(source.keys), set_=together))
