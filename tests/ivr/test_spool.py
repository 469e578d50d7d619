"""The store is away for a while: what callers did meanwhile is on the disk, and in the store afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select

from ivr.front_desk import EXTENSION, FrontDesk
from ivr.hook import Hook
from ivr.replaying import replay
from ivr.spool import Spool
from tests.ivr.conftest import CALL, NOON, Door, verbs_of
from ticket_store import schema
from ticket_store.engine import Store

MESSAGE = CALL | {
    "RecordingSid": "RE" + "1" * 32,
    "RecordingUrl": "https://api.twilio.com/RE1",
    "RecordingDuration": "7",
}
ENDED = CALL | {"CallStatus": "completed", "Timestamp": "Tue, 03 Mar 2026 10:59:30 +0000"}


class Outage:
    """A door whose store can be taken away and given back."""

    def __init__(self, door: Door, folder: Path) -> None:
        self.door = door
        self._app = door.client.application
        self.desk = replace(cast("FrontDesk", self._app.extensions[EXTENSION]), spool=Spool(folder, "secret"))
        self._app.extensions[EXTENSION] = self.desk
        door.post("/ivr/voice", CALL | {"CallSid": "CA" + "0" * 32})  # the line is known from before

    def begins(self) -> None:
        gone = Store("sqlite:////nowhere/at/all.sqlite3")
        self._app.extensions[EXTENSION] = replace(self.desk, store=gone)

    def ends(self) -> int:
        self._app.extensions[EXTENSION] = self.desk
        return replay(self.desk)

    def rows(self, name: str) -> list[object]:
        table = getattr(schema, name)
        found = self.door.store.read(lambda db: list(db.execute(select(table).order_by(table.c.id))))
        return [row for row in found if getattr(row, "sid", "") != "CA" + "0" * 32]


@pytest.fixture
def outage(telephone_door: Door, tmp_path: Path) -> Iterator[Outage]:
    return Outage(telephone_door, tmp_path / "spool")


def test_a_call_with_a_message_is_recorded_when_the_store_is_back(outage: Outage) -> None:
    outage.begins()
    said = verbs_of(outage.door.post("/ivr/voice", CALL))
    assert [verb.tag for verb in said] == ["Say", "Record"]
    thanked = verbs_of(outage.door.post("/ivr/recorded", MESSAGE))
    assert [verb.tag for verb in thanked] == ["Say", "Hangup"]  # and not the tone once more
    outage.door.post("/ivr/status", ENDED)
    assert outage.ends() == 3
    (call,) = outage.rows("call")
    assert (call.status, call.outcome, call.customer_number) == ("ended", "message", CALL["From"])  # type: ignore[attr-defined]
    (recording,) = outage.rows("recording")
    assert recording.status == "expected"  # type: ignore[attr-defined]
    assert recording.ticket_id == call.ticket_id is not None  # type: ignore[attr-defined]


def test_a_key_that_was_pressed_meanwhile_rings_nobody_afterwards(outage: Outage) -> None:
    outage.begins()
    outage.door.post("/ivr/voice", CALL)
    outage.door.post("/ivr/key?s=1", CALL | {"Digits": "1"})
    outage.ends()
    (call,) = outage.rows("call")
    assert call.status == "menu"  # type: ignore[attr-defined] # the sweeper asks the carrier how it ended
    assert call.deadline_at <= NOON  # type: ignore[attr-defined]
    assert outage.rows("reservation") == []


def test_reading_it_twice_changes_nothing(outage: Outage, tmp_path: Path) -> None:
    outage.begins()
    for kind, params in (("voice", CALL), ("recorded", MESSAGE), ("status", ENDED)):
        outage.door.post(f"/ivr/{kind}", params)
    kept = (tmp_path / "spool" / "heard.jsonl").read_bytes()
    outage.ends()
    before = [outage.rows(name) for name in ("call", "event", "recording", "ticket", "outbox")]
    (tmp_path / "spool" / "heard.jsonl").write_bytes(kept)
    assert outage.ends() == 3
    assert [outage.rows(name) for name in ("call", "event", "recording", "ticket", "outbox")] == before


def test_nothing_is_forgotten_while_the_store_stays_away(outage: Outage) -> None:
    outage.begins()
    outage.door.post("/ivr/voice", CALL)
    with pytest.raises(Exception, match="unable to open"):
        replay(replace(outage.desk, store=Store("sqlite:////nowhere/at/all.sqlite3")))
    assert outage.ends() == 1
    assert len(outage.rows("call")) == 1


def test_a_line_that_is_not_ours_or_was_cut_short_spoils_no_other(tmp_path: Path) -> None:
    spool, at = Spool(tmp_path, "secret"), datetime(2026, 3, 3, tzinfo=UTC)
    spool.keep(Hook("voice", {"CallSid": "CA1", "From": "\u017b\u2028\n+48"}, {}), at)
    with (tmp_path / "heard.jsonl").open("ab") as file:
        file.write(b'0000 {"at": "2026-01-01", "kind": "voice"}\nabc {"at')
    spool.keep(Hook("status", {"CallSid": "CA1"}, {"s": "1"}), at + timedelta(seconds=1))
    with spool.take() as spooled:
        assert [(one.hook.kind, one.at) for one in spooled] == [
            ("voice", at),
            ("status", at + timedelta(seconds=1)),
        ]
        assert spooled[0].hook["From"] == "\u017b\u2028\n+48"
    assert spool.is_empty()


def test_a_full_disk_still_answers_the_caller(outage: Outage, tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("a file where the folder should be")
    outage.begins()
    said = verbs_of(outage.door.post("/ivr/voice", CALL))
    assert [verb.tag for verb in said] == ["Say", "Record"]


def test_no_pin_is_written_to_the_disk(outage: Outage, tmp_path: Path) -> None:
    outage.begins()
    outage.door.post("/ivr/pin?s=1", CALL | {"Digits": "493817"})
    assert b"493817" not in (tmp_path / "spool" / "heard.jsonl").read_bytes()
