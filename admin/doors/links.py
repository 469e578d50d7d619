"""Links to a new password: made for somebody, mailed where a mail server is set, used once by their person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors import tries
from admin.doors.letters import language_for, letter
from admin.doors.new_password import PASSWORD_FAULTS, password_fault
from admin.doors.sign_in import go_on
from admin.languages import gettext
from admin.passwords import hash_password
from admin.visitor import visitor
from ticket_store import outbox
from ticket_store.accounts import Account, account_by_email, account_of, set_password
from ticket_store.audit import write_audit
from ticket_store.doors.door_links import LASTS, LinkKind, link_called, make_link, use_link
from ticket_store.doors.sign_ins import Door
from ticket_store.engine import Transaction

Answer = Response | str | tuple[str, int]
_HERE = "token"  # stands in the address until the link is made


@dataclass(frozen=True)
class MadeLink:
    """The path can be read only now. `mailed` says that a letter with it is on its way."""

    path: str
    mailed: bool


def link_for(
    to: Account, kind: LinkKind, *, by: str, languages: tuple[str, ...] = ()
) -> Callable[[Transaction], MadeLink]:
    """Work that makes a new link for this person, in a letter where there is a mail server; earlier ones are void."""
    office, labels = back_office(), visitor().labels
    now = office.clock()
    until = now + LASTS[kind]
    address = url_for("pages.sign_in.invitation", token=_HERE)
    subject, text = letter(
        kind,
        language_for((to.interface_language or "", *languages), labels.languages),
        name=to.name,
        shop=labels.shop_name,
        until=until,
        zone=labels.timezone,
    )

    def work(tx: Transaction) -> MadeLink:
        path = address.replace(_HERE, make_link(tx, to.id, kind, now, made_by=by))
        write_audit(tx, now, by, f"agent.{kind.value}", to.email, after={"until": until.isoformat()})
        if office.mails:
            outbox.send(tx, "send_mail", now, to=to.email, subject=subject, text=text, path=path)
        return MadeLink(path, office.mails)

    return work


def forgotten_form() -> Answer:
    return render_template("doors/forgotten.html", asked=False)


def forgotten() -> Answer:
    """Mail a link to whoever forgot the password. The answer is the same whether there is such a person or not.

    Letters are counted apart from passwords in vain: whoever asks for them keeps nobody out.
    """
    office = back_office()
    now, email = office.clock(), request.form.get("email", "").strip()[:200]
    letters = f"letters to {email}"

    def look(db: Connection) -> Account | None:
        return None if tries.too_many(db, letters, now) else account_by_email(db, email)

    account = office.store.read(look) if office.mails else None
    tries.note_refused(letters, now)  # so that nobody's letter box is filled
    if account is not None:
        office.store.write(link_for(account, LinkKind.RESET, by=account.email))
    return render_template("doors/forgotten.html", asked=True)


def invitation(token: str) -> Answer:
    """Where somebody chooses a password; a link that opens nothing any more says so."""
    account = _holder(token)
    return _chosen(account, {}) if account else (render_template("doors/link_gone.html"), 404)


def choose(token: str) -> Answer:
    """Take the password, and let its owner in; whoever has a second step is asked for it still."""
    office = back_office()
    now = office.clock()
    account = _holder(token)
    if account is None:
        return render_template("doors/link_gone.html"), 404
    password = request.form.get("password", "")
    fault = password_fault(password, account.email, account.name, visitor().labels.shop_name)
    if fault is not None:
        return _chosen(account, {"password": gettext(PASSWORD_FAULTS[fault])}), 422
    hashed = hash_password(password)

    def work(tx: Transaction) -> bool:
        link = use_link(tx, token, now)
        if link is None:
            return False
        set_password(tx, account.id, hashed, now)
        write_audit(tx, now, account.email, "agent.password", account.email, after={"by": link.kind})
        return True

    if not office.store.write(work):
        return render_template("doors/link_gone.html"), 404
    fresh = office.store.read(lambda db: account_of(db, account.id))
    return go_on(fresh or account, Door.PASSWORD, "")


def _holder(token: str) -> Account | None:
    """Whose link this is, while it lasts."""
    office = back_office()
    now = office.clock()

    def look(db: Connection) -> Account | None:
        link = link_called(db, token, now)
        return account_of(db, link.agent_id) if link else None

    return office.store.read(look)


def _chosen(account: Account, faults: Mapping[str, str]) -> str:
    return render_template("doors/new_password.html", person=account, faults=faults)
