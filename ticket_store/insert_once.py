"""Insert a row, or find that an index has one already: how "only one" is decided on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared, values_of


class InsertOnce:
    """`INSERT ... ON CONFLICT DO NOTHING` on a table, prepared. `keys` narrows it to one unique index."""

    def __init__(self, table: Table, keys: Sequence[str] | None = None) -> None:
        self._table, self._keys = table, keys
        self._prepared: dict[tuple[str, tuple[str, ...]], Prepared] = {}

    def __call__(self, tx: Transaction, row: Mapping[str, Any]) -> bool:
        """Whether the row was written; False when another one stands in its place."""
        kind = (tx.db.dialect.name, tuple(row))
        prepared = self._prepared.get(kind)
        if prepared is None:
            prepared = self._prepared[kind] = self._prepare(*kind)
        return prepared.run(tx.db, row) == 1

    def _prepare(self, dialect: str, names: tuple[str, ...]) -> Prepared:
        dialects = postgresql if dialect == "postgresql" else sqlite
        row = values_of(self._table, names)
        return Prepared(
            dialects.insert(self._table).values(row).on_conflict_do_nothing(index_elements=self._keys)
        )
