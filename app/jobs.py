"""What a worker does when the bell rings. A job carries only an id; the row in the database says the rest."""

from functools import cache

from app.settings import Settings, load
from app.wiring import House, build_house
from callbacks.carry_out import carry_out


@cache
def house() -> House:
    """The house of this worker process, built after the process began: its engine is nobody else's."""
    return build_house(load(Settings))


def carry_out_outbox(outbox_id: str) -> None:
    """Carry out one outbox row. Safe to run twice and at once: the row is taken by compare-and-set."""
    carry_out(house().callback_desk, outbox_id)
