"""Queues with their members, conferences with their participants."""

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Conference, Member, Participant, Queue
from app.phone_simulator.rest.errors import refused
from app.phone_simulator.rest.paging import page_of
from app.phone_simulator.rest.request import Answer, RestRequest, as_json
from app.phone_simulator.rest.wire import conference_json, member_json, participant_json, queue_json

# REST's name for a setting of a new participant -> the attribute of <Conference> or <Number> that it becomes.
PARTICIPANT_SETTINGS = {
    "Label": "label",
    "Timeout": "timeout",
    "StatusCallback": "status_callback",
    "Muted": "muted",
    "Beep": "beep",
    "StartConferenceOnEnter": "startConferenceOnEnter",
    "EndConferenceOnExit": "endConferenceOnExit",
    "WaitUrl": "waitUrl",
    "WaitMethod": "waitMethod",
    "MaxParticipants": "maxParticipants",
    "Coaching": "coaching",
    "CallSidToCoach": "coach",
    "ConferenceStatusCallback": "statusCallback",
    "ConferenceStatusCallbackMethod": "statusCallbackMethod",
}


def _queue(carrier: Carrier, request: RestRequest, sid: str) -> Queue:
    """The queue with that sid; a name does not do in REST paths. Raises: RestError 20404."""
    found = next((queue for queue in carrier.queues.values() if queue.sid == sid), None)
    if found is None:
        raise refused(20404, request.path)
    return found


def list_queues(carrier: Carrier, request: RestRequest) -> Answer:
    """GET Queues.json."""
    with carrier.lock:
        page = page_of(
            list(carrier.queues.values()),
            key="queues",
            path=request.path,
            query=request.query,
            render=lambda queue: queue_json(request.account, queue),
        )
    return as_json(page)


