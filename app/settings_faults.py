"""Faulty settings in plain sentences: what, which, and what to do. Never a value: it may be secret."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError

_WHAT_TO_GIVE: Mapping[str, str] = {
    "PUBLIC_BASE_URL": "Give the address at which the carrier reaches this machine, like https://hotline.example.com.",
    "SECRET_KEY": "Give a long random text: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'.",
    "TWILIO_ACCOUNT_SID": "Copy it from the first page of the carrier's console.",
    "TWILIO_AUTH_TOKEN": "Copy it from the first page of the carrier's console.",
}


class FaultySettings(Exception):  # noqa: N818 - it says what it is
    """Settings that this process cannot start with."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def in_words(faulty: "ValidationError") -> tuple[str, ...]:
    """One sentence or two for each fault, in the order of the settings."""
    return tuple(
        _sentence(str(fault["loc"][0]).upper(), fault["type"], fault["msg"])
        for fault in faulty.errors(include_url=False, include_input=False, include_context=False)
    )


def _sentence(name: str, kind: str, message: str) -> str:
    if kind == "missing":
        return f"{name} is not set. {_WHAT_TO_GIVE.get(name, 'docs/settings.md says what it is for.')}"
    if kind == "value_error":
        return f"{name} {message.removeprefix('Value error, ')}"
    return f"{name} cannot be read: {message.lower()}. docs/settings.md says what it is for."
