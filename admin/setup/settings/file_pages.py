"""`/admin/settings/file`: the shop file to look at and download, and another one to compare and apply."""

from flask import Response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Overtaken, Refused, Saved
from admin.setup.settings.line_pages import OVERTAKEN
from admin.setup.settings.room import Answer, settings
from admin.setup.settings.saving import news, save, saved, seen_version, the_line
from admin.shop_file.commands import read_checked
from admin.shop_file.difference_words import changes_in_words
from admin.shop_file.fault_words import fault_words
from admin.shop_file.faults import Fault
from admin.shop_file.typed import kept_apart
from admin.shop_file.writing import write_shop_file

_LARGEST = 200_000  # characters; a whole shop of thirty people has twenty thousand
NO_FILE = N_("Choose a file, or paste its text.")
NOT_UTF8 = N_("This file is not UTF-8 text. Save it as UTF-8.")


@settings.get("/file")
@needs(Action.SET_UP_LINE)
def file() -> str:
    return _page()


@settings.get("/file/shop.yaml")
@needs(Action.SET_UP_LINE)
def download() -> Response:
    """As `hotline shop export` writes it."""
    text = write_shop_file(the_line())
    named = {"Content-Disposition": 'attachment; filename="shop.yaml"'}
    return Response(text, mimetype="application/yaml", headers=named)


@settings.post("/file")
@needs(Action.SET_UP_LINE)
def compare() -> Answer:
    """What the file would change, and every fault of it with its line; nothing is changed yet."""
    sent = request.files.get("file")
    data = sent.read(_LARGEST + 1) if sent and sent.filename else b""
    if len(data) > _LARGEST:
        raise RequestEntityTooLarge
    try:
        text = data.decode("utf-8") if data else request.form.get("text", "")[:_LARGEST]
    except UnicodeDecodeError:
        return _page(fault=gettext(NOT_UTF8)), 422
    if not text.strip():
        return _page(fault=gettext(NO_FILE)), 422
    line, faults = read_checked(text)
    if line is None:
        return _page(text=text, faults=faults), 422
    return _page(text=text, faults=faults, changes=changes_in_words(the_line(), line))


@settings.post("/file/apply")
@needs(Action.SET_UP_LINE)
def apply_file() -> Answer:
    """Make the line what the text says: all of it or nothing."""
    text = request.form.get("text", "")[:_LARGEST]
    line, faults = read_checked(text)
    if line is None:
        return _page(text=text, faults=faults), 422
    match save(lambda now: kept_apart(line, now), seen=seen_version()):
        case Saved() as done:
            return saved(done, "pages.settings.file")
        case Refused(refused):
            return _page(text=text, faults=refused), 422
        case Overtaken():
            changes = changes_in_words(the_line(), line)
            return _page(text=text, faults=faults, changes=changes, fault=gettext(OVERTAKEN)), 409


def _page(
    *,
    text: str = "",
    faults: tuple[Fault, ...] = (),
    changes: tuple[str, ...] | None = None,
    fault: str = "",
) -> str:
    line = the_line()
    return render_template(
        "setup/settings_file.html",
        line=line,
        current=write_shop_file(line),
        text=text,
        faults=[(one.line, fault_words(one), one.is_warning) for one in faults],
        changes=changes,
        fault=fault,
        news=news(),
    )
