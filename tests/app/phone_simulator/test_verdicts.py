"""What the simulator says about a document."""

import pytest

from app.phone_simulator.twiml import parse
from app.phone_simulator.verb import Place
from app.phone_simulator.verdicts import judge_document, wrong_value


def _codes(inside: str, place: Place = Place.CALL) -> list[int]:
    return [
        verdict.code for verdict in judge_document(parse(f"<Response>{inside}</Response>", None).root, place)
    ]


@pytest.mark.parametrize(
    "inside",
    [
        (
            '<Gather input="dtmf speech" numDigits="1" action="/g" finishOnKey=""><Say voice="Polly.Ola-Neural" '
            'language="pl-PL">Witamy</Say><Play loop="0">/a.mp3</Play><Pause length="2"/></Gather>'
        ),
        '<Enqueue waitUrl="" action="https://h/a" maxQueueSize="50">orders</Enqueue>',
        (
            '<Dial timeout="20" record="record-from-answer-dual"><Number url="/w" statusCallbackEvent="initiated '
            'completed" statusCallback="/s">+48601234567</Number><Client>anna</Client></Dial>'
        ),
        '<Dial><Conference waitUrl="" beep="onEnter" participantLabel="c">room</Conference></Dial>',
        '<Record maxLength="120" finishOnKey="#" playBeep="true" recordingStatusCallbackEvent="completed absent"/>',
        '<Say>one <break time="1s"/> two</Say><Redirect method="GET">/next</Redirect>',
        '<Reject reason="busy"/>',
        "",
    ],
)
def test_a_right_document_has_no_fault(inside: str) -> None:
    assert _codes(inside) == []


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<Say colour="red">x</Say>', 12200),
        ("<say>x</say>", 12200),
        ('<Gather numDigits="one"/>', 12200),
        ("<Gather><Dial/></Gather>", 13320),
        ("<Dial><Say>x</Say></Dial>", 13215),
        ("<Dial><Conference>a</Conference><Number>+48601234567</Number></Dial>", 13000),
        ('<Dial timeout="2"><Number>+48601234567</Number></Dial>', 12200),
        ("<Dial><Number statusCallbackEvent=\"['initiated']\">+48601234567</Number></Dial>", 12200),
        ("<Hangup/><Say>never</Say>", 12200),
        ("loose words<Hangup/>", 12200),
        (f"<Enqueue>{'q' * 65}</Enqueue>", 12200),
        ("<Connect/>", 12200),
        ('<Gather action="/a b"/>', 12200),
    ],
)
def test_a_wrong_document_is_told(inside: str, code: int) -> None:
    assert _codes(inside) == [code]


@pytest.mark.parametrize(
    ("place", "inside", "code"),
    [
        (Place.WHISPER, "<Dial><Number>+48601234567</Number></Dial>", 13201),
        (Place.QUEUE_WAIT, "<Record/>", 12200),
        (Place.CONFERENCE_WAIT, "<Gather/>", 12200),
        (Place.QUEUE_CALLER, "<Hangup/>", 12200),
    ],
)
def test_a_verb_at_the_wrong_place_is_told(place: Place, inside: str, code: int) -> None:
    assert _codes(inside, place) == [code]


def test_a_queue_may_be_left_and_a_wait_document_may_gather() -> None:
    assert (
        _codes('<Gather numDigits="1"><Say>1 for a callback</Say></Gather><Leave/>', Place.QUEUE_WAIT) == []
    )


def test_the_sentence_names_the_place_and_the_fault() -> None:
    root = parse('<Response><Say/><Say voice="Bob">x</Say></Response>', None).root
    verdict = judge_document(root, Place.CALL)[0]
    assert verdict.where == "/Response/Say[2]"
    assert 'voice="Bob"' in verdict.message


@pytest.mark.parametrize(
    ("kind", "value", "is_right"),
    [
        ("<number 1 5>", "5", True),
        ("<number 1 5>", "6", False),
        ("<url>", "", False),
        ("<url or empty>", "", True),
        ("<url>", "ftp://h/x", False),
        ("*a|b", "a b", True),
        ("*a|b", "a,b", False),
        ("<key>", "##", False),
    ],
)
def test_values_are_held_against_their_kind(kind: str, value: str, is_right: bool) -> None:
    assert (wrong_value(kind, value) is None) is is_right
