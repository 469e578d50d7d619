import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import update

from admin.public.policy import digest
from tests.admin import seed
from tests.admin.public.conftest import Customer
from ticket_store import schema

SCHEMA = Path(__file__).parents[3] / "docs" / "status.schema.json"


def told(customer: Customer, path: str = "/status.json") -> dict[str, Any]:
    found: dict[str, Any] = customer.opens(path).json
    return found


@pytest.mark.parametrize(
    "now", [seed.NOW, datetime(2026, 11, 11, 10, tzinfo=UTC), datetime(2026, 11, 21, 10, tzinfo=UTC)]
)
def test_it_is_as_its_schema_says_open_and_closed(customer: Customer, now: datetime) -> None:
    customer.clock.now = now
    faults = Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(told(customer))
    assert [fault.message for fault in faults] == []


def test_a_department_tells_programs_what_the_page_tells_people(customer: Customer) -> None:
    complaints = told(customer)["departments"][0]
    assert complaints["closes_at"] == "2026-11-19T17:00:00+01:00"
    assert complaints["today"] == [
        {"from": "2026-11-19T08:30:00+01:00", "until": "2026-11-19T17:00:00+01:00"}
    ]
    assert complaints["numbers"][0] == {
        "number": "+48221234567", "shown": "+48 22 123 45 67", "language": "pl", "keys": ["1"],
    }  # fmt: skip
    assert complaints["callback"]["url"] == "http://127.0.0.1/callback?department=complaints&lang=en"
    assert complaints["expected_wait_minutes"] == {"low": 1, "high": 3}


def test_quiet_hours_come_from_our_own_history(customer: Customer) -> None:
    rows = [
        {"department_key": "orders", "half_hour_at": seed.NOW - timedelta(weeks=week, minutes=30 * step - 120),
         "offered": 4, "waited_s": 4 * (30 if step > 0 else 300)}
        for week in range(1, 8) for step in range(-2, 9)
    ]  # fmt: skip
    customer.store.write(lambda tx: tx.db.execute(schema.queue_load.insert(), rows))
    quick = {one["key"]: one["usually_quick"] for one in told(customer)["departments"]}
    assert quick == {"complaints": None, "orders": {"from": "11:00", "until": "14:00"}, "marketing": None}


def test_any_site_may_read_it_and_caches_may_keep_it_for_moments(customer: Customer) -> None:
    answer = customer.opens("/status.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=15"
    customer.clock.goes_on(seconds=5)
    again = customer.client.get(
        "/status.json", headers={"If-None-Match": answer.headers["ETag"], "Accept-Language": "en"}
    )
    assert (again.status_code, again.data) == (304, b"")
    other = customer.client.get("/status.json?lang=fi", headers={"If-None-Match": answer.headers["ETag"]})
    assert other.status_code == 200


def test_search_engines_read_usual_and_special_hours(customer: Customer) -> None:
    point = told(customer)["schema_org"]["contactPoint"][0]
    assert (point["contactType"], point["telephone"]) == ("complaints", "+48221234567")
    days = [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
    assert point["hoursAvailable"] == [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "08:30", "closes": "17:00"}
    ]
    customer.clock.now = datetime(2026, 12, 10, 10, tzinfo=UTC)
    special = told(customer)["schema_org"]["contactPoint"][0]["specialOpeningHoursSpecification"]
    assert {one["validFrom"] for one in special} == {"2026-12-24", "2026-12-25", "2027-01-01", "2027-01-06"}
    assert all((one["opens"], one["closes"]) == ("00:00", "00:00") for one in special)


def test_the_page_holds_the_same_data_and_its_policy_names_it(customer: Customer) -> None:
    page = customer.opens("/")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert block
    assert json.loads(block[1]) == told(customer)["schema_org"]
    assert digest(block[1]) in page.headers["Content-Security-Policy"]


def test_a_name_of_the_shop_cannot_end_the_block_of_data(customer: Customer) -> None:
    name = "</script><script>alert(1)</script> & Sons"
    customer.store.write(lambda tx: tx.db.execute(update(schema.shop).values(name=name)))
    page = customer.opens("/").text
    assert "<script>alert" not in page
    assert told(customer)["shop"] == name
