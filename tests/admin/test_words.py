from flask import Flask, g

from admin import words
from admin.promise_words import NOTICE, STEP
from call_routing.people.agent_status import StatusReason, reason_of
from call_routing.people.offers import Miss
from callbacks.promising.policy import Cause
from callbacks.ringing.after_restore import NOBODY_KNOWS
from callbacks.steps import Step
from callbacks.telling.notices import Notice


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


def test_every_way_an_attempt_can_end_has_its_word() -> None:
    assert {cause.value for cause in Cause} <= set(words.CAUSE)


def test_every_step_of_a_promise_and_every_notice_has_its_words() -> None:
    assert {step.value for step in Step} == set(STEP)
    assert {notice.value for notice in Notice} <= set(NOTICE)


def test_why_a_callback_ended_is_said_in_the_reader_s_language() -> None:
    with Flask("words").app_context():
        g.language = "pl"
        assert words.ended_reason("no_answer") == "nie odebrano"
        assert words.ended_reason("cancelled by anna@sowa.example") == "odwołane: anna@sowa.example"
        assert words.ended_reason("refused by no_dial") == "blokada dzwonienia: nie życzy sobie telefonów"
        assert words.ended_reason("another number") == "przeniesione na inny numer"
        assert words.ended_reason(NOBODY_KNOWS).startswith("odebrano przed przywróceniem kopii")
