"""An agent's phone: who is calling and why, press 1 to take it. A voicemail presses nothing."""

from dataclasses import replace

from call_routing.addresses import conference_name, room_of
from call_routing.people.offers import CallerLeft, Miss, Taken, Won, accept_offer
from call_routing.talking.consulting import accept_consult
from call_routing.talking.supervision import Mode, accept_watch, coached_leg
from call_routing.talking.talk import finish_talk
from call_routing.talking.transfers import is_handing_over
from callbacks.ringing.attempts import Dialling, begin_dialling
from callbacks.ringing.in_the_room import told_key
from callbacks.ringing.legs import agent_leg_ended, hear_of_leg, let_slip
from ivr.agent_story import story_of, why_gone
from ivr.answers import conference
from ivr.speech import Phrase
from ivr.turn import Tongue, Turn, Verbs
from ivr.twiml import DialConference, Gather, Hangup, Pause
from ticket_store.agents import agent_by_id
from ticket_store.calls import call_by_id, leg_by_token, look_up_call, write_event
from ticket_store.outbox import send
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Leg, Reservation

TAKE_KEY, DECLINE_KEY = "1", "2"
_KEY_TIMEOUT_S = 6


def greet_agent(turn: Turn) -> Verbs:
    """The agent's phone was answered, by whom we do not know yet."""
    found = _reserved(turn)
    if found is None:
        return (Hangup(),)
    leg, reservation = found
    hear_of_leg(turn.tx, leg, "in-progress", turn.hook.told_at(turn.now), turn.hook.call_sid)
    tongue = _agents_tongue(turn, reservation)
    if reservation.state == "released":
        return (tongue.say(why_gone(reservation)), Hangup())
    return _offer(turn, reservation, tongue, leg.token or "")


def hear_agent_key(turn: Turn) -> Verbs:
    """1 takes it: one compare-and-set decides. 2 declines. Anything else is asked again."""
    found = _reserved(turn)
    if found is None:
        return (Hangup(),)
    leg, reservation = found
    tongue = _agents_tongue(turn, reservation)
    if turn.hook["Digits"] == DECLINE_KEY and reservation.state == "ringing":
        let_slip(turn.tx, turn.line, reservation, Miss.DECLINED, turn.now)
        return (tongue.say(Phrase.GOODBYE), Hangup())
    if turn.hook["Digits"] != TAKE_KEY:
        return greet_agent(turn)
    match reservation.purpose:
        case "consult":
            return _take_part(turn, reservation, leg, tongue)
        case "listen":
            return _listen(turn, reservation, leg, tongue)
        case _:
            return _take(turn, reservation, leg, tongue)


def _take(turn: Turn, reservation: Reservation, leg: Leg, tongue: Tongue) -> Verbs:
    match accept_offer(turn.tx, reservation, turn.now):
        case Won(won) if won.callback_id is not None:
            return _ring_customer(turn, won, leg, tongue)
        case Won(won):
            if reservation.state == "ringing":  # a repeat must not fetch the caller out of the room again
                send(turn.tx, "redirect_caller", turn.now, call_id=won.call_id, to="join", to_whom=won.id)
            return (_room(turn, won.call_id or "", leg),)
        case Taken():
            return (tongue.say(Phrase.AGENT_TAKEN), Hangup())
        case CallerLeft():
            return (tongue.say(Phrase.AGENT_CALLER_LEFT), Hangup())


def _take_part(turn: Turn, held: Reservation, leg: Leg, tongue: Tongue) -> Verbs:
    """A colleague who is asked comes in, and may leave again without ending anything."""
    if not accept_consult(turn.tx, held, turn.now):
        return (tongue.say(Phrase.AGENT_CALLER_LEFT), Hangup())
    return (_seat(turn, held, leg),)


def _listen(turn: Turn, held: Reservation, leg: Leg, tongue: Tongue) -> Verbs:
    """A supervisor comes in as they wished: heard by nobody, by the agent alone, or by all."""
    mode = accept_watch(turn.tx, held, turn.now)
    if mode is None:
        return (tongue.say(Phrase.AGENT_CALLER_LEFT), Hangup())
    coached = coached_leg(turn.tx, held.call_id or "") if mode is Mode.WHISPER else None
    coach = coached.sid if coached else None  # without the agent a whisper must not reach the customer
    return (replace(_seat(turn, held, leg), muted=mode is not Mode.JOIN and coach is None, coach=coach),)


def _seat(turn: Turn, held: Reservation, leg: Leg) -> DialConference:
    """A place in the room besides the two: nobody's label, and the room does not end with it."""
    return replace(_room(turn, held.call_id or "", leg), end_on_exit=False, participant_label=None)


