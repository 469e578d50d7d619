"""The limits and slots of callbacks in the shop file: read, checked, compared and written again."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from admin.shop_file.commands import read_checked
from admin.shop_file.differences import differences
from admin.shop_file.writing import write_shop_file
from ticket_store.callback_settings import CallbackLimits, Slots
from ticket_store.line import Line

ALL = """
callbacks:
  accept: no
  dial: off
  texts: false
  attempts_apart: 10 min
  longest_talk: 20 min
  unverified_share: 0
  prices: {"+48": 4, +420: 2.5}
  slots:
    earliest: "9:00"
    latest: 24:00
    capacity: 1
    peaks: ["08:00-10:00", 22:00-24:00]
    in_peaks: 0.25
    days: 10
    after_work: "17:30"
    max_pending: 12
    max_expected: 90 min
"""


@pytest.fixture
def bare(good: str) -> str:
    """Without a part `callbacks`."""
    return good.partition("callbacks:\n")[0]


def read(text: str) -> Line:
    line, faults = read_checked(text)
    assert line is not None, faults
    return line


def test_every_setting_is_read(bare: str) -> None:
    assert read(bare + ALL).shop.callbacks == CallbackLimits(
        countries=("PL",),
        accept=False,
        dial=False,
        texts=False,
        attempts_apart=timedelta(minutes=10),
        longest_talk=timedelta(minutes=20),
        unverified_share=0.0,
        prices={"+48": 4.0, "+420": 2.5},
        slots=Slots(
            earliest=time(9),
            latest=time(),
            capacity=1.0,
            peaks=((time(8), time(10)), (time(22), time())),
            in_peaks=0.25,
            days=10,
            after_work=time(17, 30),
            max_pending=12,
            max_expected=timedelta(minutes=90),
        ),
    )


@pytest.mark.parametrize("text", ["", ALL, "\ncallbacks: {slots: {peaks: []}}\n"])
def test_what_is_written_reads_back_as_the_same(bare: str, text: str) -> None:
    line = read(bare + text)
    again, faults = read_checked(write_shop_file(line))
    assert again is not None, faults
    assert again.shop == line.shop


def test_a_difference_is_said_in_the_words_of_the_file(bare: str) -> None:
    line = read(bare)
    slots = replace(line.shop.callbacks.slots, in_peaks=0.25, latest=time())
    limits = replace(line.shop.callbacks, dial=False, slots=slots, prices={"+48": 4.0})
    new = replace(line, shop=replace(line.shop, callbacks=limits))
    assert differences(line, new) == (
        "callbacks: dial true -> false",
        "callbacks: prices added: +48 4",
        "callbacks: slots latest 20:00 -> 24:00",
        "callbacks: slots in_peaks 0.5 -> 0.25",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("accept: maybe", 'Callbacks, accept: "maybe" is neither on nor off. Write true or false.'),
        ("web_per_hour: 0", "Callbacks, web_per_hour: it must be at least 1. Write 1 or more."),
        ("longest_talk: 5 h", "Callbacks, longest_talk: 5 h is too short or too long. Write 60 s to 4 h."),
        (
            "attempts_apart: 2 days",
            "Callbacks, attempts_apart: 2 days is too short or too long. Write 0 s to 1 day.",
        ),
        ("unverified_share: 20", "Callbacks, unverified_share: it must be from 0 to 1. Write like 0.2."),
        (
            "prices: {48: 4}",
            'Callbacks, prices, 48: "48" is no beginning of numbers. Write + and digits, like "+48".',
        ),
        (
            'prices: {"+48": cheap}',
            'Callbacks, prices, +48: "cheap" is no price. Write cents a minute, like 4 or 2.5.',
        ),
        ("slots: {earlyest: 8}", 'Callbacks, slots: "earlyest" is not known here. Did you mean "earliest"?'),
        (
            "slots: {earliest: 8}",
            'Callbacks, slots, earliest: "8" is no time of the day. Write it like 08:00; latest may be 24:00.',
        ),
        (
            'slots: {earliest: "12:00", latest: "11:00"}',
            "Callbacks, slots, latest: nobody can be rung before earliest. Put earliest and latest in order.",
        ),
        (
            "slots: {capacity: 0}",
            "Callbacks, slots, capacity: it must be above 0 and at most 1. Write like 0.7.",
        ),
        (
            "slots: {in_peaks: 1.5}",
            "Callbacks, slots, in_peaks: it must be above 0 and at most 1. Write like 0.7.",
        ),
        (
            "slots: {peaks: [morning]}",
            'Callbacks, slots, peaks: "morning" is no time of the day from and to. Write it like 08:00-10:00.',
        ),
        (
            'slots: {peaks: ["10:00-08:00"]}',
            "Callbacks, slots, peaks: 10:00-08:00 ends before it begins. Put its times in order.",
        ),
        ("slots: {days: 0}", "Callbacks, slots, days: 0 is too few or too many. Write 1 to 30."),
        (
            "slots: {max_pending: 0}",
            "Callbacks, slots, max_pending: it must be at least 1. Write 1 or more, or leave it out.",
        ),
        (
            "slots: {max_expected: 2 days}",
            "Callbacks, slots, max_expected: 2 days is too short or too long. Write 10 min to 1 day.",
        ),
    ],
)
def test_a_fault_says_what_and_which_and_what_to_do(bare: str, text: str, fault: str) -> None:
    _, faults = read_checked(f"{bare}\ncallbacks:\n  {text}\n")
    assert [one.text for one in faults if not one.is_warning] == [fault]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("dial: false", "Callbacks, dial: callbacks are promised and nobody is dialled"),
        ('slots: {after_work: "20:00"}', "Callbacks, slots, after_work: nobody is rung from 20:00 on"),
    ],
)
def test_what_works_but_helps_nobody_is_a_warning(bare: str, text: str, warning: str) -> None:
    _, faults = read_checked(f"{bare}\ncallbacks:\n  {text}\n")
    assert any(one.is_warning and one.text.startswith(warning) for one in faults)
