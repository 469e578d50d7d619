from datetime import UTC, datetime, timedelta

from ticket_store.engine import Store
from ticket_store.menu_drafts import KeptDraft, keep_draft, kept_draft, lock_draft

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
BODY, OTHER = {"menus": [], "numbers": {}}, {"menus": [{"key": "main"}], "numbers": {}}


def test_there_is_one_draft_and_its_revision_grows_with_every_change(store: Store) -> None:
    assert store.read(kept_draft) is None
    assert store.write(lambda tx: keep_draft(tx, BODY, base=3, undo=None, actor="ola", now=NOW)) == 1
    later = NOW + timedelta(minutes=1)
    assert store.write(lambda tx: keep_draft(tx, OTHER, base=3, undo=BODY, actor="jan", now=later)) == 2
    assert store.read(kept_draft) == KeptDraft(2, OTHER, 3, BODY, later, "jan")


def test_a_draft_that_goes_leaves_its_revision_and_a_way_back(store: Store) -> None:
    store.write(lambda tx: keep_draft(tx, BODY, base=1, undo=None, actor="ola", now=NOW))
    store.write(lambda tx: keep_draft(tx, None, base=1, undo=BODY, actor="ola", now=NOW))
    kept = store.write(lock_draft)
    assert kept
    assert (kept.revision, kept.body, kept.undo) == (2, None, BODY)
