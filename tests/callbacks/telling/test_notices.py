"""Who is told of a promise, on which way, and that nobody is told twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from callbacks.promising.requests import CallbackPromised, CallbackWish, request_callback
from callbacks.steps import Step
from callbacks.telling.notices import Notice, tell
from tests.ivr.conftest import NOON, open_door
from ticket_store.callback_steps import steps_of
from ticket_store.callbacks import callback_by_id, end_callback
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import load_line
from ticket_store.schema import agent, callback, no_dial, outbox, promise, shop, ticket

JAN = "+48501234567"
pytestmark = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture
def promised(store: Store) -> str:
    """Jan was promised a callback about complaints; nothing was told yet."""
    open_door(store)

    def work(tx: Transaction) -> str:
        wish = CallbackWish(
            JAN, "complaints", "pl", "key", customer_email="jan@mail.example", matter="Torn cover"
        )
        made = request_callback(tx, load_line(tx.db), wish, NOON)
        assert isinstance(made, CallbackPromised)
        tx.db.execute(outbox.delete())
        tx.db.execute(callback.metadata.tables["callback_step"].delete())
        return made.callback_id

    return store.write(work)


def told(store: Store, callback_id: str, what: Notice, times: int = 1) -> list[tuple[str, dict[str, Any]]]:
    """What is to go out after the customer was told so often."""

    def work(tx: Transaction) -> None:
        found = callback_by_id(tx, callback_id)
        assert found is not None
        for _ in range(times):
            tell(tx, load_line(tx.db), found, what, NOON)

    store.write(work)
    asked = select(outbox.c.kind, outbox.c.body).order_by(outbox.c.id)
    return store.read(lambda db: [(row.kind, row.body) for row in db.execute(asked)])


def test_a_promise_is_texted_and_mailed_once_with_the_customers_own_page(store: Store, promised: str) -> None:
    (_, text), (_, mail) = sorted(told(store, promised, Notice.PROMISED, times=3), reverse=True)
    assert (text["to"], mail["to"]) == (JAN, "jan@mail.example")
    assert "oddzwonimy dziś" in text["text"]
    assert text["path"] == mail["path"]
    assert text["path"].startswith("/callback/")
    assert "Torn cover" not in mail["text"]
    (step,) = store.read(lambda db: steps_of(db, promised))
    assert (step.what, step.facts["notice"]) == (Step.TOLD, "promised")
    assert {"texted", "mailed"} <= step.facts.keys()


@pytest.mark.parametrize("why", ["switch", "no_dial", "blocked", "fixed line"])
def test_who_may_not_be_texted_is_not(store: Store, promised: str, why: str) -> None:
    def forbid(tx: Transaction) -> None:
        match why:
            case "switch":
                tx.db.execute(update(shop).values(callbacks={"texts": False}))
            case "no_dial":
                tx.db.execute(
                    insert(no_dial).values(number=JAN, since_at=NOON, reason="key_9", actor="customer")
                )
            case "blocked":
                tx.db.execute(update(callback.metadata.tables["customer"]).values(blocked_at=NOON))
            case _:
                tx.db.execute(update(callback).values(customer_number="+48226543210"))

    store.write(forbid)
    assert "send_text" not in [kind for kind, _ in told(store, promised, Notice.PROMISED)]


def test_the_owner_hears_by_mail_of_one_that_ended_without_a_talk(store: Store, promised: str) -> None:
    def give_up(tx: Transaction) -> None:
        anna = select(agent.c.id).where(agent.c.email == "anna@sowa.example").scalar_subquery()
        tx.db.execute(update(ticket).values(owner_id=anna))
        end_callback(tx, promised, "gave_up", "no_answer", NOON, actor="callback policy")

    store.write(give_up)
    mails = {
        body["to"]: body for kind, body in told(store, promised, Notice.GAVE_UP, 2) if kind == "send_mail"
    }
    assert set(mails) == {"jan@mail.example", "anna@sowa.example"}
    for_anna = mails["anna@sowa.example"]
    assert for_anna["path"] == f"/admin/callbacks/{promised}"
    for fact in ("nikt nie odebrał", JAN, "Torn cover"):
        assert fact in for_anna["text"]


def test_without_an_owner_the_supervisors_hear_of_it(store: Store, promised: str) -> None:
    mails = [body["to"] for kind, body in told(store, promised, Notice.CANCELLED) if kind == "send_mail"]
    lead = select(agent.c.email, agent.c.roles)
    leads = store.read(
        lambda db: [row.email for row in db.execute(lead) if {"supervisor", "admin"} & {*row.roles}]
    )
    assert set(mails) - {"jan@mail.example"} <= set(leads)
    assert len(mails) > 1


def test_another_promise_is_told_again(store: Store, promised: str) -> None:
    first = told(store, promised, Notice.MOVED, 2)
    later = NOON + timedelta(hours=2)

    def make_another(tx: Transaction) -> None:
        row = tx.db.execute(select(promise).where(promise.c.callback_id == promised)).mappings().one()
        tx.db.execute(insert(promise), {**row, "id": "another", "made_at": later})

    store.write(make_another)
    assert len(told(store, promised, Notice.MOVED, 2)) == 2 * len(first)
