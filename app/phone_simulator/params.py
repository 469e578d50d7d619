"""The parameters of webhooks, spelled as the carrier spells them, undocumented ones included."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from .exchange import Exchange
from .leg import Leg
from .model import Call, Direction
from .webhook_client import WebhookRequest

API_VERSION = "2010-04-01"
COUNTRY_PREFIXES = {
    "+1": "US",
    "+31": "NL",
    "+33": "FR",
    "+34": "ES",
    "+36": "HU",
    "+39": "IT",
    "+43": "AT",
    "+44": "GB",
    "+45": "DK",
    "+46": "SE",
    "+47": "NO",
    "+48": "PL",
    "+49": "DE",
    "+358": "FI",
    "+370": "LT",
    "+371": "LV",
    "+372": "EE",
    "+420": "CZ",
    "+421": "SK",
}
SECONDS_IN_MINUTE = 60


def rfc2822(moment: datetime) -> str:
    """The carrier's date format, always +0000."""
    return format_datetime(moment.astimezone(UTC))


def country_of(address: str) -> str:
    """Two letters for a number of a country that the simulator knows, otherwise empty."""
    return next((COUNTRY_PREFIXES[address[:n]] for n in (4, 3, 2) if address[:n] in COUNTRY_PREFIXES), "")


def common(leg: Leg) -> dict[str, str]:
    """What every request about a call carries; geographic names are present and empty."""
    call = leg.call
    params = {
        "CallSid": call.sid,
        "AccountSid": leg.exchange.account.sid,
        "ApiVersion": API_VERSION,
        "CallStatus": call.status.value,
        "Direction": call.direction.value,
        "From": call.from_number,
        "To": call.to_number,
        "Caller": call.from_number,
        "Called": call.to_number,
    }
    for side, address in (("From", call.from_number), ("To", call.to_number)):
        twin = "Caller" if side == "From" else "Called"
        for name in (side, twin):
            params |= {
                f"{name}City": "",
                f"{name}State": "",
                f"{name}Zip": "",
                f"{name}Country": country_of(address),
            }
    if call.parent_sid:
        params["ParentCallSid"] = call.parent_sid
    if call.application_sid:
        params["ApplicationSid"] = call.application_sid
    if call.forwarded_from:
        params |= {"ForwardedFrom": call.forwarded_from, "CalledVia": call.forwarded_from}
    if call.answered_by:
        params["AnsweredBy"] = call.answered_by
    return params


def first_request(leg: Leg) -> dict[str, str]:
    """What is added to the request that announces an incoming call."""
    call = leg.call
    if call.direction is not Direction.INBOUND:
        return {}
    claims = {
        "callSid": call.sid,
        "from": call.from_number,
        "to": call.to_number,
        "iat": str(int(call.created_at.timestamp())),
    }
    token = ".".join(
        _segment(part) for part in ({"alg": "ES256"}, claims, {"signed": "not by a real carrier"})
    )
    shown = {"parentCallInfoToken": token, "identityHeaderTokens": []}
    params = {"CallToken": quote(json.dumps(shown, separators=(",", ":")), safe="")}
    if country_of(call.from_number) == "US":
        params["StirVerstat"] = "TN-Validation-Passed-C"
    return params


def progress(leg: Leg, status: str, sequence: int) -> dict[str, str]:
    """A status callback: `status` is the CallStatus that it tells (event answered tells in-progress)."""
    call = leg.call
    params = common(leg) | {
        "CallStatus": status,
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(sequence),
        "Timestamp": rfc2822(leg.exchange.clock.now),
    }
    if call.status.is_final and status == call.status:
        params |= durations(call)
        if call.sip_response_code is not None:
            params["SipResponseCode"] = str(call.sip_response_code)
    return params


def durations(call: Call) -> dict[str, str]:
    """CallDuration in seconds and Duration in begun minutes, which is what is billed."""
    seconds = call.duration_s or 0
    return {"CallDuration": str(seconds), "Duration": str(-(-seconds // SECONDS_IN_MINUTE))}


def request(
    leg: Leg, kind: str, url: str, method: str = "POST", extra: dict[str, str] | None = None
) -> WebhookRequest:
    """A webhook about this leg; the verb's own parameters are not repeated after a redirect."""
    shared = common(leg)
    return WebhookRequest(
        kind,
        url,
        method.upper(),
        shared | (extra or {}),
        leg.exchange.dice.token(),
        leg.sid,
        common=shared,
        cookies=leg.cookies,
    )


def bare_request(
    exchange: Exchange, kind: str, url: str, method: str, params: dict[str, str]
) -> WebhookRequest:
    """A webhook without the common parameters (recordings, conferences, machine detection)."""
    everything = {"AccountSid": exchange.account.sid} | params
    return WebhookRequest(kind, url, method.upper(), everything, exchange.dice.token(), params.get("CallSid"))


def _segment(part: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode("ascii").rstrip("=")
