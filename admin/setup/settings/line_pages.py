"""`/admin/settings/lines`: every line that was, what differs from it now, and the way back to any of them."""

from flask import redirect, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from admin.back_office import back_office
from admin.doors.paths import safe_path
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Overtaken, Refused, Saved
from admin.setup.settings.lines import back_to, line_of_text
from admin.setup.settings.room import Answer, settings
from admin.setup.settings.saving import news, save, saved, seen_version, the_line
from admin.shop_file.difference_words import changes_in_words
from admin.shop_file.fault_words import fault_words
from admin.typed_text import LARGEST, whole_number
from ticket_store.line_kept import KeptLine, kept_line, kept_lines

_A_PAGE = 12
OVERTAKEN = N_("Somebody else has changed the line in the meantime. Look at it, and do it again.")


@settings.get("/lines")
@needs(Action.SET_UP_LINE)
def lines_that_were() -> str:
    """The newest first, each with what it changed."""
    before = whole_number(request.args.get("before", ""))
    listed = back_office().store.read(lambda db: kept_lines(db, _A_PAGE + 1, before=before))
    shown = listed[:_A_PAGE]
    return render_template(
        "setup/settings_lines.html",
        line=the_line(),
        kept=[
            (one, _changed(one, earlier)) for one, earlier in zip(shown, [*listed[1:], None], strict=False)
        ],
        more=shown[-1].version if len(listed) > _A_PAGE else None,
        news=news(),
    )


@settings.get(f"/lines/<int(max={LARGEST}):version>")
@needs(Action.SET_UP_LINE)
def line_that_was(version: int) -> str:
    return _one(version)


@settings.post(f"/lines/<int(max={LARGEST}):version>/back")
@needs(Action.SET_UP_LINE)
def go_back(version: int) -> Answer:
    """A new line equal to this old one."""
    match save(back_to(_found(version).text), seen=seen_version()):
        case Saved() as done:
            return saved(done, "pages.settings.lines_that_were")
        case Refused(faults):
            return _one(version, " ".join(map(fault_words, faults))), 422
        case Overtaken():
            return _one(version, gettext(OVERTAKEN)), 409


@settings.post("/undo")
@needs(Action.SET_UP_LINE)
def undo() -> Answer:
    """Take the last change back, where nothing has come after it."""
    version = whole_number(request.form.get("version", ""))
    if version is None:
        raise BadRequest
    earlier = back_office().store.read(lambda db: kept_lines(db, 1, before=version))
    if not earlier:
        raise NotFound
    match save(back_to(earlier[0].text), seen=version):
        case Saved():
            return redirect(f"{safe_path(request.form.get('back', ''))}?undone=1", 303)
        case Refused(faults):
            return _one(version, " ".join(map(fault_words, faults))), 422
        case Overtaken():
            return _one(version, gettext(OVERTAKEN)), 409


def _one(version: int, fault: str = "") -> str:
    kept = _found(version)
    line = the_line()
    return render_template(
        "setup/settings_line.html",
        line=line,
        kept=kept,
        changes=changes_in_words(line, line_of_text(kept.text)),
        fault=fault,
    )


def _found(version: int) -> KeptLine:
    kept = back_office().store.read(lambda db: kept_line(db, version))
    if kept is None:
        raise NotFound
    return kept


def _changed(kept: KeptLine, earlier: KeptLine | None) -> tuple[str, ...]:
    """What this one changed, in the reader's language; the first that was kept stands for itself."""
    return changes_in_words(line_of_text(earlier.text), line_of_text(kept.text)) if earlier else ()
