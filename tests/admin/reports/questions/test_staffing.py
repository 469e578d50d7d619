"""The advice in words: what somebody with a small team reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import Connection

from admin.reports.asked import Asked, Period
from admin.reports.questions.staffing import gravest, sentence
from admin.reports.reader import Reader
from call_routing.staffing.advice import Advice, Spell, Verdict
from ticket_store.labels import Labels
from ticket_store.reporting.formulas import ServiceFormula

DAY = date(2026, 11, 19)
ASKED = Asked(Period.TODAY, DAY, DAY, "Europe/Warsaw", None, None, None, {}, {})
NO_STORE = cast("Connection", None)  # words need none
READER = Reader(
    NO_STORE, ASKED, datetime(2026, 11, 19, 12, tzinfo=UTC), "en", Labels(), {}, ServiceFormula.OF_OFFERED
)
SPELL = Spell(0, 16, 20, 3, 2, Verdict.ENOUGH_WITH_CALLBACKS, 2, timedelta(minutes=25), ())


@pytest.mark.parametrize(
    ("spell", "words"),
    [
        (SPELL, "Monday 08:00–10:00 needs 3, you have 2: with callbacks 2 are enough, promise 25 min."),
        (
            replace(SPELL, enough=1),
            "Monday 08:00–10:00 needs 3, you have 2: with callbacks 1 is enough, promise 25 min.",
        ),
        (
            replace(SPELL, promise=None),
            "Monday 08:00–10:00 needs 3, you have 2: with callbacks 2 are enough.",
        ),
        (
            replace(SPELL, needs=None, enough=None, weekday=6, ends=48),
            "Sunday 08:00–24:00 needs more than 30, you have 2. Callbacks alone do not help here.",
        ),
    ],
)
def test_a_spell_is_said_in_a_sentence(spell: Spell, words: str) -> None:
    with Flask("words").app_context():
        assert sentence(READER, spell) == words


def test_the_gravest_is_said_first() -> None:
    fine = replace(SPELL, verdict=Verdict.ENOUGH)
    short = replace(SPELL, verdict=Verdict.TOO_FEW, have=1)
    long = replace(short, weekday=1, ends=24)
    nobody = replace(short, weekday=2, needs=None, have=0)
    assert gravest(Advice((fine, SPELL, short, long, nobody), 3)) == [nobody, long, short, SPELL]
