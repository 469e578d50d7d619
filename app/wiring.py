"""The one place where everything is put together: settings in, a house with three trays out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from admin.back_office import BackOffice
from admin.company_door import CompanyDoor
from admin.examine import Checked
from admin.softphone_token import SoftphoneKeys
from app.clock import shop_clock, system_clock
from app.dialler import Dialler
from app.doorbell import RedisBell
from app.rehearsing.on_demand import RehearsalOnDemand
from app.settings import Settings
from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.phone_line import PhoneLine
from callbacks.callback_desk import CallbackDesk
from callbacks.post import Post
from ivr.closed_words import closed_sentences
from ivr.front_desk import FrontDesk
from ivr.speech import own_sentences
from ivr.spool import Spool
from ticket_store.engine import Bell, SilentBell, Store
from ticket_store.line_rows import load_line

if TYPE_CHECKING:
    from app.outward.delivering import Outward

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class House:
    """Everything a process of ours may use. A process takes the tray that it needs."""

    settings: Settings
    store: Store
    clock: Clock
    front_desk: FrontDesk
    back_office: BackOffice
    line_out: PhoneLine | None = None

    @cached_property
    def callback_desk(self) -> CallbackDesk:
        """Made when first asked for: only workers need the carrier's API, which is slow to import."""
        return CallbackDesk(
            store=self.store,
            clock=self.clock,
            lines=self.front_desk.lines,
            addresses=self.front_desk.addresses,
            phone=self.line_out or carrier(self.settings),
            post=post_office(self.settings),
            calls_per_second=self.settings.twilio_calls_per_second,
            wake_at=Dialler(lambda: self.callback_desk, self.clock).wake_at,
        )

    @cached_property
    def outward(self) -> "Outward":
        """Sends our webhooks; the sweeper's process has one."""
        from app.outward.delivering import Outward  # noqa: PLC0415 - TLS and threads that no other process needs
        from app.outward.post import HookPost  # noqa: PLC0415 - as above

        key = self.settings.secret_key.get_secret_value()
        post = HookPost(key, to_private=self.settings.hooks_to_private)
        return Outward(self.store, self.clock, self.front_desk.lines, post)


def build_house(
    settings: Settings,
    *,
    clock: Clock | None = None,
    bell: Bell | None = None,
    line_out: PhoneLine | None = None,
) -> House:
    """Put a house together. Tests hand in a clock, a bell or a phone line of their own."""
    now = clock or _clock(settings)
    store = Store(settings.database_url, bell=bell or _bell(settings))
    lines = LineBook(store)
    return House(
        settings=settings,
        store=store,
        clock=now,
        front_desk=FrontDesk(
            store=store,
            clock=now,
            lines=lines,
            addresses=Addresses(settings.public_base_url),
            tokens=settings.auth_tokens,
            spool=Spool(settings.data_dir / "spool", settings.secret_key.get_secret_value()),
        ),
        back_office=BackOffice(
            store=store,
            clock=now,
            lines=lines,
            secret_key=settings.secret_key.get_secret_value(),
            public_base_url=settings.public_base_url,
            live_url=settings.live_url,
            cookie_secure=settings.public_base_url.startswith("https://"),
            softphone=softphone_keys(settings),
            simulated=settings.simulated,
            hooks_to_private=settings.hooks_to_private,
            rehearse=RehearsalOnDemand(store, now),
            when_closed=closed_sentences,
            mails=settings.smtp_url is not None,
            company=company_door(settings),
            sentences=own_sentences(),
            examine=lambda: _examined(settings, store, now),
        ),
        line_out=line_out,
    )


def _examined(settings: Settings, store: Store, clock: Clock) -> Iterator[Checked]:
    """What the doctor says, for the page that greets a new line."""
    from app.doctor.examining import examine  # noqa: PLC0415 - asked for once in the life of a line

    numbers = tuple(store.read(load_line).dids)
    for found in examine(settings, numbers, clock()):
        yield Checked(found.what, found.state.value, found.says, found.what_to_do)


def softphone_keys(settings: Settings) -> SoftphoneKeys | None:
    """What makes agents' browsers telephones; nothing where no API key is set.

    Nothing beside a stand-in for the carrier either: the browser's script reaches the real one alone.
    """
    if settings.simulated or settings.twilio_api_key_sid is None or settings.twilio_api_key_secret is None:
        return None
    return SoftphoneKeys(
        account_sid=settings.twilio_account_sid,
        key_sid=settings.twilio_api_key_sid,
        key_secret=settings.twilio_api_key_secret.get_secret_value(),
        app_sid=settings.twilio_twiml_app_sid,
    )


def company_door(settings: Settings) -> CompanyDoor | None:
    """The company's own sign-in; none where it is not set."""
    if not (settings.oidc_issuer and settings.oidc_client_id and settings.oidc_client_secret):
        return None
    secret = settings.oidc_client_secret.get_secret_value()
    return CompanyDoor(settings.oidc_issuer, settings.oidc_client_id, secret)


def carrier(settings: Settings) -> PhoneLine:
    """The real line out, through TWILIO_API_BASE_URL."""
    from ivr.twilio_line import TwilioLine  # noqa: PLC0415 - half a second that only workers spend

    return TwilioLine(settings.twilio_account_sid, settings.rest_credentials, settings.twilio_api_base_url)


def post_office(settings: Settings) -> Post | None:
    """Where mails are handed over; none where no server is set."""
    if settings.smtp_url is None or settings.mail_from is None:
        return None
    from app.smtp_post import SmtpPost, server_of  # noqa: PLC0415 - the mail package is slow, and workers alone send

    return SmtpPost(server_of(settings.smtp_url), settings.mail_from)


def _clock(settings: Settings) -> Clock:
    return shop_clock(settings.clock_file) if settings.clock_file else system_clock


def _bell(settings: Settings) -> Bell:
    return RedisBell(settings.redis_url) if settings.redis_url else SilentBell()
