"""Conference rooms: who sits in them, when they start and end, and the events that are told about them.

Source: docs:voice/twiml/conference, docs:voice/api/conference-participant-resource.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from .effects import News
from .exchange import Exchange
from .leg import Leg
from .model import Conference, Participant
from .params import bare_request, rfc2822

ENOUGH_TO_START = 2
SUBSCRIBED_AS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
    "participant-modify": "modify",
    "announcement-end": "announcement",
    "announcement-fail": "announcement",
}


@dataclass(frozen=True)
class Sound:
    """A document that is played to one participant, with its HTTP method."""

    url: str
    method: str = "POST"


@dataclass(eq=False)
class Seat:
    """One leg's place in a room."""

    leg: Leg
    participant: Participant
    room: Room
    is_taken: bool = False
    has_waited: bool = False
    hold_sound: Sound | None = None
    announcements: list[Sound] = field(default_factory=list)
    reason_left: str = "participant_hung_up"


class Room:
    """One conference with its seats."""

    def __init__(self, exchange: Exchange, conference: Conference) -> None:
        self._exchange = exchange
        self.conference = conference
        self.seats: list[Seat] = []
        self.ever_started = False

    @property
    def has_started(self) -> bool:
        """Whether the participants hear each other."""
        return self.conference.status == "in-progress"

    def would_start_with(self, participant: Participant) -> bool:
        """Whether the room would start, or has started, when this one sits down."""
        wished = participant.start_conference_on_enter or any(
            seat.participant.start_conference_on_enter for seat in self.seats
        )
        return self.has_started or (wished and len(self.seats) + 1 >= ENOUGH_TO_START)

    def sit(self, seat: Seat) -> None:
        """Take a seat; the room starts when there are two and one of them may start it."""
        starts = self.would_start_with(seat.participant)
        seat.is_taken = True
        self.seats.append(seat)
        self.conference.participants.append(seat.participant)
        seat.leg.talking_to = lambda text: self._carry(seat, text)
        seat.leg.note("joined the conference", self.conference.friendly_name)
        self.tell("participant-join", seat)
        if starts and not self.has_started:
            self.conference.status = "in-progress"
            self.ever_started = True
            self.tell("conference-start", seat)
            for other in self.seats:
                other.leg.tell(News(other, "started"))

    def leave(self, seat: Seat, reason: str) -> None:
        """Give a seat up; the room ends with its last participant, or with one whose leaving ends it."""
        if seat not in self.seats or sys.is_finalizing():
            return  # Python closes the scripts of live calls when it exits; nobody is left to be told
        self.seats.remove(seat)
        self.conference.participants.remove(seat.participant)
        seat.participant.status = "complete"
        seat.leg.talking_to = None
        seat.leg.note("left the conference", reason)
        status = seat.leg.call.status.value
        self.tell(
            "participant-leave", seat, {"ReasonParticipantLeft": reason, "ParticipantCallStatus": status}
        )
        if self.conference.status == "completed":
            return
        if seat.participant.end_conference_on_exit:
            self.end("participant-with-end-conference-on-exit-left", seat)
        elif not self.seats:
            self.end("last-participant-left", seat)

    def end(self, reason: str, seat: Seat | None = None) -> None:
        """End the conference; everybody who is left goes on with their own document."""
        conference = self.conference
        if conference.status == "completed":
            return
        conference.status = "completed"
        conference.ended_at = conference.updated_at = self._exchange.clock.now
        conference.reason_ended = reason
        extra = {"ReasonConferenceEnded": reason}
        if seat is not None:
            conference.call_sid_ending = seat.leg.sid
            extra |= {
                "CallSidEndingConference": seat.leg.sid,
                "ParticipantLabelEndingConference": seat.participant.label or "",
                "Reason": f"Participant {seat.leg.sid} {reason.replace('-', ' ')}",
            }
        for other in list(self.seats):
            other.reason_left = "conference_ended"
            self.leave(other, other.reason_left)
            other.leg.tell(News(other, "ended"))
        self.tell("conference-end", None, extra)

    def tell(self, event: str, seat: Seat | None, extra: Mapping[str, str] | None = None) -> None:
        """Send an event of this room to the callback that its first participant named."""
        conference = self.conference
        conference.sequence += 1
        leg = seat.leg if seat is not None else None
        if leg is not None:
            leg.note(event, conference.friendly_name)
        url = conference.status_callback
        if url is None or SUBSCRIBED_AS[event] not in conference.status_callback_events:
            return
        params = {
            "ConferenceSid": conference.sid,
            "FriendlyName": conference.friendly_name,
            "SequenceNumber": str(conference.sequence),
            "Timestamp": rfc2822(self._exchange.clock.now),
            "StatusCallbackEvent": event,
        }
        if seat is not None and event.startswith("participant"):
            params |= _participant(seat)
        params |= extra or {}
        request = bare_request(self._exchange, "conference", url, conference.status_callback_method, params)
        self._exchange.notify(request, is_final=event == "conference-end")

    def _carry(self, speaker: Seat, text: str) -> None:
        """Let the others hear what one says, as mute, hold and coaching allow."""
        if not self.has_started or speaker.participant.muted or speaker.participant.hold:
            return
        for seat in self.seats:
            if seat is speaker or seat.participant.hold:
                continue
            coached = speaker.participant.call_sid_to_coach
            if not speaker.participant.coaching or seat.leg.sid == coached:
                seat.leg.hear("talk", text)


def _participant(seat: Seat) -> dict[str, str]:
    """The parameters that describe a participant; a label only where there is one."""
    participant = seat.participant
    flags = {
        "Muted": participant.muted,
        "Hold": participant.hold,
        "Coaching": participant.coaching,
        "EndConferenceOnExit": participant.end_conference_on_exit,
        "StartConferenceOnEnter": participant.start_conference_on_enter,
    }
    params = {"CallSid": seat.leg.sid} | {name: "true" if flag else "false" for name, flag in flags.items()}
    if participant.label:
        params["ParticipantLabel"] = participant.label
    return params
