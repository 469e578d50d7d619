"""The one way in which a page changes the line: a pure change, the same checks as the shop file, one commit.

Panel and file can never disagree: what is saved here is what `hotline shop export` writes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from admin.back_office import BackOffice
from admin.setup.who_may import refused
from admin.shop_file.checking import check_line
from admin.shop_file.differences import differences
from admin.shop_file.faults import Book, Fault
from admin.shop_file.keeping import save_and_keep
from call_routing.sentence import sentence
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_lock import lock_line
from ticket_store.line_rows import DepartmentInUseError, load_line

Change = Callable[[Line], Line]


@dataclass(frozen=True)
class Saved:
    """The line has changed. `changes` are sentences, none where nothing differed; `version` is the new one."""

    version: int
    changes: tuple[str, ...]
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Nothing was changed. `faults` are what the change would have brought in, or why it cannot be."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Overtaken:
    """Nothing was changed: somebody else has changed the line since the page was opened."""

    version: int


def change_line(
    office: BackOffice,
    change: Change,
    *,
    actor: str,
    now: datetime,
    seen: int | None = None,
    renamed: tuple[str, str] | None = None,
    proven: bool = True,
) -> Saved | Refused | Overtaken:
    """Change the line in one transaction of its own; see `change_in`."""

    def work(tx: Transaction) -> Saved | Refused | Overtaken:
        return change_in(tx, change, actor=actor, now=now, seen=seen, renamed=renamed, proven=proven)

    try:
        return office.store.write(work)
    except DepartmentInUseError as why:  # found halfway: nothing of it may be committed
        return Refused(_in_use(why))


def _in_use(why: DepartmentInUseError) -> tuple[Fault, ...]:
    book, count = Book(), why.count
    found = {
        "tickets": sentence(
            "it has tickets (%(count)s), so it cannot be removed. Take it out of the menus instead.",
            count=count,
        ),
        "callbacks": sentence(
            "it has callbacks (%(count)s), so it cannot be removed. Take it out of the menus instead.",
            count=count,
        ),
    }
    live = sentence("it has live calls (%(count)s). Remove it once they are over.", count=count)
    book.fault(("departments", why.key), found.get(why.noun, live))
    return tuple(book.faults)


def change_in(
    tx: Transaction,
    change: Change,
    *,
    actor: str,
    now: datetime,
    seen: int | None = None,
    renamed: tuple[str, str] | None = None,
    proven: bool = True,
) -> Saved | Refused | Overtaken:
    """Change the line within a transaction.

    `seen` is the version that the person looked at; another one by now refuses the change, so that nobody
    overwrites what they have not seen. Faults that stood in the line before do not stop a change elsewhere.
    `renamed` is the e-mail address of a person before and after. Without `proven` nobody gains a right.
    Raises: LineMissingError, before the first line; DepartmentInUseError, with half of it written: let it end the
    transaction.
    """
    lock_line(tx)  # before the line is read: what was seen must still be so when it is saved
    old = load_line(tx.db)
    if seen is not None and seen != old.version:
        return Overtaken(old.version)
    new = change(old)
    known = {fault.text for fault in check_line(old)}
    found = check_line(new)
    wrong = tuple(one for one in found if not one.is_warning and one.text not in known)
    wrong += refused(old, new, proven=proven)
    if wrong:
        return Refused(wrong)
    sentences = differences(old, new)
    if not sentences:
        return Saved(old.version, ())
    saved = save_and_keep(tx, old, new, sentences, actor=actor, now=now, renamed=renamed)
    warnings = tuple(one for one in found if one.is_warning and one.text not in known)
    return Saved(saved.version, sentences, warnings)
