"""The telephone door: every address that the carrier asks, and what answers it."""

from datetime import timedelta
from importlib.resources import files

from flask import Blueprint, Response, abort, request

from ivr.agent_leg import greet_agent, hear_agent_key, hear_of_agent_leg, leave_room, tell_agent
from ivr.alarm_leg import hear_of_alarm_leg, speak_alarm
from ivr.choosing import hear_key, hear_silence
from ivr.customer_keys import hear_later_key
from ivr.customer_leg import (
    greet_customer,
    hear_customer_key,
    hear_customer_silence,
    hear_of_customer_leg,
)
from ivr.front_desk import front_desk
from ivr.heard import without_keys, without_pin
from ivr.hook import TooMuchError
from ivr.pipeline import LARGEST_BODY, Heard, Kind, NotGenuineError, answer_hook, hook_of
from ivr.plain_answers import hold_music, take_over
from ivr.reports import hear_of_call
from ivr.room_news import hear_of_room
from ivr.talking import (
    back_to_queue,
    hear_of_recording,
    join,
    keep_message,
    leave_talk,
    say_goodbye,
    talk_over,
)
from ivr.text_line import hear_message
from ivr.waiting import MUSIC, hear_waiting_key, leave_queue, wait
from ticket_store.sounds import sound_media

KINDS: dict[str, Kind] = {
    # set at the carrier
    "voice": Kind(),
    "status": Kind(on_turn=hear_of_call),
    "message": Kind(on_turn=hear_message, kept=without_pin),
    "fallback": Kind(on_turn=take_over, to_caller=True, kept=without_keys),
    # the caller's way
    "key": Kind(on_call=hear_key, takes_step=True),
    "silence": Kind(on_call=hear_silence, takes_step=True),
    "pin": Kind(on_call=hear_key, takes_step=True, kept=without_keys),
    "wait": Kind(on_call=wait, in_queue=True),
    "wait-key": Kind(on_call=hear_waiting_key, in_queue=True),
    "queue-left": Kind(on_call=leave_queue),
    "join": Kind(on_call=join),
    "talk-ended": Kind(on_call=leave_talk),
    "talk-over": Kind(on_call=talk_over),
    "back-to-queue": Kind(on_call=back_to_queue),
    "goodbye": Kind(on_call=say_goodbye),
    "recorded": Kind(on_call=keep_message),
    "recording": Kind(on_turn=hear_of_recording),
    "conference": Kind(on_turn=hear_of_room),
    "hold": Kind(on_turn=hold_music),
    # whoever is told that nobody is on duty
    "alarm": Kind(on_turn=speak_alarm),
    "alarm-events": Kind(on_turn=hear_of_alarm_leg),
    # an agent's phone
    "agent": Kind(on_turn=greet_agent),
    "agent-key": Kind(on_turn=hear_agent_key),
    "agent-events": Kind(on_turn=hear_of_agent_leg),
    "agent-left": Kind(on_turn=leave_room),
    "agent-told": Kind(on_turn=tell_agent),
    # a customer whom we ring
    "customer": Kind(on_turn=greet_customer),
    "customer-key": Kind(on_turn=hear_customer_key),
    "customer-silence": Kind(on_turn=hear_customer_silence),
    "customer-later": Kind(on_turn=hear_later_key),
    "customer-events": Kind(on_turn=hear_of_customer_leg),
}

blueprint = Blueprint("ivr", __name__, url_prefix="/ivr")
_MUSIC_KEPT = int(timedelta(days=30).total_seconds())
_SOUND_KEPT = int(timedelta(days=365).total_seconds())
_SOUNDS = {"wav": "audio/wav", "mp3": "audio/mpeg"}


@blueprint.route("/<name>", methods=["GET", "POST"])
def hear(name: str) -> Response:
    """One webhook: 404 for an address that we never gave out, 403 for a signature that does not fit."""
    kind = KINDS.get(name)
    if kind is None:
        abort(404)
    if (request.content_length or 0) > LARGEST_BODY:
        abort(413)
    environ = request.environ
    body = request.get_data(cache=False)
    heard = Heard(
        method=request.method,
        path=f"/ivr/{name}",
        query=environ.get("QUERY_STRING", "").encode("latin-1"),
        body=body,
        form=request.mimetype == "application/x-www-form-urlencoded" and request.method == "POST",
        signature=environ.get("HTTP_X_TWILIO_SIGNATURE", ""),
    )
    desk = front_desk()
    try:
        hook = hook_of(desk, heard, name)
    except NotGenuineError:
        abort(403)
    except TooMuchError:
        abort(413)
    return Response(answer_hook(desk, hook, kind), mimetype="text/xml")


@blueprint.get("/audio/<name>")
def audio(name: str) -> Response:
    """Our own hold music; public, and cached by the carrier."""
    if name != MUSIC:
        abort(404)
    answer = Response(files("ivr").joinpath("audio", MUSIC).read_bytes(), mimetype="audio/wav")
    answer.cache_control.public = True
    answer.cache_control.max_age = _MUSIC_KEPT
    return answer


@blueprint.get("/sound/<file>")
def sound(file: str) -> Response:
    """A sound of the shop's; public, and cached for good, since its address is the digest of its bytes."""
    media = front_desk().store.read(lambda db: sound_media(db, file))
    if media is None:
        abort(404)
    answer = Response(media, mimetype=_SOUNDS[file.rpartition(".")[2]])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.cache_control.public = True
    answer.cache_control.immutable = True
    answer.cache_control.max_age = _SOUND_KEPT
    return answer
