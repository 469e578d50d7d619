"""From the transaction that makes news to the shop's program, with pauses, rests, and an end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.outward.delivering import Outward
from app.outward.post import HookPost
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.app.outward.receiver import Receiver, receiving
from ticket_store.engine import Store
from ticket_store.outward.hook_deliveries import (
    deliveries_of,
    delivery_of,
    send_again,
    send_test,
    take_delivery,
    tries_of,
)
from ticket_store.outward.hook_endpoints import (
    Endpoint,
    add_endpoint,
    endpoint_of,
    remove_endpoint,
    renew_secret,
    switch_endpoint,
)
from ticket_store.outward.hook_policy import PAUSES
from ticket_store.schema import audit, hook_try, outbox
from ticket_store.solving import open_again, solve

ADA = "ada@sowa.example"


@dataclass
class Shop:
    """A shop that listens, and the thread's work done by hand at a time of our own."""

    store: Store
    receiver: Receiver
    now: datetime = seed.NOW
    endpoint_id: str = ""

    def listens(self, *events: str) -> None:
        made = self.store.write(lambda tx: add_endpoint(tx, self.receiver.url, events, self.now, actor=ADA))
        self.endpoint_id = made.id

    def looks(self, **later: float) -> None:
        self.now += timedelta(**later)
        post = HookPost("key", to_private=True, patience_s=2)
        Outward(
            self.store, lambda: self.now, LineBook(self.store), post, lambda: datetime.now(UTC)
        ).look_once()

    def solves(self) -> None:
        self.store.write(lambda tx: open_again(tx, seed.OPEN_CASE, self.now, actor="ada"))
        self.store.write(lambda tx: solve(tx, seed.OPEN_CASE, self.now, actor="ada"))

    @property
    def endpoint(self) -> Endpoint:
        found = self.store.read(lambda db: endpoint_of(db, self.endpoint_id))
        assert found is not None
        return found

    @property
    def states(self) -> list[str]:
        return [one.state for one, _ in self.store.read(lambda db: deliveries_of(db, self.endpoint_id))]


@pytest.fixture
def shop(store: Store) -> Iterator[Shop]:
    seed.seed_shop(store)
    seed.seed_customers(store)
    with receiving() as receiver:
        yield Shop(store, receiver)


def test_news_arrive_once_and_the_log_says_so(shop: Shop) -> None:
    shop.listens("ticket.solved")
    shop.solves()
    shop.looks()
    shop.looks()
    ((headers, body),) = shop.receiver.heard
    told = json.loads(body)
    assert (told["type"], told["data"]["number"], told["data"]["status"]) == ("ticket.solved", 1041, "solved")
    ((sent, last),) = shop.store.read(lambda db: deliveries_of(db, shop.endpoint_id))
    assert (sent.id, sent.state) == (headers["webhook-id"], "sent")
    assert last is not None
    assert (last.status, last.answer) == (200, "thanks")
    assert shop.endpoint.state == "fine"


def test_one_that_fails_is_tried_again_under_the_same_id_until_a_day_has_passed(shop: Shop) -> None:
    shop.receiver.status = 503
    shop.listens("ticket.solved")
    shop.solves()
    shop.looks()
    for pause in PAUSES:
        shop.looks(seconds=pause.total_seconds() - 1)
        before = len(shop.receiver.heard)
        shop.looks(minutes=6)  # and the endpoint's rest is over, too
        assert len(shop.receiver.heard) == before + 1
    assert shop.states == ["gave_up"]
    assert len({headers["webhook-id"] for headers, _ in shop.receiver.heard}) == 1
    shop.looks(days=2)
    assert len(shop.receiver.heard) == 1 + len(PAUSES)


def test_while_an_endpoint_is_away_much_that_waits_asks_it_seldom_and_goes_at_once_when_it_is_back(
    shop: Shop,
) -> None:
    shop.receiver.status = 500
    shop.listens("ticket.solved", "ticket.reopened")
    for _ in range(5):
        shop.solves()
    shop.looks()
    shop.looks(seconds=1)
    assert len(shop.receiver.heard) == 1
    shop.receiver.status = 200
    shop.looks(minutes=6)
    assert shop.states.count("sent") == len(shop.states) == 9


