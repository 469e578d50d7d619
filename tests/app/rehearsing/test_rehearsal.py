"""Calls that are never made, played on the real engine: what is said, what decided, what came of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from admin.rehearse import Came, Kind, Rehearsed, Setup
from app.rehearsing.rehearsal import Rehearsal
from call_routing.because import Rule
from tests.app.rehearsing.conftest import ANNA, BORYS, CUSTOMER, DIRECT, MAIN, TUESDAY_NOON, Play, as_press
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.line_rows import LineMissingError, load_line


def rules(played: Rehearsed) -> list[Rule]:
    return [because.rule for moment in played.moments for because in moment.because]


def facts(played: Rehearsed, rule: Rule) -> dict[str, object]:
    return next(
        dict(because.facts) for moment in played.moments for because in moment.because if because.rule is rule
    )


def came(played: Rehearsed, kind: Kind) -> list[Came]:
    return [one for one in played.came if one.kind is kind]


def test_a_call_begins_with_the_menu_of_its_number_and_waits_for_a_key(play: Play) -> None:
    played = play(MAIN)
    assert played.said[:2] == ("Dzień dobry, tu Sowa.", "Reklamacje: wybierz 1.")
    assert (played.listens, played.is_over) == (True, False)
    assert facts(played, Rule.TO_MENU) == {"number": MAIN.did_number, "menu": "main"}


def test_a_key_leads_to_a_department_where_nobody_is_on_duty(play: Play) -> None:
    played = play(MAIN, "1")
    assert rules(played) == [Rule.TO_MENU, Rule.KEY, Rule.NOBODY_ON_DUTY]
    assert facts(played, Rule.KEY)["target"] == "complaints"


def test_an_agent_is_rung_and_the_two_talk(play: Play) -> None:
    played = play(replace(DIRECT, on_duty=(ANNA,)), f"answer {ANNA}")
    assert played.talks_with == ANNA
    assert [one.what for one in played.moments if one.agent == ANNA][::3] == ["rings", "talks"]
    over = play(replace(DIRECT, on_duty=(ANNA,)), f"answer {ANNA}", f"agent_leaves {ANNA}")
    assert over.is_over
    assert came(over, Kind.CALL)[0].facts["outcome"] == "answered"
    assert came(over, Kind.TICKET)[0].facts["owner"] == ANNA


def test_of_two_agents_with_one_telephone_the_one_who_was_chosen_is_named(
    rehearsal: Rehearsal, stored: Store
) -> None:
    line = stored.read(load_line)
    one_phone = replace(line, agents=tuple(replace(one, rings="+48600000009") for one in line.agents))
    setup = replace(DIRECT, on_duty=(ANNA, BORYS))
    played = rehearsal.play(setup, [as_press(f"answer {ANNA}")], line=one_phone)
    assert {one.agent for one in played.moments if one.agent} == {ANNA}
    assert [one.facts["agent"] for one in came(played, Kind.DIAL)] == [ANNA]


def test_who_declines_is_followed_by_the_next(play: Play) -> None:
    played = play(replace(DIRECT, on_duty=(ANNA, BORYS)), f"decline {ANNA}")
    assert played.ringing == (BORYS,)
    assert played.waits


def test_people_ahead_make_a_wait_that_is_told_with_a_callback_on_offer(play: Play) -> None:
    busy = replace(DIRECT, on_duty=(ANNA,), waiting={"complaints": 5}, handling_s={"complaints": 300})
    played = play(busy, "wait 60")
    assert facts(played, Rule.MAY_WAIT) | {"expected_s": 0} == {
        "department": "complaints", "ahead": 5, "staffed": 1, "expected_s": 0,
    }  # fmt: skip
    assert Rule.KEYS_TOLD_EXPECTED in rules(played)
    assert "Miejsce w kolejce: 6." in played.said
    assert played.ringing == ()


def test_an_agent_who_takes_the_call_has_served_everybody_ahead(play: Play) -> None:
    busy = replace(DIRECT, on_duty=(ANNA,), waiting={"complaints": 5})
    assert play(busy, f"answer {ANNA}").talks_with == ANNA


def test_a_callback_is_promised_and_shown_with_its_promise_and_text(play: Play) -> None:
    busy = replace(DIRECT, on_duty=(ANNA,), waiting={"complaints": 5})
    played = play(busy, "1", "hang_up")
    assert came(played, Kind.CALLBACK)[0].facts["number"] == CUSTOMER
    assert came(played, Kind.PROMISE)[0].facts["state"] == "open"
    assert str(came(played, Kind.TEXT)[0].facts["body"]).endswith(".../callback/...")
    assert Rule.PROMISED in rules(played)


def test_a_promise_that_the_caller_moves_or_cancels_is_told(play: Play) -> None:
    busy = replace(DIRECT, on_duty=(ANNA,), waiting={"complaints": 5})
    assert Rule.PROMISE_MOVED in rules(play(busy, "1", "2", "2"))
    assert rules(play(busy, "1", "9"))[-1] is Rule.PROMISE_CANCELLED


@pytest.mark.parametrize(
    ("at", "cause", "said"),
    [
        (datetime(2026, 12, 25, 11, tzinfo=UTC), "holiday", "Boże Narodzenie"),
        (datetime(2026, 3, 7, 11, tzinfo=UTC), "hours", "poniedziałek"),
    ],
)
def test_a_closed_department_says_why_and_when_it_opens(
    play: Play, at: datetime, cause: str, said: str
) -> None:
    played = play(replace(DIRECT, at=at))
    assert facts(played, Rule.CLOSED)["cause"] == cause
    assert any(said in sentence for sentence in played.said)


def test_a_withheld_caller_types_a_number_or_leaves_a_message(play: Play) -> None:
    withheld = replace(DIRECT, caller_number=None)
    assert Rule.NO_NUMBER in rules(play(withheld, "1"))
    spoken = play(withheld, "2", "speak my parcel is lost")
    assert came(spoken, Kind.MESSAGE)


def test_silence_and_wrong_keys_are_counted(play: Play) -> None:
    played = play(MAIN, "7", "silence")
    assert facts(played, Rule.NO_MATCH) == {"menu": "main", "key": "7", "tried": 1, "times": 2}
    assert facts(played, Rule.NO_INPUT) == {"menu": "main", "tried": 1, "times": 2}
    (silent,) = [place for place, one in enumerate(played.moments) if one.what == "silent"]
    assert 0 < int(played.moments[silent].text) < 20, "until the line asks again"
    assert Rule.NO_INPUT in [one.rule for one in played.moments[silent + 1].because]


def test_a_language_that_the_customer_chose_once_is_spoken(play: Play) -> None:
    assert play(replace(MAIN, language="cs")).said[0] == "Dobrý den, tady Sowa."


def test_the_gate_that_refuses_a_callback_is_named(play: Play) -> None:
    abroad = replace(DIRECT, caller_number="+491701234567")
    assert facts(play(abroad, "1"), Rule.REFUSED) == {"gate": "country_not_allowed"}


def test_presses_that_are_not_possible_change_nothing(play: Play) -> None:
    played = play(MAIN, "hang_up", "1", f"answer {ANNA}", "wait soon", "speak hello")
    assert played.is_over
    assert [one.what for one in played.moments][-1] == "ended"


def test_a_draft_is_played_in_place_of_the_line(rehearsal: Rehearsal, stored: Store) -> None:
    line = stored.read(load_line)
    draft = replace(line, menus={**line.menus, "main": replace(line.menus["main"], keys={})})
    assert rehearsal.play(MAIN, line=draft).said[1].endswith("wybierz 0.")
    assert rehearsal.play(MAIN).said[1] == "Reklamacje: wybierz 1."


def test_the_store_is_left_as_it_was(rehearsal: Rehearsal, stored: Store) -> None:
    busy = Setup(TUESDAY_NOON, DIRECT.did_number, CUSTOMER, on_duty=(ANNA,), waiting={"complaints": 2})
    rehearsal.play(busy, [as_press("1"), as_press("hang_up")])
    for table in (schema.call, schema.customer, schema.callback, schema.outbox, schema.event):
        query = select(func.count()).select_from(table)
        assert stored.read(lambda db, query=query: db.scalar(query)) == 0


@pytest.mark.parametrize("database", ["sqlite"])
def test_before_the_first_line_nothing_can_be_rehearsed(store: Store) -> None:
    with pytest.raises(LineMissingError):
        Rehearsal(store, lambda: TUESDAY_NOON).play(MAIN)
