"""A hundred thousand forms of ten thousand addresses, and honest people among them, through the form's own page.

The proof of work is spared (each token asks for none): the attackers have done theirs, so what holds them is the
gate alone. What was promised is carried out in virtual time; the carrier's ledger says who was really dialled.
"""

import random
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from operator import attrgetter

from flask import Flask
from flask.testing import FlaskClient

from admin.back_office import BackOffice
from admin.door import register_pages
from admin.public.form import HONEYPOT
from admin.public.form_token import PARTS, write_token
from admin.public.numbers import masked
from call_routing.line_book import LineBook
from call_routing.people.agent_status import AgentStatus, choose_status
from callbacks.limits.form_guard import FormPost
from callbacks.limits.numbers import typed_number
from callbacks.promising.web_asking import ask_by_form
from callbacks.wishes import CallbackWish
from tests.soak.attack_corpus import VICTIM, Post, corpus
from tests.soak.attack_oracle import dials_of, outside_policy, spent_cents
from tests.soak.crowd import talkers_hang_up
from tests.soak.figures import Figure, Plan, at_most, none_of, told
from tests.soak.ground import empty_database
from tests.stories.world import BASE, MAIN, TUESDAY_NOON, World, world
from ticket_store.calls import insert_call
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.line_rows import load_line, save_line

_SECRET = "not a secret, but long enough"
_OPENS = TUESDAY_NOON - timedelta(hours=3)
_AGENTS, _TALKS_S, _STEP_S = 6, 40.0, 20.0
_CAP_CENTS = 2000.0
_ONLOOKER = "192.0.2."  # who only compares pages
_ALIKE = 2  # so many times in the attack the pages of all kinds are held against each other


@dataclass(frozen=True)
class _Size:
    """`honest` are so many known and so many unseen; each `page_every`th form goes through the page itself."""

    posts: int
    addresses: int
    honest: int
    lasts_s: float
    page_every: int


_SMALL = _Size(posts=60, addresses=15, honest=4, lasts_s=100.0, page_every=3)
_LARGE = _Size(posts=100_000, addresses=10_000, honest=120, lasts_s=7200.0, page_every=100)


