"""Small answers that need nobody's state: music for who waits in a room, and the last resort."""

from ivr.answers import sorry_leave_message
from ivr.turn import Turn, Verbs
from ivr.twiml import Play
from ivr.waiting import MUSIC


def hold_music(turn: Turn) -> Verbs:
    """Music for an agent who waits in the room while the customer is rung."""
    return (Play(turn.addresses.audio(MUSIC), loop=0),)


def take_over(turn: Turn) -> Verbs:
    """The carrier could not get an answer from us elsewhere: an honest sentence and a message."""
    tongue = turn.tongue(turn.line.shop.languages[0])
    return sorry_leave_message(turn.addresses, tongue)
