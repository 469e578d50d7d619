"""Changing one's own doors takes a proof of the last ten minutes: a stolen open browser changes none."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from admin.doors.cookie import is_fresh
from admin.visitor import visitor

Parameters = ParamSpec("Parameters")
Answer = Response | str | tuple[str, int]
View = Callable[Parameters, Answer]


def fresh(view: View[Parameters]) -> View[Parameters]:
    """Let a page through after a fresh proof; else ask for one, and go on to the page (or to the account) then."""

    @wraps(view)
    def guarded(*arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        if is_fresh(visitor().now):
            return view(*arguments, **named)
        wanted = request.full_path if request.method == "GET" else urlsplit(request.referrer or "").path
        return redirect(url_for("pages.account.confirming.page", wanted=wanted.rstrip("?")))

    return guarded
