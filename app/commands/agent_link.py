"""`hotline agent link`: the way back in for whoever has lost theirs, and for the first admin of all."""

import click

from app.commands.agent import ACTOR, agent, email_typed, known_agent
from app.commands.opening import now, open_store

__all__ = ["agent"]  # whoever has the group has this command, too


@agent.command()
@click.argument("email", callback=email_typed)
@click.option(
    "--without-second-step", is_flag=True, help="Forget the app, the recovery codes and the passkeys, too."
)
def link(email: str, *, without_second_step: bool) -> None:
    """Print a link by which an agent chooses a new password: it works once, for two hours.

    Whoever can run this command can sign in as anybody: it needs the database, not the panel.
    """
    from app.settings import Settings, load
    from ticket_store.audit import write_audit
    from ticket_store.doors.door_links import LinkKind, make_link
    from ticket_store.doors.passkeys import remove_passkeys
    from ticket_store.doors.second_steps import drop_app
    from ticket_store.engine import Transaction

    settings = load(Settings)
    with open_store(settings) as store:
        found = known_agent(store, email)

        def work(tx: Transaction) -> str:
            if without_second_step:
                drop_app(tx, found.id)
                remove_passkeys(tx, found.id)
            after = {"without_second_step": without_second_step}
            write_audit(tx, now(), ACTOR, "agent.reset", email, after=after)
            return make_link(tx, found.id, LinkKind.RESET, now(), made_by=ACTOR)

        token = store.write(work)
    click.echo(f"{settings.public_base_url}/invitation/{token}")
