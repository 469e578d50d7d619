"""`/welcome`: a wizard of five steps from an empty store to a published line. Whoever has the set-up link may."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors.new_password import PASSWORD_FAULTS, password_fault
from admin.guard import needs, public
from admin.languages import N_, gettext, here
from admin.passwords import SHORTEST, hash_password
from admin.permissions import Action
from admin.setup.tabs import TABS
from admin.shop_file.fault_words import fault_advice, fault_words
from admin.shop_file.faults import Fault
from admin.visitor import visitor
from admin.welcome.key import opens
from admin.welcome.making import Made, department_keys, make
from admin.welcome.publishing import invite_all, publish
from admin.welcome.steps import (
    DAYS,
    HOMES,
    MOST_COLLEAGUES,
    MOST_DEPARTMENTS,
    NEXT,
    SPOKEN,
    Step,
    Typed,
    languages_of,
    read_step,
    usual,
)
from ticket_store.first_line import keep_step, steps_so_far
from ticket_store.line_rows import load_line

Answer = Response | str | tuple[str, int]
welcome = Blueprint("welcome", __name__, url_prefix="/welcome")
_OPEN = "welcome"  # in the session of whoever came by the link
_INVITED = "invited"
TITLES: Mapping[Step, str] = {
    Step.SHOP: N_("Your shop"),
    Step.NUMBER: N_("Your number"),
    Step.DEPARTMENTS: N_("Departments and hours"),
    Step.PEOPLE: N_("People"),
    Step.MENU: N_("What callers hear"),
}
NO_NAME = N_("Write the name that the team knows.")
NO_EMAIL = N_("Write the e-mail address with which this person signs in.")


@welcome.get("")
@public
def begin() -> Answer:
    """By the link: to the first step that is open. Without it: where the link is found."""
    if visitor().labels.has_shop:
        return redirect(url_for("pages.start"))
    if opens(back_office().secret_key, request.args.get("key", "")):
        session[_OPEN] = True
        return redirect(url_for("pages.welcome.begin"))
    if not session.get(_OPEN):
        return render_template("welcome/closed.html")
    steps = _steps()
    return _to(make(steps).first_open(steps) or Step.MENU)


@welcome.get("/<name>")
@public
def step(name: str) -> Answer:
    asked = _asked(name)
    if isinstance(asked, Response):
        return asked
    steps = _steps()
    return _page(asked, steps, steps.get(asked) or usual(asked, steps, here()))


@welcome.post("/<name>")
@public
def typed(name: str) -> Answer:
    """Keep what was typed; on to the next step, or to the line itself, where nothing is wrong with it."""
    asked = _asked(name)
    if isinstance(asked, Response):
        return asked
    before = _steps()
    sent = read_step(asked, request.form)
    wrong = _take_password(sent, before) if asked is Step.PEOPLE else {}
    now = visitor().now
    back_office().store.write(lambda tx: keep_step(tx, asked, sent, now))
    steps = {**before, asked: sent}
    made = make(steps)
    faults = made.faults.get(asked, ())
    if faults or wrong:
        return _page(asked, steps, sent, faults, wrong), 422
    following = NEXT[asked]
    if following is not None:
        return _to(following)
    return _published(made, steps)


@welcome.get("/hello")
@needs(Action.SET_UP_LINE)
def hello() -> str:
    """The line stands: what is left to do, and how to hear it."""
    office = back_office()
    return render_template(
        "welcome/hello.html",
        line=office.store.read(load_line),
        invited=session.get(_INVITED, []),
        base=office.public_base_url,
        checks=office.examine is not None,
        rehearsal=next((one.endpoint for one in TABS if one.room == "pages.rehearsal"), None)
        if office.rehearse
        else None,
    )


@welcome.get("/checks")
@needs(Action.SET_UP_LINE)
def checks() -> str:
    """What `hotline doctor` says; it may take a while, so the page fetches it by itself."""
    examine = back_office().examine
    return render_template("welcome/checks.html", found=list(examine()) if examine else [])


def _asked(name: str) -> Step | Response:
    """The step, where this person may take it; without the link the page that tells where that is. Raises: NotFound."""
    if name not in {one.value for one in Step}:
        raise NotFound
    if visitor().labels.has_shop:
        return redirect(url_for("pages.start"))
    if not session.get(_OPEN):
        return redirect(url_for("pages.welcome.begin"))
    return Step(name)


def _steps() -> Mapping[str, Typed]:
    return back_office().store.read(steps_so_far)


def _to(step: Step) -> Response:
    return redirect(url_for("pages.welcome.step", name=step), 303)


def _take_password(sent: dict[str, Any], before: Mapping[str, Typed]) -> dict[str, str]:
    """The hash goes among what was typed. An empty field keeps the one before; the faults stand by their fields."""
    password, was = request.form.get("password", ""), before.get(Step.PEOPLE, {})
    wrong: dict[str, str] = {}
    shop = str(before.get(Step.SHOP, {}).get("name", ""))
    if password or not was.get("password_hash"):
        fault = password_fault(password, sent["email"], sent["name"], shop)
        if fault is not None:
            wrong["password"] = gettext(PASSWORD_FAULTS[fault])
        else:
            sent["password_hash"] = hash_password(password)
    else:
        sent["password_hash"] = was["password_hash"]
    if not sent["name"]:
        wrong["name"] = gettext(NO_NAME)
    if not sent["email"]:
        wrong["email"] = gettext(NO_EMAIL)
    return wrong | {f"c{at}": gettext(NO_EMAIL) for at, row in enumerate(sent["rows"]) if not row["email"]}


def _published(made: Made, steps: Mapping[str, Typed]) -> Answer:
    """Publish the line and let its admin in; a step that is still open comes first."""
    still = made.first_open(steps)
    if still is not None:
        return _to(still)
    me = publish(made.line, steps[Step.PEOPLE])
    if me is not None:
        session[_INVITED] = [(one.name, one.path) for one in invite_all(but=me)]
    return redirect(url_for("pages.welcome.hello"), 303)


def _page(
    step: Step,
    steps: Mapping[str, Typed],
    sent: Typed,
    faults: Sequence[Fault] = (),
    wrong: Mapping[str, str] | None = None,
) -> str:
    made = make(steps)
    by_field, others = _beside(step, steps, faults)
    done = [one for one in Step if made.is_done(one, steps)]
    return render_template(
        f"welcome/{step}.html",
        step=step,
        titles=TITLES,
        done=done,
        typed=sent,
        faults=others,
        wrong={**by_field, **(wrong or {})},
        spoken=languages_of(steps.get(Step.SHOP, {})),
        all_spoken=SPOKEN,
        countries={code: Locale(here()).territories[code] for code in HOMES},
        days=DAYS,
        most_departments=MOST_DEPARTMENTS,
        most_colleagues=MOST_COLLEAGUES,
        departments=[row["name"] for row in steps.get(Step.DEPARTMENTS, {}).get("rows", ())],
        keys=made.line.menus["main"].keys,
        line=made.line,
        shortest=SHORTEST,
        has_password=bool(steps.get(Step.PEOPLE, {}).get("password_hash")),
    )


def _beside(
    step: Step, steps: Mapping[str, Typed], faults: Sequence[Fault]
) -> tuple[dict[str, str], list[str]]:
    """Faults by the field or row that they belong to, and those that belong to none."""
    by_field: dict[str, str] = {}
    others: list[str] = []
    for fault in faults:
        name = _field(step, steps, fault)
        if name is None:
            others.append(fault_words(fault))
        else:
            by_field[name] = f"{by_field.get(name, '')} {fault_advice(fault)}".strip()
    return by_field, others


def _field(step: Step, steps: Mapping[str, Typed], fault: Fault) -> str | None:
    match step, fault.path:
        case Step.SHOP, (_, name, *_):
            return name
        case Step.NUMBER, _:
            return "number"
        case Step.DEPARTMENTS, (_, key, *_) if key in department_keys(steps):
            return f"d{department_keys(steps).index(key)}"
        case Step.PEOPLE, (_, email, *rest):
            rows = steps[Step.PEOPLE]["rows"]
            row = next((at for at, one in enumerate(rows) if one["email"].lower() == email), None)
            return f"c{row}" if row is not None else (rest[0] if rest else "email")
        case Step.MENU, (_, _, "greeting", *_):
            return "greeting"
    return None
