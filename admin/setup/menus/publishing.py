"""Publishing: the draft, or an old version once more, becomes the line in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from admin.back_office import BackOffice
from admin.setup.changing import Overtaken, Refused, Saved, change_in
from admin.setup.kept_checks import CheckResult, find_right_now
from admin.setup.menus.draft import Draft, draft_of
from admin.setup.menus.workbench import work_in
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_rows import load_line, menus_of_version
from ticket_store.menu_drafts import keep_draft, lock_draft
from ticket_store.menu_versions import note_version


@dataclass(frozen=True)
class Candidate:
    """What would be published. `version` is the old one that comes back; none for the draft."""

    line: Line
    planned: Line
    draft: Draft
    revision: int
    version: int | None = None

    @property
    def is_changed(self) -> bool:
        return _as_pairs(self.planned) != _as_pairs(self.line)


@dataclass(frozen=True)
class DraftChanged:
    """Nothing was published: the draft is another one than the person looked at."""


def candidate_in(db: Connection, version: int | None) -> Candidate | None:
    """The draft over the line, or the menus of an old version; none for a version that never was."""
    work = work_in(db)
    if version is None:
        return Candidate(work.line, work.planned, work.draft, work.revision)
    menus = menus_of_version(db, version)
    if not menus:
        return None
    planned = replace(work.line, menus=menus)
    return Candidate(work.line, planned, draft_of(menus), work.revision, version)


def publish(
    office: BackOffice,
    seen: Candidate,
    *,
    note: str,
    right_now: Iterable[CheckResult] = (),
    actor: str,
    now: datetime,
) -> Saved | Refused | Overtaken | DraftChanged:
    """Make the line what the person has looked at: exactly that, or nothing.

    The draft that was published is a draft no more; an old version that comes back leaves it alone.
    Calls that are under way finish on the menus with which they began. `right_now` are kept rehearsals whose new
    outcome is right from now on.
    """

    def work(tx: Transaction) -> Saved | Refused | Overtaken | DraftChanged:
        kept = lock_draft(tx)
        if seen.version is None and (kept.revision if kept else 0) != seen.revision:
            return DraftChanged()
        before = load_line(tx.db).menu_version
        saved = change_in(
            tx,
            lambda line: replace(line, menus=seen.planned.menus, dids=seen.planned.dids),
            actor=actor,
            now=now,
            seen=seen.line.version,
        )
        if isinstance(saved, Saved):
            _close(tx, seen, before, note=note, actor=actor, now=now)
            find_right_now(tx, right_now, actor=actor, now=now)
        return saved

    return office.store.write(work)


def _close(tx: Transaction, seen: Candidate, before: int, *, note: str, actor: str, now: datetime) -> None:
    number = load_line(tx.db).menu_version
    if note and number != before:
        note_version(tx, number, note)
    if seen.version is None:
        keep_draft(tx, None, base=number, undo=None, actor=actor, now=now)
    after = {"version": number, "again": seen.version, "note": note or None}
    write_audit(tx, now, actor, "menus.published", f"menu version {number}", after=after)


def _as_pairs(line: Line) -> object:
    """Menus and numbers as they are compared: the keys of a menu in their order, which is spoken."""
    menus = [(key, replace(menu, keys={}), tuple(menu.keys.items())) for key, menu in line.menus.items()]
    return sorted(menus, key=lambda one: one[0]), line.dids
