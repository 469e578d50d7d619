"""A process begins: what the carrier told while nobody listened is lost, so its books are asked."""

import logging
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from app.wiring import House
from ticket_store.held import LostConnectionError
from ticket_store.look_again import look_again

# By then the first of those who wait for an answer have been answered.
_SOON = timedelta(seconds=2)

log = logging.getLogger(__name__)


def ask_for_what_was_missed(house: House) -> None:
    """Let the sweeper look at every live leg within seconds. A store that is away now is no reason not to begin."""
    try:
        house.store.write(lambda tx: look_again(tx, house.clock() + _SOON))
    except (DBAPIError, LostConnectionError) as away:
        log.warning("the store is away (%s): live legs are looked at by their deadlines", type(away).__name__)
