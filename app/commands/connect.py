"""`hotline twilio`: the carrier's side of the line."""

import sys
from typing import TYPE_CHECKING

import click

from app.commands.opening import open_store

if TYPE_CHECKING:
    from ivr.twilio_account import Pointed


@click.group()
def twilio() -> None:
    """The carrier's side of the line."""


@twilio.command()
def connect() -> None:
    """Point the shop's numbers and the TwiML app at PUBLIC_BASE_URL, and print what was changed.

    Nothing is bought or created, and numbers that the shop file does not name are left alone.
    """
    from app.settings import Settings, load
    from ivr.twilio_account import AccountError, TwilioAccount
    from ticket_store.line_rows import LineMissingError, load_line

    settings = load(Settings)
    with open_store(settings) as store:
        try:
            numbers = tuple(store.read(load_line).dids)
        except LineMissingError as missing:
            raise click.ClickException(str(missing)) from None
    account = TwilioAccount(
        settings.twilio_account_sid, settings.rest_credentials, settings.twilio_api_base_url
    )
    try:
        pointed, missing_numbers = account.point_numbers(numbers, settings.public_base_url)
        if settings.twilio_twiml_app_sid:
            pointed.append(account.point_app(settings.twilio_twiml_app_sid, settings.public_base_url))
    except AccountError as why:
        raise click.ClickException(str(why)) from None
    for one in pointed:
        _say(one, settings.public_base_url)
    if not settings.twilio_twiml_app_sid:
        click.echo("TWILIO_TWIML_APP_SID is not set, so no TwiML app was looked at.")
    for number in missing_numbers:
        click.echo(
            f"{number} is not in this account. Buy or port it, or take it out of the shop file.", err=True
        )
    sys.exit(bool(missing_numbers))


def _say(one: "Pointed", base: str) -> None:
    if not one.changes:
        click.echo(f"{one.name} leads to {base} already.")
    for name, (before, after) in one.changes.items():
        click.echo(f"{one.name}: {name} {before or 'empty'} -> {after or 'empty'}")
