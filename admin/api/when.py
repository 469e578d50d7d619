"""Times as the API writes them."""

from datetime import UTC, datetime


def as_utc(at: datetime) -> str:
    """ISO 8601 in UTC with a Z and microseconds, so that texts sort like times."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
