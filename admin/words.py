"""The words of state as people read them: statuses, outcomes, causes, roles. One row each."""

from collections.abc import Mapping
from enum import StrEnum

from admin.languages import N_, gettext, translations
from admin.outward_words import NEWS, OFF_WHY, SCOPE
from admin.people_words import DOOR, ROLE_DOES
from admin.promise_words import ENDED, NO_DIAL_REASON, NOTICE, RULE, STEP


class Tone(StrEnum):
    """How much a state wants to be seen; a word always stands with it."""

    GOOD = "good"
    SOON = "soon"
    FAILED = "failed"
    ACTIVE = "active"
    QUIET = "quiet"


AGENT_STATUS: Mapping[str, tuple[str, Tone]] = {
    "available": (N_("Available"), Tone.GOOD),
    "away": (N_("Away"), Tone.SOON),
    "offline": (N_("Offline"), Tone.QUIET),
}
CALL_STATUS: Mapping[str, tuple[str, Tone]] = {
    "menu": (N_("in the menu"), Tone.ACTIVE),
    "dialing": (N_("customer is being rung"), Tone.ACTIVE),
    "waiting": (N_("waiting"), Tone.SOON),
    "talking": (N_("talking"), Tone.ACTIVE),
    "message": (N_("leaving a message"), Tone.ACTIVE),
    "ended": (N_("ended"), Tone.QUIET),
}
OUTCOME: Mapping[str, tuple[str, Tone]] = {
    "answered": (N_("answered"), Tone.GOOD),
    "abandoned": (N_("abandoned"), Tone.FAILED),
    "short_abandon": (N_("short abandon"), Tone.QUIET),
    "callback": (N_("callback promised"), Tone.ACTIVE),
    "message": (N_("message left"), Tone.ACTIVE),
    "closed": (N_("called while closed"), Tone.QUIET),
    "left_in_menu": (N_("left in the menu"), Tone.QUIET),
    "status": (N_("an agent's status"), Tone.QUIET),
    "failed": (N_("failed"), Tone.FAILED),
}
CALLBACK_STATUS: Mapping[str, tuple[str, Tone]] = {
    "waiting": (N_("to be rung back"), Tone.SOON),
    "reserved": (N_("agent is being rung"), Tone.ACTIVE),
    "dialing": (N_("customer is being rung"), Tone.ACTIVE),
    "talking": (N_("talking"), Tone.ACTIVE),
    "done": (N_("talked"), Tone.GOOD),
    "cancelled": (N_("cancelled"), Tone.QUIET),
    "gave_up": (N_("gave up"), Tone.FAILED),
}
RISK: Mapping[str, tuple[str, Tone]] = {
    "late": (N_("late"), Tone.FAILED),
    "at_risk": (N_("at risk"), Tone.SOON),
    "fine": (N_("in time"), Tone.GOOD),
}
TASK: Mapping[str, tuple[str, Tone]] = {
    "at_risk": (N_("late or at risk"), Tone.SOON),
    "unseen": (N_("ended without a talk"), Tone.FAILED),
    "all": (N_("all, also those that are over"), Tone.QUIET),
}
TICKET_STATUS: Mapping[str, tuple[str, Tone]] = {
    "open": (N_("open"), Tone.ACTIVE),
    "solved": (N_("solved"), Tone.GOOD),
}
DOING: Mapping[str, tuple[str, Tone]] = {
    "idle": (N_("free"), Tone.GOOD),
    "ringing": (N_("is being rung"), Tone.SOON),
    "dialing": (N_("customer is being rung"), Tone.ACTIVE),
    "talking": (N_("talking"), Tone.ACTIVE),
    "consulted": (N_("asked by a colleague"), Tone.ACTIVE),
    "listening": (N_("in another's talk"), Tone.ACTIVE),
    "wrap_up": (N_("wrap-up"), Tone.SOON),
}
INCIDENT_STATE: Mapping[str, tuple[str, Tone]] = {
    "told": (N_("told to callers"), Tone.SOON),
    "ended": (N_("told no more"), Tone.QUIET),
    "solved": (N_("solved"), Tone.GOOD),
}
WAY_IN: Mapping[str, tuple[str, Tone]] = {
    "none": (N_("none yet"), Tone.SOON),
    "invited": (N_("invited"), Tone.ACTIVE),
    "password": (N_("password"), Tone.GOOD),
    "app": (N_("password and code"), Tone.GOOD),
    "passkey": (N_("passkey"), Tone.GOOD),
}
PROMISE_KIND: Mapping[str, str] = {"callback": N_("we ring back"), "message": N_("we answer the message")}
ASKED_THROUGH: Mapping[str, str] = {
    "key": N_("by a key while waiting"),
    "closed": N_("while closed"),
    "api": N_("through the API"),
    "desk": N_("at the desk"),
    "redial": N_("by calling again"),
    "text": N_("by text message"),
    "web": N_("on the contact page"),
    "dial": N_("at the dialling"),
}
CAUSE: Mapping[str, str] = {
    "talked": N_("talked"),
    "busy": N_("busy"),
    "no_answer": N_("no answer"),
    "machine": N_("answering machine"),
    "failed": N_("failed"),
    "invalid": N_("number does not exist"),
    "cancelled": N_("cancelled"),
    "declined": N_("declined"),
    "voicemail": N_("answered by a voicemail"),
    "unreachable": N_("unreachable"),
    "dropped": N_("the line broke"),
    "agent_left": N_("the agent left"),
    "left_ringing": N_("the agent left while it rang"),
    "not_now": N_("it did not suit the customer"),
    "refused": N_("wants no calls"),
    "called_in": N_("the customer rang us"),
    "not_dialled": N_("not dialled"),
}
STATUS_REASON: Mapping[str, str] = {
    "missed_twice": N_("two calls rang in vain"),
    "after_call": N_("as wished, after the call"),
    "by_phone": N_("chosen by telephone"),
    "by_text": N_("chosen by text message"),
}
CONSULT_STATE: Mapping[str, str] = {
    "ringing": N_("is being rung"),
    "talking": N_("is asked aside"),
    "joined": N_("talks along"),
}
LISTENING_MODE: Mapping[str, str] = {
    "listen": N_("listens"),
    "whisper": N_("whispers to the agent"),
    "join": N_("talks along"),
}
LEG_ROLE: Mapping[str, str] = {
    "caller": N_("caller"),
    "agent": N_("agent"),
    "customer": N_("customer"),
    "supervisor": N_("supervisor"),
    "alarm": N_("alarm"),
}
ROLE: Mapping[str, str] = {"agent": N_("agent"), "supervisor": N_("supervisor"), "admin": N_("admin")}
LANGUAGE_NAME: Mapping[str, str] = {
    "pl": N_("Polish"),
    "en": N_("English"),
    "cs": N_("Czech"),
    "fi": N_("Finnish"),
    "sk": N_("Slovak"),
    "de": N_("German"),
    "uk": N_("Ukrainian"),
    "sv": N_("Swedish"),
}
HOOK_STATE: Mapping[str, tuple[str, Tone]] = {
    "new": (N_("nothing sent yet"), Tone.QUIET),
    "fine": (N_("answers"), Tone.GOOD),
    "failing": (N_("does not answer"), Tone.FAILED),
    "off": (N_("switched off"), Tone.SOON),
}
DELIVERY_STATE: Mapping[str, tuple[str, Tone]] = {
    "waiting": (N_("waiting to be sent"), Tone.SOON),
    "sent": (N_("taken"), Tone.GOOD),
    "gave_up": (N_("given up"), Tone.FAILED),
    "dropped": (N_("erased"), Tone.QUIET),
}
_TONED: Mapping[str, Mapping[str, tuple[str, Tone]]] = {
    "agent": AGENT_STATUS,
    "call": CALL_STATUS,
    "outcome": OUTCOME,
    "callback": CALLBACK_STATUS,
    "risk": RISK,
    "task": TASK,
    "ticket": TICKET_STATUS,
    "incident": INCIDENT_STATE,
    "doing": DOING,
    "way": WAY_IN,
    "hook": HOOK_STATE,
    "delivery": DELIVERY_STATE,
}
_PLAIN: Mapping[str, Mapping[str, str]] = {
    "promise": PROMISE_KIND,
    "asked": ASKED_THROUGH,
    "cause": CAUSE,
    "reason": STATUS_REASON,
    "leg": LEG_ROLE,
    "consult": CONSULT_STATE,
    "mode": LISTENING_MODE,
    "role": ROLE,
    "role_does": ROLE_DOES,
    "door": DOOR,
    "language": LANGUAGE_NAME,
    "step": STEP,
    "notice": NOTICE,
    "rule": RULE,
    "ended": ENDED,
    "no_dial": NO_DIAL_REASON,
    "news": NEWS,
    "scope": SCOPE,
    "off_why": OFF_WHY,
}


