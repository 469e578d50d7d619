"""`/admin/menus`: the tree as the caller walks it, edited in place, saved in a draft as it is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs, takes_up_to
from admin.languages import here
from admin.permissions import Action
from admin.setup.menus.acts import act_on, focus_after
from admin.setup.menus.draft import Draft, DraftMenu
from admin.setup.menus.editing import (
    DIGITS,
    MOST_MENUS,
    add_menu,
    lead_key,
    lead_number,
    put_menu,
    remove_menu,
)
from admin.setup.menus.room import menus
from admin.setup.menus.showing import Bench, bench_of
from admin.setup.menus.sound_kind import SoundFault
from admin.setup.menus.sounds import LARGEST_FORM, fault_of_sound, own_sound, play, sent_sound
from admin.setup.menus.typed_menu import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_TIMES,
    NEW_MENU,
    read_menu,
    read_names,
    read_target,
    target_code,
    wants_new_menu,
)
from admin.setup.menus.workbench import Work, change_draft, drop_draft, mark, take_back, work_in
from admin.typed_text import whole_number
from admin.visitor import visitor
from ticket_store.engine import Transaction
from ticket_store.line import Spoken, ToDepartment, ToMenu

Answer = Response | str | tuple[str, int]
Written = TypeVar("Written")


class OvertakenError(Exception):
    """Somebody else has changed this menu since the page was opened."""


@menus.get("")
@needs(Action.SET_UP_LINE)
def edit() -> str:
    """The menu that callers hear first."""
    work = back_office().store.read(work_in)
    opened = next((did.menu_key for did in work.planned.dids.values() if did.menu_key), None)
    first = opened if opened in work.planned.menus else next(iter(work.planned.menus), None)
    return _page(work, first)


@menus.get("/menu/<key>")
@needs(Action.SET_UP_LINE)
def step(key: str) -> Answer:
    work = back_office().store.read(work_in)
    if work.draft.menu(key) is None:
        raise NotFound
    return _page(work, key)


@menus.post("/menu/<key>")
@needs(Action.SET_UP_LINE)
def change(key: str) -> Answer:
    """Keep what was typed, then do what was asked: `add`, `up:2`, `down:2`, `move:2:0`, `remove:2`, `mute:pl`."""
    form = request.form.to_dict()  # the store writes in a thread of its own, where there is no request
    act = form.get("do", "")

    def edited(work: Work) -> Draft:
        old = work.draft.menu(key)
        if old is None:
            raise NotFound
        typed = read_menu(form, old, work.line.shop.languages)
        if form.get("seen") != mark(old):
            raise OvertakenError
        draft, index = put_menu(work.draft, act_on(typed, act)), wants_new_menu(form)
        if index is None or len(draft.menus) >= MOST_MENUS:
            return draft
        draft, menu = add_menu(draft, {})
        return put_menu(draft, lead_key(_found(draft, key), index, ToMenu(menu.key)))

    try:
        work = _changed(edited, undoable=bool(act))
    except OvertakenError:
        return _overtaken(key)
    if request.headers.get("HX-Request"):
        return _bench(work, key, focus=focus_after(act, _found(work.draft, key)))
    return redirect(url_for("pages.menus.step", key=key), 303)


@menus.post("/new")
@needs(Action.SET_UP_LINE)
def new() -> Answer:
    """A menu of this name; nothing leads to it yet, which is told of as a fault."""
    form = request.form.to_dict()
    made: list[str] = []

    def added(work: Work) -> Draft | None:
        name = read_names(form, "name", work.line.shop.languages)
        if len(work.draft.menus) >= MOST_MENUS:
            return None
        draft, menu = add_menu(work.draft, name)
        made[:] = [menu.key]
        return draft

    _changed(added, undoable=True)
    return redirect(url_for("pages.menus.step", key=made[0]) if made else url_for("pages.menus.edit"), 303)


@menus.post("/menu/<key>/remove")
@needs(Action.SET_UP_LINE)
def remove(key: str) -> Answer:
    _changed(lambda work: remove_menu(work.draft, key), undoable=True)
    return redirect(url_for("pages.menus.edit"), 303)


@menus.get("/numbers")
@needs(Action.SET_UP_LINE)
def numbers() -> str:
    """Which number opens which menu."""
    return _page(back_office().store.read(work_in), None)


@menus.post("/numbers")
@needs(Action.SET_UP_LINE)
def lead_numbers() -> Answer:
    form = request.form.to_dict()

    def led(work: Work) -> Draft:
        draft = work.draft
        for number in work.line.dids:
            target = read_target(form.get(f"opens-{number}", ""))
            if isinstance(target, ToMenu | ToDepartment):
                draft = lead_number(draft, number, target)
        return draft

    work = _changed(led, undoable=False)
    if request.headers.get("HX-Request"):
        return _bench(work, None)
    return redirect(url_for("pages.menus.numbers"), 303)


@menus.post("/undo")
@needs(Action.SET_UP_LINE)
def undo() -> Answer:
    """Take the last change back, where nothing has come after it."""
    revision = whole_number(request.form.get("revision", ""))
    if revision is not None:
        _write(lambda tx, actor, now: take_back(tx, revision, actor=actor, now=now))
    key = request.form.get("key", "")
    known = back_office().store.read(work_in).draft.menu(key) is not None
    return redirect(url_for("pages.menus.step", key=key) if known else url_for("pages.menus.edit"), 303)


@menus.post("/discard")
@needs(Action.SET_UP_LINE)
def discard() -> Answer:
    """Away with the draft; it can be taken up again until the next one is begun."""
    _write(lambda tx, actor, now: drop_draft(tx, actor=actor, now=now))
    return redirect(url_for("pages.menus.edit"), 303)


@menus.post("/menu/<key>/sound/<language>")
@needs(Action.SET_UP_LINE)
@takes_up_to(LARGEST_FORM)
def upload(key: str, language: str) -> Answer:
    """A sound instead of the text of the greeting in this language."""
    address = sent_sound()
    if isinstance(address, SoundFault):
        bench = bench_of(back_office().store.read(work_in), back_office().sentences, key)
        return _rendered(bench, sound_fault=(language, fault_of_sound(address))), 422

    def heard(work: Work) -> Draft:
        menu = _found(work.draft, key)
        if language not in work.line.shop.languages:
            raise NotFound
        said = replace(menu.greeting.get(language, Spoken()), audio=address)
        return put_menu(work.draft, replace(menu, greeting={**menu.greeting, language: said}))

    _changed(heard, undoable=True)
    return redirect(url_for("pages.menus.step", key=key, _anchor=f"greeting-{language}"), 303)


@menus.get("/sounds/<file>")
@needs(Action.SET_UP_LINE)
def listen(file: str) -> Answer:
    return play(file)


def _changed(change: Callable[[Work], Draft | None], *, undoable: bool) -> Work:
    return _write(lambda tx, actor, now: change_draft(tx, change, actor=actor, now=now, undoable=undoable))


def _write(work: Callable[[Transaction, str, datetime], Written]) -> Written:
    who = visitor()
    return back_office().store.write(lambda tx: work(tx, who.signed_in.email, who.now))


def _found(draft: Draft, key: str) -> DraftMenu:
    menu = draft.menu(key)
    if menu is None:
        raise NotFound
    return menu


def _overtaken(key: str) -> Answer:
    """The draft as the other person left it, with this person's menu in its form: saving again keeps theirs."""
    work = back_office().store.read(work_in)
    old = _found(work.draft, key)
    typed = read_menu(request.form, old, work.line.shop.languages)
    bench = replace(bench_of(work, back_office().sentences, key), menu=typed)
    return _rendered(bench, overtaken=True, seen=mark(old)), 409


