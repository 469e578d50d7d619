"""The worst moment: between a webhook and the arrival of its answer."""

from collections.abc import Callable

from flask import Response, request

from app.phone_simulator.phones import Phone
from tests.stories.world import World


class Moment:
    """Does something between the carrier's n-th request, counted from `arm`, and the arrival of our answer.

    Made before the first webhook of its world, since Flask takes no more hooks afterwards.
    """

    def __init__(self, shop: World) -> None:
        self._shop = shop
        self._left = 0
        self._act: Callable[[], object] | None = None
        shop.app.after_request(self._after)

    def arm(self, number: int, act: Callable[[], object]) -> None:
        self._left, self._act = number, act

    @property
    def came(self) -> bool:
        return self._act is not None and self._left <= 0

    def _after(self, response: Response) -> Response:
        if request.path.startswith("/ivr/"):
            self._left -= 1
            if self._left == 0 and self._act is not None:
                self._shop.clock.call_later(0.0, self._act)  # planned before the answer, so it comes first
        return response


def hang_up(phone: Phone) -> None:
    for call in phone.live:
        call.hang_up()


def take(phone: Phone) -> None:
    """Answer what rings, if anything does."""
    if phone.ringing:
        phone.answer()


def nobody_is_left_over(shop: World) -> None:
    """Nobody waits who is gone, no agent is held, no leg or room lives on."""
    assert {row.status for row in shop.rows("call")} <= {"ended"}
    assert {row.state for row in shop.rows("reservation")} <= {"released"}
    assert {row.state for row in shop.rows("attempt")} <= {"ended"}
    assert [row.role for row in shop.rows("leg") if row.ended_at is None] == []
    assert [
        room.friendly_name for room in shop.carrier.conferences.values() if room.status == "in-progress"
    ] == []
