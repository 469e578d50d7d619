"""`hotline token`: keys to the JSON API."""

import click

from app.commands.opening import now, open_store


@click.group()
def token() -> None:
    """Keys to the JSON API."""


@token.command()
@click.option(
    "--name", default="command line", show_default=True, help="What it is for; shown where keys are listed."
)
def create(name: str) -> None:
    """Make a key and print it alone. It is shown only this once."""
    from ticket_store.tokens import create_token

    with open_store() as store:
        click.echo(store.write(lambda tx: create_token(tx, name, now())))
