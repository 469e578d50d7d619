"""A rehearsed call as its page shows it: bubbles with their reasons beside them, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from admin import wording
from admin.languages import N_, gettext
from admin.rehearse import Came, Kind, Moment, Rehearsed, Voice
from admin.setup.menus.sounds import own_sound
from admin.setup.rehearsal.reasons import Reader, Why
from admin.words import word

_WHAT: Mapping[str, str] = {
    "played": N_("a sound"),
    "music": N_("hold music"),
    "tone": N_("a tone: what is spoken now is recorded"),
    "silent": N_("presses no key"),
    "hung_up": N_("hangs up"),
    "ended": N_("The call is over."),
    "rings": N_("%(agent)s's phone rings"),
    "hears": N_("%(agent)s hears"),
    "talks": N_("%(agent)s and the caller talk"),
    "left": N_("%(agent)s is out of the talk"),
    "declined": N_("%(agent)s declines"),
    "busy": N_("%(agent)s declines"),
    "no_answer": N_("%(agent)s does not answer"),
    "voicemail": N_("%(agent)s's voicemail answers"),
    "unreachable": N_("%(agent)s cannot be reached"),
}
_ICONS: Mapping[str, str] = {
    "music": "music",
    "tone": "microphone",
    "played": "volume",
    "silent": "ear",
    "hung_up": "phone-off",
    "ended": "phone-off",
    "rings": "bell-ringing",
    "hears": "headset",
    "talks": "message-circle",
    "left": "door-exit",
}
_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.CALL: (N_("Call"), "phone"),
    Kind.TICKET: (N_("Case"), "ticket"),
    Kind.CALLBACK: (N_("Callback"), "phone-outgoing"),
    Kind.PROMISE: (N_("Promise"), "calendar-time"),
    Kind.REFUSAL: (N_("Refusal"), "ban"),
    Kind.MESSAGE: (N_("Recorded message"), "microphone"),
    Kind.DIAL: (N_("Rings"), "phone-calling"),
    Kind.TEXT: (N_("Text message"), "message-circle"),
    Kind.MAIL: (N_("Mail"), "mail"),
}
MOST_AGENTS = 8  # on buttons; whoever knows the department


@dataclass(frozen=True)
class Bubble:
    """One bubble: a heading in the reader's language, and lines as they were said, in `language`.

    `sound` is where a page plays a sound of the shop's; without one the address of a foreign sound is the line.
    """

    voice: Voice
    at: datetime
    icon: str = ""
    heading: str = ""
    lines: tuple[str, ...] = ()
    language: str = ""
    whys: tuple[Why, ...] = ()
    sound: str | None = None


@dataclass(frozen=True)
class Row:
    icon: str
    name: str
    text: str


@dataclass(frozen=True)
class Colleague:
    """An agent for whom there is a button."""

    email: str
    name: str
    rings: bool


def bubbles(reader: Reader, moments: Sequence[Moment]) -> tuple[Bubble, ...]:
    """What is said in one breath is one bubble, until another rule decides."""
    return tuple(_joined(_bubble(reader, one) for one in moments))


def _bubble(reader: Reader, one: Moment) -> Bubble:
    whys = tuple(reader.why(because) for because in one.because)
    heading = gettext(_WHAT[one.what]) % {"agent": reader.agent(one.agent)} if one.what in _WHAT else ""
    sound = own_sound(one.text) if one.what == "played" else None
    lines = (one.text,) if one.text and sound is None else ()
    if one.what == "silent":
        lines = (reader.span(int(one.text)),)
    icon = _ICONS.get(one.what, "")
    return Bubble(one.voice, one.at, icon, heading, lines, one.language, whys, sound)


def _joined(each: Iterable[Bubble]) -> Iterator[Bubble]:
    kept: Bubble | None = None
    for one in each:
        if kept is not None and _goes_on(kept, one):
            kept = replace(kept, lines=(*kept.lines, *one.lines))
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _goes_on(kept: Bubble, one: Bubble) -> bool:
    """One breath: the same speaker in the same language, with nothing decided in between."""
    plain = not (one.whys or one.icon or kept.icon or one.heading or kept.heading)
    return plain and one.voice is kept.voice is Voice.LINE and one.language == kept.language


def rows(reader: Reader, came: Sequence[Came]) -> tuple[Row, ...]:
    """What came of the call, each in a line."""
    return tuple(Row(_KINDS[one.kind][1], gettext(_KINDS[one.kind][0]), _text(reader, one)) for one in came)


def _text(reader: Reader, came: Came) -> str:
    facts = came.facts
    department = reader.department(facts["department"]) if facts.get("department") else ""
    number = wording.phone(str(facts["number"])) if facts.get("number") else ""
    match came.kind:
        case Kind.CALL | Kind.TICKET:
            return _listed(department, _state(came), reader.agent(facts.get("agent") or facts.get("owner")))
        case Kind.CALLBACK:
            window = reader.window(facts["start"], facts["end"])
            return _listed(department, number, window, word(str(facts["status"]), "callback"))
        case Kind.PROMISE:
            return _listed(word(str(facts["kind"]), "promise"), reader.window(facts["start"], facts["end"]))
        case Kind.REFUSAL:
            return word(str(facts["gate"]), "rule")
        case Kind.MESSAGE:
            return reader.span(facts["duration_s"])
        case Kind.DIAL | Kind.TEXT | Kind.MAIL:
            return _listed(reader.agent(facts.get("agent")), number, str(facts.get("body") or ""))


def _state(came: Came) -> str:
    """How a call ended, or stands; whether a case is open."""
    if came.kind is Kind.TICKET:
        return word(str(came.facts["status"]), "ticket")
    outcome = str(came.facts["outcome"] or "")
    return word(outcome, "outcome") if outcome else word(str(came.facts["status"]), "call")


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def colleagues(reader: Reader, played: Rehearsed, on_duty: Sequence[str]) -> tuple[Colleague, ...]:
    """Who could take the call: whose phones ring, then who is on duty in the department where the caller waits."""
    if played.is_over or not (played.waits or played.ringing):
        return ()
    call = next((one for one in played.came if one.kind is Kind.CALL), None)
    department = str(call.facts["department"]) if call else ""
    there = [one for one in reader.line.agents if one.email in on_duty and department in one.departments]
    found = [Colleague(one.email, one.name, one.email in played.ringing) for one in there]
    return tuple(sorted(found, key=lambda one: not one.rings)[:MOST_AGENTS])
