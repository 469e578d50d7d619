"""Who may do what in the web door: one table of roles and actions. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Action(StrEnum):
    """What a page does; every page that is not public names one."""

    ENTER = "enter"  # anything that every signed-in person may do: own language, sign out
    ANSWER = "answer"  # work at the desk: status, talk, wrap-up, notes
    OPEN_CASE = "open case"  # read a ticket, within one's departments unless one sees all
    LISTEN = "listen"  # hear a recorded message, with the same limit
    LOOK_THROUGH = "look through"  # lists of calls, tickets and callbacks of the whole shop
    WATCH_FLOOR = "watch the floor"  # who waits, who works, what is going on at this moment
    LISTEN_TO_TALK = "listen to a talk"  # hear others talk, whisper to the agent, join
    KEEP_PROMISES = "keep promises"  # look after callbacks, within one's departments unless one sees all
    SEE_REFUSALS = "see refusals"  # what the dial gate refused, and whom we never ring
    TELL_OF_INCIDENT = "tell of an incident"  # what callers hear before the menu while something is broken
    READ_REPORTS = "read reports"  # figures of calls, promises and people, and their files
    CLOSE_BY_HAND = "close by hand"  # departments, from now on, until an end or until somebody opens them
    MANAGE_PEOPLE = "manage people"  # who is here, what they may do, their ways in
    READ_AUDIT = "read the audit"  # who changed what, before and after
    SET_UP_LINE = "set up the line"  # menus, hours, settings, and rehearsing a call over them
    KEEP_PRIVACY = "keep privacy"  # export and erase what is known of a number
    CONNECT_OUTWARD = "connect outward"  # webhooks to the shop's programs, and keys to the API


_WHOLE_SHOP = frozenset(
    {
        *(Action.ENTER, Action.OPEN_CASE, Action.LISTEN, Action.LOOK_THROUGH),
        *(Action.WATCH_FLOOR, Action.TELL_OF_INCIDENT, Action.KEEP_PROMISES, Action.SEE_REFUSALS),
        Action.CLOSE_BY_HAND,
        Action.READ_REPORTS,
    }
)
_SET_UP = frozenset(
    {
        *(Action.MANAGE_PEOPLE, Action.READ_AUDIT, Action.SET_UP_LINE),
        *(Action.KEEP_PRIVACY, Action.CONNECT_OUTWARD),
    }
)
PERMISSIONS: Mapping[str, frozenset[Action]] = {
    "agent": frozenset({Action.ENTER, Action.ANSWER, Action.OPEN_CASE, Action.LISTEN, Action.KEEP_PROMISES}),
    "supervisor": _WHOLE_SHOP | {Action.LISTEN_TO_TALK},
    "admin": _WHOLE_SHOP | _SET_UP,  # who sets the line up has no business in a customer's talk
}
_TOLD_TO_ALL = (
    *("calls", "tickets", "callbacks", "refusals", "incidents", "hooks"),
    *("ticket:", "call:", "callback:"),
)


def may(roles: Iterable[str], action: Action) -> bool:
    """Whether one of these roles allows the action; a role that nobody knows allows nothing."""
    return any(action in PERMISSIONS.get(role, ()) for role in roles)


def visible_departments(
    roles: Iterable[str], departments: Iterable[str], supervises: Iterable[str] = ()
) -> frozenset[str] | None:
    """The departments whose cases these roles may see; `None` means all of them.

    A supervisor of some departments sees those, and the ones they answer for as an agent.
    """
    roles = frozenset(roles)
    watched = frozenset(supervises if "supervisor" in roles else ())
    whole_shop = roles - {"supervisor"} if watched else roles
    return None if may(whole_shop, Action.LOOK_THROUGH) else frozenset(departments) | watched


def may_watch(topic: str, *, agent_id: str, visible: frozenset[str] | None, floor: bool = False) -> bool:
    """Whether live news of this topic may be sent to the agent; `floor`: who may watch all people at work.

    News carry the topic alone, never data: what changed is fetched by the page, with its own permission.
    """
    kind, _, name = topic.partition(":")
    match kind:
        case "agent":
            return name == agent_id or visible is None or floor
        case "agents":
            return visible is None or floor
        case "department":
            return visible is None or name in visible
        case _:
            return topic.startswith(_TOLD_TO_ALL)
