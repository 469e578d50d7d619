"""What a caller hears while a department is closed: the reason and the next opening, in words."""

from collections.abc import Mapping
from datetime import datetime

from call_routing.hours.opening_hours import Closed, opening
from call_routing.hours.schedules import schedule_of
from ivr.speech import Phrase, spoken_opening
from ivr.turn import Tongue
from ivr.twiml import Play, Say
from ticket_store.line import Line, Spoken


def say_closed(line: Line, tongue: Tongue, department_key: str, at: datetime) -> Say | Play | None:
    """The sentence at this instant; None while the department is open."""
    state = opening(schedule_of(line, department_key), at)
    if not isinstance(state, Closed):
        return None
    department = tongue.department(department_key)
    if state.opens_at is None:
        return tongue.say(Phrase.CLOSED_NO_OPENING, department=department)
    when = spoken_opening(tongue.language, tongue.local(state.opens_at), at)
    reason = tongue.word(state.reason)
    if reason:
        return tongue.say(Phrase.CLOSED_BECAUSE, department=department, reason=reason, opening=when)
    return tongue.say(Phrase.CLOSED, department=department, opening=when)


def closed_sentences(line: Line, department_key: str, at: datetime) -> Mapping[str, Spoken]:
    """The same in each language of the shop, for whoever asks what callers would hear; empty while it is open."""
    found = {tag: say_closed(line, Tongue(line, tag), department_key, at) for tag in line.shop.languages}
    return {tag: _spoken(said) for tag, said in found.items() if said is not None}


def _spoken(said: Say | Play) -> Spoken:
    return Spoken(audio=said.url) if isinstance(said, Play) else Spoken(said.text)
