"""The two telephones on the page: who they are, what they can do now, what they hear."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .carrier import Carrier
from .feed import Feed, Hearing, far_end
from .model import Call, CallStatus, Direction
from .phones import Phone, PhoneError
from .requests_shown import rest_whole, webhook_whole
from .rest import RestLog
from .shop_clock import moved_to, write_offset

WITHHELD = "anonymous"
CUSTOMERS = {
    "+48601234567": "Polish mobile",
    "+420601234567": "Czech mobile",
    "+358401234567": "Finnish mobile",
    "+447700900123": "British mobile",
    WITHHELD: "Number withheld",
}
E164 = re.compile(r"\+[1-9]\d{6,14}")


class DeskError(Exception):
    """A wish of the page that cannot be met now, as a sentence for the person who pressed."""


@dataclass
class Desk:
    """Everything that the page shows and does, over one carrier.

    `labels` names addresses for people. Those that are numbers of the account are the shop's; all others
    are agents' telephones. `customers` are the telephones to call from, with their labels.
    """

    carrier: Carrier
    log: RestLog
    labels: Mapping[str, str]
    clock_file: Path | None = None
    zone: str = "Europe/Warsaw"
    customers: dict[str, str] = field(default_factory=lambda: dict(CUSTOMERS))

    def __post_init__(self) -> None:
        self._feed = Feed(self.carrier, self.log)
        self._zone = ZoneInfo(self.zone)
        self._reading = threading.Lock()
        with self.carrier.lock:
            for address in (*self.customers, *self._agents()):
                self.carrier.phone(address)

    def state(self, since: int, run: str) -> dict[str, Any]:
        """What the page shows, with what is new since change number `since`; everything when `run` is
        another run.
        """
        with self._reading, self.carrier.lock:
            rev = self._feed.collect()
            bubbles, requests = self._feed.after(since if run == self._feed.run else 0)
            phones = [
                self._phone_state(address, label, "customer") for address, label in self.customers.items()
            ]
            phones += [
                self._phone_state(address, label, "agent") for address, label in self._agents().items()
            ]
            sides = {phone["address"]: phone for phone in phones}
            now = self.carrier.clock.now
            return {
                "run": self._feed.run,
                "rev": rev,
                "clock": {"at": now.isoformat(), "zone": self.zone, "offset_s": round(_offset_s(now))},
                "numbers": [
                    {"number": each.number, "label": self.labels.get(each.number, each.friendly_name)}
                    for each in self.carrier.numbers.values()
                ],
                "phones": phones,
                "bubbles": [{**each, **_side(sides, each["address"])} for each in bubbles],
                "requests": requests,
                "calls": [self._call_line(call) for call in list(self.carrier.calls.values())[-100:]],
            }

    def request(self, name: str) -> dict[str, Any]:
        """One request whole: `w12` is a webhook, `r5` a REST request.

        Raises: DeskError when there is none.
        """
        number = int(name[1:]) if name[1:].isdigit() else 0
        with self.carrier.lock:
            if name.startswith("w") and 0 < number <= len(self.carrier.webhooks):
                return webhook_whole(self.carrier.webhooks[number - 1])
        found = next((each for each in self.log.after(number - 1) if each.id == number), None)
        if name.startswith("r") and found is not None:
            return rest_whole(found)
        raise DeskError(f"There is no request {name} any more. Only the newest ones are kept.")

    def act(self, address: str, wish: str, value: str = "") -> None:
        """Do with a telephone what its buttons do: dial, answer, decline, press, hang-up.

        `dial` calls the number in `value`, `press` presses the keys in it. A customer's own number may be
        any. Raises: DeskError when that cannot be done now.
        """
        phone = self._telephone(address)
        try:
            self._carry_out(phone, wish, value)
        except PhoneError as error:
            raise DeskError(str(error)) from None

    def _carry_out(self, phone: Phone, wish: str, value: str) -> None:
        match wish:
            case "dial":
                self._dial(phone, value)
            case "answer":
                phone.answer()
            case "decline":
                phone.decline()
            case "press" if not re.fullmatch(r"[0-9*#]+", value):
                raise DeskError(f"{value!r} is no key of a telephone. Press 0 to 9, * or #.")
            case "press":
                phone.press(value)
            case "speak":
                phone.speak(value)
            case "hang-up":
                phone.hang_up()
            case _:
                raise DeskError(
                    f"A telephone cannot {wish!r}. It can dial, answer, decline, press, speak, hang-up."
                )

    def _dial(self, phone: Phone, number: str) -> None:
        if all(each.number != number for each in self.carrier.numbers.values()):
            raise DeskError(f"{number or 'Nothing'} is no number of the shop. Choose one from the list.")
        phone.dial(number)

    def meet(self, address: str) -> None:
        """Give a number that is about to be dialled a telephone on the page, where it has none yet."""
        with self.carrier.lock:
            if address not in self.customers and address not in self.labels and E164.fullmatch(address):
                self.customers[address] = address
                self.carrier.phone(address)

    def move_clock(self, target: str) -> None:
        """Move the shop's clock as `shop_clock.moved_to` says, and tell the app through the clock file.

        Raises: DeskError when the target is no time.
        """
        real_now = datetime.now(UTC)
        try:
            when = moved_to(target, self.carrier.clock.now, self._zone, real_now)
        except ValueError:
            sentence = f"{target!r} is no time. Send HH:MM, next-monday, next-sunday, 25-december or now."
            raise DeskError(sentence) from None
        self.carrier.move_clock(when)
        if self.clock_file is not None:
            write_offset(self.clock_file, 0.0 if target == "now" else (when - real_now).total_seconds())

    def _agents(self) -> dict[str, str]:
        shop = {each.number for each in self.carrier.numbers.values()}
        return {
            address: label
            for address, label in self.labels.items()
            if address not in shop and address not in self.customers
        }

    def _label(self, address: str) -> str:
        return self.labels.get(address) or self.customers.get(address) or address

    def _telephone(self, address: str) -> Phone:
        """The telephone with that address; a new one for a number that nobody had before."""
        with self.carrier.lock:
            known = address in self.customers or address in self.labels
            if not known and not E164.fullmatch(address):
                sentence = (
                    f"{address!r} is no telephone number. Write it with + and the country code: +48601234567."
                )
                raise DeskError(sentence)
            if not known:
                self.customers[address] = address
            return self.carrier.phone(address)

    def _phone_state(self, address: str, label: str, role: str) -> dict[str, Any]:
        """What the screen of a telephone shows: the newest live call at its address."""
        live = [
            hearing
            for hearing in self._feed.hearings.values()
            if far_end(hearing.call) == address and not hearing.call.status.is_final
        ]
        state: dict[str, Any] = {"address": address, "label": label, "role": role, "state": "idle"}
        return state | self._on_the_line(live[-1]) if live else state

    def _on_the_line(self, hearing: Hearing) -> dict[str, Any]:
        call = hearing.call
        inbound = call.direction is Direction.INBOUND
        other = call.to_number if inbound else call.from_number
        if call.status is CallStatus.IN_PROGRESS:
            state = "talking"
        elif call.status is CallStatus.RINGING and not inbound:
            state = "ringing"
        else:
            state = "calling" if inbound else "idle"
        answered = hearing.answered_elapsed
        return {
            "state": state,
            "call": call.sid,
            "party": self._label(other),
            "number": other,
            "for_s": 0 if answered is None else max(0, round(self.carrier.clock.elapsed - answered)),
            "last": hearing.last,
            "music": hearing.music,
        }

    def _call_line(self, call: Call) -> dict[str, Any]:
        return {
            "sid": call.sid,
            "from": self._label(call.from_number),
            "to": self._label(call.to_number),
            "at": call.created_at.isoformat(),
            "status": call.status.value,
        }


def _offset_s(now: datetime) -> float:
    return (now - datetime.now(UTC)).total_seconds()


def _side(phones: Mapping[str, Mapping[str, Any]], address: str) -> dict[str, str]:
    """On which side of the conversation an address speaks; a telephone that is not on the page is an
    agent's.
    """
    phone = phones.get(address, {"role": "agent", "label": address})
    return {"side": phone["role"], "label": phone["label"]}
