from flask import Flask, g

from admin import words
from call_routing.people.agent_status import StatusReason, reason_of
from call_routing.people.offers import Miss


def test_every_reason_for_a_status_has_its_words() -> None:
    plain = {reason.value for reason in StatusReason} - {StatusReason.SET_BY}
    assert plain == set(words.STATUS_REASON)


def test_whoever_set_a_status_is_named_and_the_agent_needs_no_reason() -> None:
    assert reason_of("anna@sowa.example", "anna@sowa.example") is None
    set_by = reason_of("api: board", "anna@sowa.example")
    with Flask("words").app_context():
        g.language = "en"
        assert words.status_reason(set_by or "") == "set by api: board"
        assert words.status_reason("missed_twice") == "two calls rang in vain"


def test_every_way_to_miss_an_offer_has_its_word() -> None:
    assert {miss.value for miss in Miss} <= set(words.CAUSE)
