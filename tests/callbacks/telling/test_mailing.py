"""Mails: handed over once, tried again only where nothing was taken; without a server nothing breaks."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out_due
from callbacks.post import Letter, PostAwayError, PostRefusedError, PostUnclearError, is_address, one_line
from tests.callbacks.test_carry_out import Clock, ScriptedLine
from tests.ivr.conftest import BASE, NOON, open_door
from ticket_store import outbox
from ticket_store.engine import Store
from ticket_store.schema import outbox as errands

ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"])


@dataclass
class ScriptedPost:
    """Takes letters, or fails as it is told."""

    fault: Exception | None = None
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)
        if self.fault:
            raise self.fault


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post() -> ScriptedPost:
    return ScriptedPost()


@pytest.fixture
def desk(store: Store, clock: Clock, post: ScriptedPost) -> CallbackDesk:
    open_door(store)
    body = {
        "to": "jan@mail.example",
        "subject": "Sowa:\r\noddzwonimy",
        "text": "Zmiana: {link}",
        "path": "/callback/t",
    }
    store.write(lambda tx: outbox.send(tx, "send_mail", NOON, **body))
    lines = LineBook(store, fresh_for_s=0.0)
    return CallbackDesk(store, clock, lines, Addresses(BASE), ScriptedLine(), post=post)


def failure(desk: CallbackDesk) -> tuple[bool, str | None]:
    """Whether the errand is over, and why it failed."""
    row = desk.store.read(lambda db: db.execute(select(errands.c.done_at, errands.c.failure)).one())
    return row.done_at is not None, row.failure


@ON_ONE_DATABASE
def test_it_goes_out_once_with_the_whole_address_of_the_page(desk: CallbackDesk, post: ScriptedPost) -> None:
    assert (carry_out_due(desk), carry_out_due(desk)) == (1, 0)
    (letter,) = post.letters
    assert (letter.to, letter.subject) == ("jan@mail.example", "Sowa: oddzwonimy")
    assert letter.text == f"Zmiana: {BASE}/callback/t"
    assert failure(desk) == (True, None)


@ON_ONE_DATABASE
@pytest.mark.parametrize("fault", [None, PostRefusedError("550 nobody")])
def test_once_it_is_over_the_store_does_not_hold_its_link_any_more(
    desk: CallbackDesk, post: ScriptedPost, fault: Exception | None
) -> None:
    post.fault = fault
    carry_out_due(desk)
    body = desk.store.read(lambda db: db.scalars(select(errands.c.body)).one())
    assert body == {"to": "jan@mail.example", "subject": "Sowa:\r\noddzwonimy", "text": "Zmiana: {link}"}


@ON_ONE_DATABASE
@pytest.mark.parametrize("fault", [PostUnclearError("silence"), PostRefusedError("550 nobody")])
def test_after_a_refusal_or_silence_it_never_goes_out_again(
    desk: CallbackDesk, post: ScriptedPost, clock: Clock, fault: Exception
) -> None:
    post.fault = fault
    carry_out_due(desk)
    clock.now += timedelta(hours=1)
    assert carry_out_due(desk) == 0
    assert failure(desk) == (True, f"{type(fault).__name__}: {fault}")


@ON_ONE_DATABASE
def test_while_the_server_is_away_it_waits(desk: CallbackDesk, post: ScriptedPost, clock: Clock) -> None:
    post.fault = PostAwayError("no connection")
    carry_out_due(desk)
    assert failure(desk)[0] is False
    post.fault = None
    clock.now += timedelta(minutes=2)
    carry_out_due(desk)
    assert [one.id for one in post.letters] == [post.letters[0].id] * 2
    assert failure(desk) == (True, None)


@ON_ONE_DATABASE
def test_without_a_server_the_errand_says_so(desk: CallbackDesk) -> None:
    carry_out_due(replace(desk, post=None))
    assert failure(desk) == (True, "no mail server is set: SMTP_URL")


@pytest.mark.parametrize(
    "text",
    [
        *("a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "A <a@b.example>"),
        *("a@b", "@b.example", "ą@b.example", " a@b.example"),
    ],
)
def test_only_one_plain_address_is_an_address(text: str) -> None:
    assert not is_address(text)
    assert is_address("a.b+c@mail.example.com")


def test_a_subject_stays_one_line() -> None:
    assert one_line("a\r\nBcc: b\u2028c\x85") == "a Bcc: b c"
