"""A line as the plain tree of the shop file: names, texts and figures, in the file's own order and words."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from admin.shop_file.reading_routing import OFFER_CALLBACK
from admin.shop_file.tree_callbacks import Tree, limits_tree, policy_tree
from admin.shop_file.values import write_duration, write_moment, zone_of
from ticket_store.line import (
    AgentSetup,
    Branch,
    Closure,
    Department,
    Did,
    Line,
    Menu,
    NextStep,
    OrderStatus,
    OverflowTo,
    Repeat,
    Routing,
    Shop,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)


def line_as_tree(line: Line) -> Tree:
    """All that the file can say, defaults too: no reader has to know them. Empty parts are left out."""
    zone = zone_of(line.shop.timezone)
    return _without_empty(
        {
            "shop": _shop(line.shop),
            "hours": dict(line.hours),
            "closures": [_closure(closure, zone) for closure in line.closures],
            "departments": {key: _department(one) for key, one in line.departments.items()},
            "numbers": {number: _did(did) for number, did in line.dids.items()},
            "menus": {key: _menu(menu) for key, menu in line.menus.items()},
            "prompts": _prompts(line.prompts),
            "agents": [_agent(agent) for agent in line.agents],
            "callbacks": limits_tree(line.shop.callbacks),
        }
    )


def _shop(shop: Shop) -> Tree:
    return _without_empty(
        {
            "name": shop.name,
            "country": shop.country,
            "timezone": shop.timezone,
            "languages": list(shop.languages),
            "caller_id": shop.caller_id,
            "alarm_number": shop.alarm_number,
            "alarm_by": shop.alarm_by,
            "second_factor": shop.second_factor,
            "short_abandon": write_duration(shop.short_abandon),
            "service_formula": shop.service_formula.value,
            "retention": {what: write_duration(kept) for what, kept in shop.retention.items()},
        }
    )


def _closure(closure: Closure, zone: ZoneInfo) -> Tree:
    tree: Tree = {
        "hours": closure.hours_key,
        "from": write_moment(closure.starts_at, zone),
        "to": write_moment(closure.ends_at, zone),
    }
    if closure.yearly:
        tree["yearly"] = True
    return tree | _without_empty({"reason": dict(closure.reason)})


def _department(department: Department) -> Tree:
    level = department.service_level
    tree: Tree = {
        "name": dict(department.name),
        "hours": department.hours_key,
        "ring_timeout": write_duration(department.ring_timeout),
        "wrap_up": write_duration(department.wrap_up),
        "max_wait": write_duration(department.max_wait),
        "max_callers": department.max_callers,
        "service_level": {"share": level.share, "within": write_duration(level.within)},
        "callback": policy_tree(department.callback),
        "routing": _routing(department.routing),
    }
    return tree | _without_empty({"dispositions": list(department.dispositions)})


def _routing(routing: Routing) -> Tree:
    return {
        "strategy": routing.strategy.value,
        "ring_at_once": routing.ring_at_once,
        "owner_for": write_duration(routing.owner_for),
        "deputy_for": write_duration(routing.deputy_for),
        "language_for": write_duration(routing.language_for),
        "tiers": [{"skill": one.skill, "after": write_duration(one.after)} for one in routing.tiers],
        "credit": write_duration(routing.credit),
        "redial_within": write_duration(routing.redial_within),
        "when_waited": _next_step(routing.when_waited),
        "when_full": _next_step(routing.when_full),
        "when_nobody": _next_step(routing.when_nobody),
        "alarm_after": write_duration(routing.alarm_after),
    }


def _next_step(step: NextStep) -> str | Tree:
    return {"department": step.department_key} if isinstance(step, OverflowTo) else OFFER_CALLBACK


def _did(did: Did) -> Tree:
    rest = {"menu": did.menu_key, "department": did.department_key, "brand": did.brand}
    return {"language": did.language} | _without_empty(rest)


def _menu(menu: Menu) -> Tree:
    spoken = {"name": dict(menu.name), "greeting": _spoken_by_language(menu.greeting)}
    return _without_empty(spoken) | {
        "keys": {digit: _target(target) for digit, target in menu.keys.items()},
        "no_input": _branch(menu.no_input),
        "no_match": _branch(menu.no_match),
    }


def _branch(branch: Branch) -> Tree:
    return {"times": branch.times} | ({"then": _target(branch.then)} if branch.then else {})


def _target(target: Target) -> Tree:
    match target:
        case ToDepartment(key):
            return {"department": key}
        case ToMenu(key):
            return {"menu": key}
        case ToLanguage(language):
            return {"language": language}
        case Repeat():
            return {"repeat": True}
        case OrderStatus():
            return {"order_status": True}


def _prompts(prompts: Mapping[tuple[str, str], Spoken]) -> Tree:
    by_name: dict[str, dict[str, Spoken]] = {}
    for (name, language), said in prompts.items():
        by_name.setdefault(name, {})[language] = said
    return {name: _spoken_by_language(said) for name, said in by_name.items()}


def _spoken_by_language(spoken: Mapping[str, Spoken]) -> Tree:
    return {language: _spoken(said) for language, said in spoken.items()}


def _spoken(said: Spoken) -> str | Tree:
    if said.audio is None:
        return said.text or ""
    return _without_empty({"text": said.text, "audio": said.audio})


def _agent(agent: AgentSetup) -> Tree:
    tree: Tree = {"email": agent.email, "name": agent.name, "roles": list(agent.roles)}
    rest = {"departments": dict(agent.departments), "languages": list(agent.languages)}
    rings = {"rings": agent.rings, "deputy": agent.deputy, "supervises": list(agent.supervises)}
    return tree | _without_empty(rest) | _without_empty(rings)


def _without_empty(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if value not in (None, "", [], {})}
