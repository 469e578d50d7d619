"""`hotline agent`: the people who answer."""

import re
import secrets
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from app.commands.opening import now, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ticket_store.engine import Store
    from ticket_store.line import AgentSetup, Line
    from ticket_store.rows import Agent

ACTOR = "command line"
_ROLES = ("agent", "supervisor", "admin")
_STATUSES = ("available", "away", "offline")
_BEST_SKILL = 5
_COLUMNS = 8  # of a printed list
_RINGS = re.compile(r"browser|\+[1-9][0-9]{6,14}|sips?:[^\s]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@click.group()
def agent() -> None:
    """The people who answer: agents, supervisors, admins."""


def email_typed(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _EMAIL.fullmatch(value.strip()):
        raise click.BadParameter(f"{value!r} is no e-mail address.")
    return value.strip().lower()


def _skills(_context: click.Context, _parameter: click.Parameter, values: Iterable[str]) -> dict[str, int]:
    skills = {}
    for value in values:
        key, _, skill = value.partition(":")
        if not key or (skill and not (skill.isdigit() and 1 <= int(skill) <= _BEST_SKILL)):
            raise click.BadParameter(
                f"{value!r}: give a department and a skill of 1 to 5, like complaints:3."
            )
        skills[key] = int(skill or 1)
    return skills


def _rings(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _RINGS.fullmatch(value):
        raise click.BadParameter(f"{value!r}: give browser, a number like +48600000002, or sip:name@host.")
    return value


@agent.command()
@click.argument("email", callback=email_typed)
@click.option("--name", help="Full name; what stands before the @ unless given.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(_ROLES), help="Again for each; agent unless given."
)
@click.option(
    "--department", "departments", multiple=True, callback=_skills, help="complaints:3, again for each."
)
@click.option("--language", "languages", multiple=True, help="pl, again for each.")
@click.option(
    "--rings", callback=_rings, help="browser, +48600000002 or sip:name@host; browser unless given."
)
@click.option("--password", help="To sign in with; a new agent gets one made up and printed unless given.")
def add(
    *,
    email: str,
    name: str | None,
    roles: tuple[str, ...],
    departments: dict[str, int],
    languages: tuple[str, ...],
    rings: str | None,
    password: str | None,
) -> None:
    """Add an agent. An address that is there already is changed: only in what is given here.

    The shop file holds agents too: `hotline shop export` keeps it in step.
    """
    from admin.passwords import hash_password

    given = {"name": name, "roles": roles, "departments": departments, "languages": languages, "rings": rings}
    with open_store() as store:
        _, was = _line_and_agent(store, email)
        made_up = None if was or password else secrets.token_urlsafe(12)
        try:
            hashed = hash_password(password or made_up or "") if password or made_up else None
        except ValueError as why:
            raise click.BadParameter(str(why), param_hint="--password") from None
        _save(store, email, {key: value for key, value in given.items() if value}, hashed)
    click.echo(f"{'Changed' if was else 'Added'} {email}.")
    if made_up:
        click.echo(f"Password, shown only this once: {made_up}")


@agent.command("list")
def list_() -> None:
    """Print every agent with status, whether they can be reached, roles, departments and how they are rung."""
    with open_store() as store:
        line = _line(store)
        standing = store.read(lambda db: {one.email: _standing(db, one.email) for one in line.agents})
    rows = [_row(setup, *standing[setup.email]) for setup in line.agents]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(_COLUMNS)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@agent.command()
@click.argument("email", callback=email_typed)
@click.option("--remove", is_flag=True, help="No PIN any more.")
def pin(email: str, *, remove: bool) -> None:
    """Set the PIN with which an agent changes their status by telephone or text.

    Asked for twice at a terminal, else read from standard input.
    """
    from call_routing.people.pins import hash_pin
    from ticket_store.audit import write_audit
    from ticket_store.engine import Transaction
    from ticket_store.pins_kept import set_pin

    with open_store() as store:
        found = known_agent(store, email)
        try:
            hashed = None if remove else hash_pin(_typed_pin())
        except ValueError as why:
            raise click.ClickException(str(why)) from None

        def work(tx: Transaction) -> None:
            set_pin(tx, found.id, hashed)
            write_audit(tx, now(), ACTOR, "agent.pin", email, after={"set": hashed is not None})

        store.write(work)
    click.echo(f"{email} has no PIN any more." if remove else f"{email} has a new PIN.")
    if not remove and found.rings == "browser":
        click.echo("It counts from the telephone at which they are rung, and they are rung in the browser.")


@agent.command()
@click.argument("email", callback=email_typed)
@click.argument("wanted", metavar="|".join(_STATUSES), type=click.Choice(_STATUSES))
def status(email: str, wanted: str) -> None:
    """Choose a status for an agent."""
    from call_routing.people.agent_status import AgentStatus, choose_status

    with open_store() as store:
        found = known_agent(store, email)
        store.write(lambda tx: choose_status(tx, found.id, AgentStatus(wanted), now(), actor=ACTOR))
    click.echo(f"{email} is {wanted}.")


def _line(store: "Store") -> "Line":
    from ticket_store.line_rows import LineMissingError, load_line

    try:
        return store.read(load_line)
    except LineMissingError as missing:
        raise click.ClickException(str(missing)) from None


def _line_and_agent(store: "Store", email: str) -> tuple["Line", "Agent | None"]:
    """The line, and the active agent with this address."""
    from ticket_store.agents import agent_by_email

    line = _line(store)
    listed = any(one.email == email for one in line.agents)
    return line, store.read(lambda db: agent_by_email(db, email)) if listed else None


def known_agent(store: "Store", email: str) -> "Agent":
    _, found = _line_and_agent(store, email)
    if found is None:
        raise click.ClickException(f"There is no agent {email}. `hotline agent list` names them all.")
    return found


def _typed_pin() -> str:
    """The PIN, never shown and never in the shell's history."""
    if sys.stdin.isatty():
        return str(click.prompt("PIN, 4 to 8 digits", hide_input=True, confirmation_prompt="Again"))
    return sys.stdin.readline().strip()


def _save(store: "Store", email: str, given: Mapping[str, Any], hashed: str | None) -> None:
    """The agent with what is given, in the line as it is at that moment: no change of the panel is lost."""
    from admin.shop_file.differences import differences
    from admin.shop_file.keeping import save_and_keep
    from ticket_store.accounts import set_password
    from ticket_store.agents import agent_by_email
    from ticket_store.engine import Transaction
    from ticket_store.line_lock import lock_line
    from ticket_store.line_rows import load_line

    def work(tx: Transaction) -> None:
        lock_line(tx)
        line = load_line(tx.db)
        changed = _with_agent(line, email, given)
        save_and_keep(tx, line, changed, differences(line, changed), actor=ACTOR, now=now())
        saved = agent_by_email(tx.db, email)
        if hashed and saved:
            set_password(tx, saved.id, hashed, now())

    store.write(work)


def _with_agent(line: "Line", email: str, given: Mapping[str, Any]) -> "Line":
    from dataclasses import replace

    from ticket_store.line import AgentSetup

    for key in given.get("departments", ()):
        if key not in line.departments:
            raise click.BadParameter(
                f'There is no department "{key}". There are: {", ".join(line.departments)}.',
                param_hint="--department",
            )
    fresh = AgentSetup(email, email.split("@", 1)[0], roles=("agent",), languages=line.shop.languages[:1])
    was = {one.email: one for one in line.agents}
    return replace(line, agents=tuple({**was, email: replace(was.get(email, fresh), **given)}.values()))


def _standing(db: "Connection", email: str) -> tuple[str, str, str]:
    """The chosen status, whether the agent can be reached, and why the status is what it is."""
    from ticket_store.listing.agents import find_agent

    found = find_agent(db, email, now())
    if found is None:
        return "", "", ""
    rule, _, who = (found["status_reason"] or "").partition(":")
    reason = f"{rule.replace('_', ' ')} {who}".strip()
    return found["status"], "reachable" if found["reachable"] else "unreachable", reason or "-"


def _row(setup: "AgentSetup", chosen: str, reachable: str, reason: str) -> tuple[str, ...]:
    departments = ", ".join(f"{key}:{skill}" for key, skill in setup.departments.items())
    roles = ", ".join(setup.roles)
    return (setup.email, setup.name, chosen, reachable, reason, roles, departments or "-", setup.rings)
