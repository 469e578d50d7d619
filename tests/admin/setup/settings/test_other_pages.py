"""Numbers, every line that was, and the shop file in the panel."""

import io
from collections.abc import Callable

import pytest

from admin.shop_file.differences import differences
from tests.admin.conftest import Person
from tests.admin.shop_file.conftest import GOOD
from ticket_store.line import Line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Now = Callable[[], Line]
Whole = Callable[[str], dict[str, str]]
NUMBERS, FILE, SALES = "/admin/settings/numbers", "/admin/settings/file", "/admin/settings/departments/sales"


def test_a_number_is_added_as_people_write_it(boss: Person, whole: Whole, the_line: Now) -> None:
    new = {
        "new.number": "22 601 22 33",
        "new.language": "en",
        "new.leads_to": "department:sales",
        "new.brand": "Outlet",
    }
    boss.posts(NUMBERS, **whole(NUMBERS) | new)
    did = the_line().dids["+48226012233"]
    assert (did.language, did.department_key, did.menu_key, did.brand) == ("en", "sales", None, "Outlet")


def test_a_number_that_cannot_be_is_refused_in_a_sentence(boss: Person, whole: Whole, the_line: Now) -> None:
    boss.posts("/language", language="en")
    new = {"new.number": "12", "new.language": "pl", "new.leads_to": "menu:main"}
    answer = boss.posts(NUMBERS, **whole(NUMBERS) | new)
    assert answer.status_code == 422
    assert "is not a number that exists. Check its digits." in answer.text
    assert len(the_line().dids) == 2


def test_numbers_change_places_and_go(boss: Person, whole: Whole, the_line: Now) -> None:
    boss.posts(NUMBERS, **whole(NUMBERS) | {"do": "up:1"})
    assert list(the_line().dids) == ["+48226012211", "+48226012200"]
    boss.posts(NUMBERS, **whole(NUMBERS) | {"do": "remove:0"})
    assert list(the_line().dids) == ["+48226012200"]


def test_a_number_that_stands_twice_is_told_and_nothing_of_it_is_lost(
    boss: Person, whole: Whole, the_line: Now
) -> None:
    boss.posts("/language", language="en")
    new = {"new.number": "+48 22 601 22 00", "new.language": "en", "new.leads_to": "department:sales"}
    answer = boss.posts(NUMBERS, **whole(NUMBERS) | new)
    assert answer.status_code == 422
    assert "it is listed twice. Keep one of them." in answer.text
    assert the_line().dids["+48226012200"].language == "pl"


@pytest.mark.parametrize("count", ["", "abc", "²", "-1", "0.5", "9" * 40])
def test_a_form_that_does_not_say_how_many_numbers_it_holds_takes_none_away(
    boss: Person, whole: Whole, the_line: Now, count: str
) -> None:
    assert boss.posts(NUMBERS, **whole(NUMBERS) | {"count": count}).status_code == 400
    assert len(the_line().dids) == 2


def test_any_line_that_was_can_be_gone_back_to(boss: Person, whole: Whole, the_line: Now) -> None:
    first = the_line()
    boss.posts(SALES, **whole(SALES) | {"ring_timeout": "25"})
    boss.posts(SALES, **whole(SALES) | {"wrap_up": "10"})
    listed = boss.opens("/admin/settings/lines", **{"Accept-Language": "en"}).text
    assert "the first that is kept" in listed
    page = boss.opens(f"/admin/settings/lines/{first.version}", **{"Accept-Language": "en"}).text
    assert "ring time: 25 s → 20 s" in page
    boss.posts(f"/admin/settings/lines/{first.version}/back", seen=str(the_line().version))
    assert differences(first, the_line()) == ()
    assert the_line().version == first.version + 3


@pytest.mark.parametrize("number", ["99", "9" * 30])
def test_a_line_that_never_was_is_not_there(boss: Person, number: str) -> None:
    assert boss.opens(f"/admin/settings/lines/{number}").status_code == 404
    assert boss.opens(f"/admin/settings/lines?before={number}&saved={number}").status_code == 200


def test_the_file_is_downloaded_compared_and_applied(boss: Person, the_line: Now) -> None:
    boss.posts("/language", language="en")
    text = boss.opens(f"{FILE}/shop.yaml").text
    changed = text.replace("name: Lumi\n", "name: Lumi Toys\n")
    page = boss.posts(FILE, text=changed).text
    assert "Shop, name: Lumi → Lumi Toys" in page
    assert the_line().shop.name == "Lumi"
    boss.posts(f"{FILE}/apply", text=changed, seen=str(the_line().version))
    assert the_line().shop.name == "Lumi Toys"


def test_a_file_with_faults_says_each_with_its_line_and_changes_nothing(boss: Person, the_line: Now) -> None:
    boss.posts("/language", language="en")
    broken = GOOD.replace("country: PL", "country: Poland")
    sent = {"csrf_token": boss.token(), "file": (io.BytesIO(broken.encode()), "shop.yaml")}
    answer = boss.client.post(FILE, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "line 3" in answer.text
    assert "is not a country" in answer.text
    assert boss.posts(f"{FILE}/apply", text=broken).status_code == 422
    assert the_line().shop.country == "PL"


@pytest.mark.parametrize("sent", [b"\xff\xfe\x00", b""])
def test_what_is_no_text_is_refused(boss: Person, sent: bytes) -> None:
    form = {"csrf_token": boss.token(), "file": (io.BytesIO(sent), "shop.yaml")}
    assert boss.client.post(FILE, data=form, content_type="multipart/form-data").status_code == 422
