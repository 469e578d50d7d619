"""Saving a line: only the rows that differ are touched, and each touch leaves a row in the audit."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, and_, delete, func, insert, select, true, update

from ticket_store import schema
from ticket_store.doors.door_links import end_link
from ticket_store.doors.sign_ins import end_sign_ins
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.line import Line
from ticket_store.line_lock import lock_line
from ticket_store.line_values import (
    Row,
    agent_row,
    closure_row,
    department_row,
    did_row,
    shop_row,
)
from ticket_store.menu_json import menus_to_json
from ticket_store.ready import sync_all
from ticket_store.renaming import rename_agent, take_back_names
from ticket_store.reporting.duty_kept import keep_all_duty


class DepartmentInUseError(ValueError):
    """A department cannot go while `count` of `noun` (tickets, callbacks or live calls) name it."""

    def __init__(self, key: str, noun: str, count: int) -> None:
        super().__init__(
            f'Department "{key}" cannot be removed: it has {noun} ({count}). '
            "Keep it in the shop file and take it out of the menus instead."
        )
        self.key, self.noun, self.count = key, noun, count


def save_line(
    tx: Transaction, line: Line, *, actor: str, now: datetime, renamed: tuple[str, str] | None = None
) -> None:
    """Make the stored line equal to this one; saving the same line again changes nothing at all.

    Agents are found by e-mail address, `renamed` from one to another first; those who are not in the line become
    inactive and are signed out, and keep their history. A manual close stays as it is: no file opens what a
    person has closed.
    A new menu version is written only where the menus differ. `line.version` and `line.menu_version` are
    not read: the store counts.
    Raises: DepartmentInUseError, where a department that is gone from the line has tickets, callbacks or
    live calls.
    """
    saving = _Saving(tx, actor, now)
    lock_line(tx)
    saving.put(schema.shop, ("id",), [shop_row(line.shop)])
    saving.put(schema.hours, ("key",), [{"key": key, "rule": rule} for key, rule in line.hours.items()])
    saving.put(schema.department, ("key",), map(department_row, line.departments.values()))
    saving.put(schema.did, ("number",), map(did_row, line.dids.values()))
    saving.put(schema.closure, ("hours_key", "starts_at", "ends_at"), map(closure_row, line.closures))
    saving.put(schema.prompt, ("name", "language"), _prompt_rows(line))
    _put_agents(saving, line, renamed)
    saving.drop(schema.closure, ("hours_key", "starts_at", "ends_at"), map(closure_row, line.closures))
    saving.drop(schema.prompt, ("name", "language"), _prompt_rows(line))
    saving.drop(schema.did, ("number",), map(did_row, line.dids.values()))
    _refuse_departments_in_use(saving, line)
    saving.drop(schema.department, ("key",), map(department_row, line.departments.values()))
    saving.drop(schema.hours, ("key",), [{"key": key} for key in line.hours])
    _publish_menus(saving, line)
    if saving.changes:
        tx.db.execute(update(schema.shop).values(version=schema.shop.c.version + 1))
        tx.topics.add("line")


@dataclass
class _Saving:
    """One saving under way, and how many rows it has changed."""

    tx: Transaction
    actor: str
    now: datetime
    changes: int = field(default=0)

    def put(self, table: Table, keys: tuple[str, ...], wanted: Iterable[Row]) -> None:
        """Insert what is missing and update what differs."""
        stored = self.stored(table, keys)
        for row in wanted:
            key = _key(row, keys)
            if key not in stored:
                values = {"id": self.next_id()} | row if _has_made_up_id(table) else row
                self.tx.db.execute(insert(table).values(values))
                self.note(table, "added", key, None, row)
                continue
            old = {name: stored[key][name] for name in row if stored[key][name] != row[name]}
            if old:
                new = {name: row[name] for name in old}
                self.tx.db.execute(update(table).where(_is(table, keys, key)).values(new))
                self.note(table, "changed", key, old, new)

    def drop(self, table: Table, keys: tuple[str, ...], wanted: Iterable[Row]) -> None:
        """Delete what is not wanted any more."""
        kept = {_key(row, keys) for row in wanted}
        for key, old in self.stored(table, keys).items():
            if key not in kept:
                self.tx.db.execute(delete(table).where(_is(table, keys, key)))
                self.note(table, "removed", key, {name: old[name] for name in old if name != "id"}, None)

    def stored(self, table: Table, keys: tuple[str, ...]) -> dict[tuple[Any, ...], Row]:
        rows = [row._asdict() for row in self.tx.db.execute(select(table))]
        return {_key(row, keys): row for row in rows}

    def next_id(self) -> str:
        """Ids of one saving sort as they were made, so that agents keep the order of the shop file."""
        return new_id(self.now + timedelta(milliseconds=self.changes))

    def note(
        self, table: Table, verb: str, key: Collection[Any], before: Row | None, after: Row | None
    ) -> None:
        """One audit row, and the topics of the pages that show what changed."""
        subject = " ".join([table.name.replace("_", " "), *map(str, key)])
        audit = {
            "id": self.next_id(),
            "at": self.now,
            "actor": self.actor,
            "action": f"line.{verb}",
            "subject": subject,
            "before": _plain(before),
            "after": _plain(after),
        }
        self.tx.db.execute(insert(schema.audit).values(audit))
        self.changes += 1
        if table is schema.department:
            self.tx.topics.add(f"department:{next(iter(key))}")


def _put_agents(saving: _Saving, line: Line, renamed: tuple[str, str] | None) -> None:
    table, changes_so_far = schema.agent, saving.changes
    if renamed is not None:
        rename_agent(saving.tx, *renamed, actor=saving.actor, now=saving.now)
        saving.changes += 1
    wanted = [agent.email.lower() for agent in line.agents]
    take_back_names(saving.tx, wanted, actor=saving.actor, now=saving.now)
    saving.put(table, ("email",), map(agent_row, line.agents))
    ids = {row.email: row.id for row in saving.tx.db.execute(select(table.c.email, table.c.id))}
    skills = [
        {"agent_id": ids[agent.email.lower()], "department_key": key, "skill": skill}
        for agent in line.agents
        for key, skill in agent.departments.items()
    ]
    saving.put(schema.agent_department, ("agent_id", "department_key"), skills)
    saving.drop(schema.agent_department, ("agent_id", "department_key"), skills)
    listed = {agent.email.lower() for agent in line.agents}
    for row in saving.tx.db.execute(select(table.c.email, table.c.active).where(table.c.active)).all():
        if row.email not in listed:
            gone = {"active": False, "chosen_status": "offline", "sign_in_stamp": saving.next_id()}
            saving.tx.db.execute(update(table).where(table.c.email == row.email).values(gone))
            end_sign_ins(saving.tx, ids[row.email], saving.now)
            end_link(saving.tx, ids[row.email], saving.now)
            saving.note(table, "removed", (row.email,), {"active": True}, {"active": False})
    if saving.changes > changes_so_far:
        sync_all(saving.tx)
        keep_all_duty(saving.tx, saving.now)
        saving.tx.topics |= {f"agent:{one}" for one in ids.values()}


def _refuse_departments_in_use(saving: _Saving, line: Line) -> None:
    live = schema.call.c.status != "ended"  # passed on or overflowed there: the case is another department's
    for table, noun, counts in (
        (schema.ticket, "tickets", true()),
        (schema.callback, "callbacks", true()),
        (schema.call, "live calls", live),
    ):
        gone = (
            select(table.c.department_key, func.count())
            .where(table.c.department_key.not_in(list(line.departments)), counts)
            .group_by(table.c.department_key)
        )
        for key, count in saving.tx.db.execute(gone):
            raise DepartmentInUseError(key, noun, count)


def _publish_menus(saving: _Saving, line: Line) -> None:
    table = schema.menu_version
    newest = saving.tx.db.execute(select(table).order_by(table.c.number.desc()).limit(1)).first()
    old = newest.menus if newest else {}
    new = menus_to_json(line.menus)
    if old == new:  # the keys of a menu are a list there: their order is spoken, so it counts
        return
    number = newest.number + 1 if newest else 1
    values = {"number": number, "menus": new, "published_at": saving.now, "published_by": saving.actor}
    saving.tx.db.execute(insert(table).values(values))
    before = {key: menu for key, menu in old.items() if new.get(key) != menu}
    after = {key: menu for key, menu in new.items() if old.get(key) != menu}
    saving.note(table, "changed" if newest else "added", (number,), before, after)


def _prompt_rows(line: Line) -> list[Row]:
    return [
        {"name": name, "language": language, "text": said.text, "audio": said.audio}
        for (name, language), said in line.prompts.items()
    ]


def _key(row: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in keys)


def _is(table: Table, keys: tuple[str, ...], key: tuple[Any, ...]) -> Any:
    return and_(*(table.c[name] == value for name, value in zip(keys, key, strict=True)))


def _has_made_up_id(table: Table) -> bool:
    return table in (schema.agent, schema.closure)


def _plain(row: Row | None) -> Row | None:
    """A row that JSON can hold: times as ISO text."""
    if row is None:
        return None
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
