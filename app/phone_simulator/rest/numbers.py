"""IncomingPhoneNumbers, Applications and the account itself: where calls are announced."""

import re

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.rest.errors import refused
from app.phone_simulator.rest.paging import page_of
from app.phone_simulator.rest.request import Answer, RestRequest, as_json
from app.phone_simulator.rest.wire import account_json, application_json, number_json

E164 = re.compile(r"\+[1-9]\d{6,14}")

# What REST calls a setting -> what the carrier calls it. Numbers and applications share these.
SHARED_SETTINGS = {
    "FriendlyName": "friendly_name",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "SmsUrl": "sms_url",
}
NUMBER_SETTINGS = {
    **SHARED_SETTINGS,
    "SmsMethod": "sms_method",
    "VoiceApplicationSid": "voice_application_sid",
}


def _settings(request: RestRequest, names: dict[str, str]) -> dict[str, str | None]:
    """The settings that were sent; an empty value clears, an absent one leaves as it is."""
    return {ours: request.text(theirs) for theirs, ours in names.items() if theirs in request.form}


def fetch_account(carrier: Carrier, _request: RestRequest) -> Answer:
    """GET Accounts/{sid}.json."""
    return as_json(account_json(carrier.account))


def list_numbers(carrier: Carrier, request: RestRequest) -> Answer:
    """GET IncomingPhoneNumbers.json, narrowed by PhoneNumber (any part of it, `*` for any digit) and
    FriendlyName.
    """
    part = re.escape(request.query.get("PhoneNumber", "")).replace(r"\*", ".")
    name = request.query.get("FriendlyName", "")
    with carrier.lock:
        found = [
            number
            for number in carrier.numbers.values()
            if re.search(part, number.number) and (not name or name == number.friendly_name)
        ]
    page = page_of(
        found,
        key="incoming_phone_numbers",
        path=request.path,
        query=request.query,
        render=lambda number: number_json(request.account, number),
    )
    return as_json(page)


def create_number(carrier: Carrier, request: RestRequest) -> Answer:
    """POST IncomingPhoneNumbers.json.

    Raises: RestError 21421 when PhoneNumber is missing or no E.164 number.
    """
    number = request.text("PhoneNumber")
    if number is None or not E164.fullmatch(number):
        raise refused(21421, number or "(missing)")
    return as_json(
        number_json(request.account, carrier.add_number(number, **_settings(request, NUMBER_SETTINGS))), 201
    )


def fetch_number(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET IncomingPhoneNumbers/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        found = next((number for number in carrier.numbers.values() if number.sid == sid), None)
    if found is None:
        raise refused(20404, request.path)
    return as_json(number_json(request.account, found))


def update_number(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """POST IncomingPhoneNumbers/{sid}.json. Raises: RestError 20404."""
    return as_json(
        number_json(request.account, carrier.update_number(sid, **_settings(request, NUMBER_SETTINGS)))
    )


def list_applications(carrier: Carrier, request: RestRequest) -> Answer:
    """GET Applications.json, narrowed by FriendlyName."""
    name = request.query.get("FriendlyName", "")
    with carrier.lock:
        found = [each for each in carrier.applications.values() if not name or name == each.friendly_name]
    page = page_of(
        found,
        key="applications",
        path=request.path,
        query=request.query,
        render=lambda application: application_json(request.account, application),
    )
    return as_json(page)


def create_application(carrier: Carrier, request: RestRequest) -> Answer:
    """POST Applications.json."""
    settings = _settings(request, SHARED_SETTINGS)
    name = settings.pop("friendly_name", None) or "Application"
    return as_json(application_json(request.account, carrier.add_application(name, **settings)), 201)


def fetch_application(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Applications/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        found = carrier.applications.get(sid)
    if found is None:
        raise refused(20404, request.path)
    return as_json(application_json(request.account, found))


def update_application(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """POST Applications/{sid}.json. Raises: RestError 20404."""
    changed = carrier.update_application(sid, **_settings(request, SHARED_SETTINGS))
    return as_json(application_json(request.account, changed))
