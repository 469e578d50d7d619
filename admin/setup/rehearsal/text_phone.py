"""A text phone on the real engine. Nothing is kept on the server: each press plays the whole call anew."""

from collections.abc import Mapping
from dataclasses import replace

from flask import render_template, request
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.rehearse import MOST_PRESSES, Press, Rehearsed, Setup
from admin.setup.kept_checks import MOST_CHECKS, NoRoomError, keep_check, press_from_json, setup_from_json
from admin.setup.rehearsal.reasons import Reader
from admin.setup.rehearsal.room import Answer, Bench, bench_now, rehearsal
from admin.setup.rehearsal.showing import bubbles, colleagues, rows
from admin.setup.rehearsal.typed_call import (
    LONGEST_NAME,
    TypedCall,
    blank_call,
    people_of,
    read_call,
    read_press,
    setup_of,
    typed_of,
    written,
)
from admin.typed_text import clean
from admin.visitor import visitor
from ticket_store.line import Line
from ticket_store.rehearsals import NameTakenError, kept_rehearsal

NO_NAME = N_("Give the check a name.")
NO_ROOM = N_("%(most)s checks are kept already, and each publish plays them all. Forget one first.")
NAME_TAKEN = N_("Another check has this name. Give this one another.")


@rehearsal.get("")
@needs(Action.SET_UP_LINE)
def begin() -> Answer:
    """A call at this very moment; on the draft of the menus where there is one and `?on=draft` asks for it."""
    bench = bench_now()
    draft = bench.has_draft and request.args.get("on") == "draft"
    return _page(bench, blank_call(bench.work.line, visitor().now, draft=draft))


@rehearsal.post("")
@needs(Action.SET_UP_LINE)
def play() -> Answer:
    """The call again, with one more thing done: `ring`, `undo`, `keep`, or a press; none where a field changed."""
    bench = bench_now()
    typed = read_call(request.form, bench.work.planned)
    match request.form.get("do", ""):
        case "ring":
            typed = replace(typed, presses=())
        case "undo":
            typed = replace(typed, presses=typed.presses[:-1])
        case "keep":
            return _keep(bench, typed)
        case "speak":
            typed = _pressed(typed, f"speak {request.form.get('message', '')}")
        case pressed:
            typed = _pressed(typed, pressed)
    return _page(bench, typed)


@rehearsal.get("/checks/<check_id>")
@needs(Action.SET_UP_LINE)
def again(check_id: str) -> Answer:
    """A kept call, played on the line as it is."""
    bench = bench_now()
    kept = back_office().store.read(lambda db: kept_rehearsal(db, check_id))
    if kept is None:
        raise NotFound
    presses = [press_from_json(one) for one in kept.presses]
    return _page(bench, typed_of(setup_from_json(kept.setup), presses, bench.work.line))


def _pressed(typed: TypedCall, pressed: str) -> TypedCall:
    press = read_press(pressed)
    if press is None or len(typed.presses) >= MOST_PRESSES:
        return typed
    return replace(typed, presses=(*typed.presses, press))


def _keep(bench: Bench, typed: TypedCall) -> Answer:
    """As a check, with what comes of it on the menus on which it was played: that is what was found good."""
    name = clean(request.form.get("name", ""), longest=LONGEST_NAME).strip()
    setup = setup_of(typed, bench.line(typed))
    if not name or not isinstance(setup, Setup):
        return _page(bench, typed, {"name": gettext(NO_NAME)} if not name else {})
    who = visitor()
    try:
        keep_check(
            back_office(),
            name,
            setup,
            typed.presses,
            line=bench.draft(typed),
            actor=who.signed_in.email,
            now=who.now,
        )
    except NameTakenError:
        return _page(bench, typed, {"name": gettext(NAME_TAKEN)})
    except NoRoomError:
        return _page(bench, typed, {"name": gettext(NO_ROOM) % {"most": MOST_CHECKS}})
    return _page(bench, typed, kept=name)


def _page(bench: Bench, typed: TypedCall, faults: Mapping[str, str] | None = None, kept: str = "") -> Answer:
    """The whole page, or the call alone when the page asks for it. Faults of a form without scripts are a 422."""
    if back_office().rehearse is None or not bench.work.line.dids:
        return render_template("setup/rehearsal_away.html", has_number=bool(bench.work.line.dids))
    line = bench.line(typed)
    setup = setup_of(typed, line)
    wrong = {**(faults or {}), **({} if isinstance(setup, Setup) else setup)}
    played = _played(setup, typed.presses, bench.draft(typed)) if isinstance(setup, Setup) else None
    reader = Reader(line, setup.at if isinstance(setup, Setup) else visitor().now)
    alone = bool(request.headers.get("HX-Request"))
    page = render_template(
        "setup/rehearsal_call.html" if alone else "setup/rehearsal.html",
        typed=typed,
        line=line,
        people=people_of(line),
        has_draft=bench.has_draft,
        pressed=[written(press) for press in typed.presses],
        faults=wrong,
        kept=kept,
        name=request.form.get("name", "") if not kept else "",
        played=played,
        bubbles=bubbles(reader, played.moments) if played else (),
        rows=rows(reader, played.came) if played else (),
        colleagues=colleagues(reader, played, typed.on_duty) if played else (),
        talks_with=reader.agent(played.talks_with) if played and played.talks_with else None,
    )
    return page if alone or not wrong else (page, 422)


def _played(setup: Setup, presses: tuple[Press, ...], draft: Line | None) -> Rehearsed | None:
    rehearse = back_office().rehearse
    return rehearse.play(setup, presses, line=draft) if rehearse else None
