"""The carrier's account seen from the shop: which numbers it has, and where they and the TwiML app point."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from ivr.webhook_addresses import app_webhooks, number_webhooks, rivals_of_a_number

_TIMEOUT_S = 10


class AccountError(Exception):
    """The carrier's API did not do what was asked; the text says why."""


@dataclass(frozen=True)
class Pointed:
    """One number or app, and what was changed of it: name of the property -> (before, after)."""

    name: str
    changes: Mapping[str, tuple[str, str]]


def differences(has: Any, wanted: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What to change; a property that the carrier leaves out counts as empty."""
    found = {name: (str(getattr(has, name, None) or ""), value) for name, value in wanted.items()}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _wanted(base: str) -> dict[str, str]:
    return number_webhooks(base) | rivals_of_a_number()


class TwilioAccount:
    """One account through its REST API. Every method raises: AccountError."""

    def __init__(self, account_sid: str, credentials: tuple[str, str], api_base_url: str) -> None:
        name, password = credentials
        self._client = Client(name, password, account_sid, http_client=TwilioHttpClient(timeout=_TIMEOUT_S))
        self._client.api.base_url = api_base_url
        self._sid = account_sid

    def status(self) -> str:
        """`active`, `suspended` or `closed`; proves that the credentials are right."""
        return str(self._ask(lambda: self._client.api.accounts(self._sid).fetch().status))

    def misdirected(self, numbers: tuple[str, ...], base: str) -> dict[str, str]:
        """The numbers that do not lead here, each with the reason."""
        found, wanted, wrong = self._numbers(), _wanted(base), {}
        for number in numbers:
            if number not in found:
                wrong[number] = "is not in this account"
            elif changes := differences(found[number], wanted):
                wrong[number] = f"leads elsewhere ({', '.join(changes)})"
        return wrong

    def point_numbers(self, numbers: tuple[str, ...], base: str) -> tuple[list[Pointed], list[str]]:
        """Lead the numbers here; what was changed, and the numbers that this account does not have."""
        found, wanted = self._numbers(), _wanted(base)
        pointed = [
            self._point(number, found[number], wanted, self._client.incoming_phone_numbers)
            for number in numbers
            if number in found
        ]
        return pointed, [number for number in numbers if number not in found]

    def point_app(self, app_sid: str, base: str) -> Pointed:
        """Lead the TwiML app here."""
        app = self._ask(lambda: self._client.applications(app_sid).fetch())
        return self._point(app_sid, app, app_webhooks(base), self._client.applications)

    def _point(self, name: str, has: Any, wanted: Mapping[str, str], resource: Any) -> Pointed:
        changes = differences(has, wanted)
        if changes:
            self._ask(lambda: resource(has.sid).update(**{key: after for key, (_, after) in changes.items()}))
        return Pointed(name, changes)

    def _numbers(self) -> dict[str, Any]:
        listed = self._ask(lambda: self._client.incoming_phone_numbers.list(page_size=100))
        return {one.phone_number: one for one in listed}

    def _ask(self, question: Any) -> Any:
        try:
            return question()
        except TwilioRestException as refusal:
            raise AccountError(f"The carrier answers {refusal.status}: {refusal.msg}") from None
        except (TwilioException, RequestException) as failure:
            # The package raises a list's refusal as a bare exception that holds the answer.
            status = getattr(failure.args[-1] if failure.args else None, "status_code", None)
            says = f"answers {status}" if status else f"was not reached ({type(failure).__name__})"
            raise AccountError(f"The carrier {says}.") from None
