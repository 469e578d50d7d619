"""The call that is replayed: answered, through the menu, to a department, and over; every webhook signed.

Four webhooks: `voice` (the main menu is spoken), `key` 2 (the submenu), `key` 2 (the department: the case is
found or opened, the caller queues), `status` (the caller has hung up). Half the callers are known already.
"""

import base64
import hashlib
import hmac
import random
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

BASE = "https://hotline.example"
ACCOUNT, TOKEN = "AC" + "7" * 32, "a-token-of-the-measures"
DID = "+48221234567"
SUBMENU_KEY, DEPARTMENT_KEY = "2", "2"
_NUMBERS = 4000  # callers: after a few thousand calls most have called before
_MARK = "hotline-bench"


class Caller:
    """Makes calls, a new CallSid and a number for each. The same seed makes the same calls."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)

    def calls(self, count: int, *, waits: int = 0) -> list[list[bytes]]:
        """The requests of so many calls; each waits for `waits` rounds in the waiting room."""
        return [list(self._call(waits)) for _ in range(count)]

    def _call(self, waits: int) -> Iterator[bytes]:
        facts = self.facts()
        yield request("/ivr/voice", facts | {"CallStatus": "ringing"})
        live = facts | {"CallStatus": "in-progress"}
        pressed = {"msg": "Gather End", "FinishedOnKey": ""}
        yield request("/ivr/key?s=1", live | pressed | {"Digits": SUBMENU_KEY})
        yield request("/ivr/key?s=2", live | pressed | {"Digits": DEPARTMENT_KEY})
        for round_ in range(waits):
            queue = {"QueueSid": "QU" + "5" * 32, "QueueTime": str(5 * round_), "QueuePosition": "1"}
            yield request("/ivr/wait", live | queue)
        over = {"CallStatus": "completed", "CallDuration": "42", "Duration": "1", "SequenceNumber": "0"}
        yield request("/ivr/status", facts | over)

    def facts(self) -> dict[str, str]:
        """What the carrier tells of a call in each of its webhooks."""
        caller = f"+4850{self._random.randrange(_NUMBERS):07d}"
        facts = {
            "CallSid": f"CA{self._random.getrandbits(128):032x}",
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            "From": caller,
            "Caller": caller,
            "To": DID,
            "Called": DID,
        }
        for side in ("From", "Caller", "To", "Called"):
            facts |= {f"{side}City": "", f"{side}State": "", f"{side}Zip": "", f"{side}Country": "PL"}
        return facts


def request(path: str, form: Mapping[str, str], *, signed_for: str = BASE) -> bytes:
    """One webhook as it goes over the wire, signed for the public address."""
    body = urlencode(form).encode()
    return (
        f"POST {path} HTTP/1.1\r\nHost: hotline.example\r\nUser-Agent: {_MARK}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        f"X-Twilio-Signature: {signature(signed_for + path, form)}\r\n\r\n"
    ).encode() + body


def signature(url: str, form: Mapping[str, str]) -> str:
    """The carrier's: HMAC-SHA1 over the address and the sorted fields."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(TOKEN.encode(), text.encode(), hashlib.sha1)).decode()


def no_op(count: int, seed: int = 3) -> list[list[bytes]]:
    """The same traffic for the floor: as many bytes in, to an address that does nothing with them."""
    return [
        [line.replace(b"POST /ivr/", b"POST /no-op/", 1) for line in call]
        for call in Caller(seed).calls(count)
    ]
