"""What the carrier told while nobody listened is asked for again."""

from datetime import datetime, timedelta

from app.phone_simulator.transport import TransportError
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store
from ticket_store.look_again import look_again


class Deaf:
    """Nobody listens: every webhook is refused."""

    def send(self, request: object) -> object:
        raise TransportError("ct", f"refused: {request}")


def talking(shop: World) -> None:
    shop.comes_on("anna@sowa.example")[0].answer_after(1)
    shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    assert shop.only("call").status == "talking"


def test_a_hang_up_that_nobody_heard_is_known_seconds_after_a_restart(store: Store) -> None:
    with world(store) as shop:
        talking(shop)
        shop.carrier.exchange._client._transport = Deaf()  # type: ignore[assignment]
        for live in shop.customer().live:
            live.hang_up()
        shop.clock.advance(10)
        assert shop.only("call").status == "talking"
        store.write(lambda tx: look_again(tx, shop.clock.now + timedelta(seconds=2)))
        shop.clock.advance(6)
        assert shop.only("call").status == "ended"
        assert {row.state for row in shop.rows("reservation")} == {"released"}


def test_an_earlier_deadline_stays(store: Store) -> None:
    with world(store) as shop:
        talking(shop)
        before: list[datetime] = [row.deadline_at for row in shop.rows("leg")]
        store.write(lambda tx: look_again(tx, shop.clock.now + timedelta(days=1)))
        assert [row.deadline_at for row in shop.rows("leg")] == before
