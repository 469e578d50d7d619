"""Why a customer could not be passed on or a colleague asked, in the agent's words."""

from admin import wording
from admin.languages import N_, gettext, here
from admin.visitor import Visitor
from call_routing.talking.takers import NotPossible

_TOO_LATE = N_("That came too late: the call has changed meanwhile.")
_SENTENCES = {
    "nobody_free": N_("Nobody there is free now. Ask somebody else, or pass the customer on."),
    "asking_already": N_("You are asking somebody already."),
    "nobody": N_("Nobody is on duty there now. The customer is still with you."),
    "full": N_("The queue there is full. The customer is still with you."),
    "off_duty": N_("They take no calls now. The customer is still with you."),
    "unreachable": N_("They cannot be reached now. The customer is still with you."),
    "had_them": N_("They are not rung for this customer any more. Ask them first, then hand over."),
}
_LABELS = {"nobody": N_("nobody on duty"), "full": N_("queue full")}


def why_not(refused: NotPossible, who: Visitor) -> str:
    """The sentence for the agent after the click, with the next opening where anybody knows it."""
    if refused.why != "closed":
        return gettext(_SENTENCES.get(refused.why, _TOO_LATE))
    if refused.opens_at is None:
        return gettext(N_("It is closed there now. The customer is still with you."))
    words = gettext(N_("It is closed there now and opens %(when)s. The customer is still with you."))
    return words % {"when": _opens(refused, who)}


def label(refused: NotPossible, who: Visitor) -> str:
    """The few words beside a department in the list."""
    if refused.why != "closed":
        return gettext(_LABELS.get(refused.why, "closed"))
    if refused.opens_at is None:
        return gettext(N_("closed now"))
    return gettext(N_("closed now, opens %(when)s")) % {"when": _opens(refused, who)}


def _opens(refused: NotPossible, who: Visitor) -> str:
    if refused.opens_at is None:
        return ""
    return wording.when(refused.opens_at, now=who.now, zone=who.labels.timezone, language=here())
