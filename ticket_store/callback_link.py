"""The customer's own link to a promise: found by its token, which cannot be guessed."""

from sqlalchemy import Connection, func, select

from ticket_store.reading import columns_of, filled
from ticket_store.rows import Callback
from ticket_store.schema import callback, callback_step

_CALLBACK = columns_of(callback, Callback)


def callback_of_link(db: Connection, token: str) -> Callback | None:
    """The callback whose link this is; None for a token that is nobody's."""
    return filled(Callback, db.execute(select(*_CALLBACK).where(callback.c.token == token)).first())


def link_token(db: Connection, callback_id: str) -> str | None:
    """The token of a callback; None where it has none, or is not there."""
    token: str | None = db.scalar(select(callback.c.token).where(callback.c.id == callback_id))
    return token


def times_moved(db: Connection, callback_id: str, actor: str) -> int:
    """How often this actor has moved it."""
    moves = select(func.count()).where(
        callback_step.c.callback_id == callback_id,
        callback_step.c.what == "moved",
        callback_step.c.actor == actor,
    )
    return db.execute(moves).scalar_one()
