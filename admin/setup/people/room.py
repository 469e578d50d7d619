"""`/admin/people`: the room, and what its pages share."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors.links import MadeLink
from admin.languages import N_, gettext
from admin.setup.people.typed_person import Typed, field_of
from admin.setup.settings.saving import news, the_line
from admin.shop_file.checking_people import ROLES
from admin.shop_file.fault_words import fault_advice, fault_words
from admin.shop_file.faults import Fault
from admin.visitor import visitor
from ticket_store.doors.sign_ins import second_factor_wanted
from ticket_store.people_view import Person, open_cases_of, somebody

Answer = Response | str | tuple[str, int]
people = Blueprint("people", __name__, url_prefix="/admin/people")
OVERTAKEN = N_(
    "Somebody else has changed the line since you opened this page. What you typed is still here: look at what is "
    "now, then save again."
)


def found(agent_id: str) -> Person:
    """Raises: NotFound."""
    who = visitor()
    person = back_office().store.read(lambda db: somebody(db, agent_id, who.now))
    if person is None:
        raise NotFound
    return person


def by_field(faults: Sequence[Fault], email: str) -> dict[str, str]:
    """What is wrong, beside which field; "" for what belongs to none."""
    told: dict[str, str] = {}
    for fault in faults:
        name = field_of(fault, email)
        words = fault_words(fault) if name is None else fault_advice(fault)
        told[name or ""] = f"{told[name or '']} {words}" if (name or "") in told else words
    return told


def form_page(
    typed: Typed,
    faults: Mapping[str, str],
    person: Person | None,
    *,
    link: MadeLink | None = None,
    **more: Any,
) -> str:
    """The form of a person, new or known; beside a known one the ways in."""
    office, line = back_office(), the_line()

    def look(db: Connection) -> tuple[bool, int]:
        return second_factor_wanted(db), open_cases_of(db, person.id) if person else 0

    wants_second, cases = office.store.read(look)

    return render_template(
        "setup/people_person.html" if person else "setup/people_new.html",
        line=line,
        typed=typed,
        faults=faults,
        person=person,
        roles=ROLES,
        others=[one for one in line.agents if one.email != typed.email],
        news=news(),
        wants_second=wants_second,
        cases=cases,
        link=f"{office.public_base_url}{link.path}" if link else None,
        mailed=bool(link and link.mailed),
        mails=office.mails,
        **more,
    )


def overtaken() -> dict[str, str]:
    return {"": gettext(OVERTAKEN)}
