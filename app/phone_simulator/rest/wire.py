"""Resources as the carrier writes them in JSON: names, order of magnitude and RFC 2822 dates of the
2010-04-01 API.
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from app.phone_simulator.model import (
    Account,
    Application,
    Call,
    Conference,
    IncomingNumber,
    Member,
    Message,
    Participant,
    Queue,
    Recording,
)
from app.phone_simulator.rest.request import ROOT

API_VERSION = "2010-04-01"


def rfc2822(when: datetime | None) -> str | None:
    """`Sat, 21 Nov 2026 22:04:09 +0000`; None stays None."""
    return None if when is None else format_datetime(when.astimezone(UTC).replace(microsecond=0))


def _links(base: str, *names: str) -> dict[str, str]:
    return {name: f"{base}/{''.join(part.title() for part in name.split('_'))}.json" for name in names}


def account_json(account: Account) -> dict[str, Any]:
    """The Account resource."""
    base = f"{ROOT}/{account.sid}"
    return {
        "sid": account.sid,
        "owner_account_sid": account.sid,
        "auth_token": account.auth_token,
        "friendly_name": account.friendly_name,
        "status": "active",
        "type": "Full",
        "date_created": rfc2822(account.created_at),
        "date_updated": rfc2822(account.created_at),
        "subresource_uris": _links(base, "calls", "conferences", "queues", "recordings", "messages"),
        "uri": f"{base}.json",
    }


def call_json(account: str, call: Call) -> dict[str, Any]:
    """The Call resource; durations are text in whole seconds, `queue_time` is text in milliseconds."""
    base = f"{ROOT}/{account}/Calls/{call.sid}"
    return {
        "sid": call.sid,
        "account_sid": account,
        "parent_call_sid": call.parent_sid,
        "from": call.from_number,
        "from_formatted": call.from_number,
        "to": call.to_number,
        "to_formatted": call.to_number,
        "direction": call.direction.value,
        "status": call.status.value,
        "answered_by": call.answered_by,
        "phone_number_sid": call.phone_number_sid,
        "forwarded_from": call.forwarded_from,
        "caller_name": call.caller_name,
        "date_created": rfc2822(call.created_at),
        "date_updated": rfc2822(call.updated_at or call.created_at),
        "start_time": rfc2822(call.started_at),
        "end_time": rfc2822(call.ended_at),
        "duration": None if call.duration_s is None else str(call.duration_s),
        "queue_time": str(call.queue_time_ms),
        "price": call.price,
        "price_unit": "USD",
        "group_sid": None,
        "trunk_sid": None,
        "api_version": API_VERSION,
        "subresource_uris": _links(base, "events", "notifications", "recordings"),
        "uri": f"{base}.json",
    }


def number_json(account: str, number: IncomingNumber) -> dict[str, Any]:
    """The IncomingPhoneNumber resource."""
    return {
        "sid": number.sid,
        "account_sid": account,
        "phone_number": number.number,
        "friendly_name": number.friendly_name or number.number,
        "voice_url": number.voice_url,
        "voice_method": number.voice_method,
        "voice_fallback_url": number.voice_fallback_url,
        "voice_fallback_method": number.voice_fallback_method,
        "voice_application_sid": number.voice_application_sid,
        "voice_caller_id_lookup": False,
        "voice_receive_mode": "voice",
        "status_callback": number.status_callback,
        "status_callback_method": number.status_callback_method,
        "sms_url": number.sms_url,
        "sms_method": number.sms_method,
        "sms_fallback_url": None,
        "sms_fallback_method": "POST",
        "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        "address_requirements": "none",
        "beta": False,
        "origin": "twilio",
        "status": "in-use",
        "date_created": rfc2822(number.created_at),
        "date_updated": rfc2822(number.updated_at or number.created_at),
        "api_version": API_VERSION,
        "uri": f"{ROOT}/{account}/IncomingPhoneNumbers/{number.sid}.json",
    }


def application_json(account: str, application: Application) -> dict[str, Any]:
    """The Application resource."""
    return {
        "sid": application.sid,
        "account_sid": account,
        "friendly_name": application.friendly_name,
        "voice_url": application.voice_url,
        "voice_method": application.voice_method,
        "voice_fallback_url": application.voice_fallback_url,
        "voice_fallback_method": application.voice_fallback_method,
        "voice_caller_id_lookup": False,
        "status_callback": application.status_callback,
        "status_callback_method": application.status_callback_method,
        "sms_url": application.sms_url,
        "sms_method": "POST",
        "date_created": rfc2822(application.created_at),
        "date_updated": rfc2822(application.updated_at or application.created_at),
        "api_version": API_VERSION,
        "uri": f"{ROOT}/{account}/Applications/{application.sid}.json",
    }


def recording_json(account: str, recording: Recording, origin: str) -> dict[str, Any]:
    """The Recording resource; `origin` is the scheme and host under which the sound can be fetched."""
    base = f"{ROOT}/{account}/Recordings/{recording.sid}"
    done = recording.status == "completed"
    return {
        "sid": recording.sid,
        "account_sid": account,
        "call_sid": recording.call_sid,
        "conference_sid": recording.conference_sid,
        "status": recording.status,
        "source": recording.source,
        "channels": recording.channels,
        "duration": str(recording.duration_s) if done else "-1",
        "start_time": rfc2822(recording.started_at),
        "date_created": rfc2822(recording.started_at),
        "date_updated": rfc2822(recording.started_at),
        "price": None,
        "price_unit": "USD",
        "error_code": None,
        "encryption_details": None,
        "media_url": f"{origin}{base}" if done else None,
        "subresource_uris": {},
        "api_version": API_VERSION,
        "uri": f"{base}.json",
    }


def queue_json(account: str, queue: Queue) -> dict[str, Any]:
    """The Queue resource."""
    return {
        "sid": queue.sid,
        "account_sid": account,
        "friendly_name": queue.friendly_name,
        "current_size": len(queue.members),
        "max_size": queue.max_size,
        "average_wait_time": queue.average_wait_s,
        "date_created": rfc2822(queue.created_at),
        "date_updated": rfc2822(queue.created_at),
        "uri": f"{ROOT}/{account}/Queues/{queue.sid}.json",
    }


def member_json(account: str, queue: Queue, member: Member, elapsed: float) -> dict[str, Any]:
    """One waiting caller; `elapsed` is the clock's reading now, so the wait is never touched by a moved
    clock.
    """
    return {
        "call_sid": member.call_sid,
        "queue_sid": queue.sid,
        "date_enqueued": rfc2822(member.enqueued_at),
        "position": queue.members.index(member) + 1,
        "wait_time": int(elapsed - member.joined_elapsed),
        "uri": f"{ROOT}/{account}/Queues/{queue.sid}/Members/{member.call_sid}.json",
    }


def conference_json(account: str, conference: Conference) -> dict[str, Any]:
    """The Conference resource; why it ended is left out until it has, since null is not allowed there."""
    reason = {"reason_conference_ended": conference.reason_ended} if conference.reason_ended else {}
    base = f"{ROOT}/{account}/Conferences/{conference.sid}"
    return {
        "sid": conference.sid,
        "account_sid": account,
        "friendly_name": conference.friendly_name,
        "status": conference.status,
        "region": "ie1",
        **reason,
        "call_sid_ending_conference": conference.call_sid_ending,
        "date_created": rfc2822(conference.created_at),
        "date_updated": rfc2822(conference.updated_at or conference.created_at),
        "api_version": API_VERSION,
        "subresource_uris": _links(base, "participants", "recordings"),
        "uri": f"{base}.json",
    }


def participant_json(account: str, conference: Conference, participant: Participant) -> dict[str, Any]:
    """The Participant resource."""
    return {
        "call_sid": participant.call_sid,
        "account_sid": account,
        "conference_sid": conference.sid,
        "label": participant.label,
        "muted": participant.muted,
        "hold": participant.hold,
        "coaching": participant.coaching,
        "call_sid_to_coach": participant.call_sid_to_coach,
        "start_conference_on_enter": participant.start_conference_on_enter,
        "end_conference_on_exit": participant.end_conference_on_exit,
        "status": participant.status,
        "queue_time": None,
        "date_created": rfc2822(participant.joined_at),
        "date_updated": rfc2822(participant.joined_at),
        "uri": f"{ROOT}/{account}/Conferences/{conference.sid}/Participants/{participant.call_sid}.json",
    }


def message_json(account: str, message: Message) -> dict[str, Any]:
    """The Message resource."""
    base = f"{ROOT}/{account}/Messages/{message.sid}"
    return {
        "sid": message.sid,
        "account_sid": account,
        "messaging_service_sid": message.messaging_service_sid,
        "from": message.from_number,
        "to": message.to_number,
        "body": message.body,
        "direction": message.direction,
        "status": message.status,
        "num_segments": str(message.num_segments),
        "num_media": "0",
        "error_code": message.error_code,
        "error_message": None,
        "price": None,
        "price_unit": "USD",
        "date_created": rfc2822(message.created_at),
        "date_updated": rfc2822(message.sent_at or message.created_at),
        "date_sent": rfc2822(message.sent_at),
        "api_version": API_VERSION,
        "subresource_uris": _links(base, "media"),
        "uri": f"{base}.json",
    }
