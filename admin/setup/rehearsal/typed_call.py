"""A rehearsal as its form sends it: where the call begins, what was done so far, what is done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from admin.languages import N_, gettext
from admin.rehearse import MOST_PRESSES, Deed, Press, Setup
from admin.shop_file.values import LeftOutError, read_moment
from admin.typed_text import clean
from admin.wording import LEFT_OUT, NO_NUMBER, searched_number
from ticket_store.line import AgentSetup, Line

MOST_WAITING, MOST_HANDLING_MINUTES = 200, 180
MOST_PEOPLE = 60  # in the form; a rehearsal needs no more of a large shop
LONGEST_MESSAGE, LONGEST_KEYS, LONGEST_NAME = 300, 20, 80
NO_TIME = N_("Write the time as 2026-11-21 14:30.")
NOT_SO_MANY = N_("Write a whole number from 0 to %(most)s.")
_KEYS = frozenset("0123456789*#")
_YEARS = range(2000, 2100)


@dataclass(frozen=True)
class TypedCall:
    """The fields as they were sent, to be shown again beside their faults.

    `at` is 2026-11-22T14:30 on the shop's clock. `draft`: on the menus as they are being written.
    """

    at: str
    did: str
    caller: str = ""
    language: str = ""
    waiting: Mapping[str, str] = field(default_factory=dict)
    handling: Mapping[str, str] = field(default_factory=dict)
    on_duty: tuple[str, ...] = ()
    history: bool = True
    draft: bool = False
    presses: tuple[Press, ...] = ()


def blank_call(line: Line, now: datetime, *, draft: bool) -> TypedCall:
    """A call at this moment to the first number, with everybody on duty who answers."""
    here = now.astimezone(ZoneInfo(line.shop.timezone))
    on_duty = tuple(one.email for one in people_of(line))
    return TypedCall(f"{here:%Y-%m-%dT%H:%M}", next(iter(line.dids), ""), on_duty=on_duty, draft=draft)


def people_of(line: Line) -> tuple[AgentSetup, ...]:
    """Who can be on duty in a rehearsal: those who answer calls, as far as the form has room."""
    return tuple(one for one in line.agents if one.departments)[:MOST_PEOPLE]


def read_call(form: MultiDict[str, str], line: Line) -> TypedCall:
    return TypedCall(
        at=form.get("at", "")[:25],
        did=form.get("did", "")[:20],
        caller=clean(form.get("caller", ""), longest=30).strip(),
        language=form.get("language", "")[:10],
        waiting={key: form.get(f"waiting-{key}", "")[:5].strip() for key in line.departments},
        handling={key: form.get(f"handling-{key}", "")[:5].strip() for key in line.departments},
        on_duty=tuple(one.email for one in line.agents if one.email in form.getlist("on_duty")),
        history="history" in form,
        draft="draft" in form,
        presses=tuple(
            press for press in map(read_press, form.getlist("press")[:MOST_PRESSES]) if press is not None
        ),
    )


def setup_of(typed: TypedCall, line: Line) -> Setup | Mapping[str, str]:
    """Where the call begins; or what is wrong with which field, in the reader's language."""
    faults: dict[str, str] = {}
    at = _moment(typed.at, line)
    if isinstance(at, str):
        faults["at"] = gettext(at)
    caller = searched_number(typed.caller, line.shop.country) if typed.caller else None
    if typed.caller and caller is None:
        faults["caller"] = gettext(NO_NUMBER)
    waiting = _counts("waiting", typed.waiting, MOST_WAITING, faults)
    handling = _counts("handling", typed.handling, MOST_HANDLING_MINUTES, faults)
    if isinstance(at, str) or faults:
        return faults
    return Setup(
        at=at,
        did_number=typed.did if typed.did in line.dids else next(iter(line.dids), ""),
        caller_number=caller,
        language=typed.language if typed.language in line.shop.languages else None,
        waiting=waiting,
        handling_s={key: minutes * 60 for key, minutes in handling.items()},
        on_duty=typed.on_duty,
        history=typed.history,
    )


def typed_of(setup: Setup, presses: Sequence[Press], line: Line) -> TypedCall:
    """A kept call in the form again."""
    here = setup.at.astimezone(ZoneInfo(line.shop.timezone))
    return TypedCall(
        at=f"{here:%Y-%m-%dT%H:%M}",
        did=setup.did_number,
        caller=setup.caller_number or "",
        language=setup.language or "",
        waiting={key: str(many) for key, many in setup.waiting.items()},
        handling={key: str(seconds // 60) for key, seconds in setup.handling_s.items()},
        on_duty=setup.on_duty,
        history=setup.history,
        presses=tuple(presses),
    )


def read_press(typed: str) -> Press | None:
    """`keys 1`, `silence`, `wait 60`, `answer anna@sowa.example`; None for anything else."""
    deed, _, what = typed.partition(" ")
    if deed not in set(Deed):
        return None
    press = Press(Deed(deed), clean(what, longest=LONGEST_MESSAGE).strip())
    if press.deed is Deed.KEYS:
        keys = "".join(key for key in press.what if key in _KEYS)[:LONGEST_KEYS]
        return replace(press, what=keys) if keys else None
    return None if press.deed is Deed.SPEAK and not press.what else press


def written(press: Press) -> str:
    """As `read_press` reads it."""
    return f"{press.deed.value} {press.what}".strip()


def _moment(typed: str, line: Line) -> datetime | str:
    """The moment; or, in English, why it is none."""
    try:
        at = read_moment(typed, ZoneInfo(line.shop.timezone))
    except LeftOutError:
        return LEFT_OUT
    except ValueError:
        return NO_TIME
    return at if at.year in _YEARS else NO_TIME


def _counts(part: str, typed: Mapping[str, str], most: int, faults: dict[str, str]) -> dict[str, int]:
    """Those that were filled in; 0 is as good as nothing."""
    found: dict[str, int] = {}
    for key, text in typed.items():
        if not text or text == "0":
            continue
        if not (text.isascii() and text.isdecimal() and int(text) <= most):
            faults[f"{part}-{key}"] = gettext(NOT_SO_MANY) % {"most": most}
            continue
        found[key] = int(text)
    return found
