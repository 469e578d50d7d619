import re
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from tests.admin import seed
from tests.admin.conftest import SECRET, Person
from ticket_store.engine import Store
from ticket_store.outward.hook_deliveries import deliveries_of, settle_delivery, take_delivery
from ticket_store.outward.hook_endpoints import Endpoint, endpoints
from ticket_store.outward.hook_policy import Answer, secret_of
from ticket_store.outward.news import News
from ticket_store.solving import solve

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
URL = "https://shop.example/hook?a=1&b=2"


def added(boss: Person, store: Store, *events: str) -> Endpoint:
    boss.client.post(
        "/admin/outward/hooks",
        data={"csrf_token": boss.token(), "url": URL, "event": list(events or ("ticket.solved",))},
    )
    return store.read(endpoints)[-1]


def test_a_new_webhook_shows_its_secret_once(boss: Person, store: Store) -> None:
    shown = boss.posts("/admin/outward/hooks", url=URL, event="call.ended")
    (made,) = store.read(endpoints)
    secret = secret_of(SECRET, made.id, made.salt)
    assert secret in shown.text
    Webhook(secret)
    assert (made.url, list(made.events), made.state) == (URL, ["call.ended"], "new")
    assert secret not in boss.opens(f"/admin/outward/hooks/{made.id}").text


@pytest.mark.parametrize(
    ("url", "event", "said"),
    [
        ("http://shop.example", "call.ended", "Use https"),
        ("https://10.0.0.1/", "call.ended", "not on the public internet"),
        ("https://a:b@shop.example/", "call.ended", "Leave name and password out"),
        ("nonsense", "call.ended", "Write a whole web address"),
        (URL, "nothing.happened", "Choose at least one event."),
    ],
)
def test_an_address_or_an_event_that_cannot_be_is_refused_beside_its_field(
    boss: Person, store: Store, url: str, event: str, said: str
) -> None:
    answer = boss.posts("/admin/outward/hooks", url=url, event=event)
    assert answer.status_code == 422
    assert said in answer.text
    assert store.read(endpoints) == []


def test_all_events_chosen_means_those_of_tomorrow_too(boss: Person, store: Store) -> None:
    assert list(added(boss, store, *News).events) == []


def test_it_is_changed_switched_renewed_and_removed_once_it_is_off(boss: Person, store: Store) -> None:
    made = added(boss, store)
    room = f"/admin/outward/hooks/{made.id}"
    boss.posts(room, url="https://other.example/", event="call.missed")
    renewed = boss.posts(f"{room}/secret")
    changed = store.read(endpoints)[0]
    assert (changed.url, list(changed.events)) == ("https://other.example/", ["call.missed"])
    assert secret_of(SECRET, made.id, changed.salt) in renewed.text
    assert changed.old_salt == made.salt
    assert boss.posts(f"{room}/remove").status_code == 409
    boss.posts(f"{room}/switch", on="")
    assert "switched off by hand" in boss.opens(room).text
    boss.posts(f"{room}/remove")
    assert store.read(endpoints) == []
    assert boss.opens(room).status_code == 404


def test_the_log_shows_what_was_sent_and_what_came_back_as_data(boss: Person, store: Store) -> None:
    made = added(boss, store)
    store.write(lambda tx: solve(tx, seed.OPEN_CASE, seed.NOW, actor="ada"))
    taken = store.write(lambda tx: take_delivery(tx, made.id, seed.NOW))
    assert taken is not None
    bad = Answer(timedelta(milliseconds=120), 500, "<script>alert(1)</script>")
    store.write(lambda tx: settle_delivery(tx, taken, bad, seed.NOW))
    room = boss.opens(f"/admin/outward/hooks/{made.id}")
    assert "does not answer" in room.text
    assert "a case was solved" in room.text
    sent = boss.opens(f"/admin/outward/messages/{taken.id}")
    assert "&lt;script&gt;" in sent.text
    assert "<script>alert" not in sent.text
    assert "120 ms" in sent.text
    assert re.search(r"&#34;number&#34;: 1041", sent.text)
    assert "1 webhook is not told anything" in boss.opens("/admin/outward").text
    assert boss.posts(f"/admin/outward/messages/{taken.id}/again").status_code == 303
    ((again, _),) = store.read(lambda db: deliveries_of(db, made.id))
    assert (again.state, again.tries) == ("waiting", 0)


def test_a_test_waits_to_be_sent(boss: Person, store: Store) -> None:
    made = added(boss, store)
    boss.posts(f"/admin/outward/hooks/{made.id}/test")
    ((sent, _),) = store.read(lambda db: deliveries_of(db, made.id))
    assert (sent.event, sent.state) == ("test", "waiting")


def test_a_page_that_answered_a_form_leads_back_when_it_is_asked_for_again(
    boss: Person, store: Store
) -> None:
    made = added(boss, store)
    for path, there in (
        ("hooks", "/admin/outward"),
        ("tokens", "/admin/outward"),
        ("tokens/x/revoke", "/admin/outward"),
        (f"hooks/{made.id}/secret", f"/admin/outward/hooks/{made.id}"),
    ):
        assert boss.opens(f"/admin/outward/{path}").location == there
