"""Every request that the REST API answers, as one table: method, path under the account, handler."""

from collections.abc import Callable

from app.phone_simulator.rest import calls, numbers, records, rooms
from app.phone_simulator.rest.request import Answer

Handler = Callable[..., Answer]

MEMBER = "/Queues/<sid>/Members/<call_sid>.json"
PARTICIPANTS = "/Conferences/<sid>/Participants.json"
PARTICIPANT = "/Conferences/<sid>/Participants/<name>.json"

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", ".json", numbers.fetch_account),
    ("POST", "/Calls.json", calls.create),
    ("GET", "/Calls.json", calls.list_all),
    ("GET", "/Calls/<sid>.json", calls.fetch),
    ("POST", "/Calls/<sid>.json", calls.update),
    ("GET", "/Calls/<call_sid>/Recordings.json", records.list_recordings),
    ("GET", "/IncomingPhoneNumbers.json", numbers.list_numbers),
    ("POST", "/IncomingPhoneNumbers.json", numbers.create_number),
    ("GET", "/IncomingPhoneNumbers/<sid>.json", numbers.fetch_number),
    ("POST", "/IncomingPhoneNumbers/<sid>.json", numbers.update_number),
    ("GET", "/Applications.json", numbers.list_applications),
    ("POST", "/Applications.json", numbers.create_application),
    ("GET", "/Applications/<sid>.json", numbers.fetch_application),
    ("POST", "/Applications/<sid>.json", numbers.update_application),
    ("GET", "/Recordings.json", records.list_recordings),
    ("GET", "/Recordings/<sid>.json", records.fetch_recording),
    ("DELETE", "/Recordings/<sid>.json", records.delete_recording),
    ("GET", "/Recordings/<sid>", records.recording_sound),
    ("GET", "/Recordings/<sid>.<any(wav, mp3):form>", records.recording_sound),
    ("GET", "/Queues.json", rooms.list_queues),
    ("GET", "/Queues/<sid>.json", rooms.fetch_queue),
    ("GET", "/Queues/<sid>/Members.json", rooms.list_members),
    ("GET", MEMBER, rooms.fetch_member),
    ("POST", MEMBER, rooms.update_member),
    ("GET", "/Conferences.json", rooms.list_conferences),
    ("GET", "/Conferences/<sid>.json", rooms.fetch_conference),
    ("POST", "/Conferences/<sid>.json", rooms.update_conference),
    ("GET", PARTICIPANTS, rooms.list_participants),
    ("POST", PARTICIPANTS, rooms.create_participant),
    ("GET", PARTICIPANT, rooms.fetch_participant),
    ("POST", PARTICIPANT, rooms.update_participant),
    ("DELETE", PARTICIPANT, rooms.remove_participant),
    ("GET", "/Messages.json", records.list_messages),
    ("POST", "/Messages.json", records.create_message),
    ("GET", "/Messages/<sid>.json", records.fetch_message),
)


def resource_name(handler: Handler) -> str:
    """`calls.create` for the handler in calls.py; the name under which `checks` knows it."""
    return f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
