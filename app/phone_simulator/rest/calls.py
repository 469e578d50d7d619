"""The Calls resource: create, fetch, list with its filters, update."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Call
from app.phone_simulator.rest.errors import refused
from app.phone_simulator.rest.paging import page_of
from app.phone_simulator.rest.request import Answer, RestRequest, as_json, moment
from app.phone_simulator.rest.wire import call_json


def create(carrier: Carrier, request: RestRequest) -> Answer:
    """POST Calls.json.

    Raises: RestError as `Carrier.create_call`, 21201 and 21213 when To or From is missing.
    """
    to, from_number = request.text("To"), request.text("From")
    if to is None:
        raise refused(21201)
    if from_number is None:
        raise refused(21213)
    call = carrier.create_call(
        to=to,
        from_number=from_number,
        url=request.text("Url"),
        method=request.method("Method"),
        twiml=request.text("Twiml"),
        fallback_url=request.text("FallbackUrl"),
        status_callback=request.text("StatusCallback"),
        status_callback_events=request.texts("StatusCallbackEvent"),
        status_callback_method=request.method("StatusCallbackMethod"),
        timeout_s=request.number("Timeout", 60),
        time_limit_s=request.number("TimeLimit", 14_400),
        machine_detection=request.text("MachineDetection"),
        machine_detection_timeout_s=request.number("MachineDetectionTimeout", 30),
        async_amd_status_callback=request.text("AsyncAmdStatusCallback")
        if request.flag("AsyncAmd")
        else None,
        application_sid=request.text("ApplicationSid"),
    )
    return as_json(call_json(request.account, call), 201)


def fetch(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Calls/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        call = carrier.calls.get(sid)
    if call is None:
        raise refused(20404, request.path)
    return as_json(call_json(request.account, call))


def update(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """POST Calls/{sid}.json: redirect, cancel or end. Raises: RestError as `Carrier.update_call`."""
    call = carrier.update_call(
        sid,
        url=request.text("Url"),
        method=request.method("Method"),
        twiml=request.text("Twiml"),
        status=request.text("Status"),
        status_callback=request.text("StatusCallback"),
    )
    return as_json(call_json(request.account, call))


def list_all(carrier: Carrier, request: RestRequest) -> Answer:
    """GET Calls.json, newest first, narrowed by To, From, Status, ParentCallSid, StartTime and EndTime.

    Raises: RestError 20001 for a time that cannot be read.
    """
    wanted = _filters(request.query)
    with carrier.lock:
        calls = [call for call in reversed(carrier.calls.values()) if all(holds(call) for holds in wanted)]
    page = page_of(
        calls,
        key="calls",
        path=request.path,
        query=request.query,
        render=lambda call: call_json(request.account, call),
    )
    return as_json(page)


Filter = Callable[[Call], bool]

FIELDS: dict[str, Callable[[Call], str | None]] = {
    "To": lambda call: call.to_number,
    "From": lambda call: call.from_number,
    "Status": lambda call: call.status.value,
    "ParentCallSid": lambda call: call.parent_sid,
}

# A call that still waits to be dialled has no start; its making counts, so that it can be found by time too.
TIMES: dict[str, Callable[[Call], datetime | None]] = {
    "StartTime": lambda call: call.started_at or call.created_at,
    "EndTime": lambda call: call.ended_at,
}


def _filters(query: Mapping[str, str]) -> list[Filter]:
    """One question for each filter in the query; empty values do not filter."""
    found = []
    for name, value in query.items():
        if not value:
            continue
        if name in FIELDS:
            found.append(_equals(FIELDS[name], value))
        elif name.rstrip("<>") in TIMES:
            found.append(_in_time(TIMES[name.rstrip("<>")], name, value))
    return found


def _equals(read: Callable[[Call], str | None], value: str) -> Filter:
    return lambda call: read(call) == value


def _in_time(read: Callable[[Call], datetime | None], name: str, value: str) -> Filter:
    """`Name<` is at or before, `Name>` at or after, `Name` alone that second; a midnight is that whole day.

    A date alone is its midnight, and clients write it as one, so the two cannot be told apart.
    """
    edge = moment(name, value)
    length = timedelta(days=1) if edge.time() == time() else timedelta(seconds=1)

    def holds(call: Call) -> bool:
        when = read(call)
        if when is None:
            return False
        if name.endswith("<"):
            return when <= edge
        if name.endswith(">"):
            return when >= edge
        return edge <= when < edge + length

    return holds
