"""The public pages, put into the web door by one line: nobody signs in here, and no cookie is set."""

from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from admin.back_office import back_office
from admin.guard import public
from admin.languages import LANGUAGES, N_, gettext, here
from admin.public import contact, form, promise_page
from admin.public.policy import policy, style
from admin.public.sentences import reader_here
from admin.template_names import names_for_all
from admin.visitor import Visitor, visitor
from ticket_store.labels import DepartmentLabel, Labels
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError

_LONGEST_FORM = 32 * 1024
_FAULTS = {
    404: (N_("There is nothing here"), N_("Look at how to reach us.")),
    413: (N_("That was too much at once"), N_("Send less text.")),
    500: (N_("Something broke on our side"), N_("Please call us, or try again in a moment.")),
}


def public_pages() -> Blueprint:
    """Contact page, live hours as JSON, widget, form and the page of a promise."""
    pages = Blueprint("public", __name__, template_folder="../templates")
    pages.before_request(_meet)
    pages.after_request(_harden)
    pages.context_processor(_names)
    pages.register_error_handler(HTTPException, _explain)
    pages.register_error_handler(LineMissingError, _not_set_up)
    for path, name, view, method in (
        ("/", "contact", contact.page, "GET"),
        ("/status.json", "status", contact.status_json, "GET"),
        ("/widget.js", "widget", contact.widget, "GET"),
        ("/robots.txt", "robots", contact.robots, "GET"),
        ("/favicon.ico", "favicon", contact.favicon, "GET"),
        ("/callback", "form", form.show, "GET"),
        ("/callback", "ask", form.ask, "POST"),
        ("/callback/<token>", "promise", promise_page.show, "GET"),
        ("/callback/<token>/move", "move", promise_page.move, "POST"),
        ("/callback/<token>/cancel", "cancel", promise_page.cancel, "POST"),
        ("/callback/<token>/again", "again", promise_page.again, "POST"),
    ):
        pages.add_url_rule(path, name, public(view), methods=[method])
    return pages


def _meet() -> None:
    """One look at the clock and at the line; the language is the one asked for, else the browser's, else the shop's."""
    office = back_office()
    request.max_content_length = _LONGEST_FORM
    g.language = _wished() or _spoken("en")
    line = office.lines.line()
    g.language = _wished() or _spoken(line.shop.languages[0])
    g.line = line
    g.visitor = Visitor(office.clock(), _labels(line), None)


def _wished() -> str | None:
    wished = request.args.get("lang", "") or request.form.get("lang", "")
    return wished if wished in LANGUAGES else None


def _spoken(otherwise: str) -> str:
    fallback = otherwise if otherwise in LANGUAGES else "en"
    return request.accept_languages.best_match(list(LANGUAGES)) or fallback


def _labels(line: Line) -> Labels:
    departments = {
        key: DepartmentLabel(key, one.name, one.dispositions) for key, one in line.departments.items()
    }
    shop = line.shop
    return Labels(shop.name, shop.country, shop.timezone, shop.languages, departments)


def _names() -> dict[str, Any]:
    if "line" not in g:
        return {}
    met = visitor()
    return {
        **names_for_all(),
        "now": met.now,
        "labels": met.labels,
        "language": here(),
        "languages": LANGUAGES,
        "reader": reader_here(),
        "style": style(),
        "in_language": _in_language,
    }


def _in_language(language: str) -> str:
    """This page in another language; a page that was sent, as its empty form."""
    kept = {name: value for name, value in request.args.items() if name != "lang"}
    if request.method == "POST":
        kept |= {name: request.form[name] for name in ("department",) if name in request.form}
    values: dict[str, Any] = {**(request.view_args or {}), **kept, "lang": language}
    endpoint = "public.form" if request.endpoint in {None, "public.ask"} else str(request.endpoint)
    if endpoint in {"public.move", "public.cancel", "public.again"}:
        endpoint = "public.promise"
    return url_for(endpoint, **values)


def _harden(response: Response) -> Response:
    """Nothing is framed, sniffed or run that is not ours; pages with personal data are neither kept nor found."""
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Content-Security-Policy", policy(*g.get("data_blocks", ())))
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "geolocation=(), camera=(), payment=(), microphone=()"
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
    if (request.endpoint or "").startswith("public.") and request.path.startswith("/callback/"):
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _explain(fault: HTTPException) -> AnyResponse | tuple[str, int]:
    """A page that says what to do; the address of a form that was sent too large has no line at hand."""
    code = fault.code or 500
    if fault.response is not None or "line" not in g:
        return fault.get_response()
    what, then = _FAULTS.get(code, _FAULTS[404 if code < 500 else 500])  # noqa: PLR2004 - where our own faults begin
    return render_template("public/fault.html", what=gettext(what), then=gettext(then)), code


def _not_set_up(_: LineMissingError) -> tuple[str, int, dict[str, str]]:
    said = gettext("This line is not set up yet.")
    return f"{said}\n", 503, {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "60"}
