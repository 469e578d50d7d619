"""`hotline callbacks`: whether callbacks are promised and dialled, and what keeps them."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from app.commands.opening import now, open_store

if TYPE_CHECKING:
    from ticket_store.engine import Store

_ACTOR = "command line"
_switch = click.argument("switch", type=click.Choice(["on", "off"]))


@click.group()
def callbacks() -> None:
    """See and steer what is promised and dialled."""


@callbacks.command()
def status() -> None:
    """Print the switches, the line out, and what waits."""
    from ticket_store.carrier_pace import line_state, waiting_for_rate
    from ticket_store.figures import open_callbacks
    from ticket_store.line_rows import LineMissingError, load_line

    with open_store() as store:
        try:
            limits = store.read(load_line).shop.callbacks
        except LineMissingError as missing:
            raise click.ClickException(str(missing)) from None
        line_out, at = store.read(line_state), now()
        click.echo(f"accept   {_word(limits.accept)}")
        click.echo(f"dial     {_word(limits.dial)}")
        if line_out.held_since is not None:
            click.echo(
                f"held     {line_out.held_why}; nothing is known since {line_out.held_since:%Y-%m-%d %H:%M:%S} UTC"
            )
        if line_out.is_away(at):
            click.echo(
                f"carrier  away after {line_out.failures} failures; asked again at {line_out.open_until:%H:%M:%S} UTC"
            )
        click.echo(f"waiting  {store.read(lambda db: waiting_for_rate(db, at))} calls for the carrier's rate")
        for (state, department), count in sorted(store.read(open_callbacks).items()):
            click.echo(f"open     {count} {state} for {department}")


@callbacks.command()
@_switch
def accept(switch: str) -> None:
    """Promise callbacks to those who ask, or promise none any more; what was promised is kept."""
    _turn("accept", switch)


@callbacks.command()
@_switch
def dial(switch: str) -> None:
    """Ring customers back, or let all that was promised wait."""
    _turn("dial", switch)


@callbacks.command()
def release() -> None:
    """Dial again after a restore without waiting for the carrier's books. Who was served meanwhile is rung twice."""
    from ticket_store.audit import write_audit
    from ticket_store.carrier_pace import let_go
    from ticket_store.engine import Transaction

    def work(tx: Transaction) -> bool:
        released = let_go(tx)
        if released:
            write_audit(tx, now(), _ACTOR, "callbacks.release", "callbacks")
            tx.topics.update({"callbacks", "calls"})
        return released

    with open_store() as store:
        click.echo("Callbacks are dialled again." if store.write(work) else "Nothing was held.")


def _turn(name: str, switch: str) -> None:
    with open_store() as store:
        click.echo(f"{name} is {_word(_set(store, name, on=switch == 'on'))}")


def _set(store: "Store", name: str, *, on: bool) -> bool:
    from ticket_store.engine import Transaction
    from ticket_store.line_rows import LineMissingError, load_line, save_line

    def work(tx: Transaction) -> None:
        line = load_line(tx.db)
        before = line.shop.callbacks
        limits = replace(before, accept=on) if name == "accept" else replace(before, dial=on)
        save_line(tx, replace(line, shop=replace(line.shop, callbacks=limits)), actor=_ACTOR, now=now())
        tx.topics.update({"callbacks", "calls"})

    try:
        store.write(work)
    except LineMissingError as missing:
        raise click.ClickException(str(missing)) from None
    return on


def _word(on: bool) -> str:
    return "on" if on else "off"
