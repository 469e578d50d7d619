"""`hotline backup` and `hotline restore`: the whole store in one file, and back."""

import sys
from pathlib import Path

import click

from app.commands.opening import now


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole store into FILE while everything runs."""
    from app.settings import StoreSettings, load
    from ticket_store.backup import BackupError
    from ticket_store.backup import backup as copy

    settings = load(StoreSettings)
    try:
        copy(settings.database_url, file)
    except BackupError as why:
        raise click.ClickException(str(why)) from None
    click.echo(f"{file}: {file.stat().st_size:,} bytes. Put it back with: hotline restore {file}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Put the copy in FILE in the place of the store.

    Nobody may be using it. What is there now is kept under another name. Callbacks are dialled again once the
    carrier's books have told what happened since the copy; `hotline callbacks status` shows it.
    """
    from app.restoring import restore as put_back
    from app.settings import StoreSettings, load
    from ticket_store.backup import BackupError

    settings = load(StoreSettings)
    if not yes and sys.stdin.isatty():
        click.confirm(f"Put {file} in the place of what is there now?", abort=True)
    try:
        since = put_back(settings.database_url, file, settings.data_dir, now())
    except BackupError as why:
        raise click.ClickException(str(why)) from None
    click.echo(
        f"Restored as of {since:%Y-%m-%d %H:%M:%S} UTC. Start hotline: it asks the carrier what happened since."
    )
