"""Redis is lost in every way, and no callback is."""

import pytest

from tests.soak.small import broken

pytestmark = pytest.mark.redis


def test_without_redis_callbacks_are_carried_out_a_moment_later() -> None:
    assert broken("redis-lost", "sqlite") == []
