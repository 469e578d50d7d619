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
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    metavar="SCOPE",
    help="What it may be used for, like read:calls; give it more than once. Without one: everything.",
)
def create(name: str, scopes: tuple[str, ...]) -> None:
    """Make a key and print it alone. It is shown only this once."""
    from ticket_store.scopes import UnknownScopeError, read_scopes
    from ticket_store.tokens import create_token

    try:
        wanted = read_scopes(scopes)
    except UnknownScopeError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--scope") from None
    with open_store() as store:
        click.echo(store.write(lambda tx: create_token(tx, name, now(), scopes=wanted)))


@token.command(name="list")
def list_keys() -> None:
    """Every key with its id, what it may be used for, and its last use."""
    from ticket_store.tokens import list_tokens

    with open_store() as store:
        for one in store.read(list_tokens):
            used = f"used {one.used_at:%Y-%m-%d %H:%M} UTC" if one.used_at else "never used"
            click.echo(f"{one.id}  {one.name}  {', '.join(one.scopes or ('everything',))}  {used}")


@token.command()
@click.argument("id_", metavar="ID")
def revoke(id_: str) -> None:
    """Refuse the key with this id from now on; `hotline token list` tells the ids."""
    from ticket_store.tokens import revoke_token

    with open_store() as store:
        if not store.write(lambda tx: revoke_token(tx, id_, now())):
            raise click.ClickException(f"There is no key {id_}. `hotline token list` tells the ids.")
    click.echo("Revoked. Whoever shows it is refused from now on.")