def test_after_three_days_of_failing_it_is_switched_off_and_the_admins_are_told(shop: Shop) -> None:
    shop.store.write(lambda tx: seed.seed_agent(tx, "ada", "Ada", ["admin"], {}))
    shop.receiver.status = 500
    shop.listens("ticket.solved")
    for _ in range(5):
        shop.solves()
        shop.looks(days=1)
    assert (shop.endpoint.state, shop.endpoint.off_why) == ("off", "failing")
    mails = shop.store.read(lambda db: db.scalars(select(outbox.c.body).where(outbox.c.kind == "send_mail")))
    (mail,) = [one for one in mails if "webhook" in one["subject"]]
    assert mail["to"] == "ada@sowa.example"
    assert shop.receiver.url in mail["text"]
    assert mail["path"] == f"/admin/outward/hooks/{shop.endpoint_id}"
    heard = len(shop.receiver.heard)
    shop.solves()
    shop.looks(days=1)
    assert len(shop.receiver.heard) == heard


def test_410_switches_it_off_at_once_and_switched_on_it_begins_anew(shop: Shop) -> None:
    shop.receiver.status = 410
    shop.listens("ticket.solved")
    shop.solves()
    shop.looks()
    assert (shop.endpoint.off_why, shop.states) == ("gone", ["gave_up"])
    shop.receiver.status = 200
    shop.store.write(lambda tx: switch_endpoint(tx, shop.endpoint, shop.now, on=True, actor=ADA))
    shop.now += timedelta(seconds=1)
    shop.solves()
    shop.looks()
    assert (shop.endpoint.state, shop.states) == ("fine", ["sent", "gave_up"])


def test_a_message_is_sent_again_by_hand_and_a_test_without_any_news(shop: Shop) -> None:
    shop.listens("ticket.solved")
    sent = shop.store.write(lambda tx: send_test(tx, shop.endpoint, shop.now, actor=ADA))
    shop.looks()
    assert shop.store.write(lambda tx: send_again(tx, sent, shop.now, actor=ADA))
    shop.looks()
    assert [json.loads(body)["type"] for _, body in shop.receiver.heard] == ["test", "test"]
    assert len(shop.store.read(lambda db: tries_of(db, sent))) == 2
    assert not shop.store.write(lambda tx: send_again(tx, "nothing", shop.now, actor=ADA))


def test_a_new_secret_and_the_one_before_sign_together_for_a_day(shop: Shop) -> None:
    shop.listens()
    old = shop.endpoint.salt
    shop.store.write(lambda tx: renew_secret(tx, shop.endpoint, shop.now, actor=ADA))
    assert shop.endpoint.salts(shop.now) == (shop.endpoint.salt, old)
    assert shop.endpoint.salts(shop.now + timedelta(days=1)) == (shop.endpoint.salt,)


def test_two_processes_send_a_message_once(shop: Shop) -> None:
    shop.listens("ticket.solved")
    shop.solves()
    taken = [
        shop.store.write(lambda tx: take_delivery(tx, shop.endpoint_id, shop.now)) is not None
        for _ in range(2)
    ]
    assert taken == [True, False]


def test_a_removed_endpoint_leaves_nothing_but_its_line_in_the_books(shop: Shop) -> None:
    shop.listens("ticket.solved")
    shop.solves()
    shop.looks()
    ((sent, _),) = shop.store.read(lambda db: deliveries_of(db, shop.endpoint_id))
    shop.store.write(lambda tx: remove_endpoint(tx, shop.endpoint, shop.now, actor=ADA))
    assert shop.store.read(lambda db: endpoint_of(db, shop.endpoint_id)) is None
    assert shop.store.read(lambda db: delivery_of(db, sent.id)) is None
    assert shop.store.read(lambda db: db.scalars(select(hook_try.c.id)).all()) == []
    books = shop.store.read(lambda db: db.scalars(select(audit.c.action)).all())
    assert [one for one in books if one.startswith("hook.")] == ["hook.add", "hook.remove"]


def test_several_endpoints_are_served_side_by_side_and_one_that_fails_keeps_no_other(shop: Shop) -> None:
    shop.store.write(
        lambda tx: add_endpoint(tx, "http://127.0.0.1:9/", ["ticket.solved"], shop.now, actor=ADA)
    )
    shop.listens("ticket.solved")
    shop.solves()
    shop.looks()
    assert [json.loads(body)["type"] for _, body in shop.receiver.heard] == ["ticket.solved"]
    assert shop.endpoint.state == "fine"
