"""Saving a line so that there is a way back: each line is kept whole, also the one before the first change."""

from collections.abc import Sequence
from datetime import datetime

from admin.shop_file.writing import write_shop_file
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_kept import keep_line, kept_line
from ticket_store.line_rows import load_line, save_line


def save_and_keep(
    tx: Transaction,
    old: Line | None,
    new: Line,
    changes: Sequence[str],
    *,
    actor: str,
    now: datetime,
    renamed: tuple[str, str] | None = None,
) -> Line:
    """The line as it is saved, with its new version. `old` is None before the first line; `renamed` as in `save_line`.

    Raises: DepartmentInUseError, with half of it written: let it end the transaction.
    """
    if old is not None and kept_line(tx.db, old.version) is None:
        keep_line(tx, old.version, write_shop_file(old), (), actor="shop file", now=now)
    save_line(tx, new, actor=actor, now=now, renamed=renamed)
    saved = load_line(tx.db)
    if old is None or saved.version != old.version:
        keep_line(tx, saved.version, write_shop_file(saved), changes, actor=actor, now=now)
    return saved
