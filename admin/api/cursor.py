"""The mark between two pages. Callers hand it back as it is; what is in it is our own business."""

import base64
import binascii
import json
from datetime import UTC, datetime

from admin.api.errors import ApiError, shown
from ticket_store.listing.paging import Place

_LONGEST = 500


def to_cursor(resource: str, place: Place | None) -> str | None:
    """The place as text that is safe in an address; it names its list, so that it fits no other."""
    if place is None:
        return None
    parts = [resource, place.at.isoformat() if place.at else None, place.id]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def from_cursor(resource: str, cursor: str | None) -> Place | None:
    """The place that `to_cursor` wrote for this list.

    It carries no secret and opens nothing, so it is not signed, only read with care.
    Raises: ApiError when it is not one of ours, or of another list.
    """
    if cursor is None:
        return None
    try:
        of_list, at, last_id = json.loads(_decoded(cursor))
        place = Place(None if at is None else _moment(at), _plain(last_id))
    except (ValueError, TypeError, OverflowError, RecursionError):
        of_list, place = None, Place(None, "")
    if of_list != resource:
        raise ApiError(
            400,
            "cursor-unknown",
            f"The cursor {shown(cursor)} does not belong to the list of {resource}.",
            "Take the value of `next` from the page before as it is, or leave the cursor out.",
        )
    return place


def _moment(at: str) -> datetime:
    found = datetime.fromisoformat(at)
    if found.tzinfo is None:
        raise ValueError("no zone")
    return found.astimezone(UTC)


def _decoded(cursor: str) -> bytes:
    if len(cursor) > _LONGEST or not cursor.isascii():
        raise ValueError("too long or not ASCII")
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("not base 64") from fault


def _plain(last_id: object) -> str:
    if not isinstance(last_id, str) or not last_id.isprintable():
        raise TypeError("the id is no plain text")
    return last_id
