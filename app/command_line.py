"""The command line `hotline`. Each command imports what it needs when it runs: help is there at once."""

import sys

import click

from app.commands.agent_link import agent
from app.commands.backup import backup, restore
from app.commands.callbacks import callbacks
from app.commands.connect import twilio
from app.commands.database import db
from app.commands.demo import demo
from app.commands.doctor import doctor
from app.commands.erase import erase
from app.commands.figures import figures
from app.commands.processes import live, run, sweeper, web, worker
from app.commands.replay import replay
from app.commands.shop import shop
from app.commands.token import token
from app.settings_faults import FaultySettings

FAULTY_SETTINGS = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="shop-hotline", prog_name="hotline")
def hotline() -> None:
    """A phone line for an online shop that never passes a customer around and never forgets a promise."""


for command in (
    demo,
    run,
    web,
    live,
    worker,
    sweeper,
    db,
    shop,
    agent,
    token,
    twilio,
    doctor,
    backup,
    restore,
    callbacks,
    figures,
    replay,
    erase,
):
    hotline.add_command(command)


def main() -> None:
    """Run the command; faulty settings end with exit code 2 and a line for each."""
    try:
        hotline.main(prog_name="hotline")
    except FaultySettings as faulty:
        for fault in faulty.faults:
            click.echo(f"hotline: {fault}", err=True)
        sys.exit(FAULTY_SETTINGS)


if __name__ == "__main__":
    main()