class _Attack:
    """The shop under attack, and its public page."""

    def __init__(self, plan: Plan, shop: World) -> None:
        self.shop, self.chance = shop, random.Random(plan.seed)
        size = _SMALL if plan.small else _LARGE
        self.lasts_s, self.page_every = size.lasts_s, size.page_every
        self.open()
        line = shop.store.read(load_line)
        self.agents = {agent.rings for agent in line.agents}
        own = [*line.dids, *sorted(self.agents)]
        self.corpus = corpus(
            self.chance,
            posts=size.posts,
            addresses=size.addresses,
            honest=size.honest,
            lasts_s=size.lasts_s,
            own=own,
        )
        self.callable = self.corpus.may_be_rung()
        self.rang_in = dict.fromkeys((*self.corpus.known, VICTIM), _OPENS - timedelta(days=9))
        self.phones = [shop.customer(number).answer_after(2) for number in sorted(self.callable)]
        self.client = self._page()
        self.line = shop.store.read(load_line)
        self.posted = 0
        self.unlike: list[str] = []
        self.spare = 0
        for number in self.rang_in:
            self._has_rung(number)

    def open(self) -> None:
        """The shop of the stories with the gate's own limits, and some agents who answer."""
        store, now = self.shop.store, self.shop.clock.now
        line = store.read(load_line)
        pattern, everywhere = line.agents[0], dict.fromkeys(line.departments, 3)
        people = tuple(
            replace(
                pattern,
                email=f"agent{place}@sowa.example",
                departments=everywhere,
                rings=f"+4860010{place:04d}",
            )
            for place in range(_AGENTS)
        )
        limits = replace(line.shop.callbacks, per_number_per_day=2, spend_per_day=None)
        line = replace(line, agents=people, shop=replace(line.shop, callbacks=limits))
        store.write(lambda tx: save_line(tx, line, actor="soak", now=now))
        for agent in people:
            self.shop.carrier.phone(agent.rings).answer_after(1)
        self.come_on()

    def come_on(self) -> None:
        """Whoever was paused for a call that was missed comes back on."""
        for row in self.shop.rows("agent"):
            if row.chosen_status != "available" and row.email.startswith("agent"):
                self.shop.store.write(
                    lambda tx, row=row: choose_status(  # type: ignore[misc]
                        tx, row.id, AgentStatus.AVAILABLE, self.shop.clock.now, actor=row.email
                    )
                )

    def _page(self) -> FlaskClient:
        shop = self.shop
        app = Flask("attacked", static_folder=None)
        clock, lines = (lambda: shop.clock.now), LineBook(shop.store)
        register_pages(app, BackOffice(shop.store, clock, lines, _SECRET, BASE, cookie_secure=False))
        return app.test_client()

    def _has_rung(self, number: str) -> None:
        at = self.rang_in[number]
        call_id = new_id(at)
        row = {"id": call_id, "sid": f"CA{call_id}", "direction": "inbound", "customer_number": number,
               "language": "pl", "status": "ended", "step": 0, "started_at": at, "ended_at": at}  # fmt: skip
        self.shop.store.write(lambda tx: insert_call(tx, row))

    def run(self) -> None:
        """All posts at their times, then two hours in which the last callbacks are carried out."""
        began = self.shop.clock.now
        ends_s = 1.5 * self.lasts_s + 120.0
        posts, done = self.corpus.posts, 0
        alike_at = self.lasts_s / _ALIKE
        passed_s = 0.0
        while passed_s < ends_s:
            until = bisect_right(posts, passed_s, key=attrgetter("at_s"))
            self.post_all(posts[done:until])
            done = until
            if alike_at <= passed_s < self.lasts_s:
                self.compare()
                alike_at += self.lasts_s / _ALIKE
            self.shop.clock.advance(_STEP_S)
            passed_s = (self.shop.clock.now - began).total_seconds()
            talkers_hang_up(self.shop, self.phones, _TALKS_S)
            self.come_on()

    def post_all(self, posts: list[Post]) -> None:
        """Those of one moment. Some go through the page, the others at once into what the page hands them to."""
        straight = []
        for sent in posts:
            self.posted += 1
            if sent.kind == "honest" or self.posted % self.page_every == 0:
                self.send(sent)
            else:
                straight.append(sent)
            if sent.rings_in:  # a minute later, and hangs up in the greeting
                self.shop.clock.call_later(60.0, partial(self._ring_in, sent.number))
        self.shop.store.write(lambda tx: [self._send_straight(tx, sent) for sent in straight])

    def send(self, sent: Post) -> tuple[int, str]:
        """What the page answers: its status and its text."""
        now = self.shop.clock.now
        self.spare += sent.trick != "replayed"
        made_at = now - timedelta(seconds=1 if sent.trick == "fast" else 30)
        token = write_token(_SECRET, f"nonce-{self.spare}", 40 if sent.trick == "unproven" else 0, made_at)
        form = {"department": "orders", "number": sent.number, "token": token.text, "when": "soon",
                "proof": ".".join("0" * PARTS)}  # fmt: skip
        if sent.trick == "honeypot":
            form[HONEYPOT] = "https://spam.example"
        answer = self.client.post("/callback?lang=en", data=form, environ_base={"REMOTE_ADDR": sent.address})
        return answer.status_code, answer.text

    def _send_straight(self, tx: Transaction, sent: Post) -> None:
        """What the page does with a form once it has read it, without drawing a page for it."""
        number = typed_number(sent.number, "PL")
        if number is None:
            return  # the page shows the field again
        self.spare += sent.trick != "replayed"
        form = FormPost(
            address=sent.address,
            nonce=f"nonce-{self.spare}",
            filled_for=timedelta(seconds=1 if sent.trick == "fast" else 30),
            honeypot="x" if sent.trick == "honeypot" else "",
            proven=sent.trick != "unproven",
            number=number,
        )
        ask_by_form(tx, self.line, form, CallbackWish(number, "orders", "pl", "web"), self.shop.clock.now)

    def _ring_in(self, number: str) -> None:
        call = self.shop.customer(number).dial(MAIN)
        self.rang_in.setdefault(number, self.shop.clock.now)
        self.shop.clock.call_later(4.0, call.hang_up)

    def compare(self) -> None:
        """At one moment everybody gets the same page, but for the number that they typed."""
        kinds = {
            "premium",
            "shared",
            "universal",
            "satellite",
            "foreign",
            "own",
            "victim",
            "stranger",
            "honest",
        }
        numbers = [(kind, n) for n, kind in self.corpus.kinds.items() if typed_number(n, "PL") == n]
        typed = {kind: next(n for named, n in numbers if named == kind) for kind in sorted(kinds)}
        pages: dict[str, list[str]] = {}
        for place, (kind, number) in enumerate(typed.items()):
            for trick in ("", "honeypot"):
                sent = Post(0, number, kind, f"{_ONLOOKER}{place}", trick)
                status, page = self.send(sent)
                shown = masked(typed_number(number, "PL") or number)
                pages.setdefault(f"{status} {page.replace(shown, 'NUMBER')}", []).append(f"{kind} {trick}")
        if len(pages) != 1:
            self.unlike += [f"{whose} got {len(page)} letters: {page[:3]}" for page, whose in pages.items()]


def play(plan: Plan) -> list[Figure]:
    with empty_database(plan.database) as url:
        store = Store(url)
        with world(store, start=_OPENS, seed=plan.seed) as shop:
            attack = _Attack(plan, shop)
            attack.run()
            found = _figures(attack)
        store.close()
    return found


def _figures(attack: _Attack) -> list[Figure]:
    shop, people = attack.shop, attack.corpus
    dials = dials_of(shop.carrier, attack.agents)
    answers = Counter(row.answer for row in shop.rows("web_ask"))
    unproven = sum(dial.to_number not in attack.rang_in for dial in dials)
    return [
        told(
            "forms posted",
            len(people.posts),
            f"{len(people.kinds)} numbers, {people.addresses} addresses; {dict(answers)}",
        ),
        told("dials", len(dials), f"{unproven} of them to numbers that never rang us"),
        none_of("dials outside policy", outside_policy(dials, attack.callable, attack.rang_in)),
        at_most("cents spent in 24 hours", spent_cents(dials), _CAP_CENTS),
        *_of_honest(attack, "known", people.known),
        *_of_honest(attack, "unseen", people.unseen),
        none_of("pages that told one asker from another", attack.unlike),
    ]


def _of_honest(attack: _Attack, who: str, numbers: list[str]) -> list[Figure]:
    """Of the honest: refused is who was neither promised a call nor kept; held waits for a call of theirs, or room."""
    asks = attack.shop.rows("web_ask")
    asked = {row.number: row.answer for row in asks if row.address.startswith("203.0.113.")}
    states = {row.customer_number: row.status for row in attack.shop.rows("callback")}
    many = Counter(asked.get(number, "lost") for number in numbers)
    served = sum(states.get(number) == "done" for number in numbers)
    promised = sum(number in states for number in numbers)
    lost = 100.0 * (many["refused"] + many["lost"]) / len(numbers)
    return [
        at_most(f"per cent of the honest refused, {who}", lost, 1.0, str(dict(many))),
        told(
            f"honest promised in the end, {who}",
            promised,
            f"of {len(numbers)}; {served} were rung and talked",
        ),
    ]
