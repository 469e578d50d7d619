"""What each part of the shop file is called on pages: the names of its fields, and its title in a sentence."""

from collections.abc import Callable, Mapping

from admin.languages import N_, gettext
from admin.shop_file.faults import Path

FIELD_NAMES: Mapping[str, str] = {
    # shop
    "name": N_("Name"),
    "country": N_("Country"),
    "timezone": N_("Time zone"),
    "languages": N_("Languages"),
    "caller_id": N_("Number shown to customers"),
    "alarm_number": N_("Alarm number"),
    "alarm_by": N_("Alarm by"),
    "short_abandon": N_("Short abandon"),
    "service_formula": N_("Service level told by"),
    "second_factor": N_("Second step"),
    "retention": N_("Kept for"),
    "calls": N_("Calls"),
    "recordings": N_("Recordings"),
    "web_addresses": N_("Internet addresses"),
    # closures
    "reason": N_("Reason"),
    "yearly": N_("Every year"),
    "from": N_("From"),
    "to": N_("To"),
    # departments
    "hours": N_("Opening hours"),
    "ring_timeout": N_("Ring time"),
    "wrap_up": N_("Wrap-up"),
    "max_wait": N_("Longest wait"),
    "max_callers": N_("Most callers in the queue"),
    "service_level": N_("Service level"),
    "share": N_("Share"),
    "within": N_("Answered within"),
    "dispositions": N_("Outcomes"),
    "callback": N_("Callback"),
    "offer_after_waited": N_("Offered after waiting"),
    "offer_after_expected": N_("Offered from an expected wait of"),
    "not_before": N_("Not before"),
    "attempts": N_("Attempts"),
    "again_after": N_("Again after"),
    "busy": N_("Busy"),
    "no_answer": N_("No answer"),
    "machine": N_("Answering machine"),
    "routing": N_("Who is asked"),
    "strategy": N_("Order of the agents"),
    "ring_at_once": N_("Phones at once"),
    "owner_for": N_("The owner alone for"),
    "deputy_for": N_("The deputy alone for"),
    "language_for": N_("The language alone for"),
    "tiers": N_("Tiers"),
    "skill": N_("Skill"),
    "after": N_("After"),
    "credit": N_("Head start"),
    "redial_within": N_("Place kept for"),
    "when_waited": N_("When the longest wait is over"),
    "when_full": N_("When the queue is full"),
    "when_nobody": N_("When nobody is on duty"),
    "alarm_after": N_("Alarm after"),
    # numbers
    "language": N_("Language"),
    "menu": N_("Menu"),
    "department": N_("Department"),
    "brand": N_("Brand"),
    # menus
    "greeting": N_("Greeting"),
    "keys": N_("Keys"),
    "no_input": N_("Silence"),
    "no_match": N_("Wrong key"),
    "times": N_("Times"),
    "then": N_("Then"),
    # agents
    "email": N_("E-mail address"),
    "roles": N_("Roles"),
    "departments": N_("Departments"),
    "rings": N_("Rung by"),
    "deputy": N_("Deputy"),
    "supervises": N_("Watches"),
    # callbacks
    "countries": N_("Countries"),
    "accept": N_("Promise callbacks"),
    "dial": N_("Ring customers back"),
    "texts": N_("Text the promise"),
    "per_number_per_day": N_("Requests of one number a day"),
    "attempts_apart": N_("Between two dials to one number"),
    "dials_per_day": N_("Dials a day"),
    "spend_per_day": N_("Money a day"),
    "longest_talk": N_("Longest talk"),
    "per_address_per_hour": N_("Forms from one address an hour"),
    "per_address_per_day": N_("Forms from one address a day"),
    "per_prefix_per_hour": N_("Forms for neighbouring numbers an hour"),
    "web_per_hour": N_("Forms for unknown numbers an hour"),
    "unverified_share": N_("Share of unproven numbers"),
    "prices": N_("Prices"),
    "slots": N_("Half hours on offer"),
    "earliest": N_("Earliest"),
    "latest": N_("Latest"),
    "capacity": N_("Capacity"),
    "peaks": N_("Peaks"),
    "in_peaks": N_("In peaks"),
    "days": N_("Days ahead"),
    "after_work": N_("After work"),
    "max_pending": N_("Most callbacks a day"),
    "max_expected": N_("Longest expected wait"),
}
_PARTS: Mapping[str, str] = {
    "hours": N_('Hours "%(name)s"'),
    "departments": N_('Department "%(name)s"'),
    "menus": N_('Menu "%(name)s"'),
    "prompts": N_('Prompt "%(name)s"'),
    "numbers": N_("Number %(name)s"),
    "agents": N_("Agent %(name)s"),
    "closures": N_("Closure %(name)s"),
}
SECTIONS: Mapping[str, str] = {
    "shop": N_("Shop"),
    "hours": N_("Hours"),
    "closures": N_("Closures"),
    "departments": N_("Departments"),
    "numbers": N_("Numbers"),
    "menus": N_("Menus"),
    "prompts": N_("Prompts"),
    "agents": N_("Agents"),
    "callbacks": N_("Callbacks"),
}


def title_words(path: Path, translate: Callable[[str], str] = gettext) -> str:
    """The name of a part in the reader's language: `Department "orders", longest wait`."""
    match path:
        case ():
            return translate(N_("The file"))
        case ("menus", menu, "keys", digit, *rest):
            first = translate(N_('Menu "%(name)s", key %(digit)s')) % {"name": menu, "digit": digit}
        case ("agents", agent, "departments", department):  # a department may bear any name
            first = translate(_PARTS["agents"]) % {"name": agent}
            return f"{first}, {department}"
        case (section, name, *rest) if section in _PARTS:
            first = translate(_PARTS[section]) % {"name": name}
        case (section, *rest):
            first = translate(SECTIONS[section]) if section in SECTIONS else section
    return ", ".join([first, *(_inside(name, translate) for name in rest)])


def _inside(name: str, translate: Callable[[str], str]) -> str:
    """The name of a field in the middle of a sentence; keys, languages and places stand as they are."""
    if name not in FIELD_NAMES:
        return name
    words = translate(FIELD_NAMES[name])
    return words[:1].lower() + words[1:]
