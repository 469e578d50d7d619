"""The rules behind an answer are told to who listens; the answer is the same for a line to which nobody does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from call_routing.because import Because, Rule
from ivr.door import KINDS
from ivr.front_desk import EXTENSION, FrontDesk
from ivr.hook import Hook
from ivr.pipeline import answer_hook
from tests.ivr.conftest import CALL, Door

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def desk_of(door: Door) -> FrontDesk:
    return cast("FrontDesk", door.client.application.extensions[EXTENSION])


def test_who_listens_hears_the_rules_of_each_webhook_in_order(telephone_door: Door) -> None:
    told: list[Sequence[Because]] = []
    desk = replace(desk_of(telephone_door), listener=lambda because: told.append(tuple(because)))
    answer_hook(desk, Hook("voice", CALL, {}), KINDS["voice"])
    answer_hook(desk, Hook("key", {**CALL, "Digits": "1"}, {"s": "1"}), KINDS["key"])
    assert [[because.rule for because in each] for each in told] == [
        [Rule.TO_MENU],
        [Rule.KEY, Rule.NOBODY_ON_DUTY],
    ]


def test_a_caller_hears_the_same_whether_anybody_listens_or_not(telephone_door: Door) -> None:
    plain = desk_of(telephone_door)
    listened = replace(plain, listener=[].append)
    answers = [
        [
            answer_hook(desk, Hook("voice", call, {}), KINDS["voice"]),
            answer_hook(desk, Hook("key", {**call, "Digits": "3"}, {"s": "1"}), KINDS["key"]),
        ]
        for desk, call in ((plain, CALL), (listened, {**CALL, "CallSid": "CA" + "2" * 32}))
    ]
    assert answers[0] == answers[1]
