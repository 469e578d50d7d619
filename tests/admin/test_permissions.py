import pytest

from admin.permissions import Action, may, may_watch, visible_departments


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("agent", {Action.ENTER, Action.ANSWER, Action.OPEN_CASE, Action.LISTEN, Action.KEEP_PROMISES}),
        (
            "supervisor",
            {Action.ENTER, Action.OPEN_CASE, Action.LISTEN, Action.LOOK_THROUGH, Action.WATCH_FLOOR}
            | {Action.LISTEN_TO_TALK, Action.TELL_OF_INCIDENT, Action.KEEP_PROMISES, Action.SEE_REFUSALS}
            | {Action.CLOSE_BY_HAND, Action.READ_REPORTS},
        ),
        (
            "admin",
            {Action.ENTER, Action.OPEN_CASE, Action.LISTEN, Action.LOOK_THROUGH, Action.WATCH_FLOOR}
            | {Action.TELL_OF_INCIDENT, Action.KEEP_PROMISES, Action.SEE_REFUSALS, Action.SET_UP_LINE}
            | {Action.CLOSE_BY_HAND, Action.READ_REPORTS, Action.MANAGE_PEOPLE, Action.READ_AUDIT}
            | {Action.KEEP_PRIVACY, Action.CONNECT_OUTWARD},
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


def test_a_supervisor_of_some_departments_sees_those_and_the_own_ones() -> None:
    seen = visible_departments(["agent", "supervisor"], ["orders"], ["complaints"])
    assert seen == frozenset({"orders", "complaints"})


def test_departments_to_watch_mean_nothing_without_the_role_and_limit_no_admin() -> None:
    assert visible_departments(["agent"], ["orders"], ["complaints"]) == frozenset({"orders"})
    assert visible_departments(["admin", "supervisor"], [], ["complaints"]) is None


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


def test_a_supervisor_of_some_departments_hears_who_is_at_work_but_not_of_other_departments() -> None:
    mine = frozenset({"orders"})
    assert may_watch("agents", agent_id="me", visible=mine, floor=True)
    assert may_watch("agent:other", agent_id="me", visible=mine, floor=True)
    assert not may_watch("department:marketing", agent_id="me", visible=mine, floor=True)
