"""Lists as the carrier hands them out: one page at a time, each naming the next."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from app.phone_simulator.rest.errors import refused

DEFAULT_PAGE_SIZE = 50
LARGEST_PAGE = 1000

T = TypeVar("T")


def page_of(
    items: Sequence[T],
    *,
    key: str,
    path: str,
    query: Mapping[str, str],
    render: Callable[[T], dict[str, Any]],
) -> dict[str, Any]:
    """One page of `items` in the carrier's envelope; `key` names the list inside it.

    `PageSize` is capped at 1000 as the carrier does; a page past the end is empty, not an error.
    The token in `next_page_uri` is decoration here: `Page` alone says where we are.

    Raises: RestError 20001 when `Page` or `PageSize` is no number.
    """
    size = max(1, min(_number(query, "PageSize", DEFAULT_PAGE_SIZE), LARGEST_PAGE))
    page = max(0, _number(query, "Page", 0))
    start = page * size
    shown = items[start : start + size]

    def uri(number: int) -> str:
        kept = {name: value for name, value in query.items() if name not in {"Page", "PageSize", "PageToken"}}
        token = {"PageToken": f"PG{number}"} if number else {}
        return f"{path}?{urlencode({**kept, 'PageSize': size, 'Page': number, **token})}"

    return {
        key: [render(item) for item in shown],
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if start + size < len(items) else None,
        "previous_page_uri": uri(page - 1) if page else None,
        "uri": uri(page),
        "page": page,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
    }


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, "")
    if not text:
        return default
    if not text.lstrip("-").isdigit():
        raise refused(20001, f"{name}: {text}")
    return int(text)
