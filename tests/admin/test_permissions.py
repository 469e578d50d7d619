import pytest

from admin.permissions import Action, may, may_watch, visible_departments


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("agent", {Action.ENTER, Action.ANSWER, Action.OPEN_CASE, Action.LISTEN, Action.KEEP_PROMISES}),
        (
            "supervisor",
            {Action.ENTER, Action.OPEN_CASE, Action.LISTEN, Action.LOOK_THROUGH, Action.WATCH_FLOOR}
            | {Action.LISTEN_TO_TALK, Action.TELL_OF_INCIDENT, Action.KEEP_PROMISES, Action.SEE_REFUSALS},
        ),
        (
            "admin",
            {Action.ENTER, Action.OPEN_CASE, Action.LISTEN, Action.LOOK_THROUGH, Action.WATCH_FLOOR}
            | {Action.TELL_OF_INCIDENT, Action.KEEP_PROMISES, Action.SEE_REFUSALS, Action.SET_UP_LINE},
        ),
        ("nobody", set()),
    ],
)
def test_each_role_may_do_exactly_what_its_row_says(role: str, allowed: set[Action]) -> None:
    assert {action for action in Action if may([role], action)} == allowed


def test_two_roles_allow_what_either_allows() -> None:
    assert may(["agent", "supervisor"], Action.ANSWER)
    assert may(["agent", "supervisor"], Action.LOOK_THROUGH)


def test_an_agent_sees_only_the_departments_they_are_in() -> None:
    assert visible_departments(["agent"], ["orders"]) == frozenset({"orders"})


def test_a_supervisor_sees_all_departments() -> None:
    assert visible_departments(["agent", "supervisor"], ["orders"]) is None


@pytest.mark.parametrize(
    ("topic", "heard"),
    [
        ("agent:me", True),
        ("agent:other", False),
        ("department:orders", True),
        ("department:marketing", False),
        ("calls", True),
        ("ticket:1", True),
        ("agents", False),
        ("settings", False),
        ("", False),
    ],
)
def test_an_agent_hears_news_of_own_work_only(topic: str, heard: bool) -> None:
    assert may_watch(topic, agent_id="me", visible=frozenset({"orders"})) is heard


def test_a_supervisor_hears_news_of_everyone() -> None:
    assert may_watch("agent:other", agent_id="me", visible=None)
    assert may_watch("agents", agent_id="me", visible=None)
    assert may_watch("department:marketing", agent_id="me", visible=None)
