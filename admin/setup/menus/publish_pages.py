"""`/admin/menus/publish`: what changes for callers, what stands against it, and the button."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Saved
from admin.setup.kept_checks import CheckResult, mark_of, run_kept
from admin.setup.menus.changes import changes_in_words
from admin.setup.menus.draft_faults import Placed, draft_faults, stops
from admin.setup.menus.publishing import Candidate, candidate_in, publish
from admin.setup.menus.room import menus
from admin.setup.menus.showing import shown_faults
from admin.typed_text import clean, whole_number
from admin.visitor import visitor

Answer = Response | str | tuple[str, int]
_LONGEST_NOTE = 300
LOOK_AT_CHECKS = N_("Some checks are not as they were. Look at them and say whether that is right.")
OVERTAKEN = N_("Somebody else has changed the line in the meantime. Look at it again, then publish it.")


@menus.get("/publish")
@needs(Action.SET_UP_LINE)
def review() -> Answer:
    """The draft, or with `version` an old one that comes back."""
    return _page(_candidate(request.args.get("version", "")))


@menus.post("/publish")
@needs(Action.SET_UP_LINE)
def publish_now() -> Answer:
    """Publish what was looked at, and nothing else.

    Where kept rehearsals would go otherwise than was found right, only with a word on them: `same` publishes all
    the same, `right` takes what comes now for right.
    """
    form, who = request.form, visitor()
    candidate = _candidate(form.get("version", ""))
    note = clean(form.get("note", ""), longest=_LONGEST_NOTE).strip()
    if stops(_faults(candidate)):
        return _page(candidate, note=note), 422
    differing, word = [one for one in _checked(candidate) if one.differs], form.get("checks", "")
    if differing and (word not in {"same", "right"} or form.get("differing") != mark_of(differing)):
        return _page(candidate, fault=gettext(LOOK_AT_CHECKS), note=note), 422
    seen = replace(
        candidate,
        revision=_number(form.get("revision", "")),
        line=replace(candidate.line, version=_number(form.get("seen", ""))),
    )
    outcome = publish(
        back_office(),
        seen,
        note=note,
        right_now=differing if word == "right" else (),
        actor=who.signed_in.email,
        now=who.now,
    )
    if isinstance(outcome, Saved):
        return redirect(url_for("pages.menus.versions"), 303)
    return _page(_candidate(form.get("version", "")), fault=gettext(OVERTAKEN), note=note), 409


def _candidate(version: str) -> Candidate:
    found = back_office().store.read(lambda db: candidate_in(db, _number(version) if version else None))
    if found is None:
        raise NotFound
    return found


def _number(text: str) -> int:
    """Less than any that there is, for what is no number."""
    found = whole_number(text)
    return -1 if found is None else found


def _faults(candidate: Candidate) -> tuple[Placed, ...]:
    return draft_faults(candidate.line, candidate.draft)


def _checked(candidate: Candidate) -> tuple[CheckResult, ...]:
    """All kept rehearsals, played on the line as it would be."""
    return run_kept(back_office(), candidate.planned)


def _page(candidate: Candidate, *, fault: str = "", note: str = "") -> str:
    faults = _faults(candidate)
    checked = () if stops(faults) or not candidate.is_changed else _checked(candidate)
    differing = [one for one in checked if one.differs]
    return render_template(
        "setup/menus_publish.html",
        candidate=candidate,
        changes=changes_in_words(candidate.line, candidate.planned),
        faults=shown_faults(faults),
        checked=len(checked),
        differing=differing,
        differing_mark=mark_of(differing),
        fault=fault,
        note=note,
        longest_note=_LONGEST_NOTE,
    )
