"""One webhook: where it goes, what it tells, its secret, and the log of what was sent."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.languages import N_, gettext
from admin.setup.outward.overview import Typed, page
from admin.visitor import visitor
from ticket_store.engine import Transaction
from ticket_store.outward.hook_deliveries import deliveries_of, delivery_of, send_again, send_test, tries_of
from ticket_store.outward.hook_endpoints import (
    Endpoint,
    add_endpoint,
    change_endpoint,
    endpoint_of,
    remove_endpoint,
    renew_secret,
    switch_endpoint,
)
from ticket_store.outward.hook_policy import LONGEST_URL, UrlFault, check_url, secret_of
from ticket_store.outward.news import News, UnknownNewsError, read_news

Answer = Response | str | tuple[str, int]
MOST_SHOWN = 50
FAULTS: Mapping[UrlFault, str] = {
    UrlFault.UNREADABLE: N_("Write a whole web address, like https://shop.example/hotline."),
    UrlFault.NOT_HTTPS: N_("Use https: what is sent has customers' numbers in it."),
    UrlFault.WITH_PASSWORD: N_("Leave name and password out: the signature proves that it is us."),
    UrlFault.PORT: N_("Use the port 443 or 8443."),
    UrlFault.PRIVATE: N_("This address is not on the public internet. Nothing is sent there."),
    UrlFault.TOO_LONG: N_("The address is too long. Use at most 500 letters."),
}
NO_EVENTS = N_("Choose at least one event.")


def add() -> Answer:
    """The page of the new webhook, with its secret on it this once."""
    typed, events = _typed()
    if typed.faults:
        return page(typed), 422
    who = visitor()
    actor = who.signed_in.email
    made = back_office().store.write(lambda tx: add_endpoint(tx, typed.url, events, who.now, actor=actor))
    return _shown(made, secret=_secret(made))


def one(endpoint_id: str) -> str:
    return _shown(_found(endpoint_id))


def change(endpoint_id: str) -> Answer:
    found = _found(endpoint_id)
    typed, events = _typed()
    if typed.faults:
        return _shown(found, typed), 422
    who = visitor()
    actor = who.signed_in.email
    back_office().store.write(lambda tx: change_endpoint(tx, found, typed.url, events, who.now, actor=actor))
    return _to(endpoint_id)


def switch(endpoint_id: str) -> Answer:
    """On or off, as the button said: `on` is empty for off."""
    found, who, on = _found(endpoint_id), visitor(), bool(request.form.get("on"))
    actor = who.signed_in.email
    back_office().store.write(lambda tx: switch_endpoint(tx, found, who.now, on=on, actor=actor))
    return _to(endpoint_id)


def test(endpoint_id: str) -> Answer:
    """A message that means nothing; what came of it stands in the log a second later."""
    found, who = _found(endpoint_id), visitor()
    actor = who.signed_in.email
    back_office().store.write(lambda tx: send_test(tx, found, who.now, actor=actor))
    return _to(endpoint_id)


def renew(endpoint_id: str) -> Answer:
    """The page with another secret on it this once; the one before signs, too, for a day."""
    found, who = _found(endpoint_id), visitor()
    actor = who.signed_in.email
    back_office().store.write(lambda tx: renew_secret(tx, found, who.now, actor=actor))
    renewed = _found(endpoint_id)
    return _shown(renewed, secret=_secret(renewed))


def remove(endpoint_id: str) -> Answer:
    """Only one that is off: two steps, so that no slip takes the log away."""
    found, who = _found(endpoint_id), visitor()
    actor = who.signed_in.email
    if found.active:
        return _shown(found), 409
    back_office().store.write(lambda tx: remove_endpoint(tx, found, who.now, actor=actor))
    return redirect(url_for("pages.outward.listed"), 303)


def message(delivery_id: str) -> str:
    """One message to the letter, and what each try of it brought."""
    sent, tries = back_office().store.read(
        lambda db: (delivery_of(db, delivery_id), tries_of(db, delivery_id))
    )
    if sent is None:
        raise NotFound
    endpoint = _found(sent.endpoint_id)
    rows = "setup/outward_tries.html" if request.headers.get("HX-Request") else "setup/outward_message.html"
    return render_template(rows, sent=sent, tries=tries, endpoint=endpoint)


def again(delivery_id: str) -> Answer:
    who = visitor()
    actor = who.signed_in.email

    def work(tx: Transaction) -> bool:
        return send_again(tx, delivery_id, who.now, actor=actor)

    if not back_office().store.write(work):
        raise NotFound
    return redirect(url_for("pages.outward.message", delivery_id=delivery_id), 303)


def _typed() -> tuple[Typed, tuple[News, ...]]:
    """What the form says, with its faults; all events chosen are kept as "all", those of tomorrow included."""
    url, names = request.form.get("url", "").strip()[: LONGEST_URL + 1], request.form.getlist("event")
    faults: dict[str, str] = {}
    fault = check_url(url, to_private=back_office().hooks_to_private)
    if fault is not None:
        faults["url"] = gettext(FAULTS[fault])
    try:
        events = read_news(names)
    except UnknownNewsError:
        events = ()
    if not events:
        faults["events"] = gettext(NO_EVENTS)
    typed = Typed(url=url, events=tuple(names), faults=faults)
    return typed, () if len(events) == len(News) else events


def _shown(endpoint: Endpoint, typed: Typed | None = None, *, secret: str = "") -> str:
    events = tuple(endpoint.events or News)
    log = back_office().store.read(lambda db: deliveries_of(db, endpoint.id, most=MOST_SHOWN))
    rows = "setup/outward_log.html" if request.headers.get("HX-Request") else "setup/outward_hook.html"
    return render_template(
        rows,
        endpoint=endpoint,
        typed=typed or Typed(url=endpoint.url, events=events),
        log=log,
        most=MOST_SHOWN,
        secret=secret,
        both_until=endpoint.old_salt_until if len(endpoint.salts(visitor().now)) > 1 else None,
        all_news=News,
    )


def _secret(endpoint: Endpoint) -> str:
    return secret_of(back_office().secret_key, endpoint.id, endpoint.salt)


def _found(endpoint_id: str) -> Endpoint:
    found = back_office().store.read(lambda db: endpoint_of(db, endpoint_id))
    if found is None:
        raise NotFound
    return found


def _to(endpoint_id: str) -> Response:
    return redirect(url_for("pages.outward.hook", endpoint_id=endpoint_id), 303)
