"""The real processes are killed with -9, and every promise outlives them."""

import pytest

from tests.soak.small import broken

pytestmark = pytest.mark.redis


def test_callbacks_survive_the_killing_of_web_worker_sweeper_and_redis() -> None:
    assert broken("kills", "sqlite") == []
