"""The contact page, its JSON, the widget for other sites, and what robots and browsers ask for by themselves."""

import hashlib
import json
from functools import cache

from flask import Response, g, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from admin.back_office import back_office
from admin.public import sentences
from admin.public.face import look
from admin.public.sentences import reader_here
from admin.public.status import linked_data, status
from admin.template_names import STATIC, asset

FRESH_FOR_S = 15
_WIDGET_FRESH_FOR_S = 3600
_ROBOTS = """User-agent: *
Allow: /$
Allow: /status.json
Allow: /callback$
Disallow: /callback/
Disallow: /desk
Disallow: /admin
Disallow: /api/
Disallow: /sign-in
"""


def page() -> AnyResponse:
    """`/`: each department with its numbers, its hours and what a caller would find now."""
    office, reader = back_office(), reader_here()
    face = look(office, reader.now)
    data = _as_data(linked_data(face, reader, office.public_base_url))
    g.data_blocks = (data,)
    shown = render_template(
        "public/contact.html",
        face=face,
        says=sentences,
        base_url=office.public_base_url,
        linked_data=Markup(data),  # noqa: S704 - JSON in which no character opens markup, see _as_data
    )
    return _for_all(Response(shown), FRESH_FOR_S)


def status_json() -> AnyResponse:
    """`/status.json`: the same for programs; any site may read it."""
    office, reader = back_office(), reader_here()
    body = status(look(office, reader.now), reader, office.public_base_url)
    answer = Response(json.dumps(body, ensure_ascii=False), content_type="application/json; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # What changes by the second is not what a reader would fetch again for.
    tag = {name: value for name, value in body.items() if name != "as_of"}
    answer.set_etag(hashlib.sha256(json.dumps(tag).encode()).hexdigest()[:20])
    return _for_all(answer, FRESH_FOR_S).make_conditional(request)


def widget() -> AnyResponse:
    """`/widget.js`: the script that another site embeds."""
    answer = Response(_widget_script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.add_etag()
    return _kept(answer, _WIDGET_FRESH_FOR_S).make_conditional(request)


@cache
def _widget_script() -> str:
    return (STATIC / "widget.js").read_text(encoding="utf-8")


def robots() -> AnyResponse:
    return _kept(Response(_ROBOTS, content_type="text/plain; charset=utf-8"), _WIDGET_FRESH_FOR_S)


def favicon() -> AnyResponse:
    return redirect(asset("icon.svg"), 301)


def _as_data(value: object) -> str:
    """JSON that may stand inside a page: nothing in it ends the block or begins another."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _for_all(answer: Response, seconds: int) -> Response:
    """Nothing personal is in it: caches may keep it for everybody of this language."""
    answer.vary.add("Accept-Language")
    return _kept(answer, seconds)


def _kept(answer: Response, seconds: int) -> Response:
    answer.cache_control.no_cache = None
    answer.cache_control.public = True
    answer.cache_control.max_age = seconds
    return answer
