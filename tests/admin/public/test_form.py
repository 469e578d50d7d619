import re

import pytest
from sqlalchemy import select

from tests.admin.public.conftest import Customer, proof, words
from ticket_store.schema import callback, refusal, web_ask

NUMBER = "+48501234567"
PREMIUM = "+48708123456"


def open_callbacks(customer: Customer) -> list[str]:
    return customer.store.read(
        lambda db: list(
            db.scalars(select(callback.c.customer_number).where(callback.c.asked_through == "web"))
        )
    )


def rules(customer: Customer) -> list[str]:
    return customer.store.read(lambda db: list(db.scalars(select(refusal.c.rule).order_by(refusal.c.id))))


def test_without_a_department_one_is_chosen_first(customer: Customer) -> None:
    page = customer.opens("/callback")
    assert "Call me back about complaints" in words(page)
    assert "<form" not in page.text


def test_a_good_form_is_a_promise_with_all_that_was_typed(customer: Customer) -> None:
    answer = customer.asks("501 234 567", name="Ola <b>", email="ola@example.com", matter="order 1842")
    assert answer.status_code == 200
    assert "We plan to call +48 501 *** *** today" in words(answer)
    row = customer.store.read(
        lambda db: db.execute(select(callback).where(callback.c.customer_number == NUMBER)).one()
    )
    assert (row.customer_name, row.customer_email, row.matter) == ("Ola <b>", "ola@example.com", "order 1842")
    assert (row.asked_through, row.verified, row.language, row.wanted) == ("web", False, "en", "asap")
    assert row.token not in answer.text


def test_promised_merged_and_refused_read_the_same(customer: Customer) -> None:
    slot = "2026-11-20T10:00+00:00"
    answers = [
        customer.asks(number, when=slot) for number in ("+48501234567", "+48501234567", "+48501999999")
    ]
    refused = customer.asks(PREMIUM, when=slot, token=customer.token())
    assert {answer.status_code for answer in [*answers, refused]} == {200}
    said = {re.sub(r"\+48 [0-9* ]+", "(number) ", words(answer)) for answer in [*answers, refused]}
    assert len(said) == 1
    page = said.pop()
    assert "You asked for a call to (number) tomorrow 11:00 to 11:30. If that time is full" in page
    assert "We plan to call" not in page, "another time may have been promised"
    assert open_callbacks(customer).count(NUMBER) == 1
    assert PREMIUM not in open_callbacks(customer)
    assert rules(customer)


def test_a_chosen_half_hour_is_promised(customer: Customer) -> None:
    page = customer.opens("/callback?department=orders").text
    assert '<option value="2026-11-19T15:00+00:00">After 16:00: today 16:00 to 16:30</option>' in page
    customer.asks(NUMBER, when="2026-11-19T15:00+00:00")
    row = customer.store.read(
        lambda db: db.execute(select(callback).where(callback.c.customer_number == NUMBER)).one()
    )
    assert (row.wanted, row.promised_from.isoformat()) == ("slot", "2026-11-19T15:00:00+00:00")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "12", "This is not a telephone number that we can ring."),
        ("email", "ola@", "This is not an e-mail address."),
        ("email", "ola@żółw.pl", "This is not an e-mail address."),  # our post takes none of these
        ("when", "yesterday", "This time is no longer on offer."),
        ("when", "0001-01-01T00:00+14:00", "This time is no longer on offer."),
        ("when", "9999-12-31T23:59-14:00", "This time is no longer on offer."),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    customer: Customer, field: str, typed: str, said: str
) -> None:
    filled = {
        "number": "501 234 567",
        "name": "Ola",
        "email": "ola@example.com",
        "matter": "order 1842",
        field: typed,
    }
    token = customer.token()
    answer = customer.asks(token=token, **filled)
    assert answer.status_code == 422
    page = answer.text
    assert re.search(rf'id="{field}-fault">.*?{re.escape(said)}', page, re.DOTALL)
    assert f'aria-describedby="{field}' in page
    assert all(text in page for name, text in filled.items() if name != "when")
    assert f'name="token" value="{token}"' in page  # the work is done and stays so
    assert open_callbacks(customer) == []


def test_a_robot_that_fills_every_field_is_thanked_and_not_served(customer: Customer) -> None:
    assert "We plan to call" in words(customer.asks(NUMBER, website="https://spam.example"))
    assert (open_callbacks(customer), rules(customer)) == ([], ["form_honeypot"])


def test_nobody_fills_in_a_form_in_two_seconds(customer: Customer) -> None:
    assert "We plan to call" in words(customer.asks(NUMBER, filled_for_s=2))
    assert open_callbacks(customer) == []


def test_without_the_sum_the_way_by_telephone_is_shown(customer: Customer) -> None:
    token = customer.token()
    customer.clock.goes_on(seconds=20)
    answer = customer.sends(number=NUMBER, token=token, matter="order 1842")
    assert answer.status_code == 422
    assert "call us from your own telephone" in words(answer)
    assert "+48 22 123 45 67" in words(answer)
    assert "order 1842" in answer.text
    assert open_callbacks(customer) == []


def test_a_form_of_this_morning_is_shown_again_as_it_was(customer: Customer) -> None:
    answer = customer.asks(NUMBER, filled_for_s=3 * 3600, matter="order 1842")
    assert answer.status_code == 422
    assert "Nothing is lost: please send it once more." in words(answer)
    fresh = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert fresh
    assert words(customer.asks(NUMBER, token=fresh[1])).startswith("Thank you")


def test_a_token_that_is_not_ours_opens_nothing(customer: Customer) -> None:
    forged = customer.sends(number=NUMBER, token="made.up", proof="1.2.3.4.5.6.7.8")
    assert forged.status_code == 422
    assert customer.sends(number=NUMBER).status_code == 422
    assert open_callbacks(customer) == []


def test_a_form_is_taken_once_and_its_repeat_answered_alike(customer: Customer) -> None:
    token = customer.token()
    first = customer.asks(NUMBER, token=token)
    again = customer.sends(number="+48501999999", token=token, proof=proof(token))
    assert (first.status_code, again.status_code) == (200, 200)
    assert open_callbacks(customer) == [NUMBER]


def test_the_address_is_the_sockets_whatever_a_header_says(customer: Customer) -> None:
    token = customer.token()
    customer.clock.goes_on(seconds=20)
    form = {"department": "orders", "number": NUMBER, "token": token, "proof": proof(token)}
    customer.client.post("/callback", data=form, headers={"X-Forwarded-For": "203.0.113.9"},
                         environ_base={"REMOTE_ADDR": "198.51.100.7"})  # fmt: skip
    assert customer.store.read(lambda db: list(db.scalars(select(web_ask.c.address)))) == ["198.51.100.7"]
