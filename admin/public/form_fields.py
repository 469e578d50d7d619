"""What a customer typed into the form: read, judged field by field, and never lost. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from admin.languages import N_
from admin.typed_text import clean, exact_time
from callbacks.limits.numbers import typed_number
from callbacks.post import is_address

SOON = "soon"
LONGEST = {"department": 100, "number": 40, "name": 80, "email": 254, "matter": 600, "when": 40}
NO_NUMBER = N_(
    "This is not a telephone number that we can ring. Write it as you would dial it here, or with + and the country."
)
NO_EMAIL = N_("This is not an e-mail address. Write it like name@example.com, or leave it empty.")
NO_TIME = N_("This time is no longer on offer. Choose another one.")


@dataclass(frozen=True)
class Typed:
    """As it was typed, without control characters."""

    department: str = ""
    number: str = ""
    name: str = ""
    email: str = ""
    matter: str = ""
    when: str = SOON


@dataclass(frozen=True)
class Asked:
    """What was meant. `wanted_from` is None for as soon as possible."""

    number: str
    name: str | None
    email: str | None
    matter: str | None
    wanted_from: datetime | None


def typed(form: Mapping[str, str]) -> Typed:
    """The fields of a request, cut to what they may hold."""
    found = {name: clean(form.get(name, ""), longest=longest).strip() for name, longest in LONGEST.items()}
    return Typed(**{**found, "when": found["when"] or SOON})


def read(given: Typed, country: str, now: datetime) -> Asked | Mapping[str, str]:
    """What was meant, or the faults: a sentence for each field that has one.

    A number that is one is never a fault, whatever the limits say of it: nobody is told here what those are.
    """
    number = typed_number(given.number, country)
    wanted_from = exact_time(given.when)
    faults = {
        "number": NO_NUMBER if number is None else "",
        "email": NO_EMAIL if given.email and not is_address(given.email) else "",
        "when": NO_TIME if given.when != SOON and (wanted_from is None or wanted_from <= now) else "",
    }
    found = {name: fault for name, fault in faults.items() if fault}
    if found or number is None:
        return found
    return Asked(number, given.name or None, given.email or None, given.matter or None, wanted_from)


def chosen_department(wanted: str, keys: Collection[str]) -> str | None:
    """The department that was asked for; the only one, where there is one."""
    if wanted in keys:
        return wanted
    return next(iter(keys)) if len(keys) == 1 else None
