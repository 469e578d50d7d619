"""Where somebody goes after the door."""

from urllib.parse import urlsplit

from flask import url_for


def safe_path(wanted: str) -> str:
    """A path of ours, or the start page: never somebody else's address."""
    parts = urlsplit(wanted.replace("\\", "/"))
    local = wanted.startswith("/") and not wanted.startswith("//") and not parts.scheme and not parts.netloc
    return wanted if local else url_for("pages.start")
