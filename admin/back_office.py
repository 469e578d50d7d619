"""The tray of the web door: all that pages and the JSON API need from the outside, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import cast

from flask import current_app

from admin.company_door import CompanyDoor
from admin.examine import Examine
from admin.rehearse import Rehearse
from admin.softphone_token import SoftphoneKeys
from call_routing.hours.quiet_book import QuietBook
from call_routing.line_book import LineBook
from ticket_store.engine import Store
from ticket_store.line import Line, Spoken

Clock = Callable[[], datetime]
WhenClosed = Callable[[Line, str, datetime], Mapping[str, Spoken]]  # line, key of the department, moment
EXTENSION = "back_office"


@dataclass(frozen=True)
class BackOffice:
    """What a page may use.

    `live_url` is the address of the live process as a browser reaches it; without one, pages poll.
    `cookie_secure` is false only where the pages are served over plain http, as in the demo.
    `softphone` are the keys that make an agent's browser a telephone; without them browsers ring only where
    `simulated` says that the phone simulator plays them. `rehearse` plays calls that are never made.
    `sentences` are the line's own: name -> language -> text with {places}; without them pages show only the shop's.
    `when_closed` is what callers hear of a department at a moment in each language, as far as it is closed then.
    `examine` looks at everything that the line depends on, as `hotline doctor` does.
    `mails` says that a mail server is set; `company` is the company's own sign-in.
    """

    store: Store
    clock: Clock
    lines: LineBook
    secret_key: str
    public_base_url: str
    live_url: str | None = None
    cookie_secure: bool = True
    softphone: SoftphoneKeys | None = None
    simulated: bool = False
    hooks_to_private: bool = False
    rehearse: Rehearse | None = None
    when_closed: WhenClosed | None = None
    mails: bool = False
    company: CompanyDoor | None = None
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    examine: Examine | None = None

    @cached_property
    def quiet_hours(self) -> QuietBook:
        """When the line is usually quick, for the contact page; made when first asked for."""
        return QuietBook(self.store)


def back_office() -> BackOffice:
    """The tray of the app that serves the present request.

    Raises: KeyError when the app was built without `app.extensions["back_office"]`.
    """
    return cast("BackOffice", current_app.extensions[EXTENSION])
