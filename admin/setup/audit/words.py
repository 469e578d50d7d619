"""What an action of the audit is called, and the kinds that one searches by."""

from collections.abc import Mapping

from admin.languages import N_, gettext

# how its actions begin -> the kind
KINDS: Mapping[str, str] = {
    "line.": N_("the line"),
    "menus.": N_("drafts of menus"),
    "agent.": N_("people and their ways in"),
    "callback": N_("callbacks"),
    "ticket": N_("cases"),
    "incident.": N_("incidents"),
    "no_dial.": N_("numbers that are never rung"),
    "supervise.": N_("listening to talks"),
    "privacy.": N_("privacy"),
    "token.": N_("keys to the API"),
    "hook.": N_("webhooks"),
    "rehearsal.": N_("kept rehearsals"),
    "sign-in refused": N_("refused sign-ins"),
}
_ACTIONS: Mapping[str, str] = {
    "line.added": N_("added"),
    "line.changed": N_("changed"),
    "line.removed": N_("removed"),
    "line.renamed": N_("new address"),
    "line.first": N_("the first line"),
    "menus.draft_begun": N_("draft begun"),
    "menus.draft_discarded": N_("draft discarded"),
    "menus.published": N_("menus published"),
    "agent.status": N_("status set"),
    "agent.pin": N_("PIN"),
    "agent.pin_locked": N_("PIN locked"),
    "agent.password": N_("password chosen"),
    "agent.invitation": N_("invited"),
    "agent.reset": N_("link to a new password"),
    "agent.link_ended": N_("link made void"),
    "agent.app": N_("second step"),
    "agent.recovery_codes": N_("new recovery codes"),
    "agent.passkey": N_("passkey"),
    "agent.signed_out": N_("signed out everywhere"),
    "callback.cancel": N_("callback cancelled"),
    "callback.move": N_("callback moved"),
    "callback.reassign": N_("callback given to somebody else"),
    "callback.ring_now": N_("callback rung now"),
    "callback.reopen": N_("callback opened again"),
    "callbacks.release": N_("callbacks released"),
    "ticket open": N_("case opened again"),
    "ticket solved": N_("case solved"),
    "incident.begin": N_("incident told"),
    "incident.end_at": N_("another end of an incident"),
    "incident.solve": N_("incident solved"),
    "no_dial.forbid": N_("never ring this number"),
    "no_dial.lift": N_("may be rung again"),
    "privacy.erase": N_("data erased"),
    "privacy.export": N_("data exported"),
    "privacy.retention": N_("old data deleted"),
    "calls.export": N_("list of calls exported"),
    "audit.export": N_("audit exported"),
    "token.create": N_("key made"),
    "token.revoke": N_("key withdrawn"),
    "token.restore": N_("key given back"),
    "rehearsal.kept": N_("rehearsal kept"),
    "rehearsal.right": N_("rehearsal: the new answer is right"),
    "rehearsal.forgotten": N_("rehearsal forgotten"),
    "sound.sent": N_("sound sent"),
    "sign-in refused": N_("sign-in refused"),
}


def action_word(action: str) -> str:
    """The words for an action; one without words is shown as it is stored."""
    known = _ACTIONS.get(action)
    return gettext(known) if known else action.replace("_", " ")
