"""Our own files, packed for browsers that take it: what a page weighs is mostly its style sheet.

Files alone are packed, once each; pages are not, since they carry a token beside text that others may have typed.
Source: Gluck, Harris, Prado, "BREACH: Reviving the CRIME Attack" (2013).
"""

import gzip
from functools import lru_cache

from flask import Request, Response

_SMALLEST = 1000  # below that the head of the answer is what counts
_PACKED = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})


def pack_file(response: Response, request: Request) -> None:
    """Pack the file that is about to be sent, where that is welcome and helps."""
    if response.status_code != 200 or response.mimetype not in _PACKED:  # noqa: PLR2004 - parts and 304 stay as they are
        return
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return
    response.direct_passthrough = False
    whole = b"".join(response.iter_encoded())
    response.close()  # the file
    response.set_data(whole)
    if len(whole) < _SMALLEST:
        return
    response.set_data(_packed(whole))
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(f"{etag}-gzip", weak=True)


@lru_cache(maxsize=64)
def _packed(whole: bytes) -> bytes:
    return gzip.compress(whole, compresslevel=9, mtime=0)