def _page(work: Work, key: str | None) -> str:
    return _rendered(bench_of(work, back_office().sentences, key))


def _bench(work: Work, key: str | None, *, focus: str = "") -> str:
    return _rendered(bench_of(work, back_office().sentences, key), focus=focus)


def _rendered(
    bench: Bench,
    *,
    focus: str = "",
    overtaken: bool = False,
    seen: str = "",
    sound_fault: tuple[str, str] = ("", ""),
) -> str:
    part = "setup/menus_bench.html" if request.headers.get("HX-Request") else "setup/menus.html"
    return render_template(
        part,
        bench=bench,
        names=bench.names,
        work=bench.work,
        menu=bench.menu,
        seen=seen or (mark(bench.menu) if bench.menu else ""),
        focus=focus,
        overtaken=overtaken,
        sound_fault=sound_fault,
        own_sound=own_sound,
        digits=DIGITS,
        code=target_code,
        new_menu=NEW_MENU,
        longest_text=LONGEST_TEXT,
        longest_name=LONGEST_NAME,
        most_times=MOST_TIMES,
        own_language=_own_language(bench.work),
    )


def _own_language(work: Work) -> str:
    """The language in which a new menu is named first."""
    return here() if here() in work.line.shop.languages else work.line.shop.languages[0]
