"""Incidents: begun, moved and solved by a person, and who asked for a text when it is over.

They are part of the line that every process holds, so each change raises its version.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.line import Words, nearest
from ticket_store.outbox import send
from ticket_store.schema import department, incident, incident_listener, shop

_listen = InsertOnce(incident_listener)


@dataclass(frozen=True)
class ListedIncident:
    """One incident as pages show it. `listeners` asked for a text; nobody is texted before it is solved."""

    id: str
    department_key: str | None
    text: Words
    began_at: datetime
    ends_at: datetime
    solved_at: datetime | None
    solved_text: Words
    made_by: str
    listeners: int

    def is_live(self, now: datetime) -> bool:
        """Whether callers hear it."""
        return self.solved_at is None and self.began_at <= now < self.ends_at


def begin_incident(
    tx: Transaction,
    now: datetime,
    *,
    text: Words,
    department_key: str | None,
    ends_at: datetime,
    actor: str,
) -> str:
    """Tell callers from now on, until `ends_at`; its id. Without a department every caller is told.

    Raises: ValueError for an empty text, an end that is not ahead, a department that there is not.
    """
    said = _said(text)
    if not said:
        raise ValueError(
            "The incident says nothing. Write at least one sentence, in one language of the shop."
        )
    if ends_at <= now:
        raise ValueError(
            f"The incident would end at {ends_at:%Y-%m-%d %H:%M %Z}, which is over. Set a later end."
        )
    if department_key is not None and not _department_exists(tx.db, department_key):
        raise ValueError(f'There is no department "{department_key}". Name one of the shop file, or none.')
    _lock_shop(tx)
    incident_id = new_id(now)
    made = {
        "id": incident_id,
        "department_key": department_key,
        "text": said,
        "began_at": now,
        "ends_at": ends_at,
        "solved_text": {},
        "made_by": actor,
    }
    tx.db.execute(insert(incident), made)
    after = {"department": department_key, "text": said, "ends_at": ends_at.isoformat()}
    write_audit(tx, now, actor, "incident.begin", incident_id, after=after)
    _change_the_line(tx)
    return incident_id


def end_incident_at(
    tx: Transaction, incident_id: str, ends_at: datetime, now: datetime, *, actor: str
) -> None:
    """Tell callers until then instead; `now` stops it at once, without a text to anybody.

    Raises: LookupError for an unknown incident; ValueError for one that is solved, or an end in the past.
    """
    _lock_shop(tx)
    found = _locked(tx, incident_id)
    if found.solved_at is not None:
        raise ValueError("This incident is solved, so it has ended. Begin a new one.")
    if ends_at < now:
        raise ValueError(f"The end {ends_at:%Y-%m-%d %H:%M %Z} is over. Set a later one, or stop it now.")
    if found.ends_at == ends_at:
        return
    tx.db.execute(update(incident).where(incident.c.id == incident_id).values(ends_at=ends_at))
    before, after = {"ends_at": found.ends_at.isoformat()}, {"ends_at": ends_at.isoformat()}
    write_audit(tx, now, actor, "incident.end_at", incident_id, before=before, after=after)
    _change_the_line(tx)


def solve_incident(
    tx: Transaction, incident_id: str, now: datetime, *, solved_text: Words, actor: str
) -> int:
    """It is over: callers hear no more of it, and everyone who asked is sent one text; how many are.

    Each gets the words of their own language, else those of the shop's first that has any. Solving again
    changes nothing and sends nothing.
    Raises: LookupError for an unknown incident; ValueError where somebody waits for a text and there is none.
    """
    languages = _lock_shop(tx)
    found = _locked(tx, incident_id)
    if found.solved_at is not None:
        return 0
    said = _said(solved_text)
    waiting = _untexted(tx.db, incident_id)
    if waiting and not said:
        raise ValueError(
            f"People wait for a text ({len(waiting)}). Write what they are told, in one language at least."
        )
    tx.db.execute(
        update(incident).where(incident.c.id == incident_id).values(solved_at=now, solved_text=said)
    )
    for listener in waiting:
        body = nearest(said, (listener.language, *languages))
        send(tx, "send_text", now, to=listener.number, text=body)
    tx.db.execute(
        update(incident_listener)
        .where(incident_listener.c.incident_id == incident_id, incident_listener.c.texted_at.is_(None))
        .values(texted_at=now)
    )
    write_audit(tx, now, actor, "incident.solve", incident_id, after={"text": said, "texts": len(waiting)})
    _change_the_line(tx)
    return len(waiting)


def listen_for(
    tx: Transaction, incident_id: str, number: str, language: str, call_id: str | None, now: datetime
) -> bool:
    """Text this number once the incident is solved; False when it has been solved in the meantime.

    Asking again changes nothing: one text a number. Whether a number may be texted at all is asked first:
    callbacks.limits.dial_gate.may_text.
    """
    still = select(incident.c.solved_at).where(incident.c.id == incident_id).with_for_update(key_share=True)
    row = tx.db.execute(still).first()
    if row is None or row.solved_at is not None:
        return False
    _listen(
        tx,
        {
            "incident_id": incident_id,
            "number": number,
            "language": language,
            "call_id": call_id,
            "asked_at": now,
            "texted_at": None,
        },
    )
    tx.topics.add("incidents")
    return True


def incidents_listed(db: Connection, limit: int = 50) -> list[ListedIncident]:
    """The newest incidents first, those that are over too."""
    newest = _with_listeners().order_by(incident.c.began_at.desc(), incident.c.id.desc())
    return [ListedIncident(**row._asdict()) for row in db.execute(newest.limit(limit))]


def incident_of(db: Connection, incident_id: str) -> ListedIncident | None:
    """One incident, as the list shows it."""
    row = db.execute(_with_listeners().where(incident.c.id == incident_id)).first()
    return None if row is None else ListedIncident(**row._asdict())


def _with_listeners() -> Select[Any]:
    listeners = (
        select(func.count())
        .where(incident_listener.c.incident_id == incident.c.id)
        .correlate(incident)
        .scalar_subquery()
    )
    return select(incident, listeners.label("listeners"))


def _lock_shop(tx: Transaction) -> tuple[str, ...]:
    """Two who change the line follow each other, as with a saved shop file; the languages of the shop."""
    return tuple(tx.db.scalar(select(shop.c.languages).with_for_update(key_share=True)) or ())


def _change_the_line(tx: Transaction) -> None:
    """Every process looks at the version, and reads the line anew."""
    tx.db.execute(update(shop).values(version=shop.c.version + 1))
    tx.topics.update({"line", "incidents"})


def _locked(tx: Transaction, incident_id: str) -> Any:
    query = select(incident).where(incident.c.id == incident_id).with_for_update(key_share=True)
    row = tx.db.execute(query).first()
    if row is None:
        raise LookupError(
            f"There is no incident with the id {incident_id!r}. Look it up on the page of incidents."
        )
    return row


def _untexted(db: Connection, incident_id: str) -> list[Any]:
    table = incident_listener
    asked = select(table.c.number, table.c.language).where(
        table.c.incident_id == incident_id, table.c.texted_at.is_(None)
    )
    return list(db.execute(asked.order_by(table.c.asked_at, table.c.number)))


def _department_exists(db: Connection, key: str) -> bool:
    return db.scalar(select(department.c.key).where(department.c.key == key)) is not None


def _said(words: Words) -> dict[str, str]:
    """Only the languages in which something is said."""
    return {language: text.strip() for language, text in words.items() if text.strip()}
