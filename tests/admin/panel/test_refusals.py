"""Refusals are shown with their rules; a number is forbidden and lifted by hand, each in the audit."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from admin.promise_words import RULE
from callbacks.limits.dial_gate import GateRule
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store, Transaction
from ticket_store.no_dial import forbid, is_forbidden
from ticket_store.refusals import write_refusal
from ticket_store.schema import audit

JAN = "+48501234567"
pytestmark = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture
def page(lead: Person, store: Store) -> Person:
    def refuse(tx: Transaction) -> None:
        write_refusal(tx, "+48701234567", "number_type_not_allowed", "web", seed.NOW, address="203.0.113.7")
        write_refusal(tx, JAN, "no_dial", "dial", seed.NOW - timedelta(days=3), callback_id=seed.CALLBACK)

    store.write(refuse)
    lead.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lead


def test_each_refusal_is_shown_with_its_rule_and_counted(page: Person) -> None:
    shown = page.opens("/admin/refusals").text
    for said in (
        "costly kind of number",
        "203.0.113.7",
        "+48 701 234 567",
        f"/admin/callbacks/{seed.CALLBACK}",
    ):
        assert said in shown
    assert "+48 501 234 567" not in page.opens("/admin/refusals?days=1").text
    assert "203.0.113.7" not in page.opens("/admin/refusals?rule=no_dial").text
    assert page.opens("/admin/refusals?days=x&rule=%27").status_code == 200


def test_a_block_is_lifted_and_laid_again_with_its_author(page: Person, store: Store) -> None:
    store.write(lambda tx: forbid(tx, JAN, "key_9", seed.NOW, actor="customer"))
    assert "pressed 9" in page.opens("/admin/refusals").text
    assert "may be rung again." in page.posts("/admin/refusals/lift", number=JAN).text
    assert not store.read(lambda db: is_forbidden(db, JAN, seed.NOW))
    assert "is not rung any more." in page.posts("/admin/refusals/forbid", number="501 234 567").text
    assert store.read(lambda db: is_forbidden(db, JAN, seed.NOW))
    asked = select(audit.c.action).where(audit.c.subject == JAN, audit.c.actor == f"{seed.LEAD}@sowa.example")
    assert [*store.read(lambda db: [*db.scalars(asked)])] == ["no_dial.lift", "no_dial.forbid"]


def test_a_block_that_is_gone_and_a_number_that_is_none_are_said(page: Person) -> None:
    assert "lifted it in the meantime" in page.posts("/admin/refusals/lift", number=JAN).text
    assert "Type a whole number" in page.posts("/admin/refusals/forbid", number="abc").text


def test_every_rule_of_the_gate_has_its_words(database: str) -> None:
    del database
    assert {*map(str, GateRule), "no_slot_left"} == RULE.keys()
