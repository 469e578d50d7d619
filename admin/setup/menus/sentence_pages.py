"""`/admin/menus/sentences`: what the line says of itself, and what the shop says instead. Saved at once."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs, takes_up_to
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Overtaken, Saved, change_line
from admin.setup.menus.room import menus
from admin.setup.menus.sentences import Sentence, groups_of, say_instead, sentence_of, unknown_places
from admin.setup.menus.sound_kind import SoundFault
from admin.setup.menus.sounds import LARGEST_FORM, fault_of_sound, own_sound, sent_sound
from admin.setup.menus.typed_menu import LONGEST_TEXT
from admin.shop_file.fault_words import fault_advice
from admin.shop_file.reading import read_shop_file
from admin.typed_text import clean, whole_number
from admin.visitor import visitor
from ticket_store.line import Line, Spoken
from ticket_store.line_kept import kept_line
from ticket_store.line_rows import load_line

Answer = Response | str | tuple[str, int]
_LONGEST_SEARCH = 60
_NEVER = -1  # a version that no line has: the form did not say what was seen
NO_PLACE = N_("Nothing fills {%(place)s} in this sentence. What can be filled: %(places)s.")
OVERTAKEN = N_(
    "Somebody else has changed the line in the meantime. What you typed is still here: save it once more."
)


@menus.get("/sentences")
@needs(Action.SET_UP_LINE)
def sentences() -> str:
    """All of them, or with `q` those in which these words stand."""
    line = back_office().store.read(load_line)
    sought = clean(request.args.get("q", ""), longest=_LONGEST_SEARCH).strip()
    groups = groups_of(back_office().sentences, line, sought)
    return render_template("setup/menus_sentences.html", groups=groups, sought=sought, line=line)


@menus.get("/sentences/<name>")
@needs(Action.SET_UP_LINE)
def sentence(name: str) -> str:
    line = back_office().store.read(load_line)
    return _page(line, _known(line, name), _known(line, name).own)


@menus.post("/sentences/<name>")
@needs(Action.SET_UP_LINE)
def say(name: str) -> Answer:
    """What the shop says instead, in each language; an empty text brings the line's own back."""
    line = back_office().store.read(load_line)
    known = _known(line, name)
    return _kept_if_right(line, known, {one: _typed(known, one) for one in line.shop.languages})


@menus.post("/sentences/<name>/sound/<language>")
@needs(Action.SET_UP_LINE)
@takes_up_to(LARGEST_FORM)
def say_by_sound(name: str, language: str) -> Answer:
    """A sound instead of the text in this language; what was typed beside it is kept with it."""
    line = back_office().store.read(load_line)
    known = _known(line, name)
    if language not in line.shop.languages:
        raise NotFound
    own = {one: _typed(known, one) for one in line.shop.languages}
    address = sent_sound(f"sound-{language}")
    if isinstance(address, SoundFault):
        return _page(line, known, own, {language: fault_of_sound(address)}), 422
    return _kept_if_right(line, known, own | {language: replace(own[language], audio=address)})


@menus.post("/sentences/<name>/undo")
@needs(Action.SET_UP_LINE)
def unsay(name: str) -> Answer:
    """Back to what was said of this sentence before a version, where nothing has come after it."""
    version = whole_number(request.form.get("version", ""))
    kept = None if version is None else back_office().store.read(lambda db: kept_line(db, version))
    before = read_shop_file(kept.text).line if kept else None
    if before is None:
        raise NotFound
    line = back_office().store.read(load_line)
    was = {one: before.prompts.get((name, one), Spoken()) for one in line.shop.languages}
    return _kept(line, _known(line, name), was, seen=_seen(), undoable=False)


def _seen() -> int:
    """The version that the page was made from."""
    version = whole_number(request.form.get("seen", ""))
    return _NEVER if version is None else version


def _typed(known: Sentence, language: str) -> Spoken:
    text = clean(request.form.get(f"own-{language}", ""), longest=LONGEST_TEXT).strip()
    old = known.own.get(language, Spoken())
    is_mute = request.form.get("do") == f"mute:{language}"
    return Spoken(text or None, None if is_mute else old.audio)


def _kept_if_right(line: Line, known: Sentence, own: Mapping[str, Spoken]) -> Answer:
    faults = {
        language: gettext(NO_PLACE) % {"place": wrong[0], "places": ", ".join(known.places) or "–"}
        for language, said in own.items()
        if known.texts and (wrong := unknown_places(known, said.text or ""))
    }
    if faults:
        return _page(line, known, own, faults), 422
    return _kept(line, known, own, seen=_seen())


def _kept(
    line: Line, known: Sentence, own: Mapping[str, Spoken], *, seen: int, undoable: bool = True
) -> Answer:
    who = visitor()
    outcome = change_line(
        back_office(),
        lambda before: say_instead(before, known.name, own),
        actor=who.signed_in.email,
        now=who.now,
        seen=seen,
    )
    match outcome:
        case Saved(changes=changes):
            undo = line.version if changes and undoable else None
            return redirect(url_for("pages.menus.sentence", name=known.name, before=undo), 303)
        case Overtaken():
            newest = back_office().store.read(load_line)
            return _page(newest, known, own, {"": gettext(OVERTAKEN)}), 409
        case _:
            told = " ".join(fault_advice(one) for one in outcome.faults)
            return _page(line, known, own, {"": told}), 422


def _known(line: Line, name: str) -> Sentence:
    found = sentence_of(back_office().sentences, line, name)
    if found is None:
        raise NotFound
    return found


def _page(
    line: Line, known: Sentence, own: Mapping[str, Spoken], faults: Mapping[str, str] | None = None
) -> str:
    before = whole_number(request.args.get("before", ""))
    return render_template(
        "setup/menus_sentence.html",
        line=line,
        known=known,
        own=own,
        faults=faults or {},
        own_sound=own_sound,
        longest_text=LONGEST_TEXT,
        undo=before,
    )
