"""Whether customers are rung back at all just now: the shop's switch, and the hold after a restored backup."""

from sqlalchemy import Connection

from ticket_store.carrier_pace import line_state
from ticket_store.line import Line


def dials_customers(db: Connection, line: Line) -> bool:
    """False while the switch is off, or until the carrier's books were read after a restore."""
    return line.shop.callbacks.dial and line_state(db).held_since is None
