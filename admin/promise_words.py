"""The words of promises as people read them: what happened to one, why the dial gate said no. One row each."""

from collections.abc import Mapping

from admin.languages import N_
from callbacks.ringing.after_restore import NOBODY_KNOWS
from ticket_store.callbacks import TALKED_ANYWAY

STEP: Mapping[str, str] = {
    "asked": N_("asked to be rung back"),
    "merged": N_("asked again: the earlier promise holds"),
    "promised": N_("promised"),
    "moved": N_("promised anew"),
    "told": N_("told in writing"),
    "held": N_("an agent is asked"),
    "declined": N_("the agent did not come"),
    "dialled": N_("the customer is rung"),
    "ended_attempt": N_("no talk came of it"),
    "reassigned": N_("given to somebody"),
    "rung_now": N_("to be rung now"),
    "called_in": N_("the customer rang us"),
    "cancelled": N_("cancelled"),
    "gave_up": N_("given up"),
    "talked": N_("they talk"),
    "done": N_("done"),
    "seen": N_("looked after"),
    "verified": N_("the number is proven"),
    "put_off": N_("put off"),
    "unclear": N_("not known whether it rang"),
}
NOTICE: Mapping[str, str] = {
    "promised": N_("the promise"),
    "moved": N_("the new time"),
    "cancelled": N_("that it is cancelled"),
    "machine": N_("by a message on the machine"),
    "missed": N_("that we rang in vain"),
    "gave_up": N_("that we ring no more"),
}
RULE: Mapping[str, str] = {
    "not_a_number": N_("no telephone number"),
    "emergency_or_short_code": N_("emergency or short number"),
    "country_not_allowed": N_("country not on the list"),
    "number_type_not_allowed": N_("costly kind of number"),
    "own_number": N_("a number of the shop"),
    "agents_number": N_("an agent's number"),
    "blocked": N_("customer blocked"),
    "no_dial": N_("wants no calls"),
    "price_unknown": N_("price not known"),
    "not_accepting": N_("promises are switched off"),
    "requests_per_number_per_day": N_("too many wishes of one number in a day"),
    "requests_per_prefix_per_hour": N_("too many wishes of neighbouring numbers"),
    "web_requests_per_hour": N_("too many wishes through the page"),
    "forms_per_address_per_hour": N_("too many forms of one address in an hour"),
    "forms_per_address_per_day": N_("too many forms of one address in a day"),
    "form_honeypot": N_("filled in by a machine"),
    "form_too_fast": N_("filled in too fast"),
    "form_too_old": N_("the form was too old"),
    "form_used_twice": N_("the form was sent twice"),
    "form_without_proof_of_work": N_("sent without its proof"),
    "dials_per_day": N_("the day's calls are used up"),
    "spend_per_day": N_("the day's money is used up"),
    "dialling_switched_off": N_("dialling is switched off"),
    "dialling_held": N_("dialling is held"),
    "number_is_being_dialled": N_("the number is rung already"),
    "attempts_apart": N_("rung a moment ago"),
    "unverified_share": N_("too many unproven numbers today"),
    "no_slot_left": N_("nothing is free in the next weeks"),
}
NO_DIAL_REASON: Mapping[str, str] = {
    "key_9": N_("pressed 9: no more calls"),
    "refused_twice": N_("refused twice in a month"),
    "by_hand": N_("by hand"),
}
# What `callback.reason` says besides a cause, a rule of the gate, and who cancelled it.
ENDED: Mapping[str, str] = {
    "another number": N_("moved to another number"),
    "nothing is free in the next weeks": N_("nothing is free in the next weeks"),
    "the department is gone": N_("the department is gone"),
    NOBODY_KNOWS: N_("answered before the restore; whether they talked is not known"),
    TALKED_ANYWAY: N_("the customer called and talked"),
}
