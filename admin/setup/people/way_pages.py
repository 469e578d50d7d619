"""The ways in of a person, as an admin looks after them: a link to a password, lost telephones, open browsers."""

from collections.abc import Callable
from datetime import datetime

from flask import redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.account.fresh import fresh
from admin.back_office import back_office
from admin.doors.links import link_for
from admin.guard import needs
from admin.permissions import Action
from admin.setup.people.room import Answer, form_page, found, people
from admin.setup.people.typed_person import typed_of
from admin.setup.settings.saving import the_line
from admin.visitor import visitor
from ticket_store.accounts import account_of, renew_stamp
from ticket_store.audit import write_audit
from ticket_store.doors.door_links import LinkKind, end_link
from ticket_store.doors.passkeys import remove_passkeys
from ticket_store.doors.second_steps import drop_app
from ticket_store.engine import Transaction
from ticket_store.people_view import Person
from ticket_store.pins_kept import set_pin


@people.post("/<agent_id>/link")
@needs(Action.MANAGE_PEOPLE)
@fresh
def link(agent_id: str) -> Answer:
    """A link by which this person chooses a password; shown once, and mailed where a mail server is set."""
    office, who, person = back_office(), visitor(), _active(agent_id)
    account = office.store.read(lambda db: account_of(db, agent_id))
    if account is None:
        raise NotFound
    kind = LinkKind.RESET if person.has_password else LinkKind.INVITATION
    work = link_for(account, kind, by=who.signed_in.email, languages=tuple(person.languages))
    made = office.store.write(work)
    agent = next(one for one in the_line().agents if one.email == person.email)
    return form_page(typed_of(agent), {}, found(agent_id), link=made)


@people.post("/<agent_id>/link/end")
@needs(Action.MANAGE_PEOPLE)
def no_link(agent_id: str) -> Answer:
    return _done(agent_id, "link", "agent.link_ended", lambda tx, now: end_link(tx, agent_id, now))


@people.post("/<agent_id>/sign-out")
@needs(Action.MANAGE_PEOPLE)
def sign_out(agent_id: str) -> Answer:
    """Out of every browser, at once."""
    return _done(agent_id, "out", "agent.signed_out", lambda tx, now: renew_stamp(tx, agent_id, now))


@people.post("/<agent_id>/second-step/remove")
@needs(Action.MANAGE_PEOPLE)
@fresh
def no_second_step(agent_id: str) -> Answer:
    """The telephone is lost and so are the codes: the password alone opens again, and they are signed out."""

    def work(tx: Transaction, now: datetime) -> None:
        drop_app(tx, agent_id)
        renew_stamp(tx, agent_id, now)

    return _done(agent_id, "app", "agent.app", work)


@people.post("/<agent_id>/passkeys/remove")
@needs(Action.MANAGE_PEOPLE)
@fresh
def no_passkeys(agent_id: str) -> Answer:
    """The device is lost: none of their passkeys opens anything any more, and they are signed out."""

    def work(tx: Transaction, now: datetime) -> None:
        remove_passkeys(tx, agent_id)
        renew_stamp(tx, agent_id, now)

    return _done(agent_id, "passkeys", "agent.passkey", work)


@people.post("/<agent_id>/pin/remove")
@needs(Action.MANAGE_PEOPLE)
def no_pin(agent_id: str) -> Answer:
    """Their telephone changes no status any more, until they set a new PIN at the desk."""
    return _done(agent_id, "pin", "agent.pin", lambda tx, _now: set_pin(tx, agent_id, None))


def _active(agent_id: str) -> Person:
    person = found(agent_id)
    if not person.active:
        raise NotFound
    return person


def _done(agent_id: str, what: str, action: str, work: Callable[[Transaction, datetime], object]) -> Response:
    """Do it, with its row in the audit; then the page of the person says `what` was done."""
    who, person = visitor(), _active(agent_id)

    def both(tx: Transaction) -> None:
        work(tx, who.now)
        write_audit(tx, who.now, who.signed_in.email, action, person.email, after={"set": False})

    back_office().store.write(both)
    return redirect(url_for("pages.people.one", agent_id=agent_id, done=what), 303)
