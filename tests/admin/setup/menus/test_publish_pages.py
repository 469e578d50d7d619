import re
from dataclasses import replace

import pytest

from admin.back_office import BackOffice
from admin.setup.changing import change_line
from admin.setup.menus.workbench import work_in
from tests.admin import seed
from tests.admin.conftest import Person
from tests.admin.setup.conftest import BOSS
from tests.admin.setup.menus.shop import DIRECT, MENUS
from tests.admin.setup.menus.test_editor import MAIN, form_of
from ticket_store.line import Line, Spoken
from ticket_store.line_rows import load_line, menus_of_version
from ticket_store.menu_versions import menu_versions

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PUBLISH = "/admin/menus/publish"


def type_greeting(boss: Person, text: str) -> None:
    boss.posts(MAIN, **form_of(boss) | {"greeting-pl": text})


def seen_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(revision|seen|version)" value="(\w*)"', page))


def publish(boss: Person, path: str = PUBLISH, **more: str) -> int:
    return boss.posts(PUBLISH, **seen_in(boss.opens(path).text) | more).status_code


def line(office: BackOffice) -> Line:
    return office.store.read(load_line)


def test_a_draft_becomes_a_version_with_its_note_and_is_a_draft_no_more(
    boss: Person, office: BackOffice
) -> None:
    type_greeting(boss, "Dobry wieczór.")
    page = boss.opens(PUBLISH).text
    assert "Greeting in Polish: “Dzień dobry, tu księgarnia Sowa.” → “Dobry wieczór.”" in page
    assert publish(boss, note="evening") == 303
    assert line(office).menus["main"].greeting["pl"] == Spoken("Dobry wieczór.")
    (newest, _) = office.store.read(menu_versions)
    assert (newest.number, newest.note, newest.published_by) == (2, "evening", f"{BOSS}@sowa.example")
    work = office.store.read(work_in)
    assert (work.is_changed, work.kept and work.kept.body) == (False, None)
    listed = boss.opens("/admin/menus/versions").text
    assert "evening" in listed
    assert "“Dobry wieczór.”" in listed


def test_a_draft_with_a_fault_is_not_published(boss: Person, office: BackOffice) -> None:
    boss.posts(MAIN, **form_of(boss) | {"digit-1": "1"})
    assert "This stops publishing" in boss.opens(PUBLISH).text
    assert publish(boss) == 422
    assert line(office).menu_version == 1


def test_only_what_was_looked_at_is_published(boss: Person, office: BackOffice) -> None:
    type_greeting(boss, "Pierwsze.")
    looked_at = seen_in(boss.opens(PUBLISH).text)
    type_greeting(boss, "Drugie.")
    answer = boss.posts(PUBLISH, **looked_at)
    assert answer.status_code == 409
    assert "Somebody else has changed the line in the meantime" in answer.text
    assert line(office).menu_version == 1


def test_a_line_that_somebody_changed_elsewhere_is_looked_at_again_first(
    boss: Person, office: BackOffice
) -> None:
    type_greeting(boss, "Nowe.")
    looked_at = seen_in(boss.opens(PUBLISH).text)
    rename = lambda old: replace(old, shop=replace(old.shop, name="Lumi"))  # noqa: E731 - one change, said once
    change_line(office, rename, actor="somebody", now=seed.NOW)
    assert boss.posts(PUBLISH, **looked_at).status_code == 409
    assert publish(boss) == 303
    assert line(office).shop.name == "Lumi"


def test_an_old_version_comes_back_as_a_new_one_equal_to_it_and_the_draft_stays(
    boss: Person, office: BackOffice
) -> None:
    type_greeting(boss, "Nowe.")
    publish(boss)
    boss.posts(MAIN, **form_of(boss), do="add")
    assert "If it came back, this would change" in boss.opens("/admin/menus/versions/1").text
    assert publish(boss, f"{PUBLISH}?version=1", note="back") == 303
    assert line(office).menu_version == 3
    assert line(office).menus == MENUS == office.store.read(lambda db: menus_of_version(db, 3))
    work = office.store.read(work_in)
    assert work.is_changed
    assert work.is_outdated
    assert "Other menus were published after this draft was begun." in boss.opens("/admin/menus").text


def test_a_number_is_led_elsewhere_at_publishing_without_a_new_version_of_the_menus(
    boss: Person, office: BackOffice
) -> None:
    boss.posts("/admin/menus/numbers", **{f"opens-{DIRECT}": "menu:main"})
    assert "+48 22 123 45 68: complaints → menu main" in boss.opens(PUBLISH).text
    assert publish(boss) == 303
    assert line(office).dids[DIRECT].menu_key == "main"
    assert line(office).menu_version == 1


def test_nothing_to_publish_says_so(boss: Person) -> None:
    assert "Nothing differs from what callers hear now." in boss.opens(PUBLISH).text


@pytest.mark.parametrize(
    "path",
    [
        "/admin/menus/versions/9",
        f"/admin/menus/versions/{'9' * 30}",
        f"{PUBLISH}?version=9",
        f"{PUBLISH}?version={'9' * 30}",
        f"{PUBLISH}?version=x",
    ],
)
def test_a_version_that_never_was_is_not_found(boss: Person, path: str) -> None:
    assert boss.opens(path).status_code == 404
