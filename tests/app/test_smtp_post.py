"""Letters over a real socket: taken once, and every way in which a server can fail to take one."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy

import pytest

from app.smtp_post import SmtpPost, server_of, written
from callbacks.post import Letter, PostAwayError, PostRefusedError, PostUnclearError
from tests.app.tiny_smtp import TinySmtp, tiny_smtp

SENDER = "hotline@sowa.example"
LETTER = Letter(
    id="01ERRAND",
    at=datetime(2026, 11, 19, 12, tzinfo=UTC),
    from_name="Sowa Książki",
    to="maria@mail.example",
    subject="Oddzwonimy dziś",
    text="Oddzwonimy dziś.\n.\nhttps://hotline.example.com/callback/abc\n",
)


@pytest.fixture
def server() -> Iterator[TinySmtp]:
    with tiny_smtp() as made:
        yield made


@pytest.fixture
def post(server: TinySmtp) -> SmtpPost:
    return SmtpPost(server_of(server.url), SENDER)


def test_a_letter_arrives_with_its_accents_and_its_dots(server: TinySmtp, post: SmtpPost) -> None:
    post.send(LETTER)
    (raw,) = server.letters
    assert raw.isascii()
    assert "maria@mail.example" in server.commands[2]
    read = email.message_from_string(raw.replace("\n..", "\n."), policy=policy.default)
    assert read["Subject"] == LETTER.subject
    assert read["From"] == "Sowa Książki <hotline@sowa.example>"
    assert read["Message-ID"] == "<01ERRAND@sowa.example>"
    assert read["Date"].datetime == LETTER.at
    assert read.get_content() == LETTER.text


@pytest.mark.parametrize(
    ("command", "answer", "fault"),
    [
        ("MAIL", "451 later", PostAwayError),
        ("RCPT", "450 greylisted", PostAwayError),
        ("RCPT", "550 nobody here", PostRefusedError),
        ("RCPT", "", PostAwayError),
        ("DATA", "452 full", PostAwayError),
        ("DATA", "554 no", PostRefusedError),
        (".", "451 later", PostAwayError),
        (".", "554 spam", PostRefusedError),
        (".", "", PostUnclearError),
    ],
)
def test_only_silence_after_the_letter_is_unclear(
    server: TinySmtp, post: SmtpPost, command: str, answer: str, fault: type[Exception]
) -> None:
    server.answers[command] = answer
    with pytest.raises(fault):
        post.send(LETTER)


def test_a_server_that_is_not_there_took_nothing() -> None:
    with tiny_smtp() as gone:
        url = gone.url
    with pytest.raises(PostAwayError):
        SmtpPost(server_of(url), SENDER).send(LETTER)


def test_a_password_never_travels_in_the_clear(server: TinySmtp) -> None:
    server.answers["STARTTLS"] = "502 not here"
    url = server.url.replace("//", "//me:secret@")
    with pytest.raises(PostAwayError):
        SmtpPost(server_of(url), SENDER).send(LETTER)
    assert not any("AUTH" in command for command in server.commands)


@pytest.mark.parametrize("field", ["to", "subject", "from_name"])
def test_a_line_break_makes_no_header(field: str) -> None:
    letter = Letter(**{**vars(LETTER), field: "a@b.example\r\nBcc: all@b.example"})
    with pytest.raises(ValueError, match=r"[\r\n]|linefeed|CR|invalid"):
        written(letter, SENDER)


def test_the_address_of_a_server_is_read_whole() -> None:
    server = server_of("smtps://me%40shop:p%2Fw@mail.example")
    assert (server.host, server.port, server.name, server.password) == ("mail.example", 465, "me@shop", "p/w")
    assert server.starts_inside_tls
    assert server_of("smtp://mail.example").port == 587
    assert "p/w" not in repr(server)


def test_the_doctor_looks_as_far_as_the_door(server: TinySmtp, post: SmtpPost) -> None:
    post.greet()
    assert server.letters == []
    assert [command.split()[0] for command in server.commands] == ["ehlo", "quit"]
    with pytest.raises(PostAwayError):
        SmtpPost(server_of("smtp://127.0.0.1:9"), SENDER).greet()