def leave_room(turn: Turn) -> Verbs:
    """The agent's leg is out of the room: they hung up, pressed star, or the room ended.

    A leg that is still up was sent out by its own star key or by the end of the room; where the customer is
    still there, star was the goodbye. While a customer is being handed over, the agent goes back in.
    """
    found = _reserved(turn)
    if found is None:
        return (Hangup(),)
    leg, held = found
    if turn.hook.has_ended:
        hear_of_agent_leg(turn)
        return (Hangup(),)
    call = call_by_id(turn.tx, leg.call_id or "")
    is_in = held.state == "accepted" and call is not None and call.status == "talking"
    if is_in and call is not None and is_handing_over(turn.tx, call, held):
        return (_room(turn, call.id, leg),)
    write_event(turn.tx, "told", told_key(leg.id), turn.now, call_id=leg.call_id)
    if held.purpose != "answer":
        let_slip(turn.tx, turn.line, held, Miss.NO_ANSWER, turn.now)
        return (_agents_tongue(turn, held).say(why_gone(held)), Hangup())
    if is_in and call is not None:
        finish_talk(turn.tx, turn.line, call, held, turn.now)
    return (Hangup(),)


def tell_agent(turn: Turn) -> Verbs:
    """Somebody who sat in the room alone, or is not needed there any more, hears why."""
    found = _reserved(turn)
    if found is None:
        return (Hangup(),)
    leg, reservation = found
    write_event(turn.tx, "told", told_key(leg.id), turn.now, call_id=leg.call_id)
    return (_agents_tongue(turn, reservation).say(why_gone(reservation)), Hangup())


def hear_of_agent_leg(turn: Turn) -> Verbs:
    """The life of an agent's leg, event by event, in any order."""
    leg = leg_by_token(turn.tx, turn.hook.token)
    if leg is None:
        return ()
    at = turn.hook.told_at(turn.now)
    state = hear_of_leg(turn.tx, leg, turn.hook.status, at, turn.hook.call_sid)
    if state.has_ended and leg.reservation_id is not None:
        reservation = reservation_by_id(turn.tx, leg.reservation_id)
        if reservation is not None:
            agent_leg_ended(turn.tx, turn.line, leg, reservation, state.status, turn.now)
    return ()


def _reserved(turn: Turn) -> tuple[Leg, Reservation] | None:
    leg = leg_by_token(turn.tx, turn.hook.token)
    if leg is None or leg.reservation_id is None:
        return None
    reservation = reservation_by_id(turn.tx, leg.reservation_id)
    return None if reservation is None else (leg, reservation)


def _agents_tongue(turn: Turn, reservation: Reservation) -> Tongue:
    agent = agent_by_id(turn.tx.db, reservation.agent_id)
    spoken = agent.languages[0] if agent is not None and agent.languages else turn.line.shop.languages[0]
    return turn.tongue(spoken)


def _offer(turn: Turn, reservation: Reservation, tongue: Tongue, token: str) -> Verbs:
    """Said twice, since a phone at the ear misses the first words. Then the line ends by itself.

    How a talk is ended is said once, in between.
    """
    said = tongue.text(story_of(turn, reservation, tongue))
    return (
        Gather(
            (said, tongue.say(Phrase.AGENT_STAR_ENDS), Pause(1), said),
            action=turn.addresses.of_leg("agent-key", token),
            num_digits=1,
            finish_on_key="",
            timeout=_KEY_TIMEOUT_S,
        ),
        Hangup(),
    )


def _room(turn: Turn, call_id: str, leg: Leg, *, start: bool = True) -> DialConference:
    """The agent enters the call's room; one who waits for a customer hears music."""
    action = turn.addresses.of_leg("agent-left", leg.token or "")
    wait_url = "" if start else turn.addresses.of_call("hold")
    call = look_up_call(turn.tx.db, call_id)
    room = room_of(call) if call is not None else conference_name(call_id)
    return replace(
        conference(turn, room, "agent", action, start=start, wait_url=wait_url), hangup_on_star=True
    )


def _ring_customer(turn: Turn, won: Reservation, leg: Leg, tongue: Tongue) -> Verbs:
    """The agent is held: only now is the customer rung."""
    match begin_dialling(turn.tx, turn.line, won, turn.now):
        case Dialling(call_id):
            return (tongue.say(Phrase.AGENT_WAIT_CUSTOMER), _room(turn, call_id, leg, start=False))
        case _:
            gone = reservation_by_id(turn.tx, won.id) or won
            return (tongue.say(why_gone(gone)), Hangup())
