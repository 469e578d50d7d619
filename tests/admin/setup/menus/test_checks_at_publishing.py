"""Kept checks are rehearsed on a draft before it is published."""

import re
from dataclasses import replace

import pytest

from admin.back_office import BackOffice
from admin.rehearse import Deed, Press, Setup
from admin.setup.kept_checks import keep_check
from app.rehearsing.on_demand import RehearsalOnDemand
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from tests.admin.setup.menus.shop import POLISH
from tests.admin.setup.menus.test_editor import MAIN, form_of
from ticket_store.engine import Store
from ticket_store.line_rows import load_line
from ticket_store.rehearsals import kept_rehearsals

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PUBLISH = "/admin/menus/publish"


@pytest.fixture
def office(office: BackOffice, store: Store, clock: Clock) -> BackOffice:
    """With the engine, and a check: key 1 is complaints."""
    wired = replace(office, rehearse=RehearsalOnDemand(store, clock))
    setup = Setup(at=seed.NOW, did_number=POLISH, caller_number="+48600111222")
    keep_check(wired, "Key 1", setup, [Press(Deed.KEYS, "1")], actor="the boss", now=seed.NOW)
    return wired


def published(office: BackOffice) -> int:
    return office.store.read(load_line).menu_version


def test_a_check_that_is_not_as_it_was_needs_a_word_before_publishing(
    boss: Person, office: BackOffice
) -> None:
    boss.posts(MAIN, **form_of(boss) | {"digit-3": "7"})
    page = boss.opens(PUBLISH).text
    assert "1 check is not as it was." in page
    fields = dict(re.findall(r'name="(revision|seen|version|differing)" value="(\w*)"', page))
    assert boss.posts(PUBLISH, **fields).status_code == 422
    assert boss.posts(PUBLISH, **fields | {"checks": "right", "differing": "another"}).status_code == 422
    assert published(office) == 1
    (before,) = office.store.read(kept_rehearsals)
    assert boss.posts(PUBLISH, **fields, checks="right").status_code == 303
    assert published(office) == 2
    (after,) = office.store.read(kept_rehearsals)
    assert before.expected != after.expected


def test_publishing_all_the_same_keeps_what_was_right(boss: Person, office: BackOffice) -> None:
    boss.posts(MAIN, **form_of(boss) | {"to-0": "department:orders"})
    fields = dict(
        re.findall(r'name="(revision|seen|version|differing)" value="(\w*)"', boss.opens(PUBLISH).text)
    )
    (before,) = office.store.read(kept_rehearsals)
    assert boss.posts(PUBLISH, **fields, checks="same").status_code == 303
    (after,) = office.store.read(kept_rehearsals)
    assert (published(office), after.expected) == (2, before.expected)


def test_a_draft_that_changes_no_checked_call_is_published_without_a_word(
    boss: Person, office: BackOffice
) -> None:
    boss.posts(MAIN, **form_of(boss) | {"greeting-fi": "Hei hei."})
    page = boss.opens(PUBLISH).text
    assert "All checks are as they were." in page
    fields = dict(re.findall(r'name="(revision|seen|version)" value="(\w*)"', page))
    assert boss.posts(PUBLISH, **fields).status_code == 303
    assert published(office) == 2
