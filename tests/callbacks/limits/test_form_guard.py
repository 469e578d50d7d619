"""Forms of people pass; forms of machines, and too many of one address, do not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from callbacks.limits.dial_gate import GateRule
from callbacks.limits.form_guard import FormPost, FormVerdict, address_key, difficulty, judge_form
from ticket_store.callback_settings import CallbackLimits

GOOD = FormPost(address="192.0.2.7", nonce="n", filled_for=timedelta(seconds=20), honeypot="", proven=True)


@pytest.mark.parametrize(
    ("post", "in_hour", "in_day", "rule"),
    [
        ({}, 0, 0, None),
        ({"honeypot": "http://example.com"}, 0, 0, GateRule.HONEYPOT),
        ({"honeypot": " "}, 0, 0, None),
        ({"proven": False}, 0, 0, GateRule.NO_PROOF),
        ({"filled_for": timedelta(seconds=2.9)}, 0, 0, GateRule.TOO_FAST),
        ({"filled_for": timedelta(seconds=3)}, 0, 0, None),
        ({"filled_for": timedelta(seconds=-5)}, 0, 0, GateRule.TOO_FAST),
        ({"filled_for": timedelta(hours=2)}, 0, 0, None),
        ({"filled_for": timedelta(hours=2, seconds=1)}, 0, 0, GateRule.TOO_OLD),
        ({}, 2, 2, None),
        ({}, 3, 3, GateRule.ADDRESS_PER_HOUR),
        ({}, 0, 9, None),
        ({}, 0, 10, GateRule.ADDRESS_PER_DAY),
    ],
)
def test_each_rule_says_no_by_its_own_name(
    post: dict[str, Any], in_hour: int, in_day: int, rule: GateRule | None
) -> None:
    assert judge_form(replace(GOOD, **post), in_hour, in_day, CallbackLimits()) == rule


def test_a_form_of_a_busy_address_is_held_and_one_that_lay_open_is_shown_anew() -> None:
    assert FormVerdict(GateRule.ADDRESS_PER_HOUR).is_held
    assert FormVerdict(GateRule.TOO_OLD).is_stale
    assert FormVerdict().may_ask
    assert not FormVerdict(GateRule.HONEYPOT).is_held


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("192.0.2.7:8080", "unknown"),
    ],
)
def test_one_line_is_one_asker_however_it_writes_its_address(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize(
    ("recent", "bits"), [(0, 14), (19, 14), (20, 15), (39, 15), (40, 16), (640, 20), (100_000, 20)]
)
def test_work_doubles_as_the_posts_double_and_stays_bearable(recent: int, bits: int) -> None:
    assert difficulty(recent) == bits
