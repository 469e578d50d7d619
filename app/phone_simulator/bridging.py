"""Two legs that talk with each other."""

from __future__ import annotations

from .effects import Key, News, Steps, wait
from .leg import Leg


class Bridge:
    """The connection of two legs; it ends when either leaves."""

    def __init__(self, one: Leg, other: Leg) -> None:
        self.legs = (one, other)
        self.is_over = False
        one.talking_to = lambda text: other.hear("talk", text)
        other.talking_to = lambda text: one.hear("talk", text)
        one.note("bridged", other.call.to_number)
        other.note("bridged", one.call.from_number)

    def end(self) -> None:
        """Take it apart; both sides hear of it once."""
        if self.is_over:
            return
        self.is_over = True
        for leg in self.legs:
            leg.talking_to = None
            leg.tell(News(self, "over"))


def talk(leg: Leg, bridge: Bridge, *, limit_s: float | None = None, star_ends: bool = False) -> Steps[None]:
    """Stay in the bridge until it ends, the limit is reached, or the star key ends it."""
    clock = leg.exchange.clock
    ends = None if limit_s is None else clock.elapsed + limit_s
    with leg.inside(bridge):
        try:
            while not bridge.is_over:
                came = yield from wait(None if ends is None else ends - clock.elapsed, keys=star_ends)
                if came is None or (star_ends and came == Key("*")):
                    return
        except News as news:
            if news.scope is not bridge:
                raise
        finally:
            bridge.end()
