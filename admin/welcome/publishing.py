"""The last of the five steps: the line is saved, its admin gets the password and is let in, colleagues are invited."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import Connection

from admin.back_office import back_office
from admin.doors import cookie
from admin.doors.links import link_for
from admin.shop_file.keeping import save_and_keep
from admin.visitor import Visitor, visitor
from admin.welcome.steps import Typed
from ticket_store.accounts import Account, account_by_email, set_password
from ticket_store.audit import write_audit
from ticket_store.doors.door_links import LinkKind
from ticket_store.doors.sign_ins import Door
from ticket_store.engine import Transaction
from ticket_store.first_line import forget_steps
from ticket_store.labels import labels
from ticket_store.line import Line
from ticket_store.line_rows import line_version, load_line


@dataclass(frozen=True)
class Invited:
    """A colleague, and the path where they choose a password: it can be read only now."""

    name: str
    path: str


def publish(line: Line, me: Typed) -> str | None:
    """The e-mail address of the admin, who is signed in now; None where somebody has published a line before."""
    now = visitor().now
    email = str(me["email"]).lower()

    def work(tx: Transaction) -> Account | None:
        if line_version(tx.db):
            return None
        save_and_keep(tx, None, line, (), actor=email, now=now)
        account = account_by_email(tx.db, email)
        if account is None:
            raise LookupError(f"{email} is not in the line that was just saved. Publish it again.")
        set_password(tx, account.id, me["password_hash"], now)
        write_audit(tx, now, email, "line.first", "line")
        forget_steps(tx)
        return account

    office = back_office()
    account = office.store.write(work)
    if account is None:
        return None
    fresh = office.store.read(lambda db: account_by_email(db, email)) or account
    cookie.begin(fresh, Door.PASSWORD, now)
    # The page that answers is the shop's already: its name and zone stand in the letters to colleagues.
    g.visitor = Visitor(now, office.store.read(labels), fresh)
    return email


def invite_all(but: str) -> list[Invited]:
    """A link for everybody else; mailed, too, where a mail server is set."""

    def look(db: Connection) -> list[tuple[Account, tuple[str, ...]]]:
        found = ((account_by_email(db, one.email), one.languages) for one in load_line(db).agents)
        return [(account, spoken) for account, spoken in found if account and account.email != but]

    store = back_office().store
    works = [  # a transaction runs outside of the request: the letters are written before
        (account.name, link_for(account, LinkKind.INVITATION, by=but, languages=spoken))
        for account, spoken in store.read(look)
    ]
    return store.write(lambda tx: [Invited(name, work(tx).path) for name, work in works])
