"""What a Redis must not do beside us: forget jobs to make room, or forget all at a restart."""

from dataclasses import dataclass
from typing import Any

from redis.exceptions import RedisError


@dataclass(frozen=True)
class Habit:
    """What it does, and how to wean it. `loses`: jobs that it has acknowledged, while it runs."""

    says: str
    what_to_do: str
    loses: bool


def bad_habit(redis: Any) -> Habit | None:
    """The worse of the two, if it has one. Raises: RedisError, where it does not answer at all."""
    redis.ping()
    policy, log = _setting(redis, "maxmemory-policy"), _setting(redis, "appendonly")
    if policy not in {"noeviction", None}:
        says = f"has the maxmemory-policy {policy}: it may forget jobs"
        return Habit(says, "Set maxmemory-policy noeviction.", loses=True)
    if log == "no":
        return Habit("keeps nothing over a restart", "Set appendonly yes.", loses=False)
    return None


def _setting(redis: Any, name: str) -> str | None:
    """None where the server does not tell: hosted ones often refuse CONFIG."""
    try:
        return str(redis.config_get(name)[name])
    except (RedisError, KeyError):
        return None
