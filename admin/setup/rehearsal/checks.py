"""`/admin/rehearsal/checks`: calls kept as checks, played all at once, and what is not as it was."""

import json
from collections.abc import Sequence

from flask import render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.permissions import Action
from admin.setup.kept_checks import (
    CheckResult,
    find_right_now,
    forget_check,
    mark_of,
    press_from_json,
    run_kept,
    run_one,
    setup_from_json,
)
from admin.setup.rehearsal.reasons import Reader
from admin.setup.rehearsal.room import Answer, Bench, bench_now, rehearsal
from admin.setup.rehearsal.showing import rows
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.rehearsals import (
    KeptRehearsal,
    NameTakenError,
    keep_rehearsal,
    kept_rehearsal,
    kept_rehearsals,
)


@rehearsal.get("/checks")
@needs(Action.SET_UP_LINE)
def checks() -> Answer:
    """All of them; with `?on=line` or `?on=draft` played, each with what is not as it was."""
    return _page()


@rehearsal.post("/checks/<check_id>/right")
@needs(Action.SET_UP_LINE)
def right(check_id: str) -> Answer:
    """What this check finds on the line as it is, is right from now on; another finding is looked at first."""
    who, result = visitor(), run_one(back_office(), check_id)
    if result is None:
        raise NotFound
    if request.form.get("found") != mark_of([result]):
        return _page(on="line"), 409
    actor = who.signed_in.email
    back_office().store.write(lambda tx: find_right_now(tx, [result], actor=actor, now=who.now))
    return _page(on="line")


@rehearsal.post("/checks/<check_id>/forget")
@needs(Action.SET_UP_LINE)
def forget(check_id: str) -> Answer:
    """It is gone; the page that follows can take that back."""
    who = visitor()
    kept = back_office().store.read(lambda db: kept_rehearsal(db, check_id))
    if kept is None:
        raise NotFound
    actor = who.signed_in.email
    back_office().store.write(lambda tx: forget_check(tx, kept, actor=actor, now=who.now))
    return _page(forgotten=kept)


@rehearsal.post("/checks/take-back")
@needs(Action.SET_UP_LINE)
def take_back() -> Answer:
    """One that was forgotten a moment ago is kept again."""
    who = visitor()
    try:
        told = json.loads(request.form.get("kept", ""))
        name, setup, presses = str(told["name"]), told["setup"], tuple(told["presses"])
        expected = {"said": list(told["expected"]["said"]), "came": list(told["expected"]["came"])}
        setup_from_json(setup)
        for one in presses:
            press_from_json(one)
    except (ValueError, LookupError, TypeError) as why:
        raise BadRequest from why

    def work(tx: Transaction) -> None:
        keep_rehearsal(
            tx,
            name=name,
            setup=setup,
            presses=presses,
            expected=expected,
            actor=who.signed_in.email,
            now=who.now,
        )
        write_audit(tx, who.now, who.signed_in.email, "rehearsal.kept", name, after=expected)

    try:
        back_office().store.write(work)
    except NameTakenError as why:
        raise BadRequest from why
    return _page()


def _page(*, on: str | None = None, forgotten: KeptRehearsal | None = None) -> str:
    bench = bench_now()
    on = on or request.args.get("on")
    kept = back_office().store.read(kept_rehearsals)
    results = _results(bench, on)
    return render_template(
        "setup/rehearsal_checks.html",
        checks=kept,
        results={one.check.id: one for one in results} if results is not None else None,
        on=on,
        has_draft=bench.has_draft,
        came=_came(bench, results or ()),
        mark_of=mark_of,
        forgotten=forgotten,
        forgotten_json=_as_json(forgotten) if forgotten else "",
    )


def _results(bench: Bench, on: str | None) -> Sequence[CheckResult] | None:
    match on:
        case "line":
            return run_kept(back_office())
        case "draft" if bench.has_draft:
            return run_kept(back_office(), bench.work.planned)
        case _:
            return None


def _came(bench: Bench, results: Sequence[CheckResult]) -> dict[str, tuple[object, object]]:
    """What came of each call before, and what comes of it now."""
    readers = {one.check.id: Reader(bench.work.line, setup_from_json(one.check.setup).at) for one in results}
    return {
        one.check.id: (rows(readers[one.check.id], one.gone), rows(readers[one.check.id], one.new))
        for one in results
    }


def _as_json(kept: KeptRehearsal) -> str:
    told = {"name": kept.name, "setup": kept.setup, "presses": kept.presses, "expected": kept.expected}
    return json.dumps(told, ensure_ascii=False)
