"""Insert a row, or find that an index has one already: how "only one" is decided on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from ticket_store.engine import Transaction


class InsertOnce:
    """`INSERT ... ON CONFLICT DO NOTHING` on a table, built once. `keys` narrows it to one unique index."""

    def __init__(self, table: Table, keys: Sequence[str] | None = None) -> None:
        self._by_dialect = {
            "sqlite": sqlite.insert(table).on_conflict_do_nothing(index_elements=keys),
            "postgresql": postgresql.insert(table).on_conflict_do_nothing(index_elements=keys),
        }
        # Without the option an INSERT on PostgreSQL forgets how many rows it wrote.
        for dialect, statement in self._by_dialect.items():
            self._by_dialect[dialect] = statement.execution_options(preserve_rowcount=True)

    def __call__(self, tx: Transaction, row: Mapping[str, Any]) -> bool:
        """Whether the row was written; False when another one stands in its place."""
        return tx.db.execute(self._by_dialect[tx.db.dialect.name], row).rowcount == 1
