"""What the parts of a person's data are called, and what goes and stays when they are erased."""

from collections.abc import Mapping

from admin.languages import N_

SECTIONS: Mapping[str, str] = {
    "customer": N_("Who you are to us"),
    "cases": N_("Your cases"),
    "calls": N_("Calls"),
    "callbacks": N_("Callbacks"),
    "promises": N_("What we promised"),
    "notes": N_("What we noted"),
    "texts": N_("What you texted us"),
    "recordings": N_("What you said to our machine"),
    "sent": N_("What we wrote to you"),
    "forms": N_("Forms you sent"),
    "wishes": N_("Wishes that wait"),
    "refusals": N_("What we could not do"),
    "no_dial": N_("You wish not to be rung"),
    "listeners": N_("News you asked for"),
}
FIELDS: Mapping[str, str] = {
    "numbers": N_("Numbers"),
    "name": N_("Name"),
    "email": N_("E-mail address"),
    "language": N_("Language"),
    "notes": N_("Remarks"),
    "blocked_at": N_("Blocked"),
    "created_at": N_("Known since"),
    "number": N_("Number"),
    "department": N_("Department"),
    "status": N_("State"),
    "disposition": N_("Outcome"),
    "opened_at": N_("Opened"),
    "solved_at": N_("Solved"),
    "started_at": N_("Began"),
    "direction": N_("Direction"),
    "did": N_("Our number"),
    "outcome": N_("How it ended"),
    "answered_at": N_("Answered"),
    "ended_at": N_("Ended"),
    "carrier_id": N_("The carrier's id"),
    "asked_at": N_("Asked"),
    "through": N_("Way"),
    "promised_from": N_("Promised from"),
    "promised_until": N_("Promised until"),
    "attempts": N_("Attempts"),
    "matter": N_("Matter"),
    "made_at": N_("Made"),
    "at": N_("When"),
    "text": N_("Words"),
    "to": N_("To"),
    "subject": N_("Subject"),
    "seconds": N_("Seconds"),
    "address": N_("Internet address"),
    "wish": N_("Wish"),
    "since_at": N_("Since"),
    "until_at": N_("Until"),
}
# As the page for admins counts them, before and after.
KNOWN: Mapping[str, str] = {
    "cases": N_("cases"),
    "calls": N_("calls"),
    "callbacks": N_("callbacks"),
    "promises": N_("promises"),
    "notes": N_("notes"),
    "texts": N_("texts from them"),
    "recordings": N_("recorded messages"),
    "sent": N_("messages to them or about them"),
    "forms": N_("forms"),
    "wishes": N_("wishes that wait"),
    "refusals": N_("refusals"),
    "no_dial": N_("the wish not to be rung"),
    "listeners": N_("news they asked for"),
}
WENT: Mapping[str, str] = {
    "customer": N_("name, numbers, address and remarks"),
    "calls": N_("calls: who it was, what was typed and said"),
    "reports": N_("raw reports of the carrier"),
    "cases": N_("cases: whose they were"),
    "callbacks": N_("callbacks: number, name, words"),
    "attempts": N_("attempts to ring them: the number"),
    "promises": N_("promises: to whom"),
    "notes": N_("notes"),
    "texts": N_("texts from them"),
    "recordings": N_("recorded messages"),
    "errands": N_("messages to them or about them"),
    "forms": N_("forms: the number"),
    "wishes": N_("wishes that wait"),
    "refusals": N_("refusals: number and address"),
    "listeners": N_("news they asked for"),
    "answers": N_("kept answers of the API"),
    "messages": N_("messages in the log of webhooks"),
}
STAYS: Mapping[str, str] = {
    "calls": N_("calls as figures: when, how long, which department. Reports would be wrong without them."),
    "cases": N_("cases as figures, closed and nobody's"),
    "callbacks": N_("callbacks as figures: kept or broken"),
    "no_dial": N_(
        "the wish not to be rung, under a digest of the number: without it they would be rung again"
    ),
    "rehearsals": N_("kept rehearsals that name the number: an admin typed it. Delete them there."),
}
# What is stored as a code, in words.
VALUES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("promises", "status"): {
        "open": N_("still open"),
        "kept": N_("kept"),
        "moved": N_("moved, with notice"),
        "broken": N_("broken"),
        "withdrawn": N_("withdrawn"),
    },
    ("calls", "direction"): {"inbound": N_("you called"), "callback": N_("we called")},
    ("recordings", "status"): {
        "expected": N_("on its way"),
        "stored": N_("in this file"),
        "absent": N_("nothing was recorded"),
        "deleted": N_("deleted in time"),
    },
}
