"""Messages that callers spoke: first expected, then fetched and kept with the case."""

from datetime import datetime

from sqlalchemy import select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.schema import recording

_insert_recording = InsertOnce(recording, ["sid"])


def expect_recording(
    tx: Transaction,
    now: datetime,
    *,
    sid: str,
    url: str,
    call_id: str | None,
    ticket_id: str | None,
    duration_s: int | None,
) -> bool:
    """The carrier holds a message for us; False for a repeat, which changes nothing."""
    row = {
        "id": new_id(now), "sid": sid, "url": url, "call_id": call_id, "ticket_id": ticket_id,
        "duration_s": duration_s, "status": "expected", "created_at": now,
    }  # fmt: skip
    return _insert_recording(tx, row)


def recording_to_fetch(tx: Transaction, sid: str) -> str | None:
    """Where the carrier keeps it; None when it is stored already, lost, or nobody's."""
    return tx.db.execute(
        select(recording.c.url).where(recording.c.sid == sid, recording.c.status == "expected")
    ).scalar_one_or_none()


def store_recording(tx: Transaction, sid: str, media_type: str, media: bytes) -> None:
    tx.db.execute(
        update(recording)
        .where(recording.c.sid == sid)
        .values(status="stored", media_type=media_type, media=media)
    )
    tx.topics.add("tickets")


def lose_recording(tx: Transaction, sid: str) -> None:
    """The carrier says that nothing was recorded."""
    tx.db.execute(
        update(recording)
        .where(recording.c.sid == sid, recording.c.status == "expected")
        .values(status="absent")
    )
