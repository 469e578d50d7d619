"""Maria in every table that can know her, beside Jan who stays as he is."""

from datetime import timedelta

from sqlalchemy import insert

from tests.admin import seed
from tests.admin.seed import CALL, JAN, MARIA, NOW, OLD_CALL, OPEN_CASE, put
from ticket_store import outbox, schema
from ticket_store.audit import write_audit
from ticket_store.callback_steps import write_step
from ticket_store.calls import write_event
from ticket_store.engine import Store, Transaction
from ticket_store.no_dial import forbid

NUMBER, SECOND = "+48600123456", "+48221110000"
JANS = "+420601123456"
SAID = "The book came with a torn cover."
WORDS = ("Maria", "maria@", "torn cover", "Prefers mornings", "blue tome", NUMBER, SECOND)


def seed_everything(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)
    store.write(about_maria)


def about_maria(tx: Transaction) -> None:
    put(tx, schema.customer_number, number=SECOND, customer_id=MARIA)
    changed = {"email": "maria@mail.example", "blocked_at": NOW, "blocked_reason": f"{NUMBER} shouts"}
    tx.db.execute(schema.customer.update().where(schema.customer.c.id == MARIA).values(**changed))
    texted = {"id": "text-1", "sid": "SM1", "ticket_id": OPEN_CASE, "number": NUMBER, "at": NOW}
    put(tx, schema.text_message, body="Where is the blue tome?", **texted)
    _callback_of_maria(tx)
    _walked_the_menu(tx)
    body = {"From": NUMBER, "FromCity": "Warszawa"}
    write_event(tx, "message", "SM1:message", NOW, leg_sid="SM1", body=body)
    outbox.send(tx, "send_text", NOW, to=NUMBER, text="Maria, we ring at 14:00")
    outbox.send(tx, "send_mail", NOW, to="maria@mail.example", subject="Your callback", text="Soon.")
    outbox.send(tx, "send_mail", NOW, to="lead@sowa.example", subject="x", text=f"{NUMBER} was not rung back")
    outbox.send(tx, "wake_callback", NOW, callback_id="other")
    refused = {"done_at": NOW, "failure": f"21211: {NUMBER} is not a valid phone number"}
    put(tx, schema.outbox, id="errand-refused", kind="send_text", body={"to": NUMBER}, created_at=NOW,
        due_at=NOW, **refused)  # fmt: skip
    forbid(tx, NUMBER, "key_9", NOW, actor="customer")
    write_audit(tx, NOW, "ada", "customer.note", f"customer:{MARIA}", after={"number": SECOND})
    write_audit(tx, NOW, "ada", "rehearsal.kept", f"A call of {NUMBER} at night")
    _asked_by_form(tx)
    _told_outside(tx)


def _callback_of_maria(tx: Transaction) -> None:
    put(tx, schema.callback, id="callback-maria", customer_id=MARIA, customer_number=NUMBER,
        department_key="complaints", ticket_id=OPEN_CASE, language="pl", status="waiting", asked_through="web",
        customer_name="Maria K.", customer_email="maria@mail.example", matter="torn cover", token="t" * 22,
        arrived_at=NOW, due_at=NOW, promised_from=NOW, promised_until=NOW + timedelta(hours=1),
        created_at=NOW)  # fmt: skip
    put(tx, schema.attempt, id="attempt-maria", callback_id="callback-maria", number=1, state="ended",
        cause="busy", customer_number=NUMBER, placed_at=NOW, ended_at=NOW)  # fmt: skip
    put(tx, schema.promise, id="promise-maria", kind="callback", customer_id=MARIA, customer_number=NUMBER,
        ticket_id=OPEN_CASE, callback_id="callback-maria", made_through="web", made_at=NOW, from_at=NOW,
        until_at=NOW + timedelta(hours=1))  # fmt: skip
    put(tx, schema.promise, id="promise-message", kind="message", customer_id=MARIA, customer_number=NUMBER,
        ticket_id=OPEN_CASE, made_through="message", made_at=NOW, from_at=NOW, until_at=NOW, state="kept")  # fmt: skip
    write_step(tx, "callback-maria", "merged", NOW, actor="customer", other=SECOND)


def _walked_the_menu(tx: Transaction) -> None:
    call = schema.call
    walked = {"walk": {"typed": NUMBER}, "answer": f"<Say>{NUMBER}</Say>"}
    tx.db.execute(call.update().where(call.c.id == OLD_CALL).values(**walked))
    put(tx, schema.leg, id="leg-agent", call_id=OLD_CALL, sid="CA" + "3" * 32, role="agent",
        status="completed", address="+48600000002", created_at=NOW)  # fmt: skip


def _asked_by_form(tx: Transaction) -> None:
    put(
        tx,
        schema.web_ask,
        id="ask-1",
        at=NOW,
        address="203.0.113.5",
        number=NUMBER,
        nonce="n1",
        answer="held",
    )
    wish = {"name": "Maria", "matter": "torn cover"}
    put(tx, schema.held_wish, number=NUMBER, department_key="orders", at=NOW, rule="proof", wish=wish)
    put(tx, schema.refusal, id="refusal-1", at=NOW, number=NUMBER, rule="limit", asked_through="web",
        address="203.0.113.5", facts={"number": NUMBER})  # fmt: skip
    put(
        tx,
        schema.incident,
        id="incident-1",
        text={},
        began_at=NOW,
        ends_at=NOW,
        solved_text={},
        made_by="ada",
    )
    put(tx, schema.incident_listener, incident_id="incident-1", number=NUMBER, language="pl", asked_at=NOW)
    kept = {"status": 201, "body": {"customer_number": NUMBER}, "created_at": NOW}
    put(tx, schema.kept_answer, key="k1", request_digest="d", **kept)


def _told_outside(tx: Transaction) -> None:
    put(tx, schema.hook_endpoint, id="hook-1", url="https://shop.example", events=[], salt="s", active=False,
        created_at=NOW, created_by="ada")  # fmt: skip
    rows = [
        {"id": f"sent-{whose[1:]}", "endpoint_id": "hook-1", "event": "call.ended", "customer_number": whose,
         "body": f'{{"data": {{"customer_number": "{whose}"}}}}', "at": NOW, "due_at": NOW}
        for whose in (NUMBER, JANS)
    ]  # fmt: skip
    tx.db.execute(insert(schema.hook_delivery), rows)
    put(
        tx,
        schema.hook_try,
        id="try-1",
        delivery_id=f"sent-{NUMBER[1:]}",
        at=NOW,
        took_ms=1,
        answer=f"got {NUMBER}",
    )


def everything_written(store: Store) -> str:
    """All rows of all tables as one text."""
    return "\n".join(
        f"{table.name}: {tuple(row)}"
        for table in schema.metadata.sorted_tables
        for row in store.read(lambda db, table=table: db.execute(table.select()).all())  # type: ignore[misc]
    )


__all__ = ["CALL", "JAN", "JANS", "MARIA", "NOW", "NUMBER", "OLD_CALL", "OPEN_CASE", "SECOND", "WORDS"]
