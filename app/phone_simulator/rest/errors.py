"""What the carrier's REST API answers when it refuses, in the carrier's own numbers and words."""

from typing import Any

from app.phone_simulator.model import RestError

# Code -> (HTTP status, sentence). The refused value goes in where the sentence says {}.
REFUSALS: dict[int, tuple[int, str]] = {
    20001: (400, "Invalid parameter {}"),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource {} was not found"),
    20503: (503, "Service unavailable, please try again later"),
    21201: (400, "No 'To' number is specified"),
    21213: (400, "Caller phone number is required: 'From' is missing"),
    21421: (400, "PhoneNumber {} is invalid"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
}


def refused(code: int, value: str = "") -> RestError:
    """The refusal with that code, its sentence completed by the value that was refused."""
    status, sentence = REFUSALS[code]
    return RestError(status, code, sentence.replace("{}", value))


def error_body(error: RestError) -> dict[str, Any]:
    """The JSON body that the carrier sends with every refusal."""
    return {
        "code": error.code,
        "message": error.message,
        "more_info": f"https://www.twilio.com/docs/errors/{error.code}",
        "status": error.status,
    }
