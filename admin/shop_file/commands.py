"""Apply, export and check a shop file: what the command line and the panel call."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from admin.shop_file.checking import check_line
from admin.shop_file.differences import differences
from admin.shop_file.faults import Fault
from admin.shop_file.keeping import save_and_keep
from admin.shop_file.reading import read_shop_file
from admin.shop_file.writing import write_shop_file
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.line_rows import DepartmentInUseError, LineMissingError, load_line

Say = Callable[[str], None]  # prints one line
Ask = Callable[[str], bool]  # puts a question to the person at the terminal


class Outcome(StrEnum):
    """How applying a shop file ended."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    DECLINED = "declined"  # the person at the terminal said no
    REFUSED = "refused"  # the file has faults; nothing was changed


def apply_file(store: Store, path: Path, *, actor: str, now: datetime, ask: Ask | None, say: Say) -> Outcome:
    """Make the line what the file says: check it, say the differences, ask where `ask` is given, save.

    Nothing is written unless all of it is; a file that was applied before changes nothing.
    """
    line = _checked(path, say)
    if line is None:
        return Outcome.REFUSED
    changes = differences(store.read(_line_or_none), line)
    if not changes:
        say("Nothing to change: the line is as the file says.")
        return Outcome.UNCHANGED
    for change in changes:
        say(change)
    if ask is not None and not ask(f"Apply {_counted(len(changes), 'change')}?"):
        say("Nothing was changed.")
        return Outcome.DECLINED

    def work(tx: Transaction) -> None:
        save_and_keep(tx, _line_or_none(tx.db), line, changes, actor=actor, now=now)

    try:
        store.write(work)
    except DepartmentInUseError as fault:
        say(str(fault))
        return Outcome.REFUSED
    say(f"Applied {_counted(len(changes), 'change')}.")
    return Outcome.APPLIED


def export(store: Store) -> str:
    """The stored line as a shop file. Raises: LineMissingError, before the first `hotline shop apply`."""
    return write_shop_file(store.read(load_line))


def check(path: Path, *, say: Say) -> bool:
    """Whether the file can be applied. Says every fault and warning; touches no store."""
    line = _checked(path, say)
    if line is not None:
        say(f"{path} is good: {_summary(line)}.")
    return line is not None


def read_checked(text: str) -> tuple[Line | None, tuple[Fault, ...]]:
    """The line of a text and all that is to say about it; no line where one of that is a fault."""
    reading = read_shop_file(text)
    if reading.line is None:
        return None, tuple(reading.book.faults)
    faults = check_line(reading.line, reading.book)
    is_good = all(fault.is_warning for fault in faults)
    return (reading.line if is_good else None), faults


def _checked(path: Path, say: Say) -> Line | None:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        say(f"{path} cannot be read ({fault.strerror}). Check the name and the permissions.")
        return None
    except UnicodeDecodeError as fault:
        say(f"{path} is not UTF-8 text (byte {fault.start}). Save it as UTF-8.")
        return None
    line, faults = read_checked(text)
    for one in faults:
        say(f"{path}, {one}" if one.line else f"{path}: {one}")
    if line is None:
        wrong = sum(not one.is_warning for one in faults)
        say(f"{_counted(wrong, 'fault')}. Nothing was changed.")
    return line


def _line_or_none(db: Connection) -> Line | None:
    try:
        return load_line(db)
    except LineMissingError:
        return None


def _summary(line: Line) -> str:
    parts = (
        (len(line.dids), "number"),
        (len(line.menus), "menu"),
        (len(line.departments), "department"),
        (len(line.agents), "person"),
    )
    return ", ".join(_counted(count, noun) for count, noun in parts)


def _counted(count: int, noun: str) -> str:
    plural = {"person": "people"}.get(noun, f"{noun}s")
    return f"{count} {noun if count == 1 else plural}"
