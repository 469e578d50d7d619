import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from admin.languages import LANGUAGES
from tests.admin import seed
from tests.admin.public.conftest import Customer, words
from ticket_store import schema
from ticket_store.engine import Transaction
from ticket_store.incidents import begin_incident

SATURDAY = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_each_department_says_when_and_how_it_is_reached(customer: Customer) -> None:
    said = words(customer.opens("/"))
    assert said.startswith(
        "Sowa Books complaints Open until 17:00 Wait now: 1 to 3 min Call +48 22 123 45 67"
    )
    assert "Today 08:30–17:00" in said
    assert "Languages Polish, English" in said
    assert "All times as in Warsaw." in said


def test_a_number_with_a_menu_tells_its_keys_and_one_of_ones_own_country_comes_first(
    customer: Customer,
) -> None:
    page = customer.opens("/", "cs").text
    assert re.findall(r'class="btn[^"]*" href="tel:([^"]+)"', page) == ["+48221234567", "+420228881200"]
    assert "pak stiskněte 1" in page


def test_open_with_nobody_on_duty_is_shown_for_what_it_is(customer: Customer) -> None:
    customer.store.write(lambda tx: tx.db.execute(update(schema.agent).values(chosen_status="offline")))
    said = words(customer.opens("/"))
    assert (
        "Open until 17:00 We are open, but nobody is free to answer right now. Ask us to call you back."
        in said
    )
    assert '"finds": "nobody_free", "staffed": false' in customer.opens("/status.json").text


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (SATURDAY, "complaints Closed, opens Mon 23 Nov 08:30"),
        (datetime(2026, 11, 19, 7, 10, tzinfo=UTC), "Closed, opens in 20 min"),
        (
            datetime(2026, 11, 11, 10, tzinfo=UTC),
            "Closed, opens tomorrow 08:30 Closed: Independence Day",
        ),
    ],
)
def test_closed_says_when_it_opens_and_a_holiday_by_name(
    customer: Customer, now: datetime, said: str
) -> None:
    customer.clock.now = now
    assert said in words(customer.opens("/")).replace("National Independence Day", "Independence Day")


def test_a_close_by_hand_gives_its_reason_in_the_readers_language(customer: Customer) -> None:
    reason = {"pl": "awaria prądu", "en": "a power cut"}
    closed = {"closed_since_at": seed.NOW, "closed_reason": reason}
    customer.store.write(lambda tx: tx.db.execute(update(schema.department).values(**closed)))
    assert "Closed just now: a power cut" in words(customer.opens("/"))
    assert "Chwilowo zamknięte: awaria prądu" in words(customer.opens("/?lang=pl"))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (None, "Sowa Books Parcels are late. complaints Open"),
        ("orders", "orders Open until 17:00 Parcels are late. Wait now"),
    ],
)
def test_what_is_broken_stands_above_all_or_with_its_department(
    customer: Customer, key: str | None, said: str
) -> None:
    def tell(tx: Transaction) -> None:
        text = {"en": "Parcels are late."}
        until = seed.NOW + timedelta(hours=1)
        begin_incident(tx, seed.NOW, text=text, department_key=key, ends_at=until, actor="x")

    customer.store.write(tell)
    page = words(customer.opens("/"))
    assert said in page
    assert page.count("Parcels are late.") == 1


def test_the_language_is_the_one_asked_for_else_the_browsers_else_the_shops(customer: Customer) -> None:
    assert '<html lang="fi">' in customer.opens("/?lang=fi", "cs").text
    assert '<html lang="cs">' in customer.opens("/?lang=tlh", "cs").text
    assert '<html lang="pl">' in customer.opens("/", "de").text
    page = customer.opens("/").text
    assert all(f'href="/?lang={code}" lang="{code}" hreflang="{code}"' in page for code in LANGUAGES)


def test_nobody_gets_a_cookie_and_nothing_runs_that_is_no_file_of_ours(customer: Customer) -> None:
    for path in (
        "/",
        "/status.json",
        "/callback",
        "/callback?department=orders",
        "/callback/nothing",
        "/widget.js",
    ):
        answer = customer.opens(path)
        assert "Set-Cookie" not in answer.headers, path
        assert "unsafe" not in answer.headers["Content-Security-Policy"], path
        assert not re.search(r"<script(?![^>]*( src=|ld\+json))|\sstyle=|\son\w+=", answer.text), path


def test_while_the_store_is_away_hours_and_numbers_are_still_told(customer: Customer) -> None:
    customer.opens("/")  # the line is at hand
    customer.store.write(lambda tx: tx.db.execute(sql("ALTER TABLE agent RENAME TO gone")))
    said = words(customer.opens("/"))
    assert "Open until 17:00 We cannot tell the wait right now." in said


def test_a_shop_that_is_not_set_up_says_so(customer: Customer) -> None:
    customer.store.write(lambda tx: tx.db.execute(sql("DELETE FROM shop")))
    answer = customer.opens("/")
    assert (answer.status_code, answer.text) == (503, "This line is not set up yet.\n")


def test_robots_and_browsers_find_what_they_ask_for(customer: Customer) -> None:
    assert "Disallow: /callback/\n" in customer.opens("/robots.txt").text
    assert customer.opens("/favicon.ico").location.startswith("/assets/icon.svg")
    assert "X-Robots-Tag" not in customer.opens("/callback").headers
