"""A re-implementation of what TwilioDevEd/ivr-phone-tree-python does for a call, with a signature check.

Flask, `twilio.request_validator` in a decorator, `twilio.twiml`, `url_for(_external=True)`; it stores nothing.
It is not that project's code: the addresses are ours, so that the very same signed webhooks reach it.
Source: https://github.com/TwilioDevEd/ivr-phone-tree-python.
"""

import os
from collections.abc import Callable
from functools import wraps

from flask import Flask, Response, abort, request, url_for
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather, VoiceResponse

BASE, TOKEN = os.environ.get("PUBLIC_BASE_URL", ""), os.environ.get("TWILIO_AUTH_TOKEN", "")
application = Flask("phone_tree", static_folder=None)
application.config["PREFERRED_URL_SCHEME"] = "https"


def validated(view: Callable[[], Response]) -> Callable[[], Response]:
    """Answer 403 where the signature does not fit."""

    @wraps(view)
    def checked() -> Response:
        address = BASE + (request.full_path if request.query_string else request.path)
        signed = request.headers.get("X-Twilio-Signature", "")
        if not RequestValidator(TOKEN).validate(address, request.form, signed):
            abort(403)
        return view()

    return checked


@application.post("/ivr/voice")
@validated
def welcome() -> Response:
    """The main menu."""
    return twiml(_menu("Dzień dobry, tu Sowa.", "Aby połączyć się z działem reklamacje, naciśnij 1."))


@application.post("/ivr/key")
@validated
def key() -> Response:
    """A key in it: the submenu, or the department."""
    if request.args.get("s") == "1":
        return twiml(_menu("Zamówienia: naciśnij 2.", "Aby wrócić do poprzedniego menu, naciśnij 9."))
    response = VoiceResponse()
    response.say("Łączę z działem zamówienia.", language="pl-PL", voice="Polly.Ewa-Neural")
    response.enqueue("orders", wait_url=url_for("welcome", _external=True))
    return twiml(response)


@application.post("/ivr/status")
@validated
def status() -> Response:
    """The end of the call."""
    return twiml(VoiceResponse())


def _menu(*said: str) -> VoiceResponse:
    response = VoiceResponse()
    gather = Gather(num_digits=1, action=url_for("key", s=2, _external=True), method="POST")
    for sentence in said:
        gather.say(sentence, language="pl-PL", voice="Polly.Ewa-Neural")
    response.append(gather)
    response.redirect(url_for("welcome", _external=True))
    return response


def twiml(response: VoiceResponse) -> Response:
    """As that project answers."""
    answer = Response(str(response))
    answer.headers["Content-Type"] = "text/xml"
    return answer
