"""The line and the draft over it, looked at together; and the one way in which a draft changes."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from admin.setup.menus.draft import (
    Draft,
    DraftMenu,
    draft_from_json,
    draft_of,
    draft_to_json,
    line_with,
)
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.menu_drafts import KeptDraft, keep_draft, kept_draft, lock_draft

_MARK = 16


@dataclass(frozen=True)
class Work:
    """`planned` is the line as it would be with the draft published; without a draft, the line itself."""

    line: Line
    draft: Draft
    planned: Line
    kept: KeptDraft | None

    @property
    def revision(self) -> int:
        return self.kept.revision if self.kept else 0

    @property
    def is_changed(self) -> bool:
        """Whether publishing would change anything."""
        return (
            draft_to_json(self.draft)["menus"] != draft_to_json(draft_of(self.line.menus))["menus"]
            or self.planned.dids != self.line.dids
        )

    @property
    def is_outdated(self) -> bool:
        """Whether other menus were published since the draft was begun."""
        return (
            self.kept is not None and self.kept.body is not None and self.kept.base != self.line.menu_version
        )


def work_in(db: Connection) -> Work:
    """What stands on the bench. Raises: LineMissingError, before the first line."""
    return _work(load_line(db), kept_draft(db))


def mark(menu: DraftMenu) -> str:
    """The same for the same menu: who sends back what they looked at shows by it that nobody came between."""
    (body,) = draft_to_json(Draft((menu,)))["menus"]
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()[:_MARK]


def change_draft(
    tx: Transaction, change: Callable[[Work], Draft | None], *, actor: str, now: datetime, undoable: bool
) -> Work:
    """Change the draft by what `change` makes of it (None leaves it); answers the bench as it is then.

    `undoable` keeps the draft before it, until the next change.
    """
    kept = lock_draft(tx)
    work = _work(load_line(tx.db), kept)
    draft = change(work)
    if draft is None or draft == work.draft:
        return work
    is_first = kept is None or kept.body is None
    base = work.line.menu_version if kept is None or is_first else kept.base
    undo = draft_to_json(work.draft) if undoable else None
    keep_draft(tx, draft_to_json(draft), base=base, undo=undo, actor=actor, now=now)
    if is_first:
        write_audit(tx, now, actor, "menus.draft_begun", f"menu version {base}")
    return _work(work.line, kept_draft(tx.db))


def drop_draft(tx: Transaction, *, actor: str, now: datetime) -> None:
    """Back to what is published; the draft can be taken up again until the next one is begun."""
    kept = lock_draft(tx)
    if kept is None or kept.body is None:
        return
    keep_draft(tx, None, base=kept.base, undo=kept.body, actor=actor, now=now)
    write_audit(tx, now, actor, "menus.draft_discarded", f"menu version {kept.base}", before=dict(kept.body))


def take_back(tx: Transaction, revision: int, *, actor: str, now: datetime) -> bool:
    """The draft as it was before its last change; False where it has changed since, or nothing was kept."""
    kept = lock_draft(tx)
    if kept is None or kept.undo is None or kept.revision != revision:
        return False
    keep_draft(tx, kept.undo, base=kept.base, undo=None, actor=actor, now=now)
    return True


def _work(line: Line, kept: KeptDraft | None) -> Work:
    if kept is None or kept.body is None:
        return Work(line, draft_of(line.menus), line, kept)
    draft = draft_from_json(kept.body)
    return Work(line, draft, line_with(line, draft), kept)
