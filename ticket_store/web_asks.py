"""Forms that were posted, for the limits by address; and wishes by form that are no promise yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of
from ticket_store.schema import held_wish, refusal, web_ask

_insert_ask = InsertOnce(web_ask, ["nonce"])
_insert_wish = InsertOnce(held_wish, ["number", "department_key"])


@dataclass(frozen=True, slots=True)
class HeldWish:
    number: str
    department_key: str
    at: datetime
    rule: str
    wish: Mapping[str, Any]


_WISH = columns_of(held_wish, HeldWish)
_HOLD_AGAIN = Prepared(
    update(held_wish)
    .where(
        held_wish.c.number == bindparam("of_number"),
        held_wish.c.department_key == bindparam("of_department"),
    )
    .values(rule=bindparam("rule"), wish=bindparam("wish", type_=held_wish.c.wish.type))
)
_OF_NUMBER = Prepared(
    select(*_WISH).where(held_wish.c.number == bindparam("number"), held_wish.c.at >= bindparam("since"))
)
_HOUR_AND_DAY: tuple[ColumnElement[Any], ...] = (
    func.sum(case((web_ask.c.at >= bindparam("hour_ago"), 1), else_=0)),
    func.count(),
)
_OF_ADDRESS = Prepared(
    select(*_HOUR_AND_DAY).where(
        web_ask.c.address == bindparam("address"), web_ask.c.at >= bindparam("day_ago")
    )
)
_ANSWER = Prepared(
    update(web_ask).where(web_ask.c.nonce == bindparam("of_nonce")).values(answer=bindparam("what"))
)


def note_ask(
    tx: Transaction, address: str, number: str | None, nonce: str | None, answer: str, now: datetime
) -> bool:
    """Keep one post; False when a form with this nonce was taken before. That, too, counts for its address."""
    row = {
        "id": new_id(now),
        "at": now,
        "address": address,
        "number": number,
        "nonce": nonce,
        "answer": answer,
    }
    if _insert_ask(tx, row):
        return True
    tx.db.execute(insert(web_ask), row | {"nonce": None})
    return False


def answer_ask(tx: Transaction, nonce: str, answer: str) -> None:
    """What became of a post: promised, merged, refused, held."""
    _ANSWER.run(tx.db, {"of_nonce": nonce, "what": answer})


def asks_of(db: Connection, address: str, hour_ago: datetime, day_ago: datetime) -> tuple[int, int]:
    """How many forms this address has posted in the last hour and in the last day, good and bad."""
    row = _OF_ADDRESS.first(db, {"address": address, "hour_ago": hour_ago, "day_ago": day_ago})
    return (int(row[0] or 0), int(row[1])) if row is not None else (0, 0)


def asks_since(db: Connection, since: datetime) -> int:
    """How many forms were posted since then, by anybody."""
    return db.execute(select(func.count()).where(web_ask.c.at >= since)).scalar_one()


_FORGET_ADDRESSES = Prepared(
    update(refusal)
    .where(refusal.c.at < bindparam("before"), refusal.c.address.is_not(None))
    .values(address=None)
)
_FORGET_ASKS, _FORGET_WISHES = (
    Prepared(delete(table).where(table.c.at < bindparam("before"))) for table in (web_ask, held_wish)
)


def forget_asks(tx: Transaction, before: datetime) -> int:
    """Drop the forms posted before then, and their addresses beside refusals; how many forms."""
    _FORGET_ADDRESSES.run(tx.db, {"before": before})
    return _FORGET_ASKS.run(tx.db, {"before": before})


# --- wishes that are held ---


def hold_wish(
    tx: Transaction, number: str, department_key: str, rule: str, wish: Mapping[str, Any], now: datetime
) -> None:
    """Keep a wish until its number rings us or there is room. A second one of a number keeps the earlier place."""
    row = {"number": number, "department_key": department_key, "at": now, "rule": rule, "wish": dict(wish)}
    if not _insert_wish(tx, row):
        again = {"of_number": number, "of_department": department_key, "rule": rule, "wish": dict(wish)}
        _HOLD_AGAIN.run(tx.db, again)


def wishes_of(db: Connection, number: str, since: datetime) -> list[HeldWish]:
    """The wishes of this number that are held since then, if any."""
    return [HeldWish(*row) for row in _OF_NUMBER.all(db, {"number": number, "since": since})]


@lru_cache(maxsize=8)
def _oldest(rules: tuple[str, ...]) -> Prepared:
    return Prepared(
        select(*_WISH)
        .where(held_wish.c.at >= bindparam("since"), or_(*(held_wish.c.rule == rule for rule in rules)))
        .order_by(held_wish.c.at)
        .limit(bindparam("most", type_=Integer()))
    )


def oldest_wishes(db: Connection, rules: Sequence[str], since: datetime, limit: int) -> list[HeldWish]:
    """Wishes that these rules hold since then, the oldest first."""
    return [HeldWish(*row) for row in _oldest(tuple(rules)).all(db, {"since": since, "most": limit})]


def take_wish(tx: Transaction, wish: HeldWish) -> bool:
    """It is held no more; False when somebody else took it."""
    taken = delete(held_wish).where(
        held_wish.c.number == wish.number, held_wish.c.department_key == wish.department_key
    )
    return tx.db.execute(taken).rowcount == 1


def forget_wishes(tx: Transaction, before: datetime) -> int:
    """Drop wishes that were held before then and never proven; how many."""
    return _FORGET_WISHES.run(tx.db, {"before": before})
