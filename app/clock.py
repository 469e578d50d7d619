"""What time it is: the machine's clock, or in the demo the shop's, which a visitor may move."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


def system_clock() -> datetime:
    return datetime.now(UTC)


def shop_clock(path: Path) -> Callable[[], datetime]:
    """A clock that is `offset_s` seconds off, by a JSON file that may change at any time.

    A file that is missing or torn leaves the clock where it was.
    """
    seen = {"changed": 0, "offset": timedelta()}

    def now() -> datetime:
        try:
            changed = path.stat().st_mtime_ns
            if changed != seen["changed"]:
                offset = float(json.loads(path.read_text())["offset_s"])
                seen.update(changed=changed, offset=timedelta(seconds=offset))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return datetime.now(UTC) + seen["offset"]  # type: ignore[operator]

    return now
