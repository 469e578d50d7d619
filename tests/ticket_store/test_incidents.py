"""Incidents in the store: every process hears of them, and whoever asked is texted once, in their language."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.incidents import (
    begin_incident,
    end_incident_at,
    incidents_listed,
    listen_for,
    solve_incident,
)
from ticket_store.line import Line, Shop
from ticket_store.line_rows import line_version, load_line, save_line

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
LEAD = "lead@sowa.example"
JAN, EWA, OTA = "+48501234567", "+48501234568", "+420601234567"


@pytest.fixture
def shop(store: Store) -> Store:
    line = Line(0, Shop("Sowa", "PL", "Europe/Warsaw", ("pl", "en", "cs")), {}, (), {}, {}, {}, 0)
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    return store


def begin(shop: Store, **changes: Any) -> str:
    wanted: dict[str, Any] = {
        "text": {"pl": "Mamy awarię.", "en": "Something is broken."},
        "department_key": None,
        "ends_at": LATER,
        "actor": LEAD,
    }
    return shop.write(lambda tx: begin_incident(tx, NOON, **(wanted | changes)))


def errands(shop: Store) -> list[dict[str, str]]:
    asked = select(schema.outbox.c.body).where(schema.outbox.c.kind == "send_text")
    return shop.read(lambda db: list(db.execute(asked).scalars()))


def audited(shop: Store) -> list[tuple[str, str]]:
    asked = select(schema.audit.c.actor, schema.audit.c.action).where(
        schema.audit.c.action.startswith("incident")
    )
    return shop.read(lambda db: [(row.actor, row.action) for row in db.execute(asked)])


def test_each_change_reaches_every_process_and_the_audit(shop: Store) -> None:
    versions = [shop.read(line_version)]
    incident_id = begin(shop)
    versions.append(shop.read(line_version))
    shop.write(lambda tx: end_incident_at(tx, incident_id, LATER + timedelta(hours=1), NOON, actor=LEAD))
    versions.append(shop.read(line_version))
    (told,) = shop.read(load_line).incidents
    assert (told.id, told.ends_at) == (incident_id, LATER + timedelta(hours=1))
    shop.write(lambda tx: solve_incident(tx, incident_id, NOON, solved_text={}, actor=LEAD))
    versions.append(shop.read(line_version))
    assert shop.read(load_line).incidents == ()
    assert versions == sorted(set(versions))
    assert audited(shop) == [(LEAD, "incident.begin"), (LEAD, "incident.end_at"), (LEAD, "incident.solve")]


def test_who_asked_is_texted_once_in_their_language(shop: Store) -> None:
    incident_id = begin(shop)

    def ask(tx: Transaction) -> list[bool]:
        asking = [(JAN, "pl"), (EWA, "en"), (OTA, "cs"), (JAN, "en")]
        return [listen_for(tx, incident_id, number, spoken, None, NOON) for number, spoken in asking]

    assert shop.write(ask) == [True] * 4
    words = {"pl": "Już działa.", "en": "It works again.", "cs": "  "}
    for texts in (3, 0):
        solved = shop.write(lambda tx: solve_incident(tx, incident_id, LATER, solved_text=words, actor=LEAD))
        assert solved == texts
    sent = {body["to"]: body["text"] for body in errands(shop)}
    assert sent == {JAN: "Już działa.", EWA: "It works again.", OTA: "Już działa."}
    assert len(errands(shop)) == 3


def test_who_asks_after_it_was_solved_is_told_so(shop: Store) -> None:
    incident_id = begin(shop)
    shop.write(lambda tx: solve_incident(tx, incident_id, NOON, solved_text={}, actor=LEAD))
    assert not shop.write(lambda tx: listen_for(tx, incident_id, JAN, "pl", None, NOON))
    assert not shop.write(lambda tx: listen_for(tx, "none such", JAN, "pl", None, NOON))


def test_nobody_who_waits_for_a_text_is_left_without_words(shop: Store) -> None:
    incident_id = begin(shop)
    shop.write(lambda tx: listen_for(tx, incident_id, JAN, "pl", None, NOON))
    with pytest.raises(ValueError, match="People wait for a text"):
        shop.write(lambda tx: solve_incident(tx, incident_id, NOON, solved_text={"pl": " "}, actor=LEAD))
    assert errands(shop) == []


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("wrong", [{"text": {"pl": ""}}, {"ends_at": NOON}, {"department_key": "none such"}])
def test_what_makes_no_sense_is_refused_with_words(shop: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"(Write|Set|Name) "):
        begin(shop, **wrong)


@pytest.mark.parametrize("database", ["sqlite"])
def test_it_can_be_stopped_at_once_and_is_listed_with_those_who_listen(shop: Store) -> None:
    first, second = begin(shop), begin(shop)
    shop.write(lambda tx: listen_for(tx, first, JAN, "pl", None, NOON))
    at = NOON + timedelta(minutes=5)
    shop.write(lambda tx: end_incident_at(tx, first, at, at, actor=LEAD))
    listed = {one.id: one for one in shop.read(incidents_listed)}
    assert set(listed) == {first, second}
    assert (listed[first].listeners, listed[first].is_live(at)) == (1, False)
    assert (listed[second].listeners, listed[second].is_live(at)) == (0, True)
    with pytest.raises(LookupError):
        shop.write(lambda tx: end_incident_at(tx, "none such", at, at, actor=LEAD))
