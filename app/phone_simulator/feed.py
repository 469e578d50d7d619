"""What happened since the page last asked: bubbles of talk, and requests between the carrier and the app."""

import itertools
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .carrier import Carrier
from .model import Call, CallStatus, Direction, TimelineEntry
from .requests_shown import rest_row, webhook_row
from .rest import RestLog

BUBBLES_KEPT = 2000
REQUESTS_KEPT = 1000
STILL_CHANGING = 300  # a verdict may come later than the answer, but not after so many newer webhooks

# How an entry of a call's timeline is shown; what is not named here is an event, in small print. What one
# person says is shown where it is spoken, and not again where it is heard (talk).
SHOWN_AS = {"Say": "said", "Play": "music", "key": "pressed", "speech": "spoken", "talk": "talk"}
STATUSES = frozenset(status.value for status in CallStatus)  # said again by the event itself
MEETINGS = {"bridged", "joined the conference"}  # what was said before is over when people meet


def far_end(call: Call) -> str:
    """The address of the telephone at the far end of this call."""
    return call.from_number if call.direction is Direction.INBOUND else call.to_number


@dataclass
class Hearing:
    """How far a call's timeline was read, what happened last, and what its telephone hears now."""

    call: Call
    read: int = 0
    event: str = ""
    last: str = ""
    music: bool = False
    answered_elapsed: float | None = None


@dataclass
class Feed:
    """Turns the carrier's records into numbered changes; the page says which number it has seen.

    Not thread-safe: the desk asks under the carrier's lock.
    """

    carrier: Carrier
    log: RestLog
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    hearings: dict[str, Hearing] = field(default_factory=dict)
    _rev: int = 0
    _calls_seen: int = 0
    _rest_seen: int = 0
    _webhooks_seen: int = 0
    _texts_seen: int = 0
    _bubbles: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=BUBBLES_KEPT))
    _requests: dict[str, dict[str, Any]] = field(default_factory=dict)

    def collect(self) -> int:
        """Read what is new; answers the number of the newest change."""
        self._collect_talk()
        self._collect_texts()
        rest = self.log.after(self._rest_seen)
        self._rest_seen = max([self._rest_seen, *(record.id for record in rest)])
        rows = [rest_row(record) for record in rest]
        webhooks = self.carrier.webhooks
        first = max(
            0, min(self._webhooks_seen, len(webhooks) - STILL_CHANGING), len(webhooks) - REQUESTS_KEPT
        )
        rows += [webhook_row(record) for record in webhooks[first:]]
        self._webhooks_seen = len(webhooks)
        for row in sorted(rows, key=lambda each: each["at"]):
            self._note(row)
        while len(self._requests) > REQUESTS_KEPT:
            del self._requests[next(iter(self._requests))]
        return self._rev

    def after(self, rev: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The bubbles and the requests that are newer than that change, oldest first."""
        bubbles = [each for each in self._bubbles if each["rev"] > rev]
        return bubbles, [each for each in self._requests.values() if each["rev"] > rev]

    def _note(self, row: dict[str, Any]) -> None:
        """Keep a row that is new or has changed, under the next number."""
        known = self._requests.get(row["id"])
        if known is None or any(known[key] != value for key, value in row.items()):
            self._rev += 1
            self._requests[row["id"]] = {**row, "rev": self._rev}

    def _collect_talk(self) -> None:
        calls = self.carrier.calls
        for sid in list(itertools.islice(calls, self._calls_seen, None)):
            self.hearings[sid] = Hearing(calls[sid])
        self._calls_seen = len(calls)
        fresh: list[tuple[datetime, int, Hearing, TimelineEntry]] = []
        for sid, hearing in list(self.hearings.items()):
            entries = hearing.call.timeline[hearing.read :]
            if not entries and hearing.call.status.is_final:
                del self.hearings[sid]
            hearing.read += len(entries)
            fresh.extend((entry.at, number, hearing, entry) for number, entry in enumerate(entries))
        for _, _, hearing, entry in sorted(fresh, key=lambda each: each[:2]):
            self._hear(hearing, entry)

    def _hear(self, hearing: Hearing, entry: TimelineEntry) -> None:
        kind = SHOWN_AS.get(entry.event, "event")
        hearing.music = kind == "music"
        if kind in {"said", "talk"}:
            hearing.last = entry.detail
        elif entry.event in MEETINGS:
            hearing.last = ""
        if entry.event == "answered" and hearing.answered_elapsed is None:
            age_s = (self.carrier.clock.now - entry.at).total_seconds()
            hearing.answered_elapsed = self.carrier.clock.elapsed - age_s
        repeated = kind == "event" and entry.event == hearing.event
        hearing.event = entry.event
        if kind == "talk" or repeated or entry.event.startswith("participant-"):
            return
        text = "" if entry.detail in STATUSES else entry.detail
        bubble = {"kind": kind, "verb": entry.event, "text": text, "language": entry.language}
        self._add_bubble(entry.at, far_end(hearing.call), {**bubble, "call": hearing.call.sid})

    def _collect_texts(self) -> None:
        messages = self.carrier.messages
        for sid in list(itertools.islice(messages, self._texts_seen, None)):
            text = messages[sid]
            holder = text.from_number if text.direction == "inbound" else text.to_number
            bubble = {"kind": "text", "verb": "text message", "text": text.body, "language": "", "call": ""}
            self._add_bubble(text.created_at, holder, bubble)
        self._texts_seen = len(messages)

    def _add_bubble(self, at: datetime, address: str, bubble: dict[str, str]) -> None:
        self._rev += 1
        self._bubbles.append({"rev": self._rev, "at": at.isoformat(), "address": address, **bubble})