def word(value: str | None, kind: str) -> str:
    """The word for a state in the reader's language; one without a word is shown as stored."""
    if value is None:
        return ""
    if kind in _TONED:
        known = _TONED[kind].get(value)
        return gettext(known[0]) if known else value.replace("_", " ")
    return gettext(_PLAIN[kind][value]) if value in _PLAIN[kind] else value.replace("_", " ")


def word_in(language: str, value: str, kind: str) -> str:
    """The word for a state in a language of choice, outside of a page."""
    known = _TONED[kind].get(value, ("",))[0] if kind in _TONED else _PLAIN[kind].get(value, "")
    return translations(language).gettext(known) if known else value.replace("_", " ")


def status_reason(reason: str) -> str:
    """Why a status is what it is; "set_by:lead@sowa.example" names whoever set it."""
    rule, _, who = reason.partition(":")
    return gettext("set by %(who)s") % {"who": who} if rule == "set_by" else word(rule, "reason")


def ended_reason(reason: str | None) -> str:
    """Why a callback ended without a talk: a cause, a rule of the gate, or who cancelled it."""
    before, _, name = (reason or "").partition(" by ")
    match before:
        case "cancelled":
            return gettext("cancelled by %(who)s") % {
                "who": gettext("the customer") if name == "customer" else name
            }
        case "refused":
            return gettext("the dial gate said no: %(rule)s") % {"rule": word(name, "rule")}
        case _:
            return word(reason, "ended" if reason in ENDED else "cause")


def tone(value: str | None, kind: str) -> Tone:
    known = _TONED[kind].get(value or "")
    return known[1] if known else Tone.QUIET
