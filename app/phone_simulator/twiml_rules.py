"""What a TwiML document may contain, as one table. Source: docs:voice/twiml and its pages.

An attribute's value is checked by a word in angle brackets (<url>, <number>, <text>, ...), by a set of values
separated by `|`, or by such a set marked with a star, of which several may be given, separated by spaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SSML: Final = frozenset({"break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"})
YES_NO: Final = "true|false"
METHOD: Final = "GET|POST"
RECORDING_EVENTS: Final = "*in-progress|completed|absent"
CALL_EVENTS: Final = "*initiated|ringing|answered|completed"


@dataclass(frozen=True)
class Rule:
    """One element: its attributes with their kinds, the children it may have, whether text may stand in it.

    `code` is what the carrier's debugger shows for a wrong child.
    """

    attributes: dict[str, str]
    children: frozenset[str] = frozenset()
    text: bool = False
    code: int = 12200


def _callbacks(events: str = CALL_EVENTS) -> dict[str, str]:
    return {"statusCallback": "<url>", "statusCallbackMethod": METHOD, "statusCallbackEvent": events}


def _recorded() -> dict[str, str]:
    return {
        "recordingStatusCallback": "<url>",
        "recordingStatusCallbackMethod": METHOD,
        "recordingStatusCallbackEvent": RECORDING_EVENTS,
        "recordingConfigurationId": "<text>",
    }


_DETECTION: Final = {
    "machineDetection": "Enable|DetectMessageEnd",
    "machineDetectionTimeout": "<number 3 60>",
    "machineDetectionSpeechThreshold": "<number 1000 6000>",
    "machineDetectionSpeechEndThreshold": "<number 500 5000>",
    "machineDetectionSilenceTimeout": "<number 2000 10000>",
    "amdStatusCallback": "<url>",
    "amdStatusCallbackMethod": METHOD,
}
_WHISPER: Final = {"url": "<url>", "method": METHOD}

RULES: Final[dict[str, Rule]] = {
    "Response": Rule(
        {"version": "<text>"},
        frozenset(
            {
                "Connect",
                "Dial",
                "Echo",
                "Enqueue",
                "Gather",
                "Hangup",
                "Leave",
                "Pause",
                "Pay",
                "Play",
                "Record",
            }
            | {"Redirect", "Refer", "Reject", "Say", "Sms", "Start", "Stop"}
        ),
    ),
    "Say": Rule({"voice": "<voice>", "language": "<text>", "loop": "<number 0 1000>"}, SSML, text=True),
    "Play": Rule({"loop": "<number 0 1000>", "digits": "<tones>"}, text=True),
    "Pause": Rule({"length": "<number 1 3600>"}),
    "Gather": Rule(
        {
            "input": "*dtmf|speech",
            "action": "<url>",
            "method": METHOD,
            "timeout": "<number 1 3600>",
            "speechTimeout": "<auto>",
            "maxSpeechTime": "<number 1 60>",
            "profanityFilter": YES_NO,
            "finishOnKey": "<key>",
            "numDigits": "<number 1 1000>",
            "partialResultCallback": "<url>",
            "partialResultCallbackMethod": METHOD,
            "language": "<text>",
            "hints": "<text>",
            "bargeIn": YES_NO,
            "actionOnEmptyResult": YES_NO,
            "speechModel": "<text>",
            "enhanced": YES_NO,
            "debug": YES_NO,
        },
        frozenset({"Say", "Play", "Pause"}),
        code=13320,
    ),
    "Record": Rule(
        {
            "action": "<url>",
            "method": METHOD,
            "timeout": "<number 0 3600>",
            "finishOnKey": "<keys>",
            "maxLength": "<number 2 86400>",
            "playBeep": YES_NO,
            "trim": "trim-silence|do-not-trim",
            "transcribe": YES_NO,
            "transcribeCallback": "<url>",
        }
        | _recorded()
    ),
    "Dial": Rule(
        {
            "action": "<url>",
            "method": METHOD,
            "timeout": "<number 5 600>",
            "hangupOnStar": YES_NO,
            "timeLimit": "<number 1 86400>",
            "callerId": "<text>",
            "record": "do-not-record|record-from-answer|record-from-ringing|record-from-answer-dual"
            "|record-from-ringing-dual|true|false",
            "trim": "trim-silence|do-not-trim",
            "answerOnBridge": YES_NO,
            "ringTone": "<text>",
            "recordingTrack": "both|inbound|outbound",
            "sequential": YES_NO,
            "referUrl": "<url>",
            "referMethod": METHOD,
            "callReason": "<text>",
            "passports": "<text>",
            "events": "call-progress-event",
        }
        | _recorded(),
        frozenset({"Client", "Conference", "Number", "Queue", "Sim", "Sip", "Application", "WhatsApp"}),
        text=True,
        code=13215,
    ),
    "Number": Rule(
        {"sendDigits": "<tones>", "byoc": "<text>"} | _WHISPER | _callbacks() | _DETECTION, text=True
    ),
    "Client": Rule(_WHISPER | _callbacks(), frozenset({"Identity", "Parameter"}), text=True),
    "Sip": Rule(
        {"username": "<text>", "password": "<text>"} | _WHISPER | _callbacks() | _DETECTION,
        frozenset({"Uri", "Headers"}),
        text=True,
    ),
    "Identity": Rule({}, text=True),
    "Parameter": Rule({"name": "<text>", "value": "<text>"}),
    "Queue": Rule(
        {"url": "<url>", "method": METHOD, "reservationSid": "<text>", "postWorkActivitySid": "<text>"},
        text=True,
    ),
    "Conference": Rule(
        {
            "muted": YES_NO,
            "beep": "true|false|onEnter|onExit",
            "startConferenceOnEnter": YES_NO,
            "endConferenceOnExit": YES_NO,
            "waitUrl": "<url or empty>",
            "waitMethod": METHOD,
            "maxParticipants": "<number 2 250>",
            "record": "do-not-record|record-from-start",
            "region": "us1|us2|ie1|sg1|br1|au1|jp1|de1",
            "coach": "<text>",
            "trim": "trim-silence|do-not-trim",
            "participantLabel": "<text>",
            "eventCallbackUrl": "<url>",
            "jitterBufferSize": "large|medium|small|off",
        }
        | _callbacks("*start|end|join|leave|mute|hold|modify|speaker|announcement")
        | _recorded(),
        text=True,
    ),
    "Enqueue": Rule(
        {
            "action": "<url>",
            "method": METHOD,
            "maxQueueSize": "<number 1 5000>",
            "waitUrl": "<url or empty>",
            "waitUrlMethod": METHOD,
            "workflowSid": "<text>",
        },
        frozenset({"Task"}),
        text=True,
    ),
    "Leave": Rule({}),
    "Hangup": Rule({}, frozenset({"Parameter"})),
    "Redirect": Rule({"method": METHOD}, text=True),
    "Reject": Rule({"reason": "rejected|busy"}, frozenset({"Parameter"})),
}
