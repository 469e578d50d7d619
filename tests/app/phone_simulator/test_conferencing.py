"""Conferences: events, endings, hold, mute, coaching, and what REST does to them."""

import pytest

from app.phone_simulator.model import CallStatus, RestError
from tests.scripted_line import DID, HOME, Line, line

EVENTS = 'statusCallback="/conf" statusCallbackEvent="start end join leave mute hold modify announcement"'


def _room(label: str, flags: str = "") -> str:
    noun = f'<Conference participantLabel="{label}" {flags} {EVENTS}>room</Conference>'
    return f'<Dial action="/after" hangupOnStar="true">{noun}</Dial>'


def _talking(caller_flags: str = 'endConferenceOnExit="true"', **scripts: str) -> tuple[Line, str, str]:
    """A customer and an agent in one room; answers the line and both sids."""
    given = {"voice": _room("customer", caller_flags), "agent": _room("agent"), "after": "<Say>after</Say>"}
    on = line(**given | scripts)
    call = on.dial()
    on.agent.answer_after(0)
    sid = on.rest_call()
    on.clock.advance(2)
    on.app.asked.clear()
    return on, call.sid, sid


def _events(on: Line) -> list[str]:
    return [one.params["StatusCallbackEvent"] for one in on.app.requests("/conf")]


def _conference(on: Line) -> str:
    return next(iter(on.carrier.conferences))


def test_the_caller_who_leaves_ends_it_for_all() -> None:
    on, caller, agent = _talking()
    on.customer.hang_up()
    on.clock.advance(0)
    assert _events(on) == ["participant-leave", "participant-leave", "conference-end"]
    end = on.app.last("/conf")
    assert end["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert end["CallSidEndingConference"] == caller
    told = {one.params["CallSid"]: one.params["CallStatus"] for one in on.app.requests("/after")}
    assert told == {caller: "completed", agent: "in-progress"}
    assert on.agent.heard[-1] == "after"


def test_an_agent_who_drops_leaves_the_caller_in_the_room() -> None:
    on, _, agent = _talking()
    on.agent.hang_up()
    on.clock.advance(0)
    assert _events(on) == ["participant-leave"]
    left = on.app.last("/conf")
    assert (left["CallSid"], left["ReasonParticipantLeft"]) == (agent, "participant_hung_up")
    assert left["ParticipantCallStatus"] == "completed"
    assert next(iter(on.carrier.conferences.values())).status == "in-progress"


def test_the_last_who_leaves_ends_it() -> None:
    on, _, _ = _talking(caller_flags="")
    on.agent.hang_up()
    on.customer.hang_up()
    assert _events(on)[-1] == "conference-end"
    assert on.app.last("/conf")["ReasonConferenceEnded"] == "last-participant-left"


def test_a_redirect_takes_a_participant_out_asks_the_action_and_runs_the_new_url() -> None:
    on, caller, _ = _talking(x="<Say>new</Say>", caller_flags="")
    on.carrier.update_call(caller, url=f"{HOME}/x")
    on.clock.advance(0)
    assert on.paths() == ["/conf", "/after", "/x"]
    assert on.app.last("/conf")["ReasonParticipantLeft"] == "participant_updated_via_api"
    assert on.customer.heard[-1] == "new"


def test_hold_plays_its_document_to_one_who_then_is_not_heard() -> None:
    on, caller, _ = _talking(holdmusic="<Say>one moment</Say>")
    on.carrier.update_participant(_conference(on), caller, hold=True, hold_url=f"{HOME}/holdmusic")
    on.clock.advance(1)
    on.agent.speak("can you hear me?")
    on.customer.speak("hello?")
    assert on.customer.heard[-1] == "one moment"
    assert "hello?" not in on.agent.heard
    on.carrier.update_participant(_conference(on), "customer", hold=False)
    on.clock.advance(0)
    on.agent.speak("back again")
    assert on.customer.heard[-1] == "back again"
    assert _events(on) == ["participant-hold", "participant-unhold"]


def test_a_muted_participant_hears_and_is_not_heard() -> None:
    on, _, agent = _talking()
    on.carrier.update_participant(_conference(on), agent, muted=True)
    on.agent.speak("psst")
    on.customer.speak("hello?")
    on.clock.advance(0)
    assert "psst" not in on.customer.heard
    assert on.agent.heard[-1] == "hello?"
    assert _events(on) == ["participant-mute"]


def test_a_coach_is_heard_by_the_coached_alone() -> None:
    on, _, agent = _talking()
    coach = _room("coach", f'coach="{agent}"')
    on.app.scripts["/coach"] = coach
    on.other_agent.answer_after(0)
    on.rest_call(to=on.other_agent.address, path="/coach")
    on.clock.advance(2)
    on.other_agent.speak("offer a refund")
    assert on.agent.heard[-1] == "offer a refund"
    assert "offer a refund" not in on.customer.heard


def test_an_announcement_is_heard_and_the_talk_goes_on() -> None:
    on, caller, _ = _talking(news="<Say>This call is recorded.</Say>")
    on.carrier.update_participant(_conference(on), caller, announce_url=f"{HOME}/news")
    on.clock.advance(5)
    on.agent.speak("so")
    assert on.customer.heard[-2:] == ["This call is recorded.", "so"]


def test_a_removed_participant_goes_on_with_the_document() -> None:
    on, _, agent = _talking()
    on.carrier.remove_participant(_conference(on), agent)
    on.clock.advance(0)
    assert on.agent.heard[-1] == "after"
    assert on.app.last("/conf")["ReasonParticipantLeft"] == "participant_removed_via_api"


def test_ending_it_by_rest_frees_all_and_ending_it_twice_is_refused() -> None:
    on, _, _ = _talking()
    on.carrier.update_conference(_conference(on), status="completed")
    on.clock.advance(0)
    assert on.customer.heard[-1] == on.agent.heard[-1] == "after"
    with pytest.raises(RestError, match="has ended"):
        on.carrier.update_conference(_conference(on), status="completed")


def test_the_star_key_leaves_the_room() -> None:
    on, _, _ = _talking()
    on.agent.press("*")
    assert on.agent.heard[-1] == "after"


def test_a_participant_dialled_by_rest_joins_the_room() -> None:
    on, _, _ = _talking()
    on.other_agent.answer_after(0)
    made = on.carrier.create_participant(
        _conference(on),
        to=on.other_agent.address,
        from_number=DID,
        label="expert",
        endConferenceOnExit="false",
    )
    on.clock.advance(2)
    assert on.carrier.calls[made.sid].status is CallStatus.IN_PROGRESS
    on.customer.speak("hello both")
    assert on.other_agent.heard[-1] == on.agent.heard[-1] == "hello both"


def test_a_later_call_to_the_same_name_opens_a_new_room() -> None:
    on, _, _ = _talking()
    on.customer.hang_up()
    on.dial()
    assert [room.status for room in on.carrier.conferences.values()] == ["completed", "init"]


def test_an_unknown_participant_or_room_is_not_found() -> None:
    on, _, _ = _talking()
    for room, participant in ((_conference(on), "nobody"), ("CF" + "0" * 32, "agent")):
        with pytest.raises(RestError) as missing:
            on.carrier.update_participant(room, participant, muted=True)
        assert (missing.value.status, missing.value.code) == (404, 20404)
