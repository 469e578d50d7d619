"""Dial to a Conference, and what REST does to rooms and participants. Source: docs:voice/twiml/conference."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from .dialling import DEFAULT_LIMIT_S, Outcome
from .effects import CallerGone, Key, News, Redirected, Source, Steps, wait
from .exchange import Exchange
from .model import Conference, Participant, RestError
from .rooms import Room, Seat, Sound
from .speaking import report, silence_or_music
from .twiml import DocumentError
from .verb import Place, Verb

DEFAULT_EVENTS = ("start", "end")
MAX_PARTICIPANTS = 250
REASON_OF = {CallerGone: "participant_hung_up", Redirected: "participant_updated_via_api"}
NOT_FOUND = 404
BAD_REQUEST = 400


class Conferencing:
    """The rooms of the account."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._rooms: dict[str, Room] = {}

    def join(self, verb: Verb, noun_element: ET.Element, outcome: Outcome) -> Steps[None]:
        """Sit in a room until it ends or the participant leaves.

        A label that is taken is 16025 and the document goes on; so does it when the wait document fails,
        and the participant was never in the room then.
        """
        leg = verb.leg
        noun = Verb(verb.runner, leg, noun_element, verb.document, verb.place)
        leg.answer()
        room = self._room(noun)
        outcome.names_call, outcome.status = False, "failed"
        participant = _participant(noun, self._exchange)
        if participant.label and any(seat.participant.label == participant.label for seat in room.seats):
            report(verb, 16025, f'The label "{participant.label}" is taken in this conference.', "error")
            return
        if len(room.seats) >= room.conference.max_participants:
            report(verb, 16020, f'The conference "{room.conference.friendly_name}" is full.', "error")
            return
        seat = Seat(leg, participant, room)
        outcome.status = "answered"
        try:
            with leg.inside(seat):
                yield from self._sit_through(verb, noun, seat)
        except DocumentError as failed:
            report(verb, failed.code, failed.message, "error")
            outcome.status = "failed"
        except (CallerGone, Redirected) as interrupt:
            seat.reason_left = REASON_OF[type(interrupt)]
            raise
        finally:
            outcome.bridged = room.ever_started
            room.leave(seat, seat.reason_left)

    def _sit_through(self, verb: Verb, noun: Verb, seat: Seat) -> Steps[None]:
        """Listen to whatever the participant hears now, and look again whenever something changes."""
        clock = self._exchange.clock
        ends = clock.elapsed + verb.number("timeLimit", DEFAULT_LIMIT_S)
        if noun.url("waitUrl") is None or seat.room.would_start_with(seat.participant):
            seat.room.sit(seat)
        while not seat.is_taken or seat in seat.room.seats:
            try:
                yield from self._listen(noun, seat)
                came = yield from wait(max(0, ends - clock.elapsed), keys=verb.flag("hangupOnStar"))
            except News as news:
                if news.scope is not seat:
                    raise
                continue
            if came is None or came == Key("*"):
                return

    def _listen(self, noun: Verb, seat: Seat) -> Steps[None]:
        """Announcements first, then the sound of hold, then the wait document, which is run once."""
        runner, leg = noun.runner, seat.leg
        while seat.announcements:
            sound = seat.announcements.pop(0)
            yield from runner.run(leg, Source("announce", sound.url, sound.method), Place.ANNOUNCEMENT)
        while seat.participant.hold:
            if seat.hold_sound is None:
                silence_or_music(leg, None)
                yield from wait(None)
            else:
                yield from runner.run(
                    leg, Source("hold", seat.hold_sound.url, seat.hold_sound.method), Place.CONFERENCE_WAIT
                )
                yield from wait(1)
        if seat.room.has_started or seat.has_waited:
            return
        seat.has_waited = True
        url = noun.url("waitUrl")
        if url is None:
            silence_or_music(leg, noun.element.get("waitUrl"))
            return
        source = noun.source("conference_wait", url, noun.get("waitMethod", "POST"))
        yield from runner.run(leg, source, Place.CONFERENCE_WAIT, lambda: _sit_if_not(seat))

    def _room(self, noun: Verb) -> Room:
        """The live room of that name, made on demand; its first participant's callbacks hold for good."""
        room = self._live_room(noun.text)
        if room is not None:
            return room
        events = tuple(noun.get("statusCallbackEvent").split()) or DEFAULT_EVENTS
        conference = Conference(
            self._exchange.new_sid("CF"),
            noun.text,
            self._exchange.clock.now,
            status_callback=noun.url("statusCallback"),
            status_callback_method=noun.get("statusCallbackMethod", "POST"),
            status_callback_events=events,
            max_participants=noun.number("maxParticipants", MAX_PARTICIPANTS),
        )
        return self._open(conference)

    def named(self, name: str, settings: Mapping[str, str]) -> Room:
        """The live room with that name or sid, made on demand for a participant that REST dials."""
        room = self._live_room(name)
        if room is not None:
            return room
        events = tuple(settings.get("statusCallbackEvent", "").split()) or DEFAULT_EVENTS
        conference = Conference(
            self._exchange.new_sid("CF"),
            name,
            self._exchange.clock.now,
            status_callback=settings.get("statusCallback"),
            status_callback_method=settings.get("statusCallbackMethod", "POST"),
            status_callback_events=events,
        )
        return self._open(conference)

    def _live_room(self, name: str) -> Room | None:
        room = self._rooms.get(name)
        return room if room is not None and room.conference.status != "completed" else None

    def _open(self, conference: Conference) -> Room:
        room = Room(self._exchange, conference)
        self._exchange.store.conferences[conference.sid] = conference
        self._rooms[conference.friendly_name] = self._rooms[conference.sid] = room
        return room

    def room_of(self, conference: str) -> Room:
        """The room with that sid. Raises: RestError 20404."""
        room = self._rooms.get(conference)
        if room is None:
            raise RestError(
                NOT_FOUND, 20404, f"The requested resource /Conferences/{conference} was not found"
            )
        return room

    def seat_of(self, conference: str, participant: str) -> Seat:
        """The seat of a participant, by call sid or label. Raises: RestError 20404."""
        for seat in self.room_of(conference).seats:
            if participant in {seat.leg.sid, seat.participant.label}:
                return seat
        raise RestError(NOT_FOUND, 20404, f"The requested resource /Participants/{participant} was not found")

    def set_flags(self, seat: Seat, muted: bool | None, end_on_exit: bool | None) -> None:
        """Mute or unmute; on hold the other flags stay. Source: flex-dialpad-addon-plugin#60."""
        participant = seat.participant
        if muted is not None and muted != participant.muted:
            participant.muted = muted
            seat.room.tell("participant-mute" if muted else "participant-unmute", seat)
        if (
            end_on_exit is not None
            and not participant.hold
            and end_on_exit != participant.end_conference_on_exit
        ):
            participant.end_conference_on_exit = end_on_exit
            seat.room.tell("participant-modify", seat)

    def set_hold(self, seat: Seat, hold: bool, sound: Sound | None) -> None:
        """Hold or unhold, with the document that is heard meanwhile."""
        seat.hold_sound = sound
        if hold == seat.participant.hold:
            return
        seat.participant.hold = hold
        seat.room.tell("participant-hold" if hold else "participant-unhold", seat)
        seat.leg.tell(News(seat, "hold"))

    def set_coaching(self, seat: Seat, coaching: bool | None, call_sid: str | None) -> None:
        """Whisper to one participant only, or to all again."""
        if coaching is not None:
            seat.participant.coaching = coaching
            seat.participant.call_sid_to_coach = call_sid if coaching else None
            seat.room.tell("participant-modify", seat)

    def announce(self, seat: Seat, sound: Sound) -> None:
        """Play a document to one participant."""
        seat.announcements.append(sound)
        seat.leg.tell(News(seat, "announcement"))

    def remove(self, seat: Seat) -> None:
        """Take a participant out; the call goes on with its document."""
        seat.reason_left = "participant_removed_via_api"
        seat.room.leave(seat, seat.reason_left)
        seat.leg.tell(News(seat, "removed"))

    def end(self, conference: str) -> None:
        """End a conference. Raises: RestError 20404, and 20001 when it has ended."""
        room = self.room_of(conference)
        if room.conference.status == "completed":
            raise RestError(BAD_REQUEST, 20001, f"Conference {conference} has ended. It cannot be updated.")
        room.end("conference-ended-via-api")


def _sit_if_not(seat: Seat) -> None:
    if not seat.is_taken:
        seat.room.sit(seat)


def _participant(noun: Verb, exchange: Exchange) -> Participant:
    coached = noun.get("coach") or None
    return Participant(
        noun.leg.sid,
        exchange.clock.now,
        label=noun.get("participantLabel") or None,
        muted=noun.flag("muted"),
        coaching=coached is not None,
        call_sid_to_coach=coached,
        start_conference_on_enter=noun.flag("startConferenceOnEnter", default=True),
        end_conference_on_exit=noun.flag("endConferenceOnExit"),
    )
