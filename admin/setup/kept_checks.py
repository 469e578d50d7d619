"""Rehearsed calls kept as checks: played again on a line, and held against what was found right.

A check is played without what the shop knows of the caller, so that it says the same tomorrow.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Any

from admin.back_office import BackOffice
from admin.rehearse import Came, Deed, Kind, Press, Rehearse, Rehearsed, Setup
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.rehearsals import (
    KeptRehearsal,
    find_right,
    forget_rehearsal,
    keep_rehearsal,
    kept_rehearsal,
    kept_rehearsals,
)

Body = Mapping[str, Any]
MOST_CHECKS = 50  # each publish plays them all while a person waits
_MARK = 16


class NoRoomError(ValueError):
    """As many checks are kept as there may be."""


@dataclass(frozen=True)
class Turned:
    """A stretch that is not as it was: what was right, and what came instead; either may be empty."""

    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class CheckResult:
    """One check, played. `said` are the sentences that differ; `came` what comes of the call and differs.

    `found` is the whole outcome, to be kept where it is right now.
    """

    check: KeptRehearsal
    found: Body
    said: tuple[Turned, ...] = ()
    gone: tuple[Came, ...] = ()
    new: tuple[Came, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.said or self.gone or self.new)


def run_kept(office: BackOffice, line: Line | None = None) -> tuple[CheckResult, ...]:
    """Play every kept check on this line (None: the line as it is); nothing is written.

    Empty where rehearsals are not wired. Raises: LineMissingError, before the first line.
    """
    if office.rehearse is None:
        return ()
    kept = office.store.read(kept_rehearsals)
    return tuple(_run(office.rehearse, check, line) for check in kept)


def run_one(office: BackOffice, check_id: str) -> CheckResult | None:
    """Play one kept check on the line as it is; None where there is no such check, or no rehearsal is wired."""
    check = office.store.read(lambda db: kept_rehearsal(db, check_id))
    return _run(office.rehearse, check, None) if check is not None and office.rehearse is not None else None


def mark_of(results: Iterable[CheckResult]) -> str:
    """The same for the same findings: a word on them counts only where they were looked at."""
    found = json.dumps([[one.check.id, one.found] for one in results], sort_keys=True, default=str)
    return hashlib.sha256(found.encode()).hexdigest()[:_MARK]


def find_right_now(tx: Transaction, results: Iterable[CheckResult], *, actor: str, now: datetime) -> None:
    """What these checks found is right from now on: for those that differ, with an audit row each."""
    for result in results:
        if result.differs:
            find_right(tx, result.check.id, result.found, actor=actor, now=now)
            before, after = dict(result.check.expected), dict(result.found)
            write_audit(tx, now, actor, "rehearsal.right", result.check.name, before=before, after=after)


def keep_check(
    office: BackOffice,
    name: str,
    setup: Setup,
    presses: Sequence[Press],
    *,
    line: Line | None = None,
    actor: str,
    now: datetime,
) -> str:
    """Keep a call as a check, with what comes of it on this line (None: the line as it is); its id.

    Raises: NameTakenError; NoRoomError; LineMissingError.
    """
    if office.rehearse is None:
        raise LookupError("Rehearsals are not wired here. Build the house with app.wiring.")
    if len(office.store.read(kept_rehearsals)) >= MOST_CHECKS:
        raise NoRoomError(f"{MOST_CHECKS} checks are kept already. Forget one first.")
    always = replace(setup, history=False)
    expected = outcome_of(office.rehearse.play(always, presses, line=line))

    def work(tx: Transaction) -> str:
        kept = keep_rehearsal(
            tx,
            name=name,
            setup=setup_to_json(always),
            presses=tuple(map(press_to_json, presses)),
            expected=expected,
            actor=actor,
            now=now,
        )
        write_audit(tx, now, actor, "rehearsal.kept", name, after=expected)
        return kept

    return office.store.write(work)


def forget_check(tx: Transaction, check: KeptRehearsal, *, actor: str, now: datetime) -> None:
    forget_rehearsal(tx, check.id)
    write_audit(tx, now, actor, "rehearsal.forgotten", check.name, before=dict(check.expected))


def outcome_of(rehearsed: Rehearsed) -> dict[str, Any]:
    """What a check compares: every sentence, and every row and message that came of the call."""
    return {"said": list(rehearsed.said), "came": [_came_to_json(one) for one in rehearsed.came]}


def _run(rehearse: Rehearse, check: KeptRehearsal, line: Line | None) -> CheckResult:
    setup, presses = setup_from_json(check.setup), [press_from_json(one) for one in check.presses]
    found = outcome_of(rehearse.play(setup, presses, line=line))
    was, now = list(check.expected["came"]), list(found["came"])
    return CheckResult(
        check,
        found,
        said=_turned(check.expected["said"], found["said"]),
        gone=tuple(_came_from_json(one) for one in was if one not in now),
        new=tuple(_came_from_json(one) for one in now if one not in was),
    )


def _turned(was: Sequence[str], now: Sequence[str]) -> tuple[Turned, ...]:
    stretches = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    return tuple(Turned(tuple(was[a:b]), tuple(now[c:d])) for how, a, b, c, d in stretches if how != "equal")


def setup_to_json(setup: Setup) -> dict[str, Any]:
    return {
        "at": setup.at.isoformat(),
        "did_number": setup.did_number,
        "caller_number": setup.caller_number,
        "language": setup.language,
        "waiting": dict(setup.waiting),
        "handling_s": dict(setup.handling_s),
        "on_duty": list(setup.on_duty),
        "history": setup.history,
    }


def setup_from_json(body: Body) -> Setup:
    at = datetime.fromisoformat(body["at"]).astimezone(UTC)
    return Setup(**{**body, "at": at, "on_duty": tuple(body["on_duty"])})


def press_to_json(press: Press) -> dict[str, str]:
    return {"deed": press.deed.value, "what": press.what}


def press_from_json(body: Body) -> Press:
    return Press(Deed(body["deed"]), body["what"])


def _came_to_json(came: Came) -> dict[str, Any]:
    """Times as ISO 8601: a check is the same call at the same time, so they compare."""
    facts = {
        name: {"at": fact.isoformat()} if isinstance(fact, datetime) else fact
        for name, fact in came.facts.items()
    }
    return {"kind": came.kind.value, "facts": facts}


def _came_from_json(body: Body) -> Came:
    facts = {
        name: datetime.fromisoformat(fact["at"]) if isinstance(fact, dict) and "at" in fact else fact
        for name, fact in body["facts"].items()
    }
    return Came(kind=Kind(body["kind"]), facts=facts)
