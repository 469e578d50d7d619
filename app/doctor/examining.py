"""All that the doctor looks at, in the order of its report."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from app.doctor.finding import Finding
from app.doctor.inside import look_inside
from app.doctor.outside import (
    look_at_address,
    look_at_carrier,
    look_at_clock,
    look_at_disk,
    look_at_mail,
    look_at_redis,
)

if TYPE_CHECKING:
    from app.settings import Settings


def examine(settings: "Settings", numbers: tuple[str, ...], now: datetime) -> Iterator[Finding]:
    """`numbers` are the shop's own, which the carrier should point here."""
    yield from look_inside(settings, now)
    yield from look_at_redis(settings)
    yield from look_at_disk(settings)
    yield from look_at_carrier(settings, numbers)
    yield from look_at_mail(settings)
    yield from look_at_address(settings)
    yield from look_at_clock(settings)
