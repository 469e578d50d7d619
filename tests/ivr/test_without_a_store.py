"""The store is away: the caller hears a sentence in the language of the shop, and can leave a message."""

import pytest

from ivr.door import KINDS
from tests.ivr.conftest import CALL, Door, verbs_of
from ticket_store.schema import metadata

TO_A_CALLER = ["voice", "fallback", "key", "silence", "queue-left", "join", "talk-ended"]


@pytest.fixture
def broken(telephone_door: Door) -> Door:
    """A door that has spoken once, and whose database has vanished since."""
    telephone_door.post("/ivr/voice", CALL)
    metadata.drop_all(telephone_door.store.engine)
    return telephone_door


@pytest.mark.parametrize("kind", TO_A_CALLER)
def test_a_caller_hears_an_honest_sentence_and_the_tone(broken: Door, kind: str) -> None:
    said, record, *_ = verbs_of(broken.post(f"/ivr/{kind}?s=1", CALL | {"Digits": "1"}))
    assert (said.tag, said.get("language"), record.tag) == ("Say", "pl-PL", "Record")
    assert said.text


@pytest.mark.parametrize("kind", ["wait", "wait-key"])
def test_in_the_queue_where_nothing_can_be_recorded_the_caller_leaves_it_first(
    broken: Door, kind: str
) -> None:
    (leave,) = verbs_of(broken.post(f"/ivr/{kind}?s=1", CALL | {"Digits": "1"}))
    assert leave.tag == "Leave", "queue-left is asked next: there the sentence is said"


def test_every_address_answers_with_xml_and_never_with_a_traceback(broken: Door) -> None:
    for kind in KINDS:
        answer = broken.post(f"/ivr/{kind}", CALL)
        assert verbs_of(answer)
        assert b"Traceback" not in answer.data


def test_it_is_logged_with_kind_and_call(broken: Door, caplog: pytest.LogCaptureFixture) -> None:
    broken.post("/ivr/voice", CALL)
    assert any("voice" in line and CALL["CallSid"] in line for line in caplog.messages)


def test_a_house_that_never_knew_its_shop_says_sorry_in_english(telephone_door: Door) -> None:
    metadata.drop_all(telephone_door.store.engine)
    said, hangup = verbs_of(telephone_door.post("/ivr/voice", CALL))
    assert (said.get("language"), hangup.tag) == ("en-GB", "Hangup")
