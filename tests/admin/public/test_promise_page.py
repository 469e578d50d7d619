import pytest
from sqlalchemy import select

from admin.back_office import BackOffice
from callbacks.promising.requests import request_callback
from callbacks.wishes import CallbackPromised, CallbackWish
from tests.admin.public.conftest import Customer, words
from ticket_store.schema import callback, callback_step

NUMBER = "+48501234567"


@pytest.fixture
def link(customer: Customer) -> str:
    customer.asks(NUMBER)
    return customer.link(NUMBER)


def state(customer: Customer, link: str) -> str:
    token = link.rpartition("/")[2]
    return customer.store.read(
        lambda db: str(db.scalar(select(callback.c.status).where(callback.c.token == token)))
    )


def test_the_promise_is_told_in_words_and_the_number_only_in_part(customer: Customer, link: str) -> None:
    answer = customer.opens(link)
    assert "We call you back today" in words(answer)
    assert "+48 501 *** ***" in words(answer)
    assert "501234567" not in answer.text
    assert "501 234" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_without_a_language_speaks_the_customers(customer: Customer, link: str) -> None:
    assert '<html lang="en">' in customer.opens(link, "fi").text
    assert '<html lang="fi">' in customer.opens(f"{link}?lang=fi", "en").text


def test_it_is_moved_to_another_half_hour(customer: Customer, link: str) -> None:
    answer = customer.client.post(f"{link}/move", data={"when": "2026-11-20T10:00+00:00", "lang": "en"})
    assert (answer.status_code, answer.location) == (303, f"{link}?said=moved&lang=en")
    page = words(customer.opens(answer.location))
    assert "The new time is promised." in page
    assert "We call you back tomorrow 11:00 to 11:30" in page


def test_whoever_moves_it_again_and_again_is_asked_to_call(customer: Customer, link: str) -> None:
    for minute in ("00", "30", "00", "30", "00"):
        customer.client.post(f"{link}/move", data={"when": f"2026-11-20T10:{minute}+00:00"})
    answer = customer.client.post(f"{link}/move", data={"when": "soon"})
    assert answer.location == f"{link}?said=often"
    moves = select(callback_step.c.id).where(callback_step.c.what == "moved")
    assert len(customer.store.read(lambda db: db.execute(moves).all())) == 5


def test_a_click_takes_it_back_and_a_click_asks_again(customer: Customer, link: str) -> None:
    assert customer.client.post(f"{link}/cancel").status_code == 303
    assert state(customer, link) == "cancelled"
    assert "Call me back after all" in words(customer.opens(link))
    again = customer.client.post(f"{link}/again").location
    assert again != f"{link}?said=again"
    assert "Welcome back: the call is promised again. We call you back" in words(customer.opens(again))
    assert state(customer, again.partition("?")[0]) == "waiting"


def test_a_second_click_leads_to_the_same_promise(customer: Customer, link: str) -> None:
    customer.client.post(f"{link}/cancel")
    first, second = (customer.client.post(f"{link}/again").location for _ in range(2))
    assert first == second


def test_an_old_link_leads_to_no_promise_that_the_number_was_made_since(
    customer: Customer, office: BackOffice, link: str
) -> None:
    """Anybody can type any number into the form, and gets a link by mail; its owner asks by phone later."""
    customer.client.post(f"{link}/cancel")
    wish = CallbackWish(NUMBER, "orders", "pl", "key")
    made = office.store.write(
        lambda tx: request_callback(tx, office.lines.line_in(tx.db), wish, customer.clock.now)
    )
    assert isinstance(made, CallbackPromised)
    assert customer.client.post(f"{link}/again").location == f"{link}?said=refused"


def test_looking_at_a_link_changes_nothing(customer: Customer, link: str) -> None:
    for path in ("cancel", "move", "again"):
        assert customer.opens(f"{link}/{path}").status_code == 405
    assert state(customer, link) == "waiting"


@pytest.mark.parametrize("path", ["", "/cancel", "/move", "/again"])
def test_a_wrong_link_gets_a_page_that_helps(customer: Customer, path: str) -> None:
    if path:
        answer = customer.client.post(f"/callback/nothing{path}", data={"when": "soon"})
        answer = customer.opens(answer.location)
    else:
        answer = customer.opens("/callback/" + "x" * 500)
    assert answer.status_code == 404
    assert "This link leads to no call" in words(answer)


def test_what_is_over_can_neither_be_moved_nor_taken_back(customer: Customer, link: str) -> None:
    done = callback.update().where(callback.c.customer_number == NUMBER).values(status="done")
    customer.store.write(lambda tx: tx.db.execute(done))
    assert "We have talked" in words(customer.opens(link))
    assert customer.client.post(f"{link}/cancel").location == f"{link}?said=over"
    assert customer.client.post(f"{link}/again").location == f"{link}?said=refused"


def test_late_is_said_to_be_late(customer: Customer, link: str) -> None:
    customer.clock.goes_on(hours=2)
    assert "We are late, and sorry: we still call +48 501 *** ***." in words(customer.opens(link))
