"""The phone of whoever is called when nobody is on duty: which department, and since when. Said twice."""

from call_routing.people.attendance import alarm_call_ended
from callbacks.ringing.legs import hear_of_leg
from ivr.speech import Phrase, spoken_opening
from ivr.turn import Tongue, Turn, Verbs
from ivr.twiml import Hangup, Pause, Play, Say
from ticket_store.calls import leg_by_token
from ticket_store.rows import Leg
from ticket_store.unattended import open_spans


def speak_alarm(turn: Turn) -> Verbs:
    """As it is at this moment: who has come on duty while it rang is not reported missing."""
    leg = _alarm_leg(turn)
    if leg is None:
        return (Hangup(),)
    hear_of_leg(turn.tx, leg, "in-progress", turn.hook.told_at(turn.now), turn.hook.call_sid)
    tongue = turn.tongue(turn.line.shop.languages[0])
    greeting = tongue.say(Phrase.ALARM, shop=turn.line.shop.name)
    told = _missing(turn, tongue) or (tongue.say(Phrase.ALARM_OVER),)
    return (greeting, *told, Pause(1), *told, Hangup())


def hear_of_alarm_leg(turn: Turn) -> Verbs:
    """The life of the alarm's leg, event by event, in any order."""
    leg = _alarm_leg(turn)
    if leg is None:
        return ()
    state = hear_of_leg(turn.tx, leg, turn.hook.status, turn.hook.told_at(turn.now), turn.hook.call_sid)
    if state.has_ended and leg.ended_at is None:
        alarm_call_ended(turn.tx, state.status, turn.now)
    return ()


def _alarm_leg(turn: Turn) -> Leg | None:
    leg = leg_by_token(turn.tx, turn.hook.token)
    return leg if leg is not None and leg.role == "alarm" else None


def _missing(turn: Turn, tongue: Tongue) -> tuple[Say | Play, ...]:
    """One sentence for each department that was alarmed of and lasts, in the order of the shop file."""
    spans = open_spans(turn.tx.db)
    since = {span.department_key: span.began_at for span in spans if span.alarmed_at is not None}
    return tuple(
        tongue.say(
            Phrase.ALARM_NOBODY,
            department=tongue.department(key),
            opening=spoken_opening(tongue.language, tongue.local(since[key]), turn.now),
        )
        for key in turn.line.departments
        if key in since
    )
