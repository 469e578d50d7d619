"""Put a copy of the store back. It boots held: nobody is rung back before the carrier's books were read.

What was there before is kept beside it, under a name with the time.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.supervised import AlreadyRunningError, alone
from ticket_store import migrate
from ticket_store.backup import BackupError
from ticket_store.engine import Store
from ticket_store.privacy.erased_again import erase_again
from ticket_store.privacy.privacy_book import Act, erasures
from ticket_store.putting_back import put_back
from ticket_store.restored import take_as_restored
from ticket_store.vital_signs import last_heard_of

SILENT_FOR = timedelta(seconds=20)  # a sweeper that runs writes a sign of life every two seconds
_STOP_IT = "Stop every hotline on this database first."


def restore(database_url: str, file: Path, data_dir: Path, now: datetime) -> datetime:
    """Put the copy in `file` in the place of the store, migrated, and held; how far back it reaches.

    Refuses while a hotline runs on the data folder or the database, and a file that is no whole copy.
    Raises: BackupError; then nothing was changed.
    """
    if not file.is_file():
        raise BackupError(f"{file} is not there.")
    try:
        with alone(data_dir.absolute() / "run"):
            _refuse_while_it_runs(database_url, now)
            erased = _erased_here(database_url)
            stamp = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
            with put_back(database_url, file, stamp) as fresh:
                migrate.upgrade(fresh)
                return _hold(fresh, file, now, erased)
    except AlreadyRunningError as running:
        raise BackupError(str(running)) from None
    except migrate.UnknownRevisionError as newer:
        raise BackupError(f"{file} was made by a newer hotline: {newer}") from None


def _refuse_while_it_runs(database_url: str, now: datetime) -> None:
    if migrate.current(database_url) is None:
        return  # an empty place
    store = Store(database_url)
    try:
        heard = store.read(lambda db: last_heard_of(db, "sweeper"))
    except SQLAlchemyError:
        return  # what is there cannot be read: that is why a copy is put back
    finally:
        store.close()
    if heard is not None and now - heard < SILENT_FOR:
        raise BackupError(f"A hotline runs on this database: its sweeper was heard of just now. {_STOP_IT}")


def _erased_here(database_url: str) -> list[Act]:
    """Who was erased, by the store that is replaced; nobody, where it cannot tell."""
    if migrate.current(database_url) is None:
        return []
    store = Store(database_url)
    try:
        return store.read(erasures)
    except SQLAlchemyError:
        return []
    finally:
        store.close()


def _hold(fresh_url: str, file: Path, now: datetime, erased: list[Act]) -> datetime:
    store = Store(fresh_url)
    try:
        since = store.write(lambda tx: take_as_restored(tx, now, f"restored from {file.name}"))
        erase_again(store, erased, now)
    finally:
        store.close()
    return since
