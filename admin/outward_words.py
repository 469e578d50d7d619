"""What events, scopes and privacy acts are called on the pages."""

from collections.abc import Mapping

from admin.languages import N_

NEWS: Mapping[str, str] = {
    "call.ended": N_("a call has ended"),
    "call.missed": N_("a caller reached nobody"),
    "callback.asked": N_("a callback was asked for"),
    "callback.moved": N_("another time was promised"),
    "callback.kept": N_("rung back in time"),
    "callback.broken": N_("not rung back in time"),
    "callback.cancelled": N_("a callback was cancelled"),
    "callback.gave_up": N_("a callback was given up"),
    "promise.broken": N_("a promise was broken"),
    "ticket.opened": N_("a case was opened"),
    "ticket.reopened": N_("a case was opened again"),
    "ticket.solved": N_("a case was solved"),
    "agent.status": N_("somebody came, went or paused"),
    "test": N_("a test"),
}
SCOPE: Mapping[str, str] = {
    "read:calls": N_("see calls"),
    "read:tickets": N_("see cases"),
    "read:customers": N_("see customers"),
    "read:callbacks": N_("see callbacks and free times"),
    "write:callbacks": N_("ask for callbacks, move and cancel them"),
    "read:promises": N_("see promises"),
    "read:departments": N_("see departments"),
    "read:agents": N_("see who is there"),
    "write:agents": N_("set who is available"),
    "read:metrics": N_("read figures for monitoring"),
}
OFF_WHY: Mapping[str, str] = {
    "by_hand": N_("switched off by hand"),
    "failing": N_("switched off after three days without an answer"),
    "gone": N_("switched off: the receiver wants no more (410)"),
}
