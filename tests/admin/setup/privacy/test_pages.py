import io
import json
import re
import zipfile

import pytest

from tests.admin import seed
from tests.admin.conftest import Clock, Person
from tests.ticket_store import person_seed
from tests.ticket_store.person_seed import JANS, NUMBER, SECOND, WORDS, everything_written
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.line_rows import load_line
from ticket_store.privacy.privacy_book import acts_with
from ticket_store.privacy.retention import forget_what_is_old

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def maria(boss: Person, store: Store) -> Person:
    """The boss, where Maria stands in every table."""
    store.write(person_seed.about_maria)
    return boss


def test_a_number_is_looked_for_and_its_customer_is_counted(maria: Person) -> None:
    page = maria.posts("/admin/privacy", number="600 123 456").text
    assert "+48 600 123 456" in page
    assert "+48 22 111 00 00" in page  # the other number of the same customer
    assert re.search(r'<span class="digits">2 ×</span><span>cases', page)
    assert "the wish not to be rung, under a digest" in page


def test_a_number_stands_in_no_address(maria: Person) -> None:
    page = maria.posts("/admin/privacy", number=NUMBER).text
    addresses = re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', page)
    assert addresses
    assert not [one for one in addresses if NUMBER[1:] in one]


def test_what_is_no_number_is_said_beside_the_field(maria: Person) -> None:
    answer = maria.posts("/admin/privacy", number="Maria")
    assert answer.status_code == 422
    assert "Type a whole number" in answer.text


def test_a_number_that_nobody_knows_is_said_to_be_unknown(maria: Person) -> None:
    assert "Nothing is known of this number." in maria.posts("/admin/privacy", number="+48600999888").text


def test_everything_is_given_away_in_one_file_in_the_customers_language(maria: Person, store: Store) -> None:
    answer = maria.posts("/admin/privacy/export", number=NUMBER)
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        page, data = file.read("index.html").decode(), json.loads(file.read("data.json"))
        (sound,) = [name for name in file.namelist() if name.startswith("recordings/")]
        assert file.read(sound) == seed.beep()
    assert '<html lang="pl">' in page
    for word in ("Maria Kowalska", "torn cover", "blue tome", "we ring at 14:00", sound):
        assert word in page
    assert data["numbers"] == [SECOND, NUMBER]
    assert data["callbacks"][0]["matter"] == "torn cover"
    assert "was not rung back" not in page  # what the shop's own people were told
    (act,) = store.read(lambda db: acts_with(db, NUMBER))
    assert (act.kind, act.actor) == ("export", "the-boss@sowa.example")


def test_what_a_customer_wrote_is_data_in_the_file_too(maria: Person, store: Store) -> None:
    shouted = schema.customer.update().where(schema.customer.c.id == seed.MARIA)
    store.write(lambda tx: tx.db.execute(shouted.values(name="<img src=x>")))
    answer = maria.posts("/admin/privacy/export", number=NUMBER)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert "&lt;img src=x&gt;" in file.read("index.html").decode()


def test_they_are_erased_with_a_report_of_what_went_and_what_stays(maria: Person, store: Store) -> None:
    answer = maria.posts("/admin/privacy/erase", number=NUMBER)
    assert answer.status_code == 303
    report = maria.opens(answer.location).text
    assert "Erased: number … 456" in report
    assert "recorded messages" in report
    assert "delete it in its console" in report
    assert [word for word in WORDS if word in everything_written(store)] == []
    assert "… 456" in maria.opens("/admin/privacy").text
    assert "Erased" in maria.posts("/admin/privacy", number=NUMBER).text


def test_nobody_is_erased_in_a_talk(maria: Person, store: Store) -> None:
    seed.offer_call(store)
    answer = maria.posts("/admin/privacy/erase", number=NUMBER)
    assert answer.status_code == 409
    assert "Erase them after the talk." in answer.text


def test_each_night_has_its_report(maria: Person, store: Store) -> None:
    line = store.read(load_line)
    while forget_what_is_old(store, line, seed.NOW):
        pass
    page = maria.opens("/admin/privacy").text
    assert "never: the shop keeps them" in page
    assert "after 30 days" in page
    (night,) = set(re.findall(r'href="(/admin/privacy/acts/[^"]+)"', page))
    assert "What a night forgot" in maria.opens(night).text
    assert maria.opens("/admin/privacy/acts/nothing").status_code == 404


def test_jan_is_another_person(maria: Person, store: Store) -> None:
    maria.posts("/admin/privacy/erase", number=JANS)
    written = everything_written(store)
    assert JANS not in written
    assert "Maria Kowalska" in written


def test_a_browser_that_was_left_open_gives_nobody_away_and_erases_nobody(
    maria: Person, store: Store, clock: Clock
) -> None:
    clock.goes_on(minutes=11)
    for act in ("export", "erase"):
        asked = maria.posts(f"/admin/privacy/{act}", number=NUMBER)
        assert asked.location.startswith("/account/confirm")
    assert "Maria Kowalska" in everything_written(store)
