"""A copy of the whole store in one file, made while everything runs."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL, make_url

_CLIENT_TOOLS = (
    "Install PostgreSQL's client tools (Debian: apt install postgresql-client), of the server's version."
)


class BackupError(Exception):
    """No copy was made, or none was put back: which, why, and what to do."""


def backup(database_url: str, file: Path) -> None:
    """Write a copy of the store to `file`, which must not be there yet. Raises: BackupError.

    SQLite: a database that can be opened as it is (VACUUM INTO). PostgreSQL: an archive in pg_dump's custom format.
    Whoever writes meanwhile is not kept waiting; what they write afterwards is not in it.
    """
    if file.exists():
        raise BackupError(f"{file} is there already. Give another name, or remove it first.")
    if not file.absolute().parent.is_dir():
        raise BackupError(f"The folder {file.absolute().parent} does not exist. Make it first.")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    url = make_url(database_url)
    try:
        if url.get_backend_name() == "sqlite":
            _copy_sqlite(Path(url.database or ""), part)
        else:
            run_tool("pg_dump", url, "--format=custom", "--no-owner", "--schema=public", f"--file={part}")
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(database: Path, part: Path) -> None:
    if not database.exists():
        raise BackupError(f"There is no database at {database}. Check DATABASE_URL.")
    try:
        with sqlite3.connect(database, timeout=30) as db:
            db.execute("VACUUM INTO ?", (str(part),))
        db.close()
    except sqlite3.Error as why:
        raise BackupError(f"{database} could not be copied: {why}.") from why


def run_tool(name: str, url: URL, *arguments: str) -> str:
    """Run one of PostgreSQL's tools on that database; what it says. The password never stands in its arguments.

    Raises: BackupError.
    """
    tool = shutil.which(name)
    if tool is None:
        raise BackupError(f"{name} was not found. {_CLIENT_TOOLS}")
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = dict(os.environ)
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    command = [tool, *arguments, f"--dbname={plain}"]
    done = subprocess.run(  # noqa: S603 - the tool that is installed here, on our own database
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip() or "nothing").splitlines()[-1]
        raise BackupError(
            f"{name} failed: {said}. {_CLIENT_TOOLS if 'version' in said else 'Is the server up?'}"
        )
    return done.stdout