def fetch_queue(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Queues/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        return as_json(queue_json(request.account, _queue(carrier, request, sid)))


def list_members(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Queues/{sid}/Members.json, the front of the queue first. Raises: RestError 20404."""
    with carrier.lock:
        queue = _queue(carrier, request, sid)
        page = page_of(
            queue.members,
            key="queue_members",
            path=request.path,
            query=request.query,
            render=lambda member: member_json(request.account, queue, member, carrier.clock.elapsed),
        )
    return as_json(page)


def _member(queue: Queue, request: RestRequest, call_sid: str) -> Member:
    """The member with that CallSid, or the first one for `Front`. Raises: RestError 20404."""
    if call_sid == "Front" and queue.members:
        return queue.members[0]
    found = next((member for member in queue.members if member.call_sid == call_sid), None)
    if found is None:
        raise refused(20404, request.path)
    return found


def fetch_member(carrier: Carrier, request: RestRequest, sid: str, call_sid: str) -> Answer:
    """GET Queues/{sid}/Members/{CallSid or Front}.json. Raises: RestError 20404."""
    with carrier.lock:
        queue = _queue(carrier, request, sid)
        member = _member(queue, request, call_sid)
        return as_json(member_json(request.account, queue, member, carrier.clock.elapsed))


def update_member(carrier: Carrier, request: RestRequest, sid: str, call_sid: str) -> Answer:
    """POST Queues/{sid}/Members/{CallSid or Front}.json: take the caller out of the queue to `Url`.

    Raises: RestError 20404, 20001 without Url.
    """
    url = request.text("Url")
    if url is None:
        raise refused(20001, "Url: (missing)")
    with carrier.lock:
        queue = _queue(carrier, request, sid)
        member = _member(queue, request, call_sid)
        answer = as_json(member_json(request.account, queue, member, carrier.clock.elapsed))
    carrier.update_call(member.call_sid, url=url, method=request.method("Method"))
    return answer


def list_conferences(carrier: Carrier, request: RestRequest) -> Answer:
    """GET Conferences.json, newest first, narrowed by FriendlyName and Status."""
    name, status = request.query.get("FriendlyName"), request.query.get("Status")
    with carrier.lock:
        found = [
            each
            for each in reversed(carrier.conferences.values())
            if (not name or each.friendly_name == name) and (not status or each.status == status)
        ]
        page = page_of(
            found,
            key="conferences",
            path=request.path,
            query=request.query,
            render=lambda conference: conference_json(request.account, conference),
        )
    return as_json(page)


def _conference(carrier: Carrier, request: RestRequest, sid: str) -> Conference:
    """The conference with that sid. Raises: RestError 20404."""
    found = carrier.conferences.get(sid)
    if found is None:
        raise refused(20404, request.path)
    return found


def fetch_conference(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Conferences/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        return as_json(conference_json(request.account, _conference(carrier, request, sid)))


def update_conference(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """POST Conferences/{sid}.json: end it or announce to all.

    Raises: RestError 20404, 20001 when it has ended.
    """
    changed = carrier.update_conference(
        sid, status=request.text("Status"), announce_url=request.text("AnnounceUrl")
    )
    return as_json(conference_json(request.account, changed))


def list_participants(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Conferences/{sid}/Participants.json, narrowed by Muted, Hold, Coaching. Raises: RestError 20404."""
    wanted = {
        field: request.query[name].lower() == "true"
        for name, field in (("Muted", "muted"), ("Hold", "hold"), ("Coaching", "coaching"))
        if name in request.query
    }
    with carrier.lock:
        conference = _conference(carrier, request, sid)
        page = page_of(
            [
                each
                for each in conference.participants
                if all(getattr(each, k) == v for k, v in wanted.items())
            ],
            key="participants",
            path=request.path,
            query=request.query,
            render=lambda participant: participant_json(request.account, conference, participant),
        )
    return as_json(page)


def _participant(conference: Conference, request: RestRequest, name: str) -> Participant:
    """The participant with that CallSid or label. Raises: RestError 20404."""
    found = next((each for each in conference.participants if name in {each.call_sid, each.label}), None)
    if found is None:
        raise refused(20404, request.path)
    return found


def fetch_participant(carrier: Carrier, request: RestRequest, sid: str, name: str) -> Answer:
    """GET Conferences/{sid}/Participants/{CallSid or label}.json. Raises: RestError 20404."""
    with carrier.lock:
        conference = _conference(carrier, request, sid)
        found = _participant(conference, request, name)
        return as_json(participant_json(request.account, conference, found))


def update_participant(carrier: Carrier, request: RestRequest, sid: str, name: str) -> Answer:
    """POST Conferences/{sid}/Participants/{name}.json: mute, hold, announce, coach.

    Raises: RestError 20404.
    """
    changed = carrier.update_participant(
        sid,
        name,
        muted=request.flag("Muted"),
        hold=request.flag("Hold"),
        hold_url=request.text("HoldUrl"),
        hold_method=request.method("HoldMethod"),
        announce_url=request.text("AnnounceUrl"),
        announce_method=request.method("AnnounceMethod"),
        end_conference_on_exit=request.flag("EndConferenceOnExit"),
        coaching=request.flag("Coaching"),
        call_sid_to_coach=request.text("CallSidToCoach"),
    )
    with carrier.lock:
        return as_json(participant_json(request.account, _conference(carrier, request, sid), changed))


def remove_participant(carrier: Carrier, request: RestRequest, sid: str, name: str) -> Answer:
    """DELETE Conferences/{sid}/Participants/{name}.json: put the call out of the room.

    Raises: RestError 20404.
    """
    with carrier.lock:
        _participant(_conference(carrier, request, sid), request, name)
    carrier.remove_participant(sid, name)
    return Answer(204)


def create_participant(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """POST Conferences/{sid or name}/Participants.json: dial somebody into the room, which is made on demand.

    Raises: RestError 21201 and 21213 when To or From is missing, and as `Carrier.create_call`.
    """
    to, from_number = request.text("To"), request.text("From")
    if to is None:
        raise refused(21201)
    if from_number is None:
        raise refused(21213)
    settings = {
        ours: value
        for theirs, ours in PARTICIPANT_SETTINGS.items()
        if (value := request.text(theirs)) is not None
    }
    call = carrier.create_participant(sid, to=to, from_number=from_number, **settings)
    with carrier.lock:
        room = next(
            each for each in reversed(carrier.conferences.values()) if sid in {each.sid, each.friendly_name}
        )
        waiting = Participant(
            call_sid=call.sid, joined_at=call.created_at, label=settings.get("label"), status="queued"
        )
        return as_json(participant_json(request.account, room, waiting), 201)
