"""Closing by hand: every process hears of it, the audit too, and the hours decide again afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.line import Department, Line, ManualClose, Shop
from ticket_store.line_rows import line_version, load_line, save_line
from ticket_store.manual_close import close_by_hand, open_again

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
LEAD = "lead@sowa.example"


@pytest.fixture
def shop(store: Store) -> Store:
    departments = {key: Department(key, {"en": key}, "office") for key in ("orders", "complaints")}
    line = Line(
        0, Shop("Sowa", "PL", "Europe/Warsaw", ("pl",)), {"office": "24/7"}, (), departments, {}, {}, 0
    )
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    return store


def close(shop: Store, *keys: str, until_at: datetime | None = LATER) -> None:
    reason = {"en": "a power cut ", "pl": " "}
    shop.write(lambda tx: close_by_hand(tx, keys, NOON, until_at=until_at, reason=reason, actor=LEAD))


def closed(shop: Store) -> dict[str, ManualClose | None]:
    return {key: one.manual_close for key, one in shop.read(load_line).departments.items()}


def audited(shop: Store) -> list[tuple[str, str, object, object]]:
    columns = (schema.audit.c.action, schema.audit.c.subject, schema.audit.c.before, schema.audit.c.after)
    of_departments = select(*columns).where(
        schema.audit.c.action.in_(("department.close", "department.open"))
    )
    return shop.read(lambda db: [tuple(row) for row in db.execute(of_departments)])


def test_a_department_is_closed_and_the_others_are_not(shop: Store) -> None:
    before = shop.read(line_version)
    close(shop, "orders")
    assert closed(shop) == {"orders": ManualClose(NOON, LATER, {"en": "a power cut"}), "complaints": None}
    assert shop.read(line_version) == before + 1
    ((action, subject, was, is_now),) = audited(shop)
    assert (action, subject, was) == ("department.close", "department orders", {})
    assert is_now == {
        "closed_since_at": NOON.isoformat(),
        "closed_until_at": LATER.isoformat(),
        "closed_reason": {"en": "a power cut"},
    }


def test_without_an_end_it_stays_closed_until_somebody_opens_it(shop: Store) -> None:
    close(shop, "orders", "complaints", until_at=None)
    assert shop.write(lambda tx: open_again(tx, ["orders"], LATER, actor=LEAD)) is True
    assert closed(shop) == {"orders": None, "complaints": ManualClose(NOON, None, {"en": "a power cut"})}
    assert [(action, subject) for action, subject, _, _ in audited(shop)][-1] == (
        "department.open",
        "department orders",
    )


def test_opening_what_nobody_closed_changes_nothing(shop: Store) -> None:
    before = shop.read(line_version)
    assert shop.write(lambda tx: open_again(tx, ["orders"], NOON, actor=LEAD)) is False
    assert (shop.read(line_version), audited(shop)) == (before, [])


def test_an_end_that_is_over_and_a_department_that_is_none_are_refused(shop: Store) -> None:
    with pytest.raises(ValueError, match="is over"):
        close(shop, "orders", until_at=NOON)
    with pytest.raises(LookupError, match='no department "sales"'):
        close(shop, "orders", "sales")
    assert closed(shop) == {"orders": None, "complaints": None}
