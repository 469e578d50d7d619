"""`/admin/people`: who is here, what they may do, how they are rung; come, change, go and come back."""

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from admin.account.fresh import fresh
from admin.back_office import back_office
from admin.doors.cookie import is_fresh
from admin.doors.links import link_for
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Change, Overtaken, Refused, Saved, change_line
from admin.setup.people import way_pages
from admin.setup.people.coming_back import setup_of
from admin.setup.people.room import Answer, by_field, form_page, found, overtaken, people
from admin.setup.people.typed_person import (
    Typed,
    agent_of,
    read_typed,
    typed_of,
    with_agent,
    without_agent,
)
from admin.setup.settings.saving import saved, seen_version, the_line
from admin.setup.who_may import has_admin
from admin.visitor import visitor
from ticket_store.accounts import account_by_email
from ticket_store.doors.door_links import LinkKind
from ticket_store.people_view import Person, everybody, somebody_with

__all__ = ["people", "way_pages"]  # whoever has the room has all its pages

TAKEN = N_("Somebody has this address already: %(name)s.")
WENT = N_("%(name)s had this address and has left. Bring them back instead: their history is theirs.")
LAST_ADMIN = N_("At least one admin must stay. Give somebody else the role first.")
NOT_YOURSELF = N_("You cannot send yourself away. Ask another admin.")


@people.get("")
@needs(Action.MANAGE_PEOPLE)
def listed() -> str:
    who = visitor()
    q, department = request.args.get("q", "").strip()[:100], request.args.get("department", "")
    everyone = back_office().store.read(lambda db: everybody(db, who.now))

    def fits(one: Person) -> bool:
        named = q.casefold() in f"{one.name} {one.email} {one.rings}".casefold()
        return named and (not department or department in one.departments or department in one.supervises)

    shown = [one for one in everyone if fits(one)]
    return render_template(
        "setup/people.html",
        here=[one for one in shown if one.active],
        gone=[one for one in shown if not one.active],
        q=q,
        department=department,
        all_there=sum(one.active for one in everyone),
        without_way=sum(one.active and one.way_in == "none" for one in everyone),
    )


@people.get("/new")
@needs(Action.MANAGE_PEOPLE)
@fresh
def new() -> str:
    line = the_line()
    return form_page(Typed(languages=line.shop.languages[:1]), {}, None)


@people.post("")
@needs(Action.MANAGE_PEOPLE)
def add() -> Answer:
    """Add a person, and show the link by which they choose a password."""
    who, office, line = visitor(), back_office(), the_line()
    typed = read_typed(request.form, list(line.departments))
    agent = agent_of(typed, line.shop.country)
    there = office.store.read(lambda db: somebody_with(db, agent.email, who.now))
    if there is not None:
        return form_page(typed, {"email": _taken(there)}, None, known=there), 422
    match _change(lambda now: with_agent(now, agent)):
        case Refused(faults=faults):
            return form_page(typed, by_field(faults, agent.email), None), 422
        case Overtaken():
            return form_page(typed, overtaken(), None), 409
    account = office.store.read(lambda db: account_by_email(db, agent.email))
    if account is None:
        raise NotFound
    by = who.signed_in.email
    made = office.store.write(link_for(account, LinkKind.INVITATION, by=by, languages=agent.languages))
    return form_page(typed_of(agent), {}, found(account.id), link=made, added=True)


@people.get("/<agent_id>")
@needs(Action.MANAGE_PEOPLE)
def one(agent_id: str) -> str:
    return show(found(agent_id))


@people.post("/<agent_id>")
@needs(Action.MANAGE_PEOPLE)
def save(agent_id: str) -> Answer:
    """What somebody is from now on. A new address is the same person: nothing of theirs is lost."""
    who, office, line, person = visitor(), back_office(), the_line(), found(agent_id)
    if not person.active:
        raise NotFound
    typed = read_typed(request.form, list(line.departments))
    agent = agent_of(typed, line.shop.country)
    there = office.store.read(lambda db: somebody_with(db, agent.email, who.now))
    if there is not None and there.id != agent_id:
        return form_page(typed, {"email": _taken(there)}, person), 422
    if not has_admin(with_agent(line, agent, person.email)):
        return form_page(typed, {"roles": gettext(LAST_ADMIN)}, person), 422
    renamed = (person.email, agent.email) if agent.email != person.email else None
    match _change(lambda now: with_agent(now, agent, person.email), renamed=renamed):
        case Saved() as done:
            return saved(done, "pages.people.one", agent_id=agent_id)
        case Overtaken():
            return form_page(typed, overtaken(), person), 409
        case Refused(faults=faults):
            return form_page(typed, by_field(faults, agent.email), person), 422
    raise TypeError("A change is saved, refused or overtaken.")


@people.post("/<agent_id>/leave")
@needs(Action.MANAGE_PEOPLE)
def leave(agent_id: str) -> Answer:
    """Somebody works here no more: signed out at once and never rung; what they did stays."""
    person, line = found(agent_id), the_line()
    if agent_id == visitor().signed_in.id:
        return show(person, gettext(NOT_YOURSELF)), 422
    if not has_admin(without_agent(line, person.email)):
        return show(person, gettext(LAST_ADMIN)), 422
    done = _change(lambda now: without_agent(now, person.email), seen=None)
    if isinstance(done, Refused):
        return show(person, by_field(done.faults, "").get("", "")), 422
    return redirect(url_for("pages.people.one", agent_id=agent_id), 303)


@people.post("/<agent_id>/return")
@needs(Action.MANAGE_PEOPLE)
def come_back(agent_id: str) -> Answer:
    """Somebody is here again, as they were when they left; their ways in are the earlier ones."""
    person, line = found(agent_id), the_line()
    if person.active:
        return redirect(url_for("pages.people.one", agent_id=agent_id), 303)
    agent = back_office().store.read(lambda db: setup_of(db, person, line))
    done = _change(lambda now: with_agent(now, agent), seen=None)
    if isinstance(done, Refused):
        return show(person, " ".join(by_field(done.faults, agent.email).values())), 422
    return redirect(url_for("pages.people.one", agent_id=agent_id), 303)


def show(person: Person, fault: str = "") -> str:
    """The page of a person as they are."""
    line = the_line()
    agent = next((one for one in line.agents if one.email == person.email), None)
    if agent is None:
        agent = back_office().store.read(lambda db: setup_of(db, person, line))
    return form_page(typed_of(agent), {"": fault} if fault else {}, person)


def _change(
    change: Change, *, seen: int | None = -1, renamed: tuple[str, str] | None = None
) -> Saved | Refused | Overtaken:
    who = visitor()
    return change_line(
        back_office(),
        change,
        actor=who.signed_in.email,
        now=who.now,
        seen=seen_version() if seen == -1 else seen,
        renamed=renamed,
        proven=is_fresh(who.now),
    )


def _taken(there: Person) -> str:
    return gettext(TAKEN if there.active else WENT) % {"name": there.name}
