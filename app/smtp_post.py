"""Letters handed to a mail server, over the wire that SMTP_URL names."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from callbacks.post import Letter, PostAwayError, PostRefusedError, PostUnclearError

_PATIENCE_S = 10.0  # for each answer
_SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")  # every server takes it
_LATER = range(400, 500)  # the server says: not now
_WENT_WELL = range(200, 300)


@dataclass(frozen=True)
class MailServer:
    """Where letters go. `starts_inside_tls` is smtps; else TLS is begun wherever the server offers it."""

    host: str
    port: int
    name: str | None
    password: str | None = field(repr=False)
    starts_inside_tls: bool


def server_of(url: str) -> MailServer:
    """Read `smtp://name:password@host:587` or `smtps://...`; name and password may be percent-encoded."""
    parts = urlsplit(url)
    inside = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or (465 if inside else 587),
        name=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        starts_inside_tls=inside,
    )


@dataclass(frozen=True)
class SmtpPost:
    """One connection a letter: there are few of them, and a connection that is kept dies unseen."""

    server: MailServer
    sender: str

    def send(self, letter: Letter) -> None:
        """Hand it over. Raises as `callbacks.post.Post` says; before the text of the letter nothing is unclear."""
        message = written(letter, self.sender)
        try:
            smtp = self._connected()
        except (OSError, smtplib.SMTPException) as fault:
            raise PostAwayError(_brief(fault)) from fault
        with _closing(smtp):
            try:
                _expect(*smtp.mail(self.sender))
                _expect(*smtp.rcpt(letter.to))
            except (OSError, smtplib.SMTPException) as fault:
                raise PostAwayError(_brief(fault)) from fault
            _hand_over(smtp, message)

    def greet(self) -> None:
        """Go as far as signing in. Raises: PostAwayError."""
        try:
            with _closing(self._connected()):
                return
        except (OSError, smtplib.SMTPException) as fault:
            raise PostAwayError(_brief(fault)) from fault

    def _connected(self) -> smtplib.SMTP:
        """Greeted, inside TLS where the server has it, and signed in. Raises: OSError, SMTPException."""
        server, trust = self.server, ssl.create_default_context()
        if server.starts_inside_tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_PATIENCE_S, context=trust
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=_PATIENCE_S)
        try:
            smtp.ehlo_or_helo_if_needed()
            if not server.starts_inside_tls and (smtp.has_extn("starttls") or server.password):
                smtp.starttls(context=trust)  # a password never travels in the clear
                smtp.ehlo()
            if server.name and server.password:
                smtp.login(server.name, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def written(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. The e-mail package refuses a line break in any header.

    The Message-ID is made of the errand: the same letter has the same one.
    """
    message = EmailMessage(policy=_SEVEN_BITS)
    message["From"] = Address(letter.from_name, addr_spec=sender)
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    message["Date"] = format_datetime(letter.at)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    message.set_content(letter.text)
    return message


def _hand_over(smtp: smtplib.SMTP, message: EmailMessage) -> None:
    """The letter itself: from its first byte on, silence may mean that it was taken."""
    try:
        _expect(*smtp.data(message.as_bytes()))
    except smtplib.SMTPDataError as fault:  # the server did not want the text at all
        _expect(fault.smtp_code, fault.smtp_error)
    except (OSError, smtplib.SMTPException) as fault:
        raise PostUnclearError(_brief(fault)) from fault


def _expect(code: int, said: bytes | str) -> None:
    """A good answer. Raises: PostAwayError for "not now", PostRefusedError for "never"."""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    if code in _WENT_WELL:
        return
    if code in _LATER:
        raise PostAwayError(f"{code} {words}"[:200])
    raise PostRefusedError(f"{code} {words}"[:200])


def _brief(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:200]


class _closing:  # noqa: N801 - reads as the verb it is
    """Say goodbye; a server that does not wait for it changes nothing about a letter that it has taken."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def __enter__(self) -> None:
        return

    def __exit__(self, *_: object) -> None:
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()
