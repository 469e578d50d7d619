"""What every template may say: names, filters, drawings, addresses of our files."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import request, url_for
from markupsafe import Markup

from admin import wording, words
from admin.csrf import csrf_token
from admin.languages import LANGUAGES, gettext, here, ngettext
from admin.permissions import Action
from admin.setup.tabs import TABS
from admin.visitor import visitor

STATIC = Path(__file__).parent / "static"
_ICONS = "vendor/tabler-icons-3.51.0.svg"


@cache
def asset(name: str) -> str:
    """The address of one of our files, with a version that changes with its content."""
    return url_for("pages.static", filename=name, v=_version(name))


@cache
def _version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


@cache  # a page draws hundreds
def icon(name: str) -> Markup:
    """A decorative drawing; the words beside it say what it means."""
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    ).format(asset(_ICONS), name)


def names_for_all() -> dict[str, Any]:
    """What every template may say, the public ones too: nothing here looks at a session."""
    return {"_": _translate, "ngettext": _translate_count, "asset": asset, "icon": icon}


def names() -> dict[str, Any]:
    """What every template may say that is not public."""
    met = visitor()
    return {
        **names_for_all(),
        "visitor": met,
        "now": met.now,
        "labels": met.labels,
        "language": here(),
        "languages": LANGUAGES,
        "may": met.may,
        "Action": Action,
        "setup_tabs": TABS,
        "csrf_token": csrf_token,
        "htmx_headers": json.dumps({"X-CSRF-Token": csrf_token()}),
        "fragment": bool(request.headers.get("HX-Request")),
    }


def _translate(text: str, **values: object) -> str:
    return gettext(text) % values if values else gettext(text)


def _translate_count(singular: str, plural: str, count: int) -> str:
    return ngettext(singular, plural, count) % {"n": count}


def _when(at: datetime) -> str:
    return wording.when(at, now=visitor().now, zone=visitor().labels.timezone, language=here())


def _since_when(at: datetime) -> str:
    return wording.since(at, now=visitor().now, zone=visitor().labels.timezone, language=here())


def _exact(at: datetime) -> str:
    return wording.exact(at, zone=visitor().labels.timezone, language=here())


def _clock(at: datetime) -> str:
    return wording.clock_time(at, zone=visitor().labels.timezone)


def _window(start_at: datetime, end_at: datetime) -> str:
    return wording.window(
        start_at, end_at, now=visitor().now, zone=visitor().labels.timezone, language=here()
    )


def _department(key: str | None) -> str:
    return visitor().labels.department_name(key, here())


def _seconds(seconds: float) -> str:
    return wording.duration(timedelta(seconds=round(seconds)))


def _in_words(words: Mapping[str, str]) -> str:
    """A text of the shop in the reader's language, else in the first of the shop's that has one."""
    order = (here(), *visitor().labels.languages, *words)
    return next((words[one] for one in order if words.get(one)), "")


def _from_text(at: str) -> datetime:
    """A time among the facts of a step."""
    return datetime.fromisoformat(at)


def _json_lines(text: str) -> str:
    """JSON as people read it; a text that is none as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _since(at: datetime) -> timedelta:
    return visitor().now - at


FILTERS: Mapping[str, Callable[..., Any]] = {
    "when": _when,
    "from_text": _from_text,
    "exact": _exact,
    "clock": _clock,
    "window": _window,
    "since": _since,
    "since_when": _since_when,
    "json_lines": _json_lines,
    "milliseconds": _milliseconds,
    "duration": wording.duration,
    "seconds": _seconds,
    "phone": wording.phone,
    "department": _department,
    "in_words": _in_words,
    "word": words.word,
    "status_reason": words.status_reason,
    "ended_reason": words.ended_reason,
    "tone": words.tone,
}
