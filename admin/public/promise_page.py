"""`/callback/<token>`: what was promised, for whoever has the link: look, move, take back, ask again."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from admin.back_office import back_office
from admin.languages import LANGUAGES
from admin.public import sentences
from admin.public.face import look
from admin.public.form_fields import SOON
from admin.public.numbers import masked
from admin.public.sentences import Reader, reader_here
from admin.public.times import Times, span, times
from admin.typed_text import exact_time
from admin.visitor import visitor
from callbacks.promising.moving import move_callback
from callbacks.promising.requests import cancel_callback, request_callback
from callbacks.steps import CUSTOMER
from callbacks.wishes import CallbackPromised, CallbackRefused, CallbackWish
from ticket_store.callback_link import callback_of_link, link_token, times_moved
from ticket_store.callbacks import WAITS
from ticket_store.engine import Transaction
from ticket_store.rows import Callback

MOST_MOVES = 5  # each is told by text or mail; whoever needs more of them calls us
_LONGEST_TOKEN = 64
Page = AnyResponse | str | tuple[str, int]


def show(token: str) -> Page:
    """The promise in words, and what can be done about it."""
    kept = back_office().store.read(lambda db: _of_link(db, token))
    if kept is None:
        return _gone()
    reader = _reader_of(kept)
    faces = {one.key: one for one in look(back_office(), reader.now).departments}
    return render_template(
        "public/promise.html",
        token=token,
        kept=kept,
        face=faces.get(kept.department_key),
        number=masked(kept.customer_number),
        when=span(reader, kept.promised_from, kept.promised_until),
        late=kept.promised_until < reader.now,
        times=_times(reader, kept),
        notice=request.args.get("said", ""),
        says=sentences,
    )


def move(token: str) -> Page:
    """Another half hour, or as soon as possible."""
    reader, when = reader_here(), request.form.get("when", "")
    wanted_from = exact_time(when)
    if when != SOON and (wanted_from is None or wanted_from <= reader.now):
        return _back(token, "full")

    def work(tx: Transaction) -> str:
        found = _of_link(tx.db, token)
        if found is None or times_moved(tx.db, found.id, CUSTOMER) >= MOST_MOVES:
            return "often" if found else "gone"
        moved = move_callback(tx, reader.line, found.id, wanted_from, reader.now, actor=CUSTOMER)
        if not isinstance(moved, CallbackPromised):
            return "over"
        chosen = wanted_from is None or moved.promised_from <= wanted_from < moved.promised_until
        return "moved" if chosen else "nearest"

    return _back(token, back_office().store.write(work))


def cancel(token: str) -> Page:
    """Taken back; the page that follows offers to ask again."""
    now = visitor().now

    def work(tx: Transaction) -> bool:
        found = _of_link(tx.db, token)
        return found is not None and cancel_callback(tx, found.id, now, actor=CUSTOMER)

    return _back(token, "" if back_office().store.write(work) else "over")


def again(token: str) -> Page:
    """The undo of a cancel: the same wish once more, with its old place in the order where we may."""
    reader = reader_here()

    def work(tx: Transaction) -> str | None:
        found = _of_link(tx.db, token)
        if (
            found is None
            or found.status != "cancelled"
            or found.department_key not in reader.line.departments
        ):
            return None
        asked = request_callback(tx, reader.line, _same_wish(found, reader), reader.now)
        if isinstance(asked, CallbackRefused):
            return None
        fresh = link_token(tx.db, asked.callback_id)
        return fresh if isinstance(asked, CallbackPromised) or _is_theirs(tx.db, found, fresh) else None

    fresh = back_office().store.write(work)
    return _back(token, "refused") if fresh is None else _back(fresh, "again")


def _is_theirs(db: Connection, found: Callback, token: str | None) -> bool:
    """Whether the promise that was there already came of this link, as by a second click.

    Anybody can type a number into the form: the link that they got leads to no promise that somebody else was made.
    """
    if found.asked_through != "web":
        return True  # the link went to the number itself
    other = callback_of_link(db, token or "")
    return other is not None and other.asked_through == "web" and other.customer_email == found.customer_email


def _same_wish(found: Callback, reader: Reader) -> CallbackWish:
    in_time = found.wanted == "slot" and found.promised_from > reader.now
    return CallbackWish(
        customer_number=found.customer_number,
        department_key=found.department_key,
        language=found.language,
        asked_through="web",
        customer_id=found.customer_id,
        ticket_id=found.ticket_id,
        arrived_at=found.arrived_at,
        wanted_from=found.promised_from if in_time else None,
        customer_name=found.customer_name,
        customer_email=found.customer_email,
        matter=found.matter,
        verified=found.verified,
    )


def _of_link(db: Connection, token: str) -> Callback | None:
    return callback_of_link(db, token) if len(token) <= _LONGEST_TOKEN else None


def _times(reader: Reader, kept: Callback) -> Times | None:
    """To what it can be moved; None when it has ended or they talk."""
    if kept.status not in WAITS or kept.department_key not in reader.line.departments:
        return None
    return back_office().store.read(lambda db: times(db, reader, kept.department_key))


def _reader_of(kept: Callback) -> Reader:
    """A link in a text carries no language: the customer's own is the one they asked in."""
    if "lang" not in request.args and kept.language in LANGUAGES:
        g.language = kept.language
    return reader_here()


def _back(token: str, said: str) -> AnyResponse:
    """To the page of the promise, so that a reload sends nothing twice."""
    values: dict[str, Any] = {"said": said} if said else {}
    if g.language and request.form.get("lang") in LANGUAGES:
        values["lang"] = g.language
    return redirect(url_for("public.promise", token=token, **values), 303)


def _gone() -> tuple[str, int]:
    faces = look(back_office(), visitor().now).departments
    return render_template("public/gone.html", faces=faces, says=sentences), 404
