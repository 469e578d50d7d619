"""The line for pages that look at it often: read whole only when it has changed."""

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from ticket_store.line import Line
from ticket_store.line_rows import line_version, load_line

_kept: WeakKeyDictionary[Engine, Line] = WeakKeyDictionary()


def line_at_hand(db: Connection) -> Line:
    """The line as it is in this transaction: one row asks whether the one at hand is still right.

    Raises: LineMissingError, before the first `hotline shop apply`.
    """
    line = _kept.get(db.engine)
    if line is None or line.version != line_version(db):
        line = _kept[db.engine] = load_line(db)
    return line
