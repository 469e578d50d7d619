"""What the simulator thinks of a REST request: parameters unknown to the carrier, or not carried out here.

The carrier ignores what it does not know and logs warning 20001. A misspelt parameter is therefore never
refused, which is why it has to be seen. Source: Twilio's API reference of each resource; error 20001.
"""

from collections.abc import Iterable

from app.phone_simulator.model import Verdict

UNKNOWN = 20001


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER = _words("""
    FriendlyName VoiceUrl VoiceMethod VoiceFallbackUrl VoiceFallbackMethod StatusCallback StatusCallbackMethod
    SmsUrl SmsMethod
""")
NUMBER_LEFT = _words("""
    ApiVersion AccountSid AreaCode SmsApplicationSid SmsFallbackUrl SmsFallbackMethod VoiceCallerIdLookup
    VoiceReceiveMode TrunkSid IdentitySid AddressSid BundleSid EmergencyStatus EmergencyAddressSid
    SmsStatusCallback MessageStatusCallback PublicApplicationConnectEnabled
""")

# Handler -> what the simulator carries out, and what the carrier knows beyond that.
KNOWN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "calls.create": (
        _words("""
            To From Url Twiml ApplicationSid Method FallbackUrl StatusCallback StatusCallbackEvent
            StatusCallbackMethod Timeout TimeLimit MachineDetection MachineDetectionTimeout AsyncAmd
            AsyncAmdStatusCallback CallReason CallToken
        """),
        _words("""
            FallbackMethod SendDigits Record RecordingChannels RecordingStatusCallback
            RecordingStatusCallbackMethod RecordingStatusCallbackEvent RecordingTrack Trim CallerId
            SipAuthUsername SipAuthPassword Byoc MachineDetectionSpeechThreshold
            MachineDetectionSpeechEndThreshold MachineDetectionSilenceTimeout AsyncAmdStatusCallbackMethod
            ClientNotificationUrl
        """),
    ),
    "calls.update": (
        _words("Url Method Twiml Status StatusCallback"),
        _words("FallbackUrl FallbackMethod StatusCallbackMethod TimeLimit"),
    ),
    "numbers.create_number": (NUMBER | {"PhoneNumber", "VoiceApplicationSid"}, NUMBER_LEFT),
    "numbers.update_number": (NUMBER | {"VoiceApplicationSid"}, NUMBER_LEFT),
    "numbers.create_application": (NUMBER - {"SmsMethod"}, NUMBER_LEFT | {"SmsMethod"}),
    "numbers.update_application": (NUMBER - {"SmsMethod"}, NUMBER_LEFT | {"SmsMethod"}),
    "rooms.create_participant": (
        _words("""
            To From Label Timeout StatusCallback Muted Beep StartConferenceOnEnter EndConferenceOnExit WaitUrl
            WaitMethod MaxParticipants Coaching CallSidToCoach ConferenceStatusCallback
            ConferenceStatusCallbackMethod
        """),
        _words("StatusCallbackEvent StatusCallbackMethod ConferenceStatusCallbackEvent EarlyMedia TimeLimit"),
    ),
    "rooms.update_participant": (
        _words("""
            Muted Hold HoldUrl HoldMethod AnnounceUrl AnnounceMethod EndConferenceOnExit Coaching
            CallSidToCoach
        """),
        _words("WaitUrl WaitMethod BeepOnExit"),
    ),
    "rooms.update_conference": (_words("Status AnnounceUrl"), _words("AnnounceMethod")),
    "rooms.update_member": (_words("Url Method"), _words("")),
    "records.create_message": (
        _words("To From MessagingServiceSid Body StatusCallback"),
        _words("MediaUrl ApplicationSid ValidityPeriod MaxPrice SmartEncoded ProvideFeedback Attempt"),
    ),
}


def check_parameters(handler: str, names: Iterable[str]) -> tuple[Verdict, ...]:
    """A warning for each parameter of the form that changes nothing.

    `handler` is its name as `routes.resource_name` gives it; a request that takes no form has no known names.
    """
    carried_out, known = KNOWN.get(handler, (frozenset(), frozenset()))
    return tuple(
        Verdict("warning", UNKNOWN, name, _sentence(name, name in known))
        for name in sorted(set(names) - carried_out)
    )


def _sentence(name: str, is_known: bool) -> str:
    if is_known:
        return f"{name} is not carried out by the simulator; the carrier itself would."
    return f"{name} is not a parameter of this request; the carrier ignores it. Check its spelling."
