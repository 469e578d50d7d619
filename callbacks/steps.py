"""What can happen to a promise to ring back: each is one row of `callback_step`, with who did it. Pure."""

from enum import StrEnum


class Step(StrEnum):
    """The store writes these words too (ticket_store.callbacks), where a step follows from a state."""

    ASKED = "asked"
    MERGED = "merged"  # asked for once more: the earlier promise holds
    PROMISED = "promised"
    MOVED = "moved"  # another promise took its place
    TOLD = "told"  # a text, a mail or a machine's ear
    HELD = "held"  # an agent is rung for it
    DECLINED = "declined"  # ... and did not come; the facts say how
    PUT_OFF = "put_off"  # the dial gate said: not now; the facts say which rule and until when
    DIALLED = "dialled"
    ENDED_ATTEMPT = "ended_attempt"  # no talk came of it; the facts say why
    REASSIGNED = "reassigned"
    RUNG_NOW = "rung_now"
    CALLED_IN = "called_in"  # the customer rang us before we had them on the line
    CANCELLED = "cancelled"
    GAVE_UP = "gave_up"
    TALKED = "talked"
    DONE = "done"
    SEEN = "seen"  # a person looked after one that ended without a talk
    VERIFIED = "verified"
    UNCLEAR = "unclear"  # nobody knows whether the customer was rung; a person looks


# The actor of a step that nobody did by hand.
CUSTOMER = "customer"
