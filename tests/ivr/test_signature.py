"""Our check of signatures and the carrier's own library agree, and where that one is wrong, ours is right."""

import random
from base64 import b64encode
from hashlib import sha1, sha256
from hmac import digest

import pytest
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from ivr.signature import is_genuine, signed_text

TOKEN = "12345"
PAIRS = [("CallSid", "CA123"), ("From", "+48501234567"), ("Digits", "1")]
URL = "https://shop.example/ivr/voice"
SEED, REQUESTS = 20261121, 100_000
HOSTS = [
    "shop.example",
    "shop.example:443",
    "shop.example:8443",
    "me:secret@shop.example",
    "[2001:db8::1]:99",
]
QUERIES = ["", "?s=3", "?t=0f&s=1", "?q=Za%C5%BC", "?a=1&a=2&b="]
TEXTS = [
    "1",
    "",
    "Zażółć gęślą jaźń",
    "🐎",
    "O'Brien",
    "a&b=c",
    "\u202e",
    " x ",
    "+48501234567",
    "%27",
    "\x00",
]
Pairs = list[tuple[str, str]]


def signature(url: str, pairs: Pairs, token: str = TOKEN) -> str:
    return b64encode(digest(token.encode(), (url + signed_text(pairs)).encode(), sha1)).decode()


def some_request(dice: random.Random) -> tuple[str, Pairs, str]:
    """An address, a form and a signature: as often right as spoilt in one small way."""
    url = f"{dice.choice(['https', 'http'])}://{dice.choice(HOSTS)}/ivr/key{dice.choice(QUERIES)}"
    names = dice.choices(["CallSid", "From", "To", "Digits", "digits", "Żółw", "A"], k=dice.randrange(8))
    pairs = [(name, dice.choice(TEXTS)) for name in names]
    signed_url, signed_pairs, token = url, list(pairs), TOKEN
    match dice.randrange(8):
        case 0:
            signed_pairs.append(("Extra", "1"))
        case 1:
            token = "54321"
        case 2:
            signed_url += "x"
        case 3:
            signed_url = url.replace(":8443", "").replace(":443", "").replace(":80", "")
    made = signature(signed_url, signed_pairs, token)
    return url, pairs, dice.choice([made, made, made, made[:-2] + "A=", made.lower(), ""])


def test_ours_and_the_carriers_library_agree_on_a_hundred_thousand_requests() -> None:
    dice, theirs = random.Random(SEED), RequestValidator(TOKEN)
    answers = {True: 0, False: 0}
    for number in range(REQUESTS):
        url, pairs, presented = some_request(dice)
        ours = is_genuine(url, pairs, presented, [TOKEN])
        answers[ours] += 1
        assert ours == theirs.validate(url, MultiDict(pairs), presented), (
            SEED,
            number,
            url,
            pairs,
            presented,
        )
    assert min(answers.values()) > REQUESTS / 5, "both answers must be tried"


def test_the_published_example_holds() -> None:
    numbers = [(name, "+14158675310") for name in ("Caller", "From")]
    pairs = [("CallSid", "CA1234567890ABCDE"), ("Digits", "1234"), ("To", "+18005551212"), *numbers]
    url = "https://example.com/myapp.php?foo=1&bar=2"
    assert is_genuine(url, pairs, "L/OH5YylLD5NRKLltdqwSvS0BnU=", [TOKEN])


def test_an_apostrophe_in_the_query_is_signed_escaped() -> None:
    made = signature(f"{URL}?Body=It%27s", PAIRS)
    assert is_genuine(f"{URL}?Body=It's", PAIRS, made, [TOKEN])


def test_a_name_and_password_in_the_address_may_be_signed_or_left_out() -> None:
    url = "https://me:secret@shop.example/ivr/voice"
    assert is_genuine(url, PAIRS, signature(url, PAIRS), [TOKEN])
    assert is_genuine(url, PAIRS, signature(URL, PAIRS), [TOKEN])


def test_both_tokens_hold_while_one_is_replaced_by_the_next() -> None:
    for token in ("old", "new"):
        assert is_genuine(URL, PAIRS, signature(URL, PAIRS, token), ["old", "new"])
    assert not is_genuine(URL, PAIRS, signature(URL, PAIRS, "older"), ["old", "new"])
    assert not is_genuine(URL, PAIRS, signature(URL, PAIRS), []), "no token, no entry"


@pytest.mark.parametrize("presented", ["", " ", "WRONG", "ż", "\x00", "=" * 28, "a" * 100_000])
def test_what_is_no_signature_opens_nothing(presented: str) -> None:
    assert not is_genuine(URL, PAIRS, presented, [TOKEN])


def test_a_json_body_is_signed_by_its_digest() -> None:
    body = b'{"property": "value"}'
    url = f"{URL}?bodySHA256={sha256(body).hexdigest()}"
    assert is_genuine(url, [], signature(url, []), [TOKEN], body)
    assert not is_genuine(url, [], signature(url, []), [TOKEN], body + b" ")


def test_one_changed_letter_anywhere_spoils_it() -> None:
    made = signature(URL, PAIRS)
    for place, (name, value) in enumerate(PAIRS):
        for changed in ((name, value + "0"), (name.lower(), value), (name + "x", value)):
            pairs = [*PAIRS[:place], changed, *PAIRS[place + 1 :]]
            assert not is_genuine(URL, pairs, made, [TOKEN]), changed
    assert not is_genuine(URL, PAIRS[:-1], made, [TOKEN])
    assert not is_genuine(URL, [*PAIRS, ("x", "")], made, [TOKEN])
