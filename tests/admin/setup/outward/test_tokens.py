import re

import pytest

from tests.admin.conftest import Clock, Person
from ticket_store.engine import Store
from ticket_store.tokens import list_tokens, token_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def made(boss: Person) -> str:
    boss.posts("/admin/outward/tokens", name="shop system", scope="read:calls")
    shown = boss.posts("/admin/outward/tokens", name="board", scope="read:agents")
    found = re.search(r'value="(hl_[^"]+)"', shown.text)
    assert found
    return found[1]


def test_a_key_is_shown_once_and_opens_what_was_chosen(boss: Person, store: Store) -> None:
    key = made(boss)
    known = store.read(lambda db: token_of(db, key))
    assert known is not None
    assert (known.name, known.scopes) == ("board", ("read:agents",))
    assert key not in boss.opens("/admin/outward").text


def test_a_key_without_a_name_or_a_use_is_refused_and_nothing_typed_is_lost(
    boss: Person, store: Store
) -> None:
    answer = boss.posts("/admin/outward/tokens", name="shop <b>system</b>")
    assert answer.status_code == 422
    assert "Choose what it may do." in answer.text
    assert 'value="shop &lt;b&gt;system&lt;/b&gt;"' in answer.text
    assert boss.posts("/admin/outward/tokens", name=" ", scope="read:calls").status_code == 422
    assert boss.posts("/admin/outward/tokens", name="x", scope="read:secrets").status_code == 422
    assert store.read(list_tokens) == []


def test_a_revoked_key_is_refused_until_it_is_given_back(boss: Person, store: Store) -> None:
    key = made(boss)
    known = store.read(lambda db: token_of(db, key))
    assert known is not None
    page = boss.posts(f"/admin/outward/tokens/{known.id}/revoke")
    assert "Revoked." in page.text
    assert store.read(lambda db: token_of(db, key)) is None
    again = boss.posts(f"/admin/outward/tokens/{known.id}/revoke")
    assert "in the meantime" in again.text
    assert boss.posts(f"/admin/outward/tokens/{known.id}/restore").status_code == 303
    assert store.read(lambda db: token_of(db, key)) is not None
    assert boss.posts(f"/admin/outward/tokens/{known.id}/restore").status_code == 404


def test_a_browser_that_was_left_open_makes_no_key(boss: Person, store: Store, clock: Clock) -> None:
    clock.goes_on(minutes=11)
    asked = boss.posts("/admin/outward/tokens", name="stolen", scope="read:customers")
    assert asked.status_code == 302
    assert asked.location.startswith("/account/confirm")
    assert store.read(list_tokens) == []
