from datetime import UTC, datetime

import pytest

from admin.visitor import Visitor
from ticket_store.labels import Labels


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), datetime(2026, 11, 21, 23, 0, tzinfo=UTC)),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, 0, tzinfo=UTC), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 12, 0, tzinfo=UTC), datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),
    ],
)
def test_the_shop_s_day_begins_at_its_own_midnight_also_where_the_clocks_change(
    now: datetime, midnight: datetime
) -> None:
    assert Visitor(now, Labels("Sowa", "PL", "Europe/Warsaw", ("pl",), {}), None).midnight == midnight
