"""What stands before every page: who is there, may they, is the request their own. Deny by default."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import Response, current_app, g, redirect, request, session, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response as AnyResponse

from admin.back_office import back_office
from admin.csrf import carries_csrf_token
from admin.doors.cookie import recognise, stay_signed_in, step_back
from admin.languages import LANGUAGES, SOURCE
from admin.packing import pack_file
from admin.permissions import Action
from admin.visitor import Visitor
from ticket_store.doors.sign_ins import second_factor_wanted
from ticket_store.labels import labels

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
PERMISSION = "permission"
LARGEST = "largest_request"
STATIC = "pages.static"
ACCOUNT = "pages.account"
WELL_GUARDED = frozenset({"admin", "supervisor"})  # whose roles a shop can keep behind a second step
DESK = "pages.desk.desk_page"
FLOOR = "pages.floor.floor_page"
BY_ITSELF = frozenset({"pages.desk.beat", "pages.desk.softphone.token"})  # what the open desk sends unasked
A_YEAR = timedelta(days=365)
# Source: the carrier's voice SDK 2.18.5, README, "Content Security Policy".
_PHONE_HOSTS = (
    "https://eventgw.twilio.com wss://voice-js.roaming.twilio.com "
    "https://media.twiliocdn.com https://sdk.twilio.com"
)
_PHONE_SOUNDS = "mediastream: https://sdk.twilio.com"


def needs(action: Action) -> Callable[[View], View]:
    """Name the permission of a page."""
    return lambda view: _marked(view, action)


def takes_up_to(largest: int) -> Callable[[View], View]:
    """Let a page take more than others do, in bytes: files are sent to few of them, and only by who may."""

    def marked(view: View) -> View:
        setattr(view, LARGEST, largest)
        return view

    return marked


def public(view: View) -> View:
    """Open a page to everyone."""
    return _marked(view, PUBLIC)


def _marked(view: View, permission: str) -> View:
    setattr(view, PERMISSION, permission)
    return view


def permission_of(endpoint: str) -> str | None:
    """The permission that a page names; nothing when it names none, and then nobody gets in."""
    if endpoint == STATIC:
        return PUBLIC
    return getattr(current_app.view_functions[endpoint], PERMISSION, None)


def stand_guard() -> AnyResponse | None:
    """Before each page: recognise the visitor, then let pass, send to a door, or refuse.

    Raises: Forbidden without the permission; BadRequest without the token of a changing request.
    """
    if request.endpoint == STATIC:
        return None
    office = back_office()
    now = office.clock()
    g.visitor = met = office.store.read(lambda db: _met(db, now))
    g.language = _language(met)
    if not met.labels.has_shop and not _is_for_newcomers():
        return _to("pages.welcome.begin")
    permission = permission_of(request.endpoint or "")
    elsewhere = None if permission == PUBLIC else _stopped(met, permission)
    if elsewhere is not None:
        return elsewhere
    _make_room()
    if not carries_csrf_token(request):
        raise BadRequest
    return None


def _met(db: Connection, now: datetime) -> Visitor:
    known = recognise(db, now)
    if known is None:
        return Visitor(now, labels(db), None)
    is_weak = not known.sign_in.is_strong and bool(known.account.roles & WELL_GUARDED)
    held = is_weak and second_factor_wanted(db)
    return Visitor(now, labels(db), known.account, known.sign_in, held)


def _stopped(met: Visitor, permission: str | None) -> AnyResponse | None:
    """Where somebody is sent who may not see this page yet. Raises: Forbidden for whoever never may."""
    if met.account is None or met.sign_in is None:
        return _to_sign_in()
    if permission is None or not met.may(Action(permission)):
        raise Forbidden
    if met.held_at_door and not _at_own_door():
        return _to("pages.account.page")
    if not _refetch():
        stay_signed_in(met.sign_in, met.now)
    return None


def _make_room() -> None:
    """Take as much as the page does that is asked: before its form is read for the token, after who asks is known."""
    largest = getattr(current_app.view_functions[request.endpoint or ""], LARGEST, None)
    if largest is not None:
        request.max_content_length = largest


def harden(response: Response) -> Response:
    """After each page: nothing is kept, framed, sniffed, or run that is not a file of ours."""
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    if request.endpoint == STATIC:
        if "v" in request.args:  # the address changes with the content
            response.cache_control.no_cache = None  # Flask says it of every file
            response.cache_control.public = True
            response.cache_control.max_age = int(A_YEAR.total_seconds())
            response.cache_control.immutable = True
        pack_file(response, request)
        return response
    office = back_office()
    phone = request.endpoint == DESK and office.softphone is not None
    headers["Content-Security-Policy"] = _policy(office.live_url, phone=phone)
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = (
        f"geolocation=(), camera=(), payment=(), microphone={'(self)' if phone else '()'}"
    )
    headers["Cache-Control"] = "no-store"
    if "visitor" in g:
        # The page's clock is the shop's, not the computer's: durations run from this.
        headers["X-Now"] = str(int(g.visitor.now.timestamp() * 1000))
    return response


def _policy(live_url: str | None, *, phone: bool) -> str:
    """What a page may load and reach; the desk that is a telephone reaches the carrier, too."""
    live = f" {live_url}" if live_url else ""
    heard, reached = (f" {_PHONE_SOUNDS}", f" {_PHONE_HOSTS}") if phone else ("", "")
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"media-src 'self'{heard}; connect-src 'self'{live}{reached}; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )


def _is_for_newcomers() -> bool:
    """Before the first line there is one way only: the set-up, in the language of whoever comes."""
    endpoint = request.endpoint or ""
    return endpoint.startswith("pages.welcome.") or endpoint == "pages.language"


def _to_sign_in() -> AnyResponse:
    step_back()
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return _to("pages.sign_in.form", wanted=wanted)


def _to(endpoint: str, wanted: str | None = None) -> AnyResponse:
    """A page goes there by itself; a fragment tells the page around it to go."""
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": url_for(endpoint)})
    return redirect(url_for(endpoint, wanted=wanted))


def _at_own_door() -> bool:
    """Where a person makes their own sign-in stronger, or leaves."""
    return ACCOUNT in request.blueprints or request.endpoint in {"pages.sign_in.leave", "pages.language"}


def _refetch() -> bool:
    """A live page that fetches itself or beats is no sign of life of a person.

    A screen on the wall has nobody to click: it stays signed in for the whole working day.
    """
    if request.endpoint == FLOOR and "wall" in request.args:
        return False
    by_itself = request.method == "GET" or request.endpoint in BY_ITSELF
    return by_itself and bool(request.headers.get("HX-Request"))


def _language(met: Visitor) -> str:
    chosen = (met.account.interface_language if met.account else None) or session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(list(LANGUAGES)) or SOURCE
