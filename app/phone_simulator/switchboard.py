"""Where a telephone's call goes: numbers, applications, telephones, texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from .effects import Source
from .exchange import Exchange
from .interpreter import Interpreter
from .leg import Callbacks, Leg, Settings
from .model import Application, Call, CallStatus, Direction, IncomingNumber, Message, RestError
from .params import API_VERSION, country_of
from .phones import Phone, PhoneError
from .progress import finish
from .twiml import DocumentError, read
from .webhook_client import Answer, WebhookRequest

E164 = re.compile(r"\+[1-9]\d{6,14}")
ADDRESS = re.compile(r"\+[1-9]\d{6,14}|client:.{1,121}|sips?:[^\s@]+@[^\s]+")
BAD_REQUEST, NOT_FOUND = 400, 404
SEGMENT_CHARACTERS = 160
DELIVERED_AFTER_S = 1.0
MAX_REPLIES = 10
Settable = TypeVar("Settable", IncomingNumber, Application)


class Directory:
    """Telephones and live legs by their names, and how calls to the account begin."""

    def __init__(
        self, exchange: Exchange, interpreter: Interpreter, phones: dict[str, Phone], legs: dict[str, Leg]
    ) -> None:
        self.exchange = exchange
        self.interpreter = interpreter
        self._phones = phones
        self._legs = legs

    def phone(self, address: str) -> Phone:
        """The telephone with this address, made on first use."""
        if address not in self._phones:
            self._phones[address] = Phone(address, self.exchange, self)
        return self._phones[address]

    def known_phone(self, address: str) -> Phone | None:
        """The telephone with this address if there is one."""
        return self._phones.get(address)

    def keep(self, leg: Leg) -> None:
        """Remember a leg."""
        self._legs[leg.sid] = leg

    def leg(self, sid: str) -> Leg:
        """The leg of a call. Raises: RestError 20404."""
        if sid not in self._legs:
            raise RestError(NOT_FOUND, 20404, f"The requested resource /Calls/{sid}.json was not found")
        return self._legs[sid]

    def number(self, number: str) -> IncomingNumber | None:
        """The number of the account, None when it is somebody else's."""
        return next((one for one in self.exchange.store.numbers.values() if one.number == number), None)

    def place_call(self, phone: Phone, to: str) -> Leg:
        """Begin a call to a number of the account. Raises: PhoneError when the account has no such number."""
        number = self.number(to)
        if number is None:
            raise PhoneError(f"{to} is not in service: the account has no such number. Add it first.")
        application = self.exchange.store.applications.get(number.voice_application_sid or "")
        return self._announce(phone, application or number, to, number_sid=number.sid)

    def place_application_call(self, phone: Phone, application_sid: str, params: dict[str, str]) -> Leg:
        """Begin a softphone's call: `To` is what the browser gave, and so is every other parameter.

        Raises: PhoneError when there is no such application.
        """
        application = self.exchange.store.applications.get(application_sid)
        if application is None:
            raise PhoneError(f"There is no application {application_sid}. Add it first.")
        extra = {name: value for name, value in params.items() if name != "To"}
        return self._announce(phone, application, params.get("To", ""), extra=extra)

    def take_text(self, phone: Phone, to: str, body: str) -> Message:
        """Take a text to a number of the account. Raises: PhoneError when the account has no such number."""
        return receive_message(self, phone.address, to, body)

    def _announce(
        self,
        phone: Phone,
        target: IncomingNumber | Application,
        to: str,
        *,
        number_sid: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> Leg:
        exchange, now = self.exchange, self.exchange.clock.now
        call = Call(
            exchange.new_sid("CA"),
            phone.address,
            to,
            Direction.INBOUND,
            CallStatus.RINGING,
            now,
            phone_number_sid=number_sid,
            application_sid=target.sid if isinstance(target, Application) else None,
            started_at=now,
        )
        exchange.store.calls[call.sid] = call
        told = Callbacks(target.status_callback, target.status_callback_method)
        settings = Settings(
            told, fallback_url=target.voice_fallback_url, fallback_method=target.voice_fallback_method
        )
        leg = Leg(exchange, call, phone, settings)
        self.keep(leg)
        leg.note("dialled", to)
        if target.voice_url is None:
            exchange.report(11100, f"{to or target.sid} has no voice URL. Give it one.", call_sid=call.sid)
            exchange.later(0, lambda: finish(leg, CallStatus.FAILED))
            return leg
        params = tuple((extra or {}).items())
        leg.begin(self.interpreter.live(leg, Source("voice", target.voice_url, target.voice_method, params)))
        return leg


def set_fields(thing: Settable, settings: Mapping[str, str | None], now: datetime) -> Settable:
    """Set fields of a number or an application. Raises: TypeError for a field that it does not have."""
    for name, value in settings.items():
        if not hasattr(thing, name):
            message = f"{type(thing).__name__} has no field {name}. See model.py for those it has."
            raise TypeError(message)
        setattr(thing, name, value)
    thing.updated_at = now
    return thing


def create_message(
    directory: Directory, to: str, from_number: str, body: str, status_callback: str | None
) -> Message:
    """Accept a text, log it, and hand it to the telephone with that number.

    Raises: RestError 21211, 21606 (not our number), 21602 (no body), 21610 (the telephone said STOP).
    """
    exchange = directory.exchange
    if not E164.fullmatch(to):
        raise RestError(BAD_REQUEST, 21211, f"The 'To' number {to} is not a valid phone number.")
    if directory.number(from_number) is None:
        raise RestError(
            BAD_REQUEST, 21606, f"The From phone number {from_number} is not a number of this account."
        )
    if not body:
        raise RestError(BAD_REQUEST, 21602, "Message body is required.")
    segments = max(1, -(-len(body) // SEGMENT_CHARACTERS))
    message = Message(
        exchange.new_sid("SM"),
        from_number,
        to,
        body,
        "outbound-api",
        "queued",
        exchange.clock.now,
        status_callback,
        num_segments=segments,
    )
    exchange.store.messages[message.sid] = message

    def deliver() -> None:
        message.status, message.sent_at = "delivered", exchange.clock.now
        directory.phone(to).texts.append(message)
        _tell_status(exchange, message)

    exchange.later(DELIVERED_AFTER_S, deliver)
    return message


def receive_message(directory: Directory, from_number: str, to: str, body: str) -> Message:
    """A telephone sends a text to a number of the account; its sms_url may answer with up to ten <Message>s.

    Raises: PhoneError when the account has no such number.
    """
    exchange, number = directory.exchange, directory.number(to)
    if number is None:
        raise PhoneError(f"{to} is not in service: the account has no such number. Add it first.")
    message = Message(
        exchange.new_sid("SM"), from_number, to, body, "inbound", "received", exchange.clock.now
    )
    exchange.store.messages[message.sid] = message
    if number.sms_url is None:
        return message
    params = _message_params(exchange, message) | {
        "SmsMessageSid": message.sid,
        "Body": body,
        "NumMedia": "0",
        "NumSegments": str(message.num_segments),
        "SmsStatus": "received",
    }
    for side, address in (("From", from_number), ("To", to)):
        params |= {
            f"{side}City": "",
            f"{side}State": "",
            f"{side}Zip": "",
            f"{side}Country": country_of(address),
        }
    request = WebhookRequest(
        "message", number.sms_url, number.sms_method, params, exchange.dice.token(), keep_port=True
    )
    exchange.send(request, lambda answer: _message_answered(directory, message, answer))
    return message


def _tell_status(exchange: Exchange, message: Message) -> None:
    if message.status_callback is None:
        return
    params = _message_params(exchange, message) | {
        "MessageStatus": message.status,
        "SmsStatus": message.status,
    }
    request = WebhookRequest("message_status", message.status_callback, "POST", params, exchange.dice.token())
    exchange.notify(replace(request, keep_port=True), is_final=True)


def _message_params(exchange: Exchange, message: Message) -> dict[str, str]:
    return {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "AccountSid": exchange.account.sid,
        "ApiVersion": API_VERSION,
        "From": message.from_number,
        "To": message.to_number,
    }


def _message_answered(directory: Directory, message: Message, answer: Answer) -> None:
    """Send the replies that the answer holds, each in a text of its own; no content is no reply."""
    exchange = directory.exchange
    if answer.error_code is None and not answer.body:
        return
    try:
        replies = [verb for verb in read(answer).root if verb.tag == "Message"]
    except DocumentError as failed:
        exchange.report(failed.code, failed.message, webhook_id=answer.record.id)
        return
    if len(replies) > MAX_REPLIES:
        exchange.report(
            14109, f"{len(replies)} replies. At most {MAX_REPLIES} are sent.", webhook_id=answer.record.id
        )
    for reply in replies[:MAX_REPLIES]:
        body = reply.findtext("Body") or reply.text or ""
        if body.strip():
            create_message(directory, message.from_number, message.to_number, body.strip(), None)
