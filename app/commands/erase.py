"""`hotline erase`: what is known of a telephone number, given away as a file and forgotten."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.opening import now, open_store

if TYPE_CHECKING:
    from ticket_store.engine import Store

_ACTOR = "command line"


@click.command()
@click.argument("number")
@click.option(
    "--export",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all that is known into this ZIP file first.",
)
@click.option("--only-export", is_flag=True, help="Erase nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(number: str, file: Path | None, *, only_export: bool, yes: bool) -> None:
    """Forget everybody with the telephone NUMBER, and say what went and what stays.

    All numbers of the same customer go together. It cannot be undone. docs/privacy.md tells what becomes of each table.
    """
    if only_export and file is None:
        raise click.BadParameter(
            "says where the file goes only together with --export FILE.", param_hint="--only-export"
        )
    _refuse_while_spooled()
    with open_store() as store:
        wanted = _number(store, number)
        if file is not None:
            _write_export(store, wanted, file)
        if only_export:
            return
        if not yes and sys.stdin.isatty():
            click.confirm(f"Erase everything of {wanted} for good?", abort=True)
        _erase(store, wanted)


def _refuse_while_spooled() -> None:
    """What this machine heard while the database was away would bring the number back."""
    from app.settings import StoreSettings, load

    spool = load(StoreSettings).data_dir / "spool"
    if any(spool.glob("*.jsonl")):
        raise click.ClickException(
            f"{spool} holds webhooks that are not recorded yet. First run: hotline replay"
        )


def _number(store: "Store", typed: str) -> str:
    from admin.wording import searched_number
    from ticket_store.labels import labels

    found = searched_number(typed, store.read(labels).country)
    if found is None:
        raise click.BadParameter(
            f"{typed!r} is no whole number. Give it with its country: +48600100200.", param_hint="NUMBER"
        )
    return found


def _write_export(store: "Store", number: str, file: Path) -> None:
    from admin.setup.privacy.export import export_of
    from ticket_store.audit import write_audit
    from ticket_store.engine import Transaction
    from ticket_store.labels import labels
    from ticket_store.privacy.person_rows import person_of, rows_of
    from ticket_store.privacy.privacy_book import ActKind, write_act

    at = now()
    made = store.read(lambda db: export_of(db, rows_of(db, person_of(db, number)), labels(db), at))

    def book(tx: Transaction) -> None:
        act_id = write_act(tx, ActKind.EXPORT, at, actor=_ACTOR, number=number, ended_at=at)
        write_audit(tx, at, _ACTOR, "privacy.export", f"act:{act_id}")

    try:
        file.touch(mode=0o600)
        file.write_bytes(made.zipped)
    except OSError as why:
        raise click.ClickException(f"{file} cannot be written: {why.strerror}. Nothing was erased.") from None
    store.write(book)
    click.echo(f"{file}: {file.stat().st_size:,} bytes. index.html in it is the page to read.")


def _erase(store: "Store", number: str) -> None:
    from admin.setup.privacy.words import STAYS, WENT
    from ticket_store.privacy.erasure import OnTheLineError
    from ticket_store.privacy.erasure import erase as forget

    try:
        told = forget(store, number, now(), actor=_ACTOR)
    except OnTheLineError:
        raise click.ClickException(
            "They are on the line, or about to be rung. Erase them after the talk."
        ) from None
    if not told.went and not told.stays:
        click.echo(f"Nothing is known of {number}.")
        return
    click.echo(f"Erased. What went:\n{_listed(told.went, WENT)}")
    click.echo(f"What stays:\n{_listed(told.stays, STAYS)}")
    click.echo("The carrier keeps its own records, and backups theirs: see docs/privacy.md.")


def _listed(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return (
        "\n".join(f"  {many:>6}  {words.get(name, name)}" for name, many in counts.items())
        or "       -  nothing"
    )
