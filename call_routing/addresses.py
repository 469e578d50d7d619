"""The addresses that we give the carrier. Absolute, opaque, and the same from a webhook or a job.

`/ivr/voice`, `/ivr/status`, `/ivr/message` and `/ivr/fallback` are set at the carrier; all others are found
through what we answer.
"""

from dataclasses import dataclass

from ticket_store.rows import Call


@dataclass(frozen=True)
class Addresses:
    """`base` is PUBLIC_BASE_URL: scheme and host, no slash at the end."""

    base: str

    def step(self, name: str, step: int) -> str:
        """A step of a caller's way: `key` or `silence`, good for one answer."""
        return f"{self.base}/ivr/{name}?s={step}"

    def of_call(self, name: str) -> str:
        """A place that any call may ask for; the call is known by its CallSid."""
        return f"{self.base}/ivr/{name}"

    def of_leg(self, name: str, token: str, step: int | None = None) -> str:
        """A place for one leg that we created; the token dies with the leg. `step` counts what was asked there."""
        return f"{self.base}/ivr/{name}?t={token}" + ("" if step is None else f"&s={step}")

    def audio(self, name: str) -> str:
        return f"{self.base}/ivr/audio/{name}"


def conference_name(call_id: str) -> str:
    """One conference a call: hold, consult, transfer and listening are all the same room."""
    return f"call-{call_id}"


def room_of(call: Call) -> str:
    """The conference of this call; where the agent waited elsewhere for the same customer, that one."""
    return conference_name(call.meets_in or call.id)


def queue_name(department_key: str) -> str:
    return f"department-{department_key}"[:64]


def agent_address(email: str, rings: str) -> str:
    """What is dialled to ring an agent: their phone, their SIP address, or their browser's identity."""
    return f"client:{client_identity(email)}" if rings == "browser" else rings


def client_identity(email: str) -> str:
    """The carrier takes letters, digits and underscores safely, so every other letter becomes one."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else "_" for letter in email.strip().lower()
    )
