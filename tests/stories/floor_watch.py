"""What must hold on the floor at every moment: the carrier's truth and the store, looked at together."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.stories.world import World

TABLES = ("call", "leg", "reservation", "agent", "callback", "ticket")
_HEARS_OF_IT = timedelta(seconds=3)  # a sweep, and the errand after it
_ALONE = timedelta(seconds=33)
_LEGS_OUTLIVE = timedelta(seconds=35)
_FOUND_WITHIN = timedelta(seconds=6)
_EMPTY_ROOM = timedelta(seconds=120)  # an agent who waits while the customer is rung back


class Wrong(NamedTuple):
    """Something that may be so for a moment, but not for longer."""

    what: str
    whose: str
    allowed: timedelta


class FloorWatch:
    """Looks again and again; what stays wrong for longer than it may is an error."""

    def __init__(self, shop: World) -> None:
        self._shop = shop
        self._since: dict[Wrong, datetime] = {}
        self._reserved: set[str] = set()
        self._waited: dict[str, Any] = {}

    def look(self) -> None:
        """Raises: AssertionError, with what is wrong and since when."""
        rows = {name: self._shop.rows(name) for name in TABLES}
        self._never(rows)
        self._in_order(rows)
        now = self._shop.clock.now
        found = {*_alone(self._shop), *_for_nobody(rows), *self._rung_for_nobody(rows), *_outlived(rows)}
        found |= {*_alone_in_a_talk(rows)}
        found |= {*_not_found(rows, self._free(rows)), *self._not_ready(rows)}
        self._since = {wrong: self._since.get(wrong, now) for wrong in found}
        late = {wrong: since for wrong, since in self._since.items() if now - since > wrong.allowed}
        assert not late, f"at {now:%H:%M:%S}: {late}"

    def _never(self, rows: dict[str, list[Any]]) -> None:
        """Not even for a moment."""
        live = [row for row in rows["reservation"] if row.state != "released"]
        held = [row.agent_id for row in live]
        assert len(held) == len(set(held)), f"an agent is held twice: {live}"
        talks = [
            row.call_id for row in live if row.state == "accepted" and row.purpose == "answer" and row.call_id
        ]
        assert len(talks) == len(set(talks)), f"a call was accepted twice: {live}"
        unranked = [row.id for row in rows["call"] if row.status == "waiting" and row.ranks_at is None]
        assert not unranked, f"they wait without a rank: {unranked}"

    def _in_order(self, rows: dict[str, list[Any]]) -> None:
        """Nobody is held for a caller while one who ranks earlier, and whom nobody refused, gets no one."""
        fresh = [row for row in rows["reservation"] if row.id not in self._reserved and row.call_id]
        unasked = {row.id for row in _waits_for_anybody(rows)}
        calls = {row.id: row for row in rows["call"]}
        for held in fresh:
            person = calls[held.call_id]
            if held.purpose != "answer" or person.owner_choice or person.prefers_agent_id:
                continue
            passed_over = [
                other.id
                for other in self._waited.values()
                if other.ranks_at < person.ranks_at
                and other.department_key == person.department_key
                and other.id in unasked
            ]
            assert not passed_over, f"{person.id} was served before {passed_over}"
        self._reserved = {row.id for row in rows["reservation"]}
        self._waited = {row.id: row for row in rows["call"] if row.status == "waiting"}

    def _rung_for_nobody(self, rows: dict[str, list[Any]]) -> Iterator[Wrong]:
        """A telephone that rings for a caller who is gone, or whom somebody else has."""
        legs = {row.sid: row for row in rows["leg"] if row.sid}
        live = {row.id for row in rows["reservation"] if row.state != "released"}
        for agent in rows["agent"]:
            if not agent.rings.startswith("+") and agent.rings != "browser":
                continue
            for ringing in self._shop.phone_of(agent.email).ringing:
                leg = legs.get(ringing.sid)
                if leg is not None and leg.reservation_id not in live:
                    yield Wrong("rings for nobody", leg.id, timedelta(seconds=2))

    def _free(self, rows: dict[str, list[Any]]) -> list[Any]:
        """Agents who could take a call: on duty, off the line, neither resting nor in wrap-up."""
        held = {row.agent_id for row in rows["reservation"] if row.state != "released"}
        lines = {row.agent_id for row in rows["leg"] if row.ended_at is None and row.role != "caller"}
        return [
            agent
            for agent in rows["agent"]
            if agent.chosen_status == "available"
            and agent.reachable
            and agent.id not in held | lines
            and agent.wrap_up_until is None
            and agent.not_before_at is None
        ]

    def _not_ready(self, rows: dict[str, list[Any]]) -> Iterator[Wrong]:
        """Ready rows are derived: whoever is free has them all."""
        ready: dict[str, list[bool]] = {}
        for row in self._shop.rows("agent_department"):
            ready.setdefault(row.agent_id, []).append(
                row.ready_at is not None and row.ready_at <= self._shop.clock.now
            )
        for agent in self._free(rows):
            if not all(ready.get(agent.id, [])):
                yield Wrong("free but not ready", agent.email, _HEARS_OF_IT)


def _alone(shop: World) -> Iterator[Wrong]:
    for room in shop.carrier.conferences.values():
        if room.status != "completed" and len(room.participants) == 1:
            started = room.status == "in-progress"
            yield Wrong("alone in a room", room.sid, _ALONE if started else _EMPTY_ROOM)


def _for_nobody(rows: dict[str, list[Any]]) -> Iterator[Wrong]:
    """Agents who are held for a call or a callback that is over."""
    over = {row.id for row in rows["call"] if row.status == "ended"}
    over |= {row.id for row in rows["callback"] if row.status in {"waiting", "done", "cancelled", "gave_up"}}
    for row in rows["reservation"]:
        if row.state != "released" and (row.call_id or row.callback_id) in over:
            yield Wrong("held for nobody", row.id, _HEARS_OF_IT)


def _alone_in_a_talk(rows: dict[str, list[Any]]) -> Iterator[Wrong]:
    """Whoever talks has an agent, except while the line of one has just been lost."""
    served = {
        row.call_id for row in rows["reservation"] if row.state == "accepted" and row.purpose == "answer"
    }
    served |= {row.callback_id for row in rows["reservation"] if row.state == "accepted" and row.callback_id}
    for row in rows["call"]:
        if row.status == "talking" and not {row.id, row.callback_id} & served:
            yield Wrong("talks with nobody", row.id, _FOUND_WITHIN)


def _outlived(rows: dict[str, list[Any]]) -> Iterator[Wrong]:
    over = {row.id for row in rows["call"] if row.status == "ended"}
    for row in rows["leg"]:
        if row.ended_at is None and row.call_id in over:
            yield Wrong("a leg of an ended call", row.id, _LEGS_OUTLIVE)


def _not_found(rows: dict[str, list[Any]], free: list[Any]) -> Iterator[Wrong]:
    """Somebody waits while somebody is free. All agents of this shop have the department that is called."""
    if free:
        for row in _waits_for_anybody(rows):
            yield Wrong("waits beside free agents", row.id, _FOUND_WITHIN)


def _waits_for_anybody(rows: dict[str, list[Any]]) -> list[Any]:
    """Callers who wait, whom nobody has been asked for yet, and who need not wait for an owner or a deputy."""
    asked = {row.call_id for row in rows["reservation"]}
    owned = {row.id for row in rows["ticket"] if row.owner_id is not None}
    return [
        row
        for row in rows["call"]
        if row.status == "waiting"
        and row.id not in asked
        and row.ticket_id not in owned
        and row.owner_choice is None
        and row.prefers_agent_id is None
    ]
