"""The web door's pages, put into a Flask app by one call."""

from collections.abc import Mapping

from flask import Blueprint, Flask, Response, g, jsonify, redirect, render_template, request, session, url_for
from jinja2 import StrictUndefined
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.wrappers import Response as AnyResponse

from admin.account.pages import account
from admin.back_office import EXTENSION, BackOffice, back_office
from admin.desk.pages import desk
from admin.doors import company_sign_in, links, passkey_sign_in, sign_in
from admin.doors.paths import safe_path
from admin.guard import harden, needs, public, stand_guard
from admin.languages import LANGUAGES, N_, gettext
from admin.live_pass import write_pass
from admin.panel.callbacks import callbacks
from admin.panel.floor import floor
from admin.panel.incidents import incidents
from admin.panel.pages import panel
from admin.panel.refusals import refusals
from admin.permissions import Action, may_watch
from admin.public.door import public_pages
from admin.reports.pages import reports
from admin.setup.audit.pages import audit
from admin.setup.hours.pages import hours
from admin.setup.menus.pages import menus
from admin.setup.outward.pages import outward
from admin.setup.people.pages import people
from admin.setup.privacy.pages import privacy
from admin.setup.rehearsal.pages import rehearsal
from admin.setup.settings.pages import settings
from admin.template_names import FILTERS, STATIC, names
from admin.visitor import visitor
from admin.welcome.pages import welcome
from ticket_store.accounts import set_interface_language

_MOST_TOPICS = 50
ERRORS: Mapping[int, tuple[str, str]] = {
    400: (N_("The form has grown too old"), N_("Go back, reload the page and send it again.")),
    403: (N_("This page is not for you"), N_("Ask an admin for the role that you need.")),
    404: (N_("There is nothing here"), N_("Check the address, or look for it in the lists.")),
    405: (N_("There is nothing here"), N_("Check the address, or look for it in the lists.")),
    413: (N_("That was too much at once"), N_("Send less text.")),
    500: (N_("Something broke on our side"), N_("Calls go on. Try again in a moment, then tell an admin.")),
}
_ROOMS = (
    *(welcome, desk, panel, callbacks, refusals, floor, incidents, reports, account),
    *(menus, rehearsal, hours, people, settings, audit, privacy, outward),
)


def register_pages(app: Flask, office: BackOffice) -> None:
    """Give the app its tray, its session cookie and every page."""
    app.extensions[EXTENSION] = office
    app.secret_key = office.secret_key
    app.config.update(
        SESSION_COOKIE_NAME="__Host-hotline" if office.cookie_secure else "hotline",
        SESSION_COOKIE_SECURE=office.cookie_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(FILTERS)
    app.register_blueprint(_pages())
    app.register_blueprint(public_pages())


def _pages() -> Blueprint:
    """One blueprint around all pages, so that one guard stands before them and before nothing else."""
    pages = Blueprint(
        "pages",
        __name__,
        static_folder=str(STATIC),
        static_url_path="/assets",
        template_folder="templates",
    )
    pages.before_request(stand_guard)
    pages.after_request(harden)
    pages.register_error_handler(HTTPException, explain)
    pages.context_processor(names)
    pages.register_blueprint(_sign_ins())
    for room in _ROOMS:
        pages.register_blueprint(room)
    pages.add_url_rule("/start", "start", needs(Action.ENTER)(start))
    pages.add_url_rule("/language", "language", public(choose_language), methods=["POST"])
    pages.add_url_rule("/live-pass", "live_pass", needs(Action.ENTER)(live_pass))
    return pages


def _sign_ins() -> Blueprint:
    """The ways in, open to everybody, and the way out."""
    doors = Blueprint("sign_in", __name__)
    for path, name, view, method in (
        ("/sign-in", "form", sign_in.form, "GET"),
        ("/sign-in", "enter", sign_in.enter, "POST"),
        ("/sign-in/code", "second_form", sign_in.second_form, "GET"),
        ("/sign-in/code", "second", sign_in.second, "POST"),
        ("/sign-in/passkey/options", "passkey_options", passkey_sign_in.options, "GET"),
        ("/sign-in/passkey", "passkey", passkey_sign_in.enter, "POST"),
        ("/sign-in/company", "company", company_sign_in.leave_for, "GET"),
        ("/sign-in/company/back", "company_back", company_sign_in.come_back, "GET"),
        ("/sign-in/forgotten", "forgotten_form", links.forgotten_form, "GET"),
        ("/sign-in/forgotten", "forgotten", links.forgotten, "POST"),
        ("/invitation/<token>", "invitation", links.invitation, "GET"),
        ("/invitation/<token>", "choose", links.choose, "POST"),
    ):
        doors.add_url_rule(path, name, public(view), methods=[method])
    doors.add_url_rule("/sign-out", "leave", needs(Action.ENTER)(sign_in.leave), methods=["POST"])
    return doors


def start() -> AnyResponse:
    """Where a person's work is."""
    page = "pages.desk.desk_page" if visitor().may(Action.ANSWER) else "pages.floor.floor_page"
    return redirect(url_for(page))


def choose_language() -> AnyResponse:
    """Keep the language in this session, and with the account of whoever is signed in."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise BadRequest
    session["language"] = language
    account = visitor().account
    if account is not None:
        back_office().store.write(lambda tx: set_interface_language(tx, account.id, language))
    return redirect(safe_path(request.form.get("wanted", "")))


def live_pass() -> AnyResponse:
    """Where to listen for news of these topics, with a pass of a minute; no content means: poll."""
    office = back_office()
    if office.live_url is None:
        return Response(status=204)
    met = visitor()
    asked = request.args.get("topics", "").split()[:_MOST_TOPICS]
    topics = [
        topic
        for topic in asked
        if may_watch(
            topic,
            agent_id=met.signed_in.id,
            visible=met.departments,
            floor=met.may(Action.WATCH_FLOOR),
        )
    ]
    token = write_pass(office.secret_key, met.signed_in.id, topics)
    return jsonify(url=f"{office.live_url}/live?token={token}")


def explain(fault: HTTPException) -> AnyResponse | tuple[str, int]:
    """An error page that says what to do."""
    code = fault.code or 500
    if fault.response is not None or "visitor" not in g:
        return fault.get_response()
    what, then = ERRORS.get(code, ERRORS[500])
    return render_template("fault.html", code=code, what=gettext(what), then=gettext(then)), code
