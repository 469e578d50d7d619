"""What lies outside: Redis, the carrier's API, the mail server, our own public address, the clocks, the disk."""

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from redis.exceptions import RedisError

from app.doctor.finding import Finding, broken, good, warning
from app.doorbell import connect
from app.redis_habits import bad_habit
from app.settings import Settings, StoreSettings
from app.smtp_post import SmtpPost, server_of
from app.valkey import NoServer, valkey_binary
from callbacks.post import PostAwayError
from ivr.twilio_account import AccountError, TwilioAccount

_TIMEOUT_S = 10
_MOST_READ = 1_000_000
_SKEW = timedelta(seconds=30)  # signed requests and promises are still right
_LITTLE, _TOO_LITTLE = 1_000_000_000, 100_000_000
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SHORT_KEY = 32


def look_at_redis(settings: StoreSettings) -> Iterator[Finding]:
    if settings.redis_url is None:
        try:
            yield good("Redis", f"REDIS_URL is not set: hotline run starts its own ({valkey_binary()})")
        except NoServer as none:
            yield broken("Redis", "REDIS_URL is not set, and this machine has no server", str(none))
        return
    try:
        with connect(settings.redis_url) as redis:
            habit = bad_habit(redis)
    except (RedisError, OSError) as why:
        says = f"not reached ({type(why).__name__}); the sweeper does the work meanwhile, a little later"
        yield broken("Redis", says, "Start it, or correct REDIS_URL.")
        return
    if habit is None:
        yield good("Redis", "answers, forgets nothing")
    else:
        kind = broken if habit.loses else warning
        yield kind("Redis", habit.says, habit.what_to_do)


def look_at_carrier(settings: Settings, numbers: tuple[str, ...]) -> Iterator[Finding]:
    account = TwilioAccount(
        settings.twilio_account_sid, settings.rest_credentials, settings.twilio_api_base_url
    )
    try:
        status = account.status()
        wrong = account.misdirected(numbers, settings.public_base_url)
    except AccountError as why:
        yield broken(
            "carrier",
            str(why),
            "Check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, the API key and TWILIO_API_BASE_URL.",
        )
        return
    if status != "active":
        yield broken("carrier", f"the account is {status}", "See the carrier's console.")
    else:
        yield good("carrier", f"{settings.twilio_api_base_url} knows us, the account is active")
    for number, reason in wrong.items():
        yield broken("numbers", f"{number} {reason}", "Run: hotline twilio connect")
    if numbers and not wrong:
        yield good("numbers", f"all {len(numbers)} lead to {settings.public_base_url}")


def look_at_mail(settings: Settings) -> Iterator[Finding]:
    """The mail server, as far as signing in; nothing is sent."""
    if settings.smtp_url is None or settings.mail_from is None:
        yield good("mail", "SMTP_URL is not set: nobody is mailed, the pages tell")
        return
    try:
        SmtpPost(server_of(settings.smtp_url), settings.mail_from).greet()
    except PostAwayError as why:
        yield broken("mail", f"the server does not let us in ({why})", "Check SMTP_URL, name and password.")
    else:
        yield good("mail", f"the server lets us in; mails come from {settings.mail_from}")


def look_at_address(settings: Settings) -> Iterator[Finding]:
    base = settings.public_base_url
    parts = urlsplit(base)
    status, _ = _get(f"{base}/healthz")
    if status != 200:  # noqa: PLR2004 - the one good answer of HTTP
        says = f"{base}/healthz answers {status}" if status else f"{base} was not reached from here"
        yield broken("address", says, "Start hotline run, and check name, proxy and firewall.")
    elif parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        yield broken(
            "address", f"{base} is not encrypted", "Put a proxy with a certificate before it: deploy/."
        )
    else:
        yield good("address", f"{base} answers")
    if len(settings.secret_key.get_secret_value()) < _SHORT_KEY:
        yield warning(
            "secret", f"SECRET_KEY is shorter than {_SHORT_KEY} characters", "Set a long random one."
        )


def look_at_clock(settings: Settings) -> Iterator[Finding]:
    """Our clock beside the carrier's, by the Date of any answer of its."""
    _, date = _get(f"{settings.twilio_api_base_url}/2010-04-01/Accounts")
    if date is None:
        yield warning("clock", "could not be compared with the carrier's", "See the line about the carrier.")
        return
    apart = abs(datetime.now(UTC) - parsedate_to_datetime(date))
    if apart > _SKEW:
        yield broken("clock", f"is {apart.total_seconds():.0f} s apart from the carrier's", "Set up NTP.")
    else:
        yield good("clock", "agrees with the carrier's")


def look_at_disk(settings: StoreSettings) -> Iterator[Finding]:
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB free for {settings.data_dir}"
    if free < _TOO_LITTLE:
        yield broken("disk", says, "Make room: calls are written before they are answered.")
    elif free < _LITTLE:
        yield warning("disk", says, "Make room soon.")
    else:
        yield good("disk", says)


def _get(url: str) -> tuple[int | None, str | None]:
    """Status and Date of the answer; nothing where there was none."""
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as answer:  # noqa: S310 - checked to be http(s)
            answer.read(_MOST_READ)  # whoever answers is not cut off in the middle
            return answer.status, answer.headers["Date"]
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers["Date"]
    except (OSError, ValueError):
        return None, None
