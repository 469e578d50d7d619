"""Whole calls: every document that we answer and every REST request that we make is as the carrier publishes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest
from werkzeug.wrappers import Request

from call_routing.people.pins import hash_pin
from tests.reference.checker import CONTEXTS, twiml_checker
from tests.stories.test_any_order import STORIES
from tests.stories.world import CZECH, DIRECT, MAIN, World, world
from ticket_store.engine import Store
from ticket_store.incidents import begin_incident, solve_incident
from ticket_store.line_rows import load_line, save_line
from ticket_store.pins_kept import set_pin

pytestmark = pytest.mark.reference

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
HOUR = timedelta(hours=1)


def through_the_menus_in_czech(shop: World) -> None:
    shop.phone_of(BORYS).answer_after(2)
    shop.comes_on(BORYS)
    call = shop.customer("+420601234567").dial(CZECH)
    for key in ("7", "2", "9", "8", "2", "2"):
        shop.clock.advance(2)
        call.press(key)
    shop.clock.advance(60)
    call.hang_up()


def waits_behind_others_and_takes_a_callback(shop: World) -> None:
    shop.phone_of(ANNA).answer_after(2)
    shop.comes_on(ANNA)
    for number in ("+48501000001", "+48501000002", "+48501000003"):
        call = shop.customer(number).dial(MAIN)
        shop.clock.advance(2)
        call.press("1")
        shop.clock.advance(10)
    shop.clock.advance(120)
    call.press("1")
    shop.clock.advance(30)


def withholds_the_number_and_types_another(shop: World) -> None:
    call = shop.customer("anonymous").dial(MAIN)
    for keys, pause in (("1", 20), ("1", 15), ("50#", 15), ("501234567#", 15), ("1", 20)):
        shop.clock.advance(4)
        call.press(keys)
        shop.clock.advance(pause)


def an_agent_changes_the_status_by_telephone_and_text(shop: World) -> None:
    agent = shop.agent(ANNA)
    shop.store.write(lambda tx: set_pin(tx, agent.id, hash_pin("80264")))
    anna = shop.phone_of(ANNA)
    call = anna.dial(MAIN)
    for keys in ("90210#", "80264#", "7", "2"):
        shop.clock.advance(4)
        call.press(keys)
    shop.clock.advance(8)
    anna.text(MAIN, "offline 80264")
    shop.clock.advance(2)
    assert len(anna.texts) == 1


def nobody_is_on_duty_while_something_is_broken(shop: World) -> None:
    owner = "+48601220100"
    line = shop.store.read(load_line)
    alarmed = replace(line, shop=replace(line.shop, alarm_number=owner))
    shop.store.write(lambda tx: save_line(tx, alarmed, actor="stories", now=shop.clock.now))
    shop.carrier.phone(owner).answer_after(2, then_press=None)
    now = shop.clock.now
    incident_id = shop.store.write(
        lambda tx: begin_incident(
            tx, now, text={"pl": "Mamy awarię."}, department_key=None, ends_at=now + HOUR, actor=ANNA
        )
    )
    customer = shop.customer()
    customer.dial(MAIN)
    shop.clock.advance(4)
    customer.press("1")
    shop.clock.jump_to(now + HOUR / 2)
    shop.clock.advance(30)
    shop.store.write(
        lambda tx: solve_incident(tx, incident_id, shop.clock.now, solved_text={"pl": "Działa."}, actor=ANNA)
    )
    shop.clock.advance(5)
    assert len(customer.texts) == 1


def is_known_gives_up_calls_again_and_finds_the_owner_busy(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(2)
    customer = shop.customer()
    for number in (
        customer.address,
        "+48501000002",
    ):  # Anna owns the first case, then talks with somebody else
        shop.customer(number).dial(DIRECT)
        shop.clock.advance(20)
        if number == customer.address:
            customer.hang_up()
            shop.clock.advance(90)
    for key in ("*", "*"):  # to the owner of the case, who is busy; then on with the place given up
        call = customer.dial(MAIN)
        shop.clock.advance(15)
        call.press(key)
        shop.clock.advance(40)
        call.hang_up()
        shop.clock.advance(5)
    assert shop.rows("call")[-1].redial_of == shop.rows("call")[-2].id
    shop.store.write(
        lambda tx: begin_incident(
            tx, shop.clock.now, text={"pl": "Mamy awarię."}, department_key="complaints",
            ends_at=shop.clock.now + HOUR, actor=ANNA,
        )
    )  # fmt: skip
    customer.dial(DIRECT)
    shop.clock.advance(40)


def changes_a_promise_by_every_key_and_by_text(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    customer = shop.customer()
    call = customer.dial(DIRECT)
    for keys in ("1", "2", "2", "3", "0700123456#", "601220100#", "1"):
        shop.clock.advance(8)
        call.press(keys)
    shop.clock.advance(4)
    call.hang_up()
    customer.text(MAIN, "Oddzwońcie")
    shop.clock.advance(4)
    assert "ANULUJ" in customer.texts[-1].body
    for key in ("2", "7", "3"):  # the status line: another time, which is no key there; the old place
        call = customer.dial(MAIN)
        shop.clock.advance(15)
        call.press(key)
        shop.clock.advance(40)
        call.hang_up()
    customer.text(MAIN, "gdzie moja paczka?")
    customer.text(MAIN, "ANULUJ")
    shop.clock.advance(4)


def does_not_want_to_talk_now_and_then_never(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    customer = shop.customer()
    call = customer.dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(3)
    call.hang_up()
    for key in ("2", "9"):
        anna.answer_after(2)
        customer.answer_after(3, then_press=key)
        shop.clock.advance_until(lambda: bool(customer.live), limit_s=300)
        shop.clock.advance(40)
        shop.clock.jump_to(max(shop.clock.now, shop.only("callback").due_at))
    assert shop.only("callback").status == "cancelled"


FLOWS = [
    *STORIES,
    through_the_menus_in_czech,
    waits_behind_others_and_takes_a_callback,
    withholds_the_number_and_types_another,
    an_agent_changes_the_status_by_telephone_and_text,
    nobody_is_on_duty_while_something_is_broken,
    is_known_gives_up_calls_again_and_finds_the_owner_busy,
    changes_a_promise_by_every_key_and_by_text,
    does_not_want_to_talk_now_and_then_never,
]


class Overheard:
    """Keeps a copy of every REST request on its way to the carrier, addressed as the description expects."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner
        self.requests: list[Request] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        copy = environ | {"HTTP_HOST": "api.twilio.com", "wsgi.url_scheme": "https", "SERVER_PORT": "443"}
        self.requests.append(Request(copy | {"wsgi.input": BytesIO(body)}, populate_request=False))
        return self._inner(environ | {"wsgi.input": BytesIO(body)}, start_response)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
def test_every_document_and_every_request_of_ours_is_as_published(
    store: Store, reference_dir: Path, flow: Callable[[World], None]
) -> None:
    validate = twiml_checker(reference_dir)
    description = OpenAPI.from_file_path(str(reference_dir / "twilio-openapi.json"))
    with world(store) as shop:
        overheard = Overheard(shop.rest.app.wsgi_app)
        shop.rest.app.wsgi_app = overheard  # type: ignore[method-assign]  # between our client and the carrier
        flow(shop)
        shop.clock.advance(60)
        assert len(shop.carrier.webhooks) > 3
        for webhook in shop.carrier.webhooks:
            assert webhook.status == 200, webhook.url
            name = urlsplit(webhook.url).path.removeprefix("/ivr/")
            if name == "message":
                continue  # the checker knows the verbs of calls; see tests/ivr/test_twiml.py for texts
            found = validate(webhook.answer.encode(), CONTEXTS.get(name))
            assert found == [], (name, webhook.answer)
        for request in overheard.requests:
            if request.path.endswith(".wav"):
                continue  # the sound of a recording is no part of the published description
            description.validate_request(WerkzeugOpenAPIRequest(request))
        shop.nothing_wrong()
