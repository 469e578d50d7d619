"""`hotline replay`: record what was heard while the database was away."""

import click

from app.commands.opening import not_reached


@click.command()
def replay() -> None:
    """Record the webhooks that this machine spooled while the database was away.

    The sweeper does it by itself, every two seconds. This is for a machine that runs the web process alone.
    """
    from sqlalchemy.exc import OperationalError

    from app.settings import Settings, load
    from app.wiring import build_house
    from ivr.replaying import replay as record
    from ticket_store.line_rows import LineMissingError

    house = build_house(load(Settings))
    try:
        count = record(house.front_desk)
    except OperationalError as fault:
        raise not_reached(fault) from None
    except LineMissingError as missing:
        raise click.ClickException(str(missing)) from None
    finally:
        house.store.close()
    click.echo(f"{count} webhooks recorded." if count else "Nothing was spooled.")
